"""`make bench`: prints what was measured in this run. Settings first, then what needs them."""

import os
from importlib import import_module

import django

MEASURED = ("tests.bench.proofs", "tests.bench.search")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legwise.settings")
django.setup()
for name in MEASURED:
    import_module(name).main()

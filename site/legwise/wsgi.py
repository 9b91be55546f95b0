"""The door the web server knocks on."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "legwise.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from groundwork.pages.layer import PageLayer
from groundwork.pages.shared import versions
from legwise.apps import LegwiseAdminConfig

LegwiseAdminConfig.waits = True
django_application = get_wsgi_application()
application = (
    PageLayer(django_application, versions(), settings.PAGE_CACHE_MB * 1_000_000)
    if settings.PAGE_CACHE_MB
    else django_application
)

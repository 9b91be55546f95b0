"""What the server's parent holds: libraries, and nothing that a reload must bring anew."""

import json
import subprocess
import sys

from django.conf import settings

THE_PARENT = """
import gc, json, runpy, sys
runpy.run_path("site/legwise/server.py", run_name="parent")["load_for_all_workers"]()
print(json.dumps([sorted(sys.modules), gc.get_freeze_count()]))
"""
OURS = {"legwise", "groundwork", "articles", "triage"}


def test_the_parent_shares_libraries_and_none_of_our_code() -> None:
    environment = {"PATH": "", "PYTHONPATH": f"{settings.HOUSE / 'site'}:{settings.HOUSE}"}
    done = subprocess.run(
        [sys.executable, "-c", THE_PARENT],
        cwd=settings.HOUSE,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    modules, frozen = json.loads(done.stdout)
    packages = {name.partition(".")[0] for name in modules}

    assert packages & OURS == set()
    assert {"django", "markdown_it", "environs"} <= packages
    assert frozen > 0

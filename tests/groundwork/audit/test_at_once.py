"""Processes that add entries at the same time make one chain."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, transaction

from groundwork import audit
from groundwork.audit import head, verifying

pytestmark = pytest.mark.django_db(transaction=True)

HOUSE = Path(__file__).resolve().parents[3]
HANDS, ACTS = 3, 5
WRITE = f"""
import django; django.setup()
from groundwork import audit
for number in range({ACTS}):
    audit.record(f"act {{number}}", by=None)
"""


@pytest.mark.skipif(connection.vendor == "sqlite", reason="its test database is one connection's")
def test_connections_that_write_at_once_make_one_chain() -> None:
    start = Barrier(HANDS)

    def hand(_: int) -> None:
        start.wait(timeout=10)
        try:
            for number in range(ACTS):
                with transaction.atomic():
                    audit.record(f"act {number}", by=None)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        list(pool.map(hand, range(HANDS)))

    verdict = verifying.verify()
    assert verdict.faults == ()
    assert verdict.entries == HANDS * ACTS
    assert head.noted() == verdict.head


@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies SQLite's database into a file")
def test_processes_that_write_at_once_make_one_chain(tmp_path: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(tmp_path / "copy.sqlite3")])
    environment = {
        **os.environ,
        "PYTHONPATH": f"{HOUSE / 'site'}{os.pathsep}{HOUSE}",
        "DJANGO_SETTINGS_MODULE": "legwise.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'copy.sqlite3'}",
        "VAR_DIR": str(tmp_path),
    }

    writing = [subprocess.Popen([sys.executable, "-c", WRITE], env=environment) for _ in range(2)]
    ended = [process.wait(timeout=60) for process in writing]
    verify = [sys.executable, "manage.py", "audit", "verify"]
    told = subprocess.run(verify, cwd=HOUSE, env=environment, capture_output=True, text=True)

    assert ended == [0, 0]
    assert told.returncode == 0, told.stderr
    assert f"{2 * ACTS} entries, each as it was written." in told.stdout
    assert (tmp_path / "audit-head").read_text().startswith(f"{2 * ACTS}:")

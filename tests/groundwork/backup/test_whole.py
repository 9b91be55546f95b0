"""A backup made while others write comes back whole in an empty place."""

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from django.db import connection

pytestmark = pytest.mark.django_db(transaction=True)

HOUSE = Path(__file__).resolve().parents[3]
PATIENCE_SECONDS = 120
# Writes entries of the trail, whose chain shows whether a moment was caught whole, until told.
WRITE = """
import sys, select, django; django.setup()
from groundwork import audit
print(audit.record("first", by=None).number, flush=True)
while not select.select([sys.stdin], [], [], 0)[0]:
    audit.record("wrote", by=None, after={"words": "x" * 500})
"""
TELL = """
import json, sys, django; django.setup()
from django.apps import apps
from groundwork.audit import verifying
print(json.dumps({"faults": verifying.verify().faults} | {
    model._meta.label: [[str(each) for each in row]
                        for row in model.objects.order_by("pk").values_list()]
    for model in apps.get_models() if model._meta.managed and hasattr(model, "objects")}))
"""


class House:
    """A site of its own: its database, its folder, and commands run in it."""

    def __init__(self, folder: Path, database_url: str) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.environment = {
            **os.environ,
            "PYTHONPATH": f"{HOUSE / 'site'}{os.pathsep}{HOUSE}",
            "DJANGO_SETTINGS_MODULE": "legwise.settings",
            "DATABASE_URL": database_url,
            "VAR_DIR": str(folder),
        }

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=HOUSE,
            env=self.environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=PATIENCE_SECONDS)
        return process.returncode, out + err

    def contents(self) -> dict[str, Any]:
        import json

        code, told = self.run("-c", TELL)
        assert code == 0, told
        contents: dict[str, Any] = json.loads(told.splitlines()[-1])
        return contents


def server(name: str) -> str:
    known = connection.settings_dict
    who = f"{known['USER']}:{quote(known['PASSWORD'])}@" if known["USER"] else ""
    return f"postgres://{who}{known['HOST']}:{known['PORT']}/{name}"


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}.sqlite3"
        return
    name = f"legwise_restored_{secrets.token_hex(6)}"
    admin = urlsplit(server("postgres")).geturl().replace("postgres://", "postgresql://")
    with psycopg.connect(admin, autocommit=True) as admin_connection:
        admin_connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield server(name)
        finally:
            admin_connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def source(tmp_path: Path) -> House:
    """A site with the tests' own database, or a copy of it where that is in memory."""
    if connection.vendor == "postgresql":
        house = House(tmp_path / "source", server(connection.settings_dict["NAME"]))
    else:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(tmp_path / "source.sqlite3")])
        house = House(tmp_path / "source", f"sqlite:///{tmp_path / 'source.sqlite3'}")
    uploads = house.folder / "media" / "pictures"
    uploads.mkdir(parents=True)
    for number in range(3):
        (uploads / f"{number} é.webp").write_bytes(secrets.token_bytes(10_000))
    return house


def uploads_of(house: House) -> dict[str, bytes]:
    root = house.folder / "media"
    return {
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_a_backup_under_writes_comes_back_whole_and_again_in_place_of_itself(
    source: House, tmp_path: Path
) -> None:
    writing = source.start("-c", WRITE)
    assert writing.stdout is not None
    assert writing.stdout.readline() == "1\n"

    made, told = source.run("manage.py", "backup", str(tmp_path / "kept"))
    writing.communicate(input="enough\n", timeout=PATIENCE_SECONDS)

    assert made == 0, told
    (backup,) = (tmp_path / "kept").iterdir()
    assert backup.stat().st_mode & 0o077 == 0
    with empty_database(tmp_path / "restored") as url:
        target = House(tmp_path / "restored", url)
        restored, said = target.run("manage.py", "restore", str(backup))
        assert restored == 0, said
        there, here = source.contents(), target.contents()
        replaced, words = target.run("manage.py", "restore", str(backup), "--replace")

    trail = here.pop("groundwork.AuditEntry")
    assert trail[-1][4] == "restored a backup"
    assert there.pop("groundwork.AuditEntry")[: len(trail) - 1] == trail[:-1]
    assert here["faults"] == []
    assert here == there
    assert uploads_of(target) == uploads_of(source)
    assert replaced == 0, words
    assert list((target.folder / "backups" / "before-restoring").iterdir())
    assert list(target.folder.glob("media.before-*"))

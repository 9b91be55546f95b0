"""A whole database into a file and back, while it is in use: SQLite's own copying, or pg_dump."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection

from groundwork.backup.manifest import Unusable


def save(path: Path) -> None:
    """The database as it is at one moment, into a new file. Nobody has to wait for it."""
    if connection.vendor == "postgresql":
        _run(
            "pg_dump",
            _target(),
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--file={path}",
        )
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    _refuse_damaged(path)


def load(path: Path, *, replace: bool) -> None:
    """What `save` wrote, in place of what there is, all or nothing."""
    if connection.vendor == "postgresql":
        _load_postgresql(path, replace=replace)
        return
    _refuse_damaged(path)
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        copy.backup(connection.connection)
    connection.close()


def is_empty() -> bool:
    """Whether the database has no table at all."""
    return not connection.introspection.table_names()


def _load_postgresql(path: Path, *, replace: bool) -> None:
    """As one transaction: if anything in it fails, everything is as it was."""
    script = path.with_suffix(".sql")
    plain = ("--no-owner", "--no-privileges", f"--file={script}", str(path))
    _run("pg_restore", *plain)
    connection.close()
    # What came since the backup must go too, or the next migration would meet it.
    away = ("--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public")
    whole = ("--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    _run("psql", _target(), *whole, *(away if replace else ()), f"--file={script}")


def _target() -> str:
    return f"--dbname={connection.settings_dict['NAME']}"


def _refuse_damaged(path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        try:
            said = copy.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.DatabaseError as error:
            said = str(error)
    if said != "ok":
        raise Unusable(f"The database in it is damaged: {said}")


def _run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs; the password goes by the environment, never on the line."""
    known = connection.settings_dict
    told = {
        "PGHOST": known["HOST"],
        "PGPORT": str(known["PORT"] or ""),
        "PGUSER": known["USER"],
        "PGPASSWORD": known["PASSWORD"],
    }
    environment = {**os.environ, **{name: value for name, value in told.items() if value}}
    try:
        # Our own arguments: no shell, and nothing a visitor typed.
        subprocess.run(  # noqa: S603
            [program, *arguments],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
    except FileNotFoundError as error:
        raise Unusable(f"{program} is not installed. It comes with postgresql-client.") from error
    except subprocess.CalledProcessError as error:
        raise Unusable(f"{program} failed: {error.stderr.strip()[-500:]}") from error

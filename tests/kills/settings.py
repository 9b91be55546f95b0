"""Settings of a server that dies at its n-th write: in the midst of whatever it does then.

It dies by SIGKILL, from within, so that the moment depends on no clock: the same number is the same
moment. `KILL_AT` counts statements that write, and commits, from the first request on.
"""

import os
import re
import signal
from itertools import count
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from legwise.settings import *  # noqa: F403

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["127.0.0.1"]
PROXIES = 1

_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|SAVEPOINT|RELEASE)", re.IGNORECASE)
_kill_at = int(os.environ.get("KILL_AT", "0"))
_written = count(1)
_commit = BaseDatabaseWrapper._commit  # type: ignore[attr-defined]  # Django's own, untyped


def _one_more() -> None:
    if next(_written) == _kill_at:
        os.kill(os.getpid(), signal.SIGKILL)


def _counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    """Dies after a statement: the database did it, and nobody heard of it."""
    result = execute(sql, params, many, context)
    if _WRITES.match(sql):
        _one_more()
    return result


def _committed(self: Any) -> Any:
    """Once before and once after: what nobody was told may be there, or may not."""
    _one_more()
    result = _commit(self)
    _one_more()
    return result


def _watch(connection: Any, **_more: Any) -> None:
    connection.execute_wrappers.append(_counted)


if _kill_at:
    BaseDatabaseWrapper._commit = _committed  # type: ignore[attr-defined]  # as above
    connection_created.connect(_watch, weak=False)

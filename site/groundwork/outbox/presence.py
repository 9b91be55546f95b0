"""Which senders are alive: each holds the lock of a file, and the system frees it when it dies.

So mail that a killed sender had taken goes on at once. A sender on another machine has no file
here; for those there is the lease (see claiming.py).
"""

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def sender() -> Iterator[str]:
    """The name of a new sender, alive until the block ends.

    After an error its file stays, unlocked: what it held is then known to be nobody's.
    """
    name = secrets.token_hex(16)
    path = _file_of(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield name
        path.unlink(missing_ok=True)


def is_dead(name: str) -> bool:
    """True if it was a sender on this machine and lives no longer."""
    path = _file_of(name)
    try:
        with path.open("r") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (FileNotFoundError, BlockingIOError):
        return False
    return True


def clear_away(name: str) -> None:
    """Once nothing is held in a dead sender's name."""
    _file_of(name).unlink(missing_ok=True)


def _file_of(name: str) -> Path:
    return Path(settings.VAR_DIR) / "senders" / name

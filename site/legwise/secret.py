"""The signing key: made once, on first start, and kept in a file only the site's user can read."""

import os
import secrets
from pathlib import Path

KEY_BYTES = 50


def read_or_make(path: Path) -> str:
    """The key in `path`; makes it if the file is not there.

    Two processes that start together end with the same key: the file appears whole, and the
    second one finds it taken. An empty file is an error, never a key.
    """
    if not path.exists():
        _make(path)
    key = path.read_text(encoding="ascii").strip()
    if len(key) < KEY_BYTES:
        raise ValueError(f"{path} holds no usable key. Delete the file to have a new one made.")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(KEY_BYTES))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was first; its key stands
    finally:
        draft.unlink()

"""The readers' stylesheets: one joined from the parts in `static/css/`, one from `check/` in it.

The second is for the self-check alone, so that an article does not carry its weight.

Each part names its cascade layer and `_layers.css` declares their order, so the order of joining
does not matter. Comments and spare white space are left out of what is sent.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, FileSystemFinder
from django.core.files.storage import FileSystemStorage

PARTS = Path("css")
# Stylesheet -> the folder of its parts, below static/.
JOINED = {"legwise.css": PARTS, "check.css": PARTS / "check"}
FIRST_PART = "_layers.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND_MARKS = re.compile(r"\s*([{};,])\s*")


def parts(folder: Path) -> list[Path]:
    """The parts in joining order: the layer list first, then by name."""
    return sorted(folder.glob("*.css"), key=lambda part: (part.name != FIRST_PART, part.name))


def squeeze(css: str) -> str:
    """The same rules in fewer bytes."""
    css = _SPACE.sub(" ", _COMMENT.sub("", css))
    return _AROUND_MARKS.sub(r"\1", css).replace(";}", "}").strip()


def join(folder: Path) -> str:
    return "\n".join(squeeze(part.read_text(encoding="utf-8")) for part in parts(folder)) + "\n"


class StaticFilesFinder(FileSystemFinder):
    """Finds what stands in `static/`, but not the parts that are sent joined."""

    def list(self, ignore_patterns: Any) -> Any:
        static = settings.HOUSE / "static"
        names = [
            f"{inner}/{part.name}" for inner in JOINED.values() for part in parts(static / inner)
        ]
        return super().list([*(ignore_patterns or []), *names])


class JoinedStylesFinder(BaseFinder):
    """Finds each joined stylesheet by writing it afresh under `var/`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "joined")
        self.static = settings.HOUSE / "static"

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in JOINED:
            return []
        found = self._write(path)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in JOINED:
            self._write(name)
            yield name, self.storage

    def _write(self, name: str) -> str:
        target = Path(self.storage.location) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        css = join(self.static / JOINED[name])
        if not target.exists() or target.read_text(encoding="utf-8") != css:
            target.write_text(css, encoding="utf-8")
        return str(target)

"""One stylesheet for readers, joined from the parts in `static/css/`.

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

JOINED = "legwise.css"
PARTS = Path("css")
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
        names = [f"{PARTS}/{part.name}" for part in parts(settings.HOUSE / "static" / PARTS)]
        return super().list([*(ignore_patterns or []), *names])


class JoinedStylesFinder(BaseFinder):
    """Finds `legwise.css` by writing it afresh under `var/`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "joined")
        self.folder = settings.HOUSE / "static" / PARTS

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != JOINED:
            return []
        found = self._write()
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        self._write()
        yield JOINED, self.storage

    def _write(self) -> str:
        target = Path(self.storage.location) / JOINED
        target.parent.mkdir(parents=True, exist_ok=True)
        css = join(self.folder)
        if not target.exists() or target.read_text(encoding="utf-8") != css:
            target.write_text(css, encoding="utf-8")
        return str(target)

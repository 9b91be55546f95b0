"""A content folder in the database, without reading it anew for every test."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

from articles.intake import Loading, load_folder
from tests.restoring import restored

_told: dict[str, Loading] = {}


def load_content(folder: Path) -> Loading:
    """As `load_folder` leaves the database, which had no content before; what it said then."""
    mark = mark_of(folder)
    language = (get_language(), settings.LANGUAGE_CODE)

    def load() -> None:
        _told[mark] = load_folder(folder)
        assert _told[mark].problems == []

    restored(("content", mark, language), load)
    return _told[mark]


def load_shipped_content() -> Loading:
    """What we ship, as readers have it."""
    return load_content(Path(__file__).resolve().parents[2] / "articles" / "content")


def mark_of(folder: Path) -> str:
    """The same for folders with the same files in them."""
    whole = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(folder)}\0{path.stat().st_size}\0".encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()

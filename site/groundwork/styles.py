"""The readers' stylesheets: one joined from the parts in `static/css/`, others from folders in it.

Those are for the self-check, for forms, for updates by e-mail and for pages that lead to others, so
that an article does not carry their weight.

Each part names its cascade layer and `_layers.css` declares their order, so the order of joining
does not matter. Comments and spare white space are left out of what is sent, and custom
properties go by one or two letters, the same in every sheet.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, product
from pathlib import Path
from string import ascii_letters
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, FileSystemFinder
from django.core.files.storage import FileSystemStorage

PARTS = Path("css")
# Stylesheet -> the folder of its parts, below static/.
JOINED = {
    "legwise.css": PARTS,
    "check.css": PARTS / "check",
    "comments.css": PARTS / "comments",
    "front.css": PARTS / "front",
    "updates.css": PARTS / "updates",
    "feedback.css": PARTS / "feedback",
    "scorecard.css": PARTS / "scorecard",
}
FIRST_PART = "_layers.css"
TOKENS = "tokens.css"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_STRING = re.compile(r'("[^"]*")')
# A space stays before a colon (a descendant follows) and round + and - (a sum needs it).
_SPARE_SPACE = re.compile(r"\s*([{};,>])\s*|(?<=:)\s+")
_SPARE_NOUGHT = re.compile(r"(?<![\w.])0(?=\.\d)")
_LAYER = re.compile(r"@layer (\w+){")
_PROPERTY = re.compile(r"(?<![\w-])--[a-z][\w-]*(?=[:,)])")
_PURPOSE = re.compile(r"(--[\w-]+):var\((--[\w-]+)\)[;}]")
_ITSELF = re.compile(r"(--\w+):var\(\1\);")


def parts(folder: Path) -> list[Path]:
    """The parts in joining order: the layer list first, then by name."""
    return sorted(folder.glob("*.css"), key=lambda part: (part.name != FIRST_PART, part.name))


def squeeze(css: str) -> str:
    """The same rules in fewer bytes."""
    plain = _SPACE.sub(" ", _COMMENT.sub("", css)).strip()
    return "".join(
        text if text.startswith('"') else _squeezed(text) for text in _STRING.split(plain)
    ).replace(";}", "}")


def _squeezed(css: str) -> str:
    css = _SPARE_SPACE.sub(lambda found: found[1] or "", css)
    return _SPARE_NOUGHT.sub("", css)


def by_layer(css: str) -> str:
    """The rules of each layer together, in the order they had; the layers decide about the rest."""
    rest, layers, at = "", dict[str, str](), 0
    while opening := _LAYER.search(css, at):
        end = _closing_brace(css, opening.end())
        rest += css[at : opening.start()]
        layers[opening[1]] = layers.get(opening[1], "") + css[opening.end() : end]
        at = end + 1
    return rest + css[at:] + "".join(f"@layer {name}{{{css}}}" for name, css in layers.items())


def _closing_brace(css: str, at: int) -> int:
    """Where the block ends whose first rule is at `at`."""
    depth = 1
    while depth:
        depth += {"{": 1, "}": -1}.get(css[at], 0)
        at += 1
    return at - 1


def short_names(static: Path) -> dict[str, str]:
    """Custom property -> its name as sent, the shortest for what all sheets write most often."""
    folders = [parts(static / folder) for folder in JOINED.values()]
    whole = "".join(squeeze(_read(part)) for part in chain.from_iterable(folders))
    written = Counter(_PROPERTY.findall(whole))
    letters = chain(ascii_letters, map("".join, product(ascii_letters, repeat=2)))
    ranked = sorted(written, key=lambda name: (-written[name], name))
    names = {name: f"--{short}" for name, short in zip(ranked, letters, strict=False)}
    palette = _PURPOSE.findall(squeeze(_read(static / PARTS / TOKENS)))
    once = {colour: names[purpose] for purpose, colour in palette if _uses(colour, whole) == 1}
    return names | once


def _uses(name: str, css: str) -> int:
    return css.count(f"var({name})")


def join(folder: Path) -> str:
    """A colour of the palette with one purpose goes by its purpose's name, and is declared once."""
    css = by_layer("".join(squeeze(_read(part)) for part in parts(folder)))
    names = short_names(settings.HOUSE / "static")
    css = _PROPERTY.sub(lambda found: names.get(found[0], found[0]), css)
    return _ITSELF.sub("", css) + "\n"


def _read(part: Path) -> str:
    return part.read_text(encoding="utf-8")


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

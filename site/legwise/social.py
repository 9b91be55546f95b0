"""The picture that goes with a link to an article: its title on our paper, in our typeface.

A title our typeface has no letters for gets the plain picture of the site: better no words than
boxes. No colour of an urgency is used, whatever the article is about.
"""

import hashlib
import io
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

# Loaded with the first picture: every page names its picture here, and few processes paint one.
if TYPE_CHECKING:
    from PIL import Image, ImageFont

PAPER = Path(__file__).resolve().parent / "pictures" / "social-paper.png"
PLAIN = settings.HOUSE / "static" / "icons" / "social.png"
TYPEFACE = settings.HOUSE / "static" / "fonts" / "legible.woff2"

DESIGN = 1
"""Raise it when the same words would make another picture: every address changes with it."""

INK, CLAY = "#1b2422", "#86381a"
LEFT, TOP, WIDTH = 80, 60, 1040
TOPIC_SIZE, TOPIC_HEIGHT = 34, 58
TITLE_SIZES = range(92, 35, -4)
# Down to the name and the drawing, which stand on the rule at the foot of the paper.
TITLE_HEIGHT = 268
LINE_HEIGHT = 1.12
BOLD = 700
COLOURS_KEPT = 64
NEVER_A_LETTER = "\uffff"


@dataclass(frozen=True)
class Words:
    """What stands on a picture. `mark` names this very picture, for its address."""

    title: str
    topic: str

    @property
    def mark(self) -> str:
        told = f"{DESIGN}\n{self.title}\n{self.topic}"
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:12]


def picture(words: Words) -> bytes:
    """A PNG of 1200 by 630."""
    from PIL import Image, ImageDraw

    title, topic = _plain(words.title), _plain(words.topic)
    if not title or not _can_be_set(title + topic):
        return PLAIN.read_bytes()
    paper = Image.open(PAPER).convert("RGB")
    pen = ImageDraw.Draw(paper)
    pen.text((LEFT, TOP), _fitting(topic), CLAY, _typeface(TOPIC_SIZE))
    size, lines = _set(title)
    for number, line in enumerate(lines):
        place = (LEFT, TOP + TOPIC_HEIGHT + number * size * LINE_HEIGHT)
        pen.text(place, line, INK, _typeface(size))
    return _as_png(paper)


def _plain(text: str) -> str:
    """One line, with accents and their letters together, as the typeface has them."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _can_be_set(text: str) -> bool:
    return all(_has_letter(letter) for letter in set(text) - {" "})


@lru_cache(maxsize=2000)
def _has_letter(letter: str) -> bool:
    """Whether the typeface draws it as anything but the box for letters it lacks."""
    face = _typeface(TOPIC_SIZE)
    return bytes(face.getmask(letter)) != bytes(face.getmask(NEVER_A_LETTER))


def _typeface(size: int) -> "ImageFont.FreeTypeFont":
    """Opened anew each time: one must not be used by two threads at once."""
    from PIL import ImageFont

    face = ImageFont.truetype(str(TYPEFACE), size)
    face.set_variation_by_axes([BOLD])
    return face


def _set(title: str) -> tuple[int, list[str]]:
    """The largest size at which the title fits whole, and its lines, about equally long."""
    for size in TITLE_SIZES:
        face = _typeface(size)
        lines = _wrapped(title, face, WIDTH)
        is_small = size == TITLE_SIZES[-1]
        most = int(TITLE_HEIGHT / (size * LINE_HEIGHT))
        if len(lines) <= most and (is_small or _has_no_long_word(title, face)):
            return size, _balanced(title, face, len(lines))
    return size, [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]


def _has_no_long_word(title: str, face: "ImageFont.FreeTypeFont") -> bool:
    return all(face.getlength(word) <= WIDTH for word in title.split())


def _balanced(title: str, face: "ImageFont.FreeTypeFont", count: int) -> list[str]:
    """The same number of lines in the narrowest column that holds them."""
    longest = max(face.getlength(word) for word in title.split())
    narrow, wide = min(WIDTH, int(max(longest, WIDTH / 3))), WIDTH
    while wide - narrow > 8:
        middle = (narrow + wide) // 2
        if len(_wrapped(title, face, middle)) <= count:
            wide = middle
        else:
            narrow = middle
    return _wrapped(title, face, wide)


def _wrapped(title: str, face: "ImageFont.FreeTypeFont", width: int) -> list[str]:
    lines = [""]
    for word in title.split():
        for piece in _pieces(word, face, width):
            longer = f"{lines[-1]} {piece}".strip()
            if face.getlength(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return [line for line in lines if line]


def _pieces(word: str, face: "ImageFont.FreeTypeFont", width: int) -> list[str]:
    """The word, or as many parts of it as it takes for each to fit."""
    pieces = [""]
    for letter in word if face.getlength(word) > width else [word]:
        if pieces[-1] and face.getlength(pieces[-1] + letter) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _fitting(topic: str) -> str:
    """As much of the topic as goes in one line."""
    lines = _wrapped(topic, _typeface(TOPIC_SIZE), WIDTH)
    return lines[0] if lines else ""


def _as_png(paper: "Image.Image") -> bytes:
    from PIL import Image

    file = io.BytesIO()
    few = paper.quantize(COLOURS_KEPT, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()

"""What the engine and the files say in English, in the language that is spoken at the desk.

The engine knows no languages, and what it says is kept with releases, so it speaks English for
good. Its sentences are told by their shape here, where editors read them; `engine_words` lists
them. A sentence nobody listed stays English.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from django.utils.translation import gettext

from groundwork.languages import is_own
from triage.desk.engine_words import PLACES, SENTENCES, VERDICTS
from triage.urgency_words import level_word

# What may stand for a value of that name; for any other one, anything.
_SHAPES: Mapping[str, str] = {
    "level": "emergency|urgent|soon|routine|self-care",
    "other_level": "emergency|urgent|soon|routine|self-care",
    "number": r"[\d.,]+",
    "levels": "[a-z -]+",
    "line": r"\d+",
    "limit": r"\d+",
    "column": r"\d+",
}
_VALUE = re.compile(r"%\((\w+)\)s")
_ABOUT = re.compile(r"(?P<place>[\w-][\w ,-]*): (?P<said>.+)", re.DOTALL)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?”:]) (?=[A-Z“])")


def in_words(english: str) -> str:
    """A sentence of the engine's or the files', or several."""
    return english if is_own() else _translated(english) or english


def place_words(english: str) -> str:
    """A place such as “rule u-clot”."""
    return english if is_own() else _said(english, PLACES) or english


def verdict_words(english: str) -> str:
    """What became of a property: “proved”."""
    return gettext(english) if english in VERDICTS else english


def _translated(english: str) -> str:
    """Nothing for what nobody listed."""
    whole = _said(english, SENTENCES)
    return whole or _about(english) or _by_sentence(english)


def _about(english: str) -> str:
    """“rule u-clot: there is no question “x”.”"""
    match = _ABOUT.fullmatch(english)
    said = match and _translated(match["said"])
    return f"{place_words(match['place'])}: {said}" if match and said else ""


def _by_sentence(english: str) -> str:
    sentences = _BETWEEN_SENTENCES.split(english)
    if len(sentences) < 2:
        return ""
    return " ".join(_said(each, SENTENCES) or _about(each) or each for each in sentences)


def _said(english: str, listed: tuple[str, ...]) -> str:
    for text, shape in _shapes(listed):
        if match := shape.fullmatch(english):
            values = {name: _value(name, found) for name, found in match.groupdict().items()}
            return gettext(text) % values
    return ""


def _value(name: str, found: str) -> str:
    """Urgencies, places and sentences within a sentence are said in the language, too."""
    match name:
        case "level" | "other_level" | "levels":
            return gettext(" or ").join(level_word(key).lower() for key in found.split(" or "))
        case "place":
            return place_words(found)
        case "said":
            return in_words(found)
    return found


@lru_cache(maxsize=4)
def _shapes(listed: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Those with more of their own words come first: they say more exactly what is meant."""
    by_words: Iterable[str] = sorted(listed, key=lambda text: -len(_VALUE.sub("", text)))
    return tuple((text, re.compile(_shape(text), re.DOTALL)) for text in by_words)


def _shape(text: str) -> str:
    """A pattern of what the text comes to, whatever its values are."""
    pieces = _VALUE.split(text.replace("%%", "%"))
    return "".join(
        f"(?P<{piece}>{_SHAPES.get(piece, '.+?')})" if place % 2 else re.escape(piece)
        for place, piece in enumerate(pieces)
    )

"""Reads one phrasing: a line such as `LEG + cold, freezing + BLUE within 6 unless ice, vein`.

All groups must be there, in any order; of a group one word or run of words is enough. A word in
quotation marks counts in this form alone: "leg" is not legs.
"""

import re
from dataclasses import dataclass

from articles.phrasings.spelling import exactly, stem
from articles.phrasings.words import FILLERS, LISTS, ONE_WORD

Words = tuple[str, ...]
"""A run of words as stems; mostly one."""

DEFAULT_WINDOW = 8
WIDEST_WINDOW = 40
LONGEST_LINE = 400
MOST_LINES = 60
MOST_GROUPS = 5
_LINE = re.compile(
    r"(?P<groups>.+?)(?:\s+within\s+(?P<window>\d{1,3}))?(?:\s+unless\s+(?P<unless>.+))?", re.DOTALL
)
_WORD = re.compile(r"[^\W_]+")


class BrokenPhrasing(ValueError):
    """What is wrong with the line and what would work."""


@dataclass(frozen=True)
class Phrasing:
    """Groups of which each must be met within `window` words, and what calls it off."""

    groups: tuple[frozenset[Words], ...]
    window: int
    unless: frozenset[Words]
    words: frozenset[str]
    """Every word in it as written, for spelling."""


def parse(line: str) -> Phrasing:
    """Raises `BrokenPhrasing`."""
    found = _LINE.fullmatch(line.strip())
    if not found or len(line) > LONGEST_LINE:
        said = f"Write groups of words with “+” between, at most {LONGEST_LINE} characters."
        raise BrokenPhrasing(said)
    window = int(found["window"] or DEFAULT_WINDOW)
    parts = found["groups"].split("+")
    if not 1 <= window <= WIDEST_WINDOW:
        raise BrokenPhrasing(f"Write “within” and a number from 1 to {WIDEST_WINDOW}.")
    if len(parts) > MOST_GROUPS:
        raise BrokenPhrasing(f"Use at most {MOST_GROUPS} groups; {len(parts)} are never all said.")
    said_words: set[str] = set()
    groups = tuple(_group(part, said_words) for part in parts)
    unless = _group(found["unless"], said_words) if found["unless"] else frozenset()
    return Phrasing(groups, window, unless, frozenset(said_words))


def spread(words: list[str]) -> Words:
    """Stems of what carries meaning."""
    same = (ONE_WORD.get(word, word) for word in words)
    return tuple(stem(word) for word in same if word not in FILLERS)


def _group(text: str, said_words: set[str]) -> frozenset[Words]:
    group: set[Words] = set()
    for part in text.split(","):
        name = part.strip()
        if name.isupper() and name.isascii() and name.isalpha():
            group |= _named(name, said_words)
        else:
            group.add(_run(name, said_words))
    return frozenset(group)


def _named(name: str, said_words: set[str]) -> frozenset[Words]:
    if name not in LISTS:
        known = ", ".join(sorted(LISTS))
        raise BrokenPhrasing(f"There is no list “{name}”. Write small letters, or one of: {known}.")
    return _group(LISTS[name], said_words)


def _run(text: str, said_words: set[str]) -> Words:
    words = _WORD.findall(text.casefold().replace("'", "").replace("’", ""))
    if text[:1] == '"' == text[-1:] and words:
        return tuple(exactly(word) for word in words)
    run = spread(words)
    if not run:
        said = f"“{text}” says nothing on its own." if text else "A group or a word is empty."
        raise BrokenPhrasing(f"{said} Write a word that tells the sign, such as “swollen”.")
    said_words.update(ONE_WORD.get(word, word) for word in words)
    return run

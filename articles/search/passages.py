"""Chooses the passage that shows why something was found, with its words marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.search.queries import Query
from articles.search.words import stem, words_of

LONGEST = 220
LEAD = 60
MOST_HITS = 30

_SENTENCE_END = re.compile(r"[.?!] ")

Kept = Sequence[str]
"""A section as the index keeps it: anchor, heading, text, the heading's words, all its words."""
LookedFor = Sequence[tuple[float, Sequence[Sequence[str]]]]
"""What each slot tells, and its alternatives as words between spaces."""


@dataclass(frozen=True)
class Piece:
    text: str
    is_marked: bool


@dataclass(frozen=True)
class Passage:
    """Part of a section. `anchor` and `heading` are empty for the beginning of a page."""

    anchor: str
    heading: tuple[Piece, ...]
    pieces: tuple[Piece, ...]


def passage(query: Query, sections: Sequence[Kept]) -> Passage | None:
    """Of the section that holds most of what was asked; None if none holds any of it."""
    looked_for = [
        (slot.rarity, [[f" {each} " for each in alt.stems] for alt in slot.alternatives])
        for slot in query.slots
    ]
    most, best = 0.0, None
    for section in sections:
        worth = _worth(looked_for, section)
        if worth > most:
            most, best = worth, section
    if best is None:
        return None
    anchor, heading, text, *_words = best
    pieces = tuple(_pieces(text, _weights(query)))
    return Passage(anchor, marked(query, heading), pieces)


def marked(query: Query, text: str) -> tuple[Piece, ...]:
    """A short text whole, with the words that were asked for marked."""
    return tuple(_cut(text, 0, len(text), _hits(text, _weights(query))))


def _weights(query: Query) -> dict[str, float]:
    """What each stem tells, the meanings of the typed words included."""
    return {
        each: slot.rarity
        for slot in reversed(query.slots)
        for alternative in slot.alternatives
        for each in alternative.stems
    }


def _worth(looked_for: LookedFor, section: Kept) -> float:
    """What a section holds, twice what its heading holds."""
    _anchor, _heading, _text, in_heading, words = section
    worth = 0.0
    for rarity, alternatives in looked_for:
        for stems in alternatives:
            if _has_all(words, stems):
                worth += rarity * (1 + _has_all(in_heading, stems))
                break
    return worth


def _has_all(words: str, stems: Sequence[str]) -> bool:
    if len(stems) == 1:
        return stems[0] in words
    return all(each in words for each in stems)


def _hits(text: str, weights: dict[str, float]) -> list[tuple[int, int, str]]:
    hits = []
    for found in words_of(text):
        its_stem = stem(found.group())
        if its_stem in weights:
            hits.append((found.start(), found.end(), its_stem))
    return hits


def _pieces(text: str, weights: dict[str, float]) -> Iterator[Piece]:
    """The stretch of at most `LONGEST` characters that holds most different words."""
    hits = _hits(text, weights)
    start = _best_start(text, hits, weights)
    end = min(len(text), start + LONGEST)
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    if start:
        yield Piece("… ", False)
    yield from _cut(text, start, end, hits)
    if end < len(text):
        yield Piece(" …", False)


def _best_start(text: str, hits: list[tuple[int, int, str]], weights: dict[str, float]) -> int:
    best, best_worth = 0, -1.0
    for at, (begins, _ends, _stem) in enumerate(hits):
        within = set()
        for _begins, ends, its_stem in hits[at : at + MOST_HITS]:
            if ends > begins + LONGEST - LEAD:
                break
            within.add(its_stem)
        worth = sum(weights[each] for each in within)
        if worth > best_worth:
            best, best_worth = begins, worth
    if best <= LEAD or len(text) <= LONGEST:
        return 0
    earliest = max(0, best - LEAD * 2)
    stops = [found.end() for found in _SENTENCE_END.finditer(text, earliest, best)]
    if stops:
        return stops[-1]
    return text.find(" ", max(0, best - LEAD)) + 1


def _cut(text: str, start: int, end: int, hits: list[tuple[int, int, str]]) -> Iterator[Piece]:
    at = start
    for begins, ends, _stem in hits:
        if begins < at or ends > end:
            continue
        if begins > at:
            yield Piece(text[at:begins], False)
        yield Piece(text[begins:ends], True)
        at = ends
    if at < end:
        yield Piece(text[at:end], False)

"""Puts candidates in order: the one place where it is decided what fits better, on any database.

Words count by how rare they are. A word in the title counts more than in key words, questions and
headings, and there more than in the text. Most counts a phrase that is what was asked: a title,
key word, question or heading with the query's words and few others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from articles.models.search import SearchDocument
from articles.search.documents import BAR
from articles.search.queries import Query, Slot

IN_TITLE, IN_HEAD, IN_BODY = 1.0, 0.8, 0.45
TITLE_PHRASE, KEYWORD_PHRASE, QUESTION_PHRASE, HEADING_PHRASE = 1.0, 0.9, 0.85, 0.6
WORDS_COUNT, PHRASE_COUNTS = 1.0, 1.2
EXACTLY = 0.25
ABOUT_IT = 0.8
LAST_KEYWORD = 0.85
LOOKED_AT_CLOSELY = 25
"""Documents whose phrases are compared; the others stay behind them."""

OF_KIND = {
    SearchDocument.Kind.ARTICLE.value: 1.0,
    SearchDocument.Kind.TERM.value: 0.8,
    SearchDocument.Kind.OUTCOME.value: 0.7,
}


@dataclass(frozen=True)
class Candidate:
    """A document with the words it is judged by."""

    pk: int
    kind: str
    key: str
    title: str
    about: str
    url: str
    slug: str
    topic: str
    topic_title: str
    exact: str
    title_words: str
    head_words: str
    body_words: str


@dataclass(frozen=True)
class Ranked:
    """`share`: how much of what was asked it holds, from 0 to 1."""

    candidate: Candidate
    score: float
    share: float


def rank(query: Query, candidates: Iterable[Candidate]) -> list[Ranked]:
    """The candidates that hold any of the words, the best first; the same order every time."""
    marks = query.marks()
    found = [_by_words(query, marks, each) for each in candidates]
    found = sorted((each for each in found if each.share), key=_order)
    close = [_by_phrases(query, each) for each in found[:LOOKED_AT_CLOSELY]]
    return [*sorted(close, key=_order), *found[LOOKED_AT_CLOSELY:]]


def _order(ranked: Ranked) -> tuple[Any, ...]:
    here = ranked.candidate
    return (-round(ranked.score, 6), here.kind, here.title, here.key)


def _by_words(query: Query, marks: Sequence[str], candidate: Candidate) -> Ranked:
    worth = held = 0.0
    for slot in query.slots:
        best = _best(slot, candidate)
        worth += slot.rarity * best
        held += slot.rarity * bool(best)
    weight = query.weight or 1.0
    share = held / weight
    score = WORDS_COUNT * worth / weight * (0.5 + 0.5 * share) * OF_KIND[candidate.kind]
    # Its title, a key word or a question is just this; however many others hold the words too.
    score += EXACTLY * any(mark in candidate.exact for mark in marks)
    return Ranked(candidate, score, share)


def _best(slot: Slot, candidate: Candidate) -> float:
    """What the best of a word's meanings is worth here; 0 if none is there."""
    best = 0.0
    for alternative in slot.alternatives:
        if alternative.worth > best:
            place = min(_place(stem, candidate) for stem in alternative.stems)
            best = max(best, place * alternative.worth)
    return best


def _place(stem: str, candidate: Candidate) -> float:
    word = f" {stem} "
    if word in candidate.title_words:
        return IN_TITLE
    if word in candidate.head_words:
        return IN_HEAD
    return IN_BODY if word in candidate.body_words else 0.0


def _by_phrases(query: Query, ranked: Ranked) -> Ranked:
    here = ranked.candidate
    title = _likeness(query, here.title_words.split())
    # A page with the subject in its title is about it; elsewhere it is a question among others.
    about = ABOUT_IT + (1 - ABOUT_IT) * min(1.0, title * 2)
    key_words, questions, headings = here.head_words.split("\n")
    best = max(
        TITLE_PHRASE * title,
        KEYWORD_PHRASE * _best_phrase(query, key_words, fading=LAST_KEYWORD),
        QUESTION_PHRASE * about * _best_phrase(query, questions),
        HEADING_PHRASE * about * _best_phrase(query, headings),
    )
    score = ranked.score + PHRASE_COUNTS * best * OF_KIND[here.kind]
    return Ranked(here, score, ranked.share)


def _best_phrase(query: Query, line: str, fading: float = 1.0) -> float:
    """The likest phrase of a line; with `fading` the last one counts that much of the first."""
    phrases = line.strip(" |").split(BAR)
    step = (1 - fading) / len(phrases)
    best = 0.0
    for at, phrase in enumerate(phrases):
        best = max(best, _likeness(query, phrase.split()) * (1 - step * at))
    return best


def _likeness(query: Query, phrase: Sequence[str]) -> float:
    """How much of the query a phrase holds, less for each word in it that was not asked for."""
    stems = query.stems.intersection(phrase)
    if not stems:
        return 0.0
    held = 0.0
    touched: set[str] = set()
    for slot in query.slots:
        for alternative in slot.alternatives:
            if stems.issuperset(alternative.stems):
                held += slot.rarity * alternative.worth
                touched.update(alternative.stems)
                break
    used = len(touched) / len(set(phrase))
    return held / query.weight * (0.4 + 0.6 * used)

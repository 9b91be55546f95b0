"""Takes somebody's text apart: words that say something, where, and which are taken back.

Words are taken back by a denial before them (“not swollen”), by a time long past (“a stroke three
years ago”), and where the sentence asks about the world and tells of nobody (“signs of a stroke”).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from articles.phrasings.words import (
    ASKING,
    DENIALS,
    FILLERS,
    NOT_DENIALS,
    NOW,
    ONE_WORD,
    PEOPLE,
    REACH,
    SAME,
    TURNS,
)

LONGEST_TEXT = 6_000  # characters that are looked at; a comment has at most 3,000
SENTENCE_GAP = 2  # words that the end of a sentence counts for
PAST_REACH = 6
_SENTENCES = re.compile(r"[.!?;\n\r]+")
_PIECES = re.compile(r"[^\W_]+|,")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")
_ABOUT_THE_WORLD = re.compile(
    r"\b(?:what (?:is|are|does|do|causes?)(?! (?:this|wrong|happening|going|it|that|i|we)\b)"
    r"|(?:symptoms?|signs?|causes?|risks?|chances?|dangers?|treatment|meaning|prevention|test"
    r"|tests|recovery|difference|history) (?:of|for|from|after|between)"
    r"|warning signs|prevent\w*|avoid\w*|can you massage|massage after"
    r"|how (?:do|can|to|does) (?:doctors|you|they|i|people)? ?(?:test|tell|know|treat|diagnose)"
    r"|(?:can|could|does|do|will|why|would) .{0,40}\bcauses?)\b"
)
_PAST = re.compile(
    r"\b(?:(?:years?|months?|yrs) ago|last year|as a (?:kid|child)|in (?:19|20)\d\d)\b"
)


@dataclass(frozen=True)
class Word:
    """One word that says something, its place, and what took it back, if anything did.

    A denial that a phrasing itself asks for (“no pulse”, “doesn't work”) takes nothing back there.
    """

    text: str
    place: int
    is_passed_over: bool
    denied_at: int | None
    """The place of the denial."""


def read(text: str) -> list[Word]:
    """The words of a text, in order. Never raises; what stands past LONGEST_TEXT is not read."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TEXT]).casefold().translate(_APOSTROPHES)
    words: list[Word] = []
    place = 0
    for sentence in _SENTENCES.split(plain):
        found = [*_words(sentence, place)]
        if found:
            words += found
            place = found[-1].place + 1 + SENTENCE_GAP
    return words


def _words(sentence: str, place: int) -> Iterator[Word]:
    pieces = [ONE_WORD.get(piece, piece) for piece in _PIECES.findall(_same(sentence))]
    if not pieces:
        return
    said = " ".join(piece for piece in pieces if piece != ",")
    is_general = _is_general(said, pieces)
    denials = _denials(pieces)
    past = _past(pieces, said)
    places: dict[int, int] = {}
    for index, piece in enumerate(pieces):
        if piece == "," or piece in FILLERS:
            continue
        places[index] = place + len(places)
        denial = denials[index]
        denied_at = None if denial is None else places[denial]
        yield Word(piece, places[index], is_general or index in past, denied_at)


def _same(sentence: str) -> str:
    """“can not” and “not able to” as the one word they mean."""
    for several, one in SAME:
        if several in sentence:
            sentence = re.sub(rf"\b{several}\b", one, sentence)
    return sentence


def _is_general(said: str, pieces: list[str]) -> bool:
    """Whether it asks about the world and tells of nobody."""
    return _ABOUT_THE_WORLD.search(said) is not None and not _tells_of_somebody(pieces)


def _tells_of_somebody(pieces: list[str]) -> bool:
    if not (PEOPLE | NOW).isdisjoint(pieces):
        return True
    before = zip(["", *pieces], pieces, strict=False)
    return any(piece == "i" and previous not in ASKING for previous, piece in before)


def _denials(pieces: list[str]) -> list[int | None]:
    """For each piece the denial before it that reaches it, by index."""
    denials: list[int | None] = [None] * len(pieces)
    denial, left = 0, 0
    for index, piece in enumerate(pieces):
        if piece in DENIALS:
            is_one = f"{piece} {_next(pieces, index)}" not in NOT_DENIALS
            denial, left = index, REACH if is_one else 0
        elif piece in {"or", "nor"}:
            left = REACH if index and denials[_before(pieces, index)] is not None else left
        elif piece in TURNS or (piece == "," and not _goes_on(pieces, index)):
            left = 0
        elif left and piece not in FILLERS and piece != ",":
            denials[index] = denial
            left -= 1
    return denials


def _next(pieces: list[str], index: int) -> str:
    return pieces[index + 1] if index + 1 < len(pieces) else ""


def _before(pieces: list[str], index: int) -> int:
    """The nearest piece before that is not a comma."""
    return index - 2 if pieces[index - 1] == "," and index > 1 else index - 1


def _goes_on(pieces: list[str], index: int) -> bool:
    """Whether a comma stands in a row such as “no swelling, redness or heat”."""
    return not {"or", "nor"}.isdisjoint(pieces[index + 1 : index + 4])


def _past(pieces: list[str], said: str) -> range:
    """The pieces that tell of something long over."""
    found = _PAST.search(said)
    if not found or not NOW.isdisjoint(pieces):
        return range(0)
    words = [index for index, piece in enumerate(pieces) if piece != ","]
    end = words[len(said[: found.start()].split())]
    return range(max(0, end - PAST_REACH), end)

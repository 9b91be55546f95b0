"""Spanish as the phrasings know it: word for word in English, so that one register serves both.

A gloss, not a translation: a phrasing looks for words near each other in any order, and a gloss
keeps these. What an editor adds in English is found in Spanish at once. Nobody reads a gloss.
"""

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

LEXICON = Path(__file__).with_name("spanish.txt")
LONGEST_TEXT = 6_000
LEAST_SHARE = 0.5
"""Of the words that tell, so many must be Spanish before a text is taken for it."""

_PIECES = re.compile(r"[^\W_]+|[^\w\s]|\s+")

# Small words: they make a text Spanish, and most say nothing in a phrasing.
_SILENT = """
el la los las de del al y e o u que en se lo le les su sus un esta este eso esto esa ese estoy
estan estaba es soy eres fue he ha han hemos haber muy mas por para a ante con hasta si ya tan
tambien porque hay hace hacer quiero puedo puede pueden debo debe aprender dar estar ser cual
donde mucho mucha muchos muchas algo alguien nada te tu os nos entre sobre ir voy va estando
"""
_SAYING = """
mi=my mis=my me=my yo=my no=no ni=nor sin=without pero=but una=one uno=one ella=she
"""
_SMALL = {
    **dict.fromkeys(_SILENT.split(), ""),
    **dict(pair.split("=") for pair in _SAYING.split()),
}
# Words that are English, too: they do not make a text Spanish.
_ENGLISH_TOO = frozenset(
    [
        "a",
        "no",
        "me",
        "sin",
        "pie",
        "son",
        "he",
        "has",
        "once",
        "red",
        "van",
        "es",
        "sol",
        "sal",
        "dos",
        "tan",
        "pata",
        "do",
        "normal",
        "horrible",
        "terrible",
        "brutal",
        "cancer",
        "tibia",
        "edema",
        "sepsis",
        "sauna",
        "alcohol",
        "auto",
        "cola",
        "pus",
        "tendinitis",
        "quads",
        "preeclampsia",
        "tumor",
        "tumors",
        "genital",
        "lumbar",
        "hematoma",
        "cellulitis",
        "crossfit",
        "guillain",
        "barre",
        "plantar",
        "mama",
        "papa",
        "fatal",
        "e",
        "o",
        "u",
        "y",
        "te",
        "si",
        "ya",
        "era",
        "face",
        "cut",
        "rota",
        "rotator",
        "rotation",
        "rotten",
        "diabetes",
        "diabetic",
        "vomit",
        "vomiting",
        "tense",
        "tension",
        "tendon",
        "tendons",
        "dura",
        "durable",
        "during",
        "duration",
        "solid",
        "sole",
        "soles",
        "insensible",
        "gym",
        "in",
        "ha",
        "la",
        "real",
        "total",
    ]
)
_YEARS_AGO = re.compile(r"\bhace (\w+(?: \w+)?) (ano|mes)(?:e?s)?\b")


def in_english(text: str) -> str:
    """A Spanish text word for word; empty if it is not Spanish. Words we lack stay as they are."""
    plain = _YEARS_AGO.sub(r"\1 \2s ago", _plain(text[:LONGEST_TEXT]))
    pieces = _PIECES.findall(plain)
    words = [index for index, piece in enumerate(pieces) if piece.isalnum()]
    said, spanish = _said([pieces[index] for index in words])
    telling = sum(pieces[index] not in _ENGLISH_TOO for index in words)
    if not telling or spanish / telling < LEAST_SHARE:
        return ""
    for index, english in zip(words, said, strict=True):
        pieces[index] = english
    return re.sub(r"\s+", " ", "".join(pieces)).strip()


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _said(words: list[str]) -> tuple[list[str], int]:
    """For each word what it says in English, and how many words are Spanish and nothing else."""
    said = list(words)
    spanish = index = 0
    while index < len(words):
        count, english = _longest(words, index)
        if count:
            said[index : index + count] = [english, *[""] * (count - 1)]
            spanish += sum(word not in _ENGLISH_TOO for word in words[index : index + count])
        index += count or 1
    return said, spanish


def _longest(words: list[str], at: int) -> tuple[int, str]:
    """How many words the longest entry at this place has, and its English; 0 for none."""
    for entry, english in _lexicon().get(words[at][:2], ()):
        if len(entry) <= len(words) - at and all(
            _fits(part, words[at + step]) for step, part in enumerate(entry)
        ):
            return len(entry), english
    small = _SMALL.get(words[at])
    return (0, "") if small is None else (1, small)


def _fits(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """The entries by the first two letters, those with the most words, and the longest, first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for line in LEXICON.read_text(encoding="utf-8").splitlines():
        spanish, _, english = ("" if line.startswith("#") else line).partition(":")
        for entry in filter(None, map(str.split, spanish.split(","))):
            found[entry[0][:2]].append((tuple(entry), english.strip()))
    for rows in found.values():
        rows.sort(key=lambda row: (-len(row[0]), -len("".join(row[0]))))
    return found

"""The one normal form of words: without accents, capitals, apostrophes and endings.

The index holds it and queries are brought to it, so what counts as the same word is decided here
and by no database.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from threading import Lock
from typing import Any

LONGEST_WORD = 40
STEMS_REMEMBERED = 20_000

# A word with the apostrophes inside it: don't, doctor's. Without the underscore, which \w has.
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_APOSTROPHES = re.compile("['’ʼ]")

# Words that say nothing about legs. “After”, “before”, “during”, “without” are telling: they stay.
_STOP_WORDS = """
a an the this that these those there here it its itself
i me my mine myself we us our you your yours he him his she her they them their someone somebody
anyone one ones
am is are was were be been being do does did doing done dont doesnt didnt im ive id ill isnt arent
wasnt youre theres thats whats
has have had having can cant cannot could couldnt should shouldnt would wouldnt may might must
will wont shall need
and or but if so than then as at by for from in into of on onto to with about
what which who whom whose how why when where whether
not no nor yes ok please thanks hi hello
get gets getting got just very really too also some any all lot lots much many more most such
other same only even again ever always
thing things something anything way like quite bit little because while though
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    """Loaded with the first word: it brings those of thirty languages along."""
    from snowballstemmer import stemmer

    return stemmer("english")


# A stemmer keeps its word while it works, and threads share this one.
_one_at_a_time = Lock()


def fold(text: str) -> str:
    """Without accents, capitals and apostrophes: “Café’s” and “cafes” are the same."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _APOSTROPHES.sub("", plain)


@lru_cache(maxsize=STEMS_REMEMBERED)
def stem(word: str) -> str:
    """The normal form of one word; empty for a word that holds no letter or digit."""
    folded = "".join(c for c in fold(word) if c.isalnum())[:LONGEST_WORD]
    if not folded.isascii():
        return folded
    with _one_at_a_time:
        return str(_stemmer().stemWord(folded))


@lru_cache(maxsize=STEMS_REMEMBERED)
def is_telling(word: str) -> bool:
    """Whether a word can tell one page from another."""
    return bool(stem(word)) and fold(word) not in STOP_WORDS


def words_of(text: str) -> Iterator[re.Match[str]]:
    """The words of a text as they stand in it."""
    return _WORD.finditer(text)


def telling_words(text: str) -> list[str]:
    """The words that matter, as they were written."""
    return [found.group() for found in words_of(text) if is_telling(found.group())]


def stems_of(text: str) -> list[str]:
    """The normal forms of the words that matter, in order."""
    return [stem(word) for word in telling_words(text)]


def mark_of(stems: Iterable[str]) -> str:
    """One word that stands for a set of stems, whatever their order; empty for none."""
    together = " ".join(sorted(set(stems)))
    return f"x{hashlib.sha256(together.encode()).hexdigest()[:20]}" if together else ""

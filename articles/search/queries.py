"""Reads what somebody typed: its words, what else they may mean, and how much each one tells.

Costs a query, and a second when a word is in none of our pages; one more after phrases changed.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product

from articles.models.search import SearchPhrase, SearchWord
from articles.search import mending
from articles.search.words import fold, is_telling, mark_of, stem, words_of
from groundwork.pages import Remembered

MOST_CHARACTERS = 200
MOST_WORDS = 12
MOST_PHRASES = 40
MOST_READINGS = 6
SAME_MEANING = 0.85
JOINED = 0.9
MENDED = 0.8
MOST_TOLD = 3.5
SAID_IN_PASSING = 0.35
OLDER, CHILD = "older", "child"
OLD_AGES, YOUNG_AGES = range(60, 111), range(17)
# “6 year old”, “78yo”, “in my 70s”
_AGE = re.compile(
    r"\b(\d{1,3})(?:[ -]?(?:years?|yrs?|y|months?)[ -]?olds?| ?y/?o|s)\b", re.IGNORECASE
)

Stems = tuple[str, ...]
Known = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Alternative:
    """Stems that must all be there, and what they are worth beside the typed word itself."""

    stems: Stems
    worth: float


@dataclass(frozen=True)
class Slot:
    """One typed word with what else it may mean. `rarity`: how much it tells; 0 if nothing."""

    word: str
    alternatives: tuple[Alternative, ...]
    rarity: float = 0.0

    @property
    def stem(self) -> str:
        return self.alternatives[0].stems[0]


@dataclass(frozen=True)
class Mending:
    """A word none of our pages has, and the one that was probably meant."""

    typed: str
    meant: str


@dataclass(frozen=True)
class Query:
    """`slots` without the words that nothing is known of; `mended` is the text corrected."""

    text: str
    slots: tuple[Slot, ...]
    mendings: tuple[Mending, ...] = ()
    mended: str = ""
    unknown: tuple[str, ...] = ()

    @cached_property
    def weight(self) -> float:
        """What all the words tell together, the unknown ones included."""
        known = sum(slot.rarity for slot in self.slots)
        return known + len(self.unknown) * _usual(self.slots)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Everything that is looked for."""
        return frozenset(
            each for slot in self.slots for alt in slot.alternatives for each in alt.stems
        )

    def marks(self) -> tuple[str, ...]:
        """The marks of all its words together, in the ways it can be read."""
        readings = islice(product(*(slot.alternatives for slot in self.slots)), MOST_READINGS)
        whole = ([each for alt in reading for each in alt.stems] for reading in readings)
        return tuple(dict.fromkeys(mark_of(stems) for stems in whole))


def read(typed: str) -> Query:
    """What somebody looks for. Everything but letters and digits is passed over."""
    text = " ".join(typed[:MOST_CHARACTERS].replace("\0", " ").split())
    spoken = _AGE.sub(_of_that_age, text)
    words = [*islice((w.group() for w in words_of(spoken) if is_telling(w.group())), MOST_WORDS)]
    if not words:
        return Query(text, ())
    stems = [stem(word) for word in words]
    pairs = {at: stem(stems_joined(words, at)) for at in range(len(words) - 1)}
    phrases = _phrases({*stems, *pairs.values()})
    meant = {part for each in phrases for m in each.meanings.split("\n") for part in m.split()}
    ages = {stem(OLDER)} if any(is_age(word) for word in words) else set()
    known = _known({*stems, *pairs.values(), *meant, *ages})
    slots = [
        Slot(word, (Alternative((each,), 1.0),)) for word, each in zip(words, stems, strict=True)
    ]
    slots = _with_pairs(slots, pairs, known)
    slots = _with_phrases(slots, stems, phrases)
    slots = [
        _also(slot, (stem(OLDER),), SAME_MEANING) if is_age(slot.word) else slot for slot in slots
    ]
    return _with_mendings(Query(text, tuple(slots)), known)


def is_age(word: str) -> bool:
    """Whether a number is probably how old somebody is, and that it is old."""
    return word.isdecimal() and len(word) <= 3 and int(word) in OLD_AGES


def _of_that_age(found: re.Match[str]) -> str:
    age = int(found.group(1))
    return CHILD if age in YOUNG_AGES else OLDER if age in OLD_AGES else ""


def stems_joined(words: Sequence[str], at: int) -> str:
    """Two neighbours as one word: “ham string”."""
    return fold(words[at]) + fold(words[at + 1])


def _phrases(stems: Iterable[str]) -> list[SearchPhrase]:
    """The phrases that may begin in the query."""
    by_first = _PHRASES.get()
    found = [phrase for each in sorted(stems) for phrase in by_first.get(each, ())]
    return sorted(found, key=lambda phrase: (phrase.stems, phrase.pk))[:MOST_PHRASES]


def _phrases_by_first() -> dict[str, list[SearchPhrase]]:
    """As many as editors have written: those of synonyms and of the glossary. One query."""
    found: dict[str, list[SearchPhrase]] = {}
    for phrase in SearchPhrase.objects.only("first", "stems", "meanings").order_by("pk"):
        found.setdefault(phrase.first, []).append(phrase)
    return found


_PHRASES = Remembered(_phrases_by_first)


def _known(stems: Iterable[str]) -> Known:
    """How many documents hold each stem, and how many in their heads. One query.

    Under the empty stem is how many documents there are.
    """
    rows = SearchWord.objects.filter(stem__in=sorted({*stems, ""}), documents__gt=0)
    return {
        each: (documents, heads)
        for each, documents, heads in rows.values_list("stem", "documents", "heads")
    }


def _with_pairs(slots: list[Slot], pairs: dict[int, str], known: Known) -> list[Slot]:
    for at, joined in pairs.items():
        if joined in known:
            for place in (at, at + 1):
                slots[place] = _also(slots[place], (joined,), JOINED)
    return slots


def _with_phrases(
    slots: list[Slot], stems: list[str], phrases: Iterable[SearchPhrase]
) -> list[Slot]:
    """Each word of a phrase may as well be one of the phrase's meanings."""
    for phrase in phrases:
        looked_for = phrase.stems.split()
        for at in range(len(stems)):
            if stems[at : at + len(looked_for)] != looked_for:
                continue
            for meaning in phrase.meanings.split("\n"):
                for place in range(at, at + len(looked_for)):
                    slots[place] = _also(slots[place], tuple(meaning.split()), SAME_MEANING)
    return slots


def _also(slot: Slot, stems: Stems, worth: float) -> Slot:
    if any(each.stems == stems for each in slot.alternatives):
        return slot
    return replace(slot, alternatives=(*slot.alternatives, Alternative(stems, worth)))


def _with_mendings(query: Query, known: Known) -> Query:
    """Words no page has are replaced by the nearest one there is, or left out."""
    strange = [slot.word for slot in query.slots if not _is_known(slot, known)]
    meant = mending.nearest(strange)
    known = {**known, **{each: n for near in meant.values() for each, n in near.counts.items()}}
    slots, mendings, unknown, text = [], [], [], query.text
    for slot in query.slots:
        if near := meant.get(slot.word):
            mendings.append(Mending(slot.word, near.words))
            text = text.replace(slot.word, near.words)
            slots += [Slot(slot.word, (Alternative((each,), MENDED),)) for each in near.counts]
        elif slot.word in strange:
            unknown.append(slot.word)
        else:
            slots.append(slot)
    mended = text if mendings else ""
    weighed = tuple(_weighed(slot, known) for slot in slots)
    return Query(query.text, weighed, tuple(mendings), mended, tuple(unknown))


def _is_known(slot: Slot, known: Known) -> bool:
    return any(all(each in known for each in alt.stems) for alt in slot.alternatives)


def _weighed(slot: Slot, known: Known) -> Slot:
    """With its rarity, and without alternatives that no document holds or that add nothing."""
    alive = [alt for alt in slot.alternatives if all(each in known for each in alt.stems)]
    alive = [alt for alt in alive if not any(_says_more(other, alt) for other in alive)]
    total, _heads = known.get("", (1, 0))
    counts = min(known[each] for each in alive[0].stems)
    return replace(slot, alternatives=tuple(alive), rarity=rarity(*counts, total))


def _says_more(one: Alternative, other: Alternative) -> bool:
    """Whether wherever the other is, the one is too: “cramp” beside “muscle cramp”."""
    return other.worth <= one.worth and set(one.stems) < set(other.stems)


def rarity(documents: int, heads: int, total: int) -> float:
    """How much a word tells: little when most documents hold it, or none is about it.

    “Rid” and “right” are rare in our texts, but no page is about them.
    """
    told = min(math.log(1 + total / (documents + 1)), MOST_TOLD)
    return told if heads else told * SAID_IN_PASSING


def _usual(slots: Sequence[Slot]) -> float:
    return max((slot.rarity for slot in slots), default=1.0)

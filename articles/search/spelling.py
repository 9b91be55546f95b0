"""Words that sound like a mistyped one: the skeleton of a word, and how far two words are apart."""

import re
from collections.abc import Iterator

from articles.search.words import fold

SHORTEST_TO_MEND = 3
LONGEST_TO_MEND = 24
LONGEST_SOUND = 24

# Letters that are mistaken for each other are written as one. Vowels go, but for a first one.
_ALIKE = (("ph", "f"), ("ck", "k"), ("qu", "k"), ("rh", "r"), ("gh", "g"), ("sch", "sk"))
_LETTERS = str.maketrans({"c": "k", "q": "k", "z": "s", "x": "s", "v": "f"})
_VOWELS = re.compile(r"[aeiouyhw]+")
_DOUBLE = re.compile(r"(.)\1+")
_SOUNDS = "abdfgjklmnprst"


def sound_of(word: str) -> str:
    """The skeleton of a word: equal for words whose vowels or doubled letters are mistaken."""
    plain = fold(word)[:LONGEST_TO_MEND]
    for letters, one in _ALIKE:
        plain = plain.replace(letters, one)
    first = "a" if plain[:1] in "aeiouy" else ""
    skeleton = _VOWELS.sub("", plain).translate(_LETTERS)
    return (first + _DOUBLE.sub(r"\1", skeleton))[:LONGEST_SOUND]


def sounds_near(word: str) -> set[str]:
    """The skeletons one letter away from a word's: one less, one more, another, two swapped."""
    sound = sound_of(word)
    return {sound, *_one_off(sound)}


def _one_off(sound: str) -> Iterator[str]:
    cuts = [(sound[:at], sound[at:]) for at in range(len(sound) + 1)]
    for before, after in cuts:
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _SOUNDS:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def most_mistakes(word: str) -> int:
    """How many letters may be wrong before a word counts as another one."""
    return 1 if len(word) <= 6 else 2 if len(word) <= 9 else 3


def distance(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap; `most` + 1 as soon as it is more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]

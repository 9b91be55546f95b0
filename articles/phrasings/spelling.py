"""Brings the forms of a word together, and finds the word that a slip of the finger was meant for.

Deliberately crude: what is typed and what is looked for go through the same cuts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from articles.phrasings.words import OTHER_WORDS

SHORTEST_WITH_SLIP = 6  # letters; below that too many words are one letter apart
LONGEST_WORD = 24
_VOWELS = frozenset("aeiouy")


def stem(word: str) -> str:
    """“hurts” and “hurting” -> “hurt”; “breathe” and “breathing” -> “breath”."""
    cut = _without_ending(_singular(word))
    if cut.endswith("e") and len(cut) > 3:
        cut = cut[:-1]
    if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in _VOWELS:
        cut = cut[:-1]
    return cut


def exactly(word: str) -> str:
    """What stands for a word in this form alone."""
    return f"={word}"


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 2 and not _VOWELS.isdisjoint(rest):
            return rest
    return word


class Spelling:
    """The words looked for: what each typed word may stand for, as stems."""

    def __init__(self, words: Iterable[str]) -> None:
        known = set(words)
        self.stems = frozenset(map(stem, known))
        self._near: dict[str, set[str]] = defaultdict(set)
        for word in known:
            if len(word) >= SHORTEST_WITH_SLIP:
                for cut in _cuts(word):
                    self._near[cut].add(word)

    def meant(self, word: str) -> frozenset[str]:
        """The stems that `word` may stand for; and itself in just this form."""
        root = stem(word)
        if root in self.stems:
            return frozenset([root, exactly(word)])
        if not SHORTEST_WITH_SLIP - 1 <= len(word) <= LONGEST_WORD or word in OTHER_WORDS:
            return frozenset([exactly(word)])
        found = {near for cut in _cuts(word) for near in self._near.get(cut, ())}
        return frozenset(stem(near) for near in found if _is_one_slip(word, near))


def _cuts(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def _is_one_slip(typed: str, meant: str) -> bool:
    """One letter too many, too few, another, or two changed about; never the first letter."""
    if typed[0] != meant[0] or abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    one, other = typed[start:], meant[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[:2][::-1] and one[2:] == other[2:])
    )

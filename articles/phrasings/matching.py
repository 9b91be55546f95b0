"""Holds a text against many phrasings at once. Built once; a query then takes well under 2 ms."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.phrasings.parsing import Phrasing, Words
from articles.phrasings.reading import Word, read
from articles.phrasings.spelling import Spelling

Place = tuple[int, int, int]
"""Of a run of words: the places of its first and last word, and of what denies it or NOWHERE."""

NOWHERE = -1

CALLED_OFF_WITHIN = 12  # words before or after, where `unless` is looked for


@dataclass(frozen=True)
class Found:
    """A key that a text describes. The more groups, the more was said of it."""

    key: str
    groups: int


@dataclass(frozen=True)
class _Pattern:
    """A phrasing whose groups are numbers, so that groups many phrasings share are met once."""

    groups: tuple[int, ...]
    window: int
    unless: int


class Recogniser:
    """Phrasings by key, ready to be held against any number of texts, from any thread."""

    def __init__(self, phrasings: Mapping[str, Iterable[Phrasing]]) -> None:
        given = {key: tuple(each) for key, each in phrasings.items()}
        self._spelling = Spelling(
            word for some in given.values() for each in some for word in each.words
        )
        self._numbers: dict[frozenset[Words], int] = {}
        self._patterns = {
            key: [self._pattern(each) for each in some] for key, some in given.items()
        }
        self._runs: dict[str, dict[Words, list[int]]] = defaultdict(lambda: defaultdict(list))
        for group, number in self._numbers.items():
            for run in group:
                self._runs[run[0]][run].append(number)

    def found_in(self, text: str) -> list[Found]:
        """What the text describes, in the order of the keys given."""
        met = self._groups_in(read(text))
        if not met:
            return []
        return [
            Found(key, max(counts))
            for key, patterns in self._patterns.items()
            if (counts := [len(each.groups) for each in patterns if _is_met(each, met)])
        ]

    def _pattern(self, phrasing: Phrasing) -> _Pattern:
        groups = tuple(self._number(group) for group in phrasing.groups)
        return _Pattern(groups, phrasing.window, self._number(phrasing.unless))

    def _number(self, group: frozenset[Words]) -> int:
        return self._numbers.setdefault(group, len(self._numbers))

    def _groups_in(self, words: list[Word]) -> "Met":
        """Every group of which a run stands in the text, and where."""
        known = {text: self._spelling.meant(text) for text in {word.text for word in words}}
        meant = [known[word.text] for word in words]
        met: Met = defaultdict(list)
        for index, word in enumerate(words):
            for root in () if word.is_passed_over else meant[index]:
                for run, numbers in self._runs.get(root, {}).items():
                    end = index + len(run)
                    if end > len(words) or not _stands(run, meant, index):
                        continue
                    denied_at = NOWHERE if word.denied_at is None else word.denied_at
                    for number in numbers:
                        met[number].append((word.place, words[end - 1].place, denied_at))
        return met


Met = dict[int, list[Place]]


def _stands(run: Words, meant: list[frozenset[str]], index: int) -> bool:
    return len(run) == 1 or all(part in meant[index + step] for step, part in enumerate(run))


def _is_met(pattern: _Pattern, met: Met) -> bool:
    if not all(number in met for number in pattern.groups):
        return False
    groups = [met[number] for number in pattern.groups]
    held = {first for found in groups for first, _last, _denied_at in found}
    groups = [[each for each in found if each[2] == NOWHERE or each[2] in held] for found in groups]
    firsts = sorted({place[0] for found in groups for place in found})
    off = met.get(pattern.unless, [])
    return any(_is_met_from(first, pattern.window, groups, off) for first in firsts)


def _is_met_from(first: int, window: int, groups: list[list[Place]], off: list[Place]) -> bool:
    """Whether each group stands at or after `first`, in the window, and nothing calls it off."""
    for found in groups:
        index = bisect_left(found, (first,))
        if index == len(found) or found[index][1] >= first + window:
            return False
    index = bisect_left(off, (first - CALLED_OFF_WITHIN,))
    return index == len(off) or off[index][0] > first + window + CALLED_OFF_WITHIN

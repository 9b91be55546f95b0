"""A field's text cut into blocks and sentences, each of which knows where it stands.

Markdown's tokens know their lines alone; a finding must select the very words.
"""

import dataclasses
import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markdown_it.token import Token

from articles.markdown.parser import lines, read

_LINE_END = re.compile(r"\r\n?")
# A full stop ends a sentence, with the quotation marks, brackets and citations that follow it.
_SENTENCE_END = re.compile(r"[.!?]+[\"”’')\]*_]*(?:[ \n]{0,3}\[@[^\[\]\n]{0,100}\])*(?=\s|$)")
_NO_END = re.compile(r"\b(?:e\.g|i\.e|vs|Dr|Mr|Mrs|Ms|approx)\.$")
_KINDS = {
    "heading_open": "heading",
    "th_open": "title",
    "td_open": "cell",
    "list_item_open": "item",
    "dt_open": "term",
    "drawing_open": "caption",
}
_OTHERS = {"container": "card", "fence": "code", "code_block": "code", "hr": "rule"}
_GROUPS = {"bullet_list_open", "ordered_list_open", "table_open", "dl_open"}


@dataclass(frozen=True)
class Sentence:
    """A stretch of one field, marks and citations included, from `start` to before `end`."""

    field: str
    line: int
    start: int
    end: int
    typed: str


@dataclass(frozen=True)
class Block:
    """A paragraph, heading, list item or table cell; or a card or code, which holds no words.

    `group` numbers the list or table it is part of, 0 outside any. `places` says where each line
    of `typed` begins: its index there, its character in the field, and its line.
    """

    field: str
    kind: str
    level: int
    group: int
    typed: str
    places: tuple[tuple[int, int, int], ...]
    children: tuple[Token, ...] = dataclasses.field(default=(), repr=False, compare=False)

    @property
    def line(self) -> int:
        return self.places[0][2]

    @property
    def start(self) -> int:
        return self.places[0][1]

    @property
    def citations(self) -> list[tuple[int, Token]]:
        """Every citation in the block with its index in `typed`."""
        return [(t.meta["at"], t) for t in self.children if t.type == "citation"]

    @cached_property
    def cuts(self) -> tuple[tuple[int, int], ...]:
        """Where its sentences begin and end in `typed`."""
        return tuple(_cuts(self.typed))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(self.part(start, end) for start, end in self.cuts)

    def part(self, start: int, end: int) -> Sentence:
        """The words between two indexes of `typed`, without white space at their edges."""
        words = self.typed[start:end]
        first = start + len(words) - len(words.lstrip())
        last = max(first, start + len(words.rstrip()))
        from_character, line = self._at(first)
        to_character, _line = self._at(max(first, last - 1))
        length = 1 if last > first else 0
        typed = self.typed[first:last]
        return Sentence(self.field, line, from_character, to_character + length, typed)

    def _at(self, index: int) -> tuple[int, int]:
        begins, character, line = self.places[bisect(self._begins, max(index, 0)) - 1]
        return character + index - begins, line

    @cached_property
    def _begins(self) -> list[int]:
        return [begins for begins, _character, _line in self.places]


def newlines(text: str) -> str:
    """The text as a text box holds it: every line ends in one character."""
    return _LINE_END.sub("\n", text)


def read_blocks(text: str, field_name: str) -> tuple[Block, ...]:
    """Everything in a field that stands on its own, in the order of the text."""
    text = newlines(text)
    places = _Places(text)
    found = _blocks(list(lines(read(text, field_name).tokens)), places, field_name)
    return tuple(sorted(found, key=lambda block: block.start))


def _blocks(tokens: list[tuple[int, Token]], places: "_Places", name: str) -> Iterator[Block]:
    kinds: list[tuple[str, int]] = []
    groups: list[int] = []
    number = 0
    for line, token in tokens:
        if token.type in _GROUPS:
            number += 1
            groups.append(number)
        elif groups and token.type.removesuffix("_close") + "_open" in _GROUPS:
            groups.pop()
        if token.type in _KINDS:
            kinds.append((_KINDS[token.type], int(token.tag[1]) if "heading" in token.type else 0))
        elif kinds and token.type.removesuffix("_close") + "_open" in _KINDS:
            kinds.pop()
        group = groups[0] if groups else 0
        if token.type == "inline":
            kind, level = kinds[-1] if kinds else ("paragraph", 0)
            where = places.of(token.content, token.map[0] + 1 if token.map else line)
            yield Block(name, kind, level, group, token.content, where, tuple(token.children or ()))
        elif token.type in _OTHERS:
            yield Block(name, _OTHERS[token.type], 0, group, "", places.of("", line))


class _Places:
    """Finds typed lines again in the text they came from."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = [0]
        for typed in self._lines:
            self._starts.append(self._starts[-1] + len(typed) + 1)
        # Two cells of one row may hold the same words: go on after the one found before.
        self._read_to: dict[int, int] = {}

    def of(self, content: str, first: int) -> tuple[tuple[int, int, int], ...]:
        index = 0
        places = []
        for number, words in enumerate(content.split("\n"), start=first):
            places.append((index, self._find(words, number), min(number, len(self._lines))))
            index += len(words) + 1
        return tuple(places)

    def _find(self, words: str, number: int) -> int:
        row = min(number, len(self._lines)) - 1
        found = self._lines[row].find(words, self._read_to.get(row, 0))
        if found < 0:
            return self._starts[row]
        self._read_to[row] = found + len(words)
        return self._starts[row] + found


def _cuts(typed: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(typed):
        if _NO_END.search(typed, max(start, end.start() - 8), end.start() + 1):
            continue
        yield start, end.end()
        start = end.end()
    if typed[start:].strip():
        yield start, len(typed)

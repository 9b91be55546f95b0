"""What differs between two versions of an article, word by word, in finished words for a page.

Pure: no database, and bounded time for texts of any length (`articles.sequences`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.sequences import Budget, matches

Content = Mapping[str, Any]

TEXTS = {
    "title": gettext_lazy("Title"),
    "short_answer": gettext_lazy("Short answer"),
    "get_help": gettext_lazy("Get help"),
    "body": gettext_lazy("Text"),
    "questions": gettext_lazy("Common questions"),
    "related": gettext_lazy("Related articles"),
    "topic": gettext_lazy("Topic"),
    "description": gettext_lazy("Description"),
    "keywords": gettext_lazy("Keywords"),
    "problem": gettext_lazy("Problem in the self-check"),
    "audiences": gettext_lazy("Audiences"),
    "body_parts": gettext_lazy("Body parts"),
    "order": gettext_lazy("Place in lists"),
}
IN_WORDS = {"title", "short_answer", "body", "description", "keywords"}
ALIKE = 0.4
"""Lines that share this much of their words are taken for one line that was changed."""

MOST_PAIRS = 2_000
"""Of lines looked at for likeness in one place; a longer place is shown as replaced."""

CONTEXT = 1
"""Unchanged lines shown beside a change; more are folded."""

_LINE = re.compile(r"[^\n]*\n+|[^\n]+")
_TOKEN = re.compile(r"\[@[^\]\s]*\]|\w+(?:['’-]\w+)*|\n+|[^\S\n]+|.", re.DOTALL)
_WORD = re.compile(r"\w+")
_TELLING = re.compile(r"\w\W*\w\W*\w\W*\w")


@dataclass(frozen=True)
class Span:
    """Words that stand only on this side, or on both."""

    text: str
    is_changed: bool = False

    @property
    def shown(self) -> str:
        """A change of nothing but space, made visible."""
        if self.is_changed and not self.text.strip():
            return self.text.replace("\n", "¶\n").replace(" ", "·")
        return self.text


Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Row:
    """One place in both versions; where nothing differs, `before` says it for both.

    `count`: how many lines are folded away.
    """

    kind: Literal["same", "folded", "changed"]
    before: Spans
    after: Spans = ()
    count: int = 0


@dataclass(frozen=True)
class Part:
    """A field that differs."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Difference:
    """`unchanged`: the titles of the fields that are the same."""

    parts: tuple[Part, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """What keys are called, by the field they stand in; a key without a name speaks for itself."""

    called: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)

    def of(self, name: str, key: Any) -> str:
        return self.called.get(name, {}).get(key, str(key))


def difference(before: Content, after: Content, names: Names | None = None) -> Difference:
    """Between the contents of two versions (`articles.snapshot.of`)."""
    names = names or Names()
    budget = Budget()
    parts: list[Part] = []
    unchanged: list[str] = []
    for name, title in TEXTS.items():
        if before[name] == after[name]:
            unchanged.append(str(title))
        elif name == "questions":
            parts += _questions(before[name], after[name], budget)
        else:
            old, new = (_lines(name, side[name], names) for side in (before, after))
            parts.append(Part(str(title), compared(old, new, budget, in_words=name in IN_WORDS)))
    return Difference(tuple(parts), tuple(unchanged))


def compared(
    before: Sequence[str], after: Sequence[str], budget: Budget, *, in_words: bool = True
) -> tuple[Row, ...]:
    """Lines against lines, and within lines that are alike words against words."""
    rows: list[Row] = []
    old = new = 0
    ends = (len(before), len(after), 0)
    found = [(m.before, m.after, m.length) for m in matches(before, after, budget)]
    for i, j, length in [*found, ends]:
        if old < i or new < j:
            rows += _changed(before[old:i], after[new:j], budget, in_words=in_words)
        if length:
            is_first, is_last = not rows, (i + length, j + length) == ends[:2]
            rows += _unchanged(before[i : i + length], is_first=is_first, is_last=is_last)
        old, new = i + length, j + length
    return tuple(rows)


def words(before: str, after: str, budget: Budget) -> tuple[Spans, Spans]:
    """Both sides of a changed line; what stays between two changes joins them if it says little."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    chunks: list[_Chunk] = []
    i = j = 0
    stays = [(m.before, m.after, m.length) for m in matches(old, new, budget)]
    for x, y, length in [*stays, (len(old), len(new), 0)]:
        if i < x or j < y:
            _add(chunks, "".join(old[i:x]), "".join(new[j:y]), is_same=False)
        if length:
            same = "".join(old[x : x + length])
            _add(chunks, same, same, is_same=True)
        i, j = x + length, y + length
    return (
        tuple(Span(chunk.old, not chunk.is_same) for chunk in chunks if chunk.old),
        tuple(Span(chunk.new, not chunk.is_same) for chunk in chunks if chunk.new),
    )


@dataclass(frozen=True)
class _Chunk:
    old: str
    new: str
    is_same: bool


def _add(chunks: list[_Chunk], old: str, new: str, *, is_same: bool) -> None:
    """A change takes in the little that stands between it and the change before."""
    if not is_same and len(chunks) > 1 and not _TELLING.search(chunks[-1].old):
        was, between = chunks[-2], chunks[-1]
        old, new = was.old + between.old + old, was.new + between.new + new
        chunks[-2:] = []
    chunks.append(_Chunk(old, new, is_same))


def _changed(
    before: Sequence[str], after: Sequence[str], budget: Budget, *, in_words: bool
) -> Iterator[Row]:
    """Alike lines side by side, in words; others gone or new as a whole."""
    i = j = 0
    for x, y in [*(_pairs(before, after) if in_words else ()), (len(before), len(after))]:
        gone, come = "".join(before[i:x]), "".join(after[j:y])
        if gone or come:
            yield Row("changed", _whole(gone), _whole(come))
        if x < len(before) and y < len(after):
            mine, theirs = words(before[x], after[y], budget)
            yield Row("changed", _without_line_end(mine), _without_line_end(theirs))
        i, j = x + 1, y + 1


def _whole(text: str) -> Spans:
    return (Span(text.rstrip("\n") or text, True),) if text else ()


def _without_line_end(spans: Spans) -> Spans:
    """What both sides end with needs no room on the page; a line end that changed stays."""
    if not spans or spans[-1].is_changed:
        return spans
    kept = spans[-1].text.rstrip("\n")
    return (*spans[:-1], Span(kept)) if kept else spans[:-1]


def _pairs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of lines that are alike, in the order of both."""
    if len(before) * len(after) > MOST_PAIRS:
        return
    counted = [[Counter(_WORD.findall(line)) for line in side] for side in (before, after)]
    start = 0
    for i, mine in enumerate(counted[0]):
        likeness = [(_alike(mine, counted[1][j]), -j) for j in range(start, len(after))]
        best, place = max(likeness, default=(0.0, 0))
        if best >= ALIKE:
            yield i, -place
            start = -place + 1


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """The share of words that both have, from 0 to 1; two lines without a word are alike."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _unchanged(lines: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Row]:
    head = 0 if is_first else CONTEXT
    tail = len(lines) - (0 if is_last else CONTEXT)
    if tail - head < 2:
        head, tail = len(lines), len(lines)
    for place, part in enumerate((lines[:head], lines[head:tail], lines[tail:])):
        if text := "".join(part).strip("\n"):
            yield Row("folded" if place == 1 else "same", (Span(text),), count=len(part))


def _lines(name: str, value: Any, names: Names) -> list[str]:
    """A field's value as lines: a text by its own, a list by its entries."""
    if isinstance(value, list):
        return [f"{names.of(name, key)}\n" for key in value]
    return _LINE.findall(names.of(name, value))


def _questions(before: list[Any], after: list[Any], budget: Budget) -> Iterator[Part]:
    """Each question against its own earlier self, wherever that stood."""
    pairs = list(_paired_questions(before, after))
    for old, new in pairs:
        mine = before[old] if old is not None else None
        theirs = after[new] if new is not None else None
        if mine == theirs:
            continue
        state = "gone" if theirs is None else "new" if mine is None else "changed"
        asked = (theirs or mine or ["", ""])[0]
        rows = compared(_question_lines(mine), _question_lines(theirs), budget)
        yield Part(
            (_("Common question, %(state)s: %(asked)s") % {"state": state, "asked": asked}), rows
        )
    stay = [new for old, new in pairs if old is not None and new is not None]
    if stay != sorted(stay):
        asked_before, asked_after = ([f"{each[0]}\n" for each in side] for side in (before, after))
        rows = compared(asked_before, asked_after, budget, in_words=False)
        yield Part(_("Order of the common questions"), rows)


def _question_lines(each: list[str] | None) -> list[str]:
    return _LINE.findall(f"{each[0]}\n{each[1]}") if each else []


def _paired_questions(
    before: list[Any], after: list[Any]
) -> Iterator[tuple[int | None, int | None]]:
    """By the same question, then by the same answer, then by likeness; the rest is gone or new."""
    left, right = dict(enumerate(before)), dict(enumerate(after))
    found: dict[int, int] = {}
    for is_one in (_same_question, _same_answer, _alike_questions):
        if is_one is _alike_questions and len(left) * len(right) > MOST_PAIRS:
            break
        for i, mine in list(left.items()):
            fits = [j for j, each in right.items() if is_one(mine, each)]
            if fits:
                found[i] = fits[0]
                del left[i], right[fits[0]]
    yield from ((i, found.get(i)) for i in range(len(before)))
    yield from ((None, j) for j in right)


def _same_question(one: list[str], other: list[str]) -> bool:
    return one[0] == other[0]


def _same_answer(one: list[str], other: list[str]) -> bool:
    return one[1] == other[1]


def _alike_questions(one: list[str], other: list[str]) -> bool:
    mine, theirs = (Counter(_WORD.findall(" ".join(each)[:1_000])) for each in (one, other))
    return _alike(mine, theirs) >= ALIKE

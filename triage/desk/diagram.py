"""Draws a questionnaire: pages down the page, rules at the right under the urgency they lead to.

Gives places and words alone; a template turns them into SVG. All measures are in its units, one
CSS pixel each. Nobody measures text here: lines are cut by their count of characters.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from triage.desk.outline import LEVELS, Outline, PageLine, QuestionLine, RuleLine, outline
from triage.engine.questionnaire import Questionnaire

LINE = 18
PADDING = 10
GAP = 16
LANE = 14
BOX_WIDTH = 400
COLUMN_WIDTH = 168
HEADING = 44
# What fits into a box and a column, in the typeface the desk is set in.
BOX_CHARACTERS = 54
COLUMN_CHARACTERS = 20
TITLE_CHARACTERS = 46
HEADING_CHARACTERS = 40
MOST_LINES = 3
ARROW = 6
INDENT = 10


@dataclass(frozen=True)
class Words:
    """A line of text; `kind` says how it is set."""

    x: int
    y: int
    text: str
    kind: str = ""


@dataclass(frozen=True)
class Box:
    """A frame with text in it. `said`: all of it, uncut. `kind` says what it is."""

    x: int
    y: int
    width: int
    height: int
    words: tuple[Words, ...]
    kind: str = ""
    said: str = ""


@dataclass(frozen=True)
class Arrow:
    """A line as an SVG path, and its head."""

    path: str
    head: str


@dataclass(frozen=True)
class Trunk:
    """From a question down its lane to each question it decides; `joins` marks where it turns."""

    path: str
    heads: str
    joins: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Diagram:
    """The drawing, and the same in words."""

    outline: Outline
    width: int
    height: int
    bands: tuple[Box, ...]
    levels: tuple[Box, ...]
    pages: tuple[Box, ...]
    rules: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    trunks: tuple[Trunk, ...]

    @property
    def description(self) -> str:
        pages = sum(1 for _ in self.outline.pages)
        rules = sum(len(page.rules) for page in self.outline.pages)
        said = _(
            "%(pages)s pages from top to bottom in the order of asking, in %(sections)s bands for "
            "the sections. %(rules)s rules stand to the right of the page that decides them, under "
            "their urgency. Lines at the left lead from a question to those it decides. The list "
            "below says the same in words."
        )
        return said % {"pages": pages, "sections": len(self.outline.sections), "rules": rules}


def diagram(questionnaire: Questionnaire) -> Diagram:
    return _Drawing(outline(questionnaire)).drawn()


@dataclass
class _Drawing:
    """What was drawn so far. `entries`: by question, the height at which lines meet it."""

    outline: Outline
    y: int = 0
    bands: list[Box] = field(default_factory=list)
    levels: list[Box] = field(default_factory=list)
    pages: list[Box] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)

    def drawn(self) -> Diagram:
        lanes = lanes_of(self.outline)
        self.left = GAP * 2 + LANE * (max(lanes.values(), default=-1) + 1)
        self.columns = {
            key: self.left + BOX_WIDTH + GAP * 2 + place * (COLUMN_WIDTH + GAP)
            for place, (key, _) in enumerate(LEVELS)
        }
        self.width = self.left + BOX_WIDTH + GAP * 2 + len(LEVELS) * (COLUMN_WIDTH + GAP)
        for section in self.outline.sections:
            self._section(section.title, section.pages)
        trunks = tuple(self._trunks(lanes))
        return Diagram(
            outline=self.outline,
            width=self.width,
            height=self.y,
            bands=tuple(self.bands),
            levels=tuple(self.levels),
            pages=tuple(self.pages),
            rules=tuple(self.rules),
            arrows=tuple(self.arrows),
            trunks=trunks,
        )

    def _section(self, title: str, pages: tuple[PageLine, ...]) -> None:
        top = self.y
        heading = Words(self.left, top + 28, short(title, HEADING_CHARACTERS))
        self.levels += [
            Box(x, top + 10, COLUMN_WIDTH, 26, (Words(x + PADDING, top + 28, str(word)),), key)
            for (key, word), x in zip(LEVELS, self.columns.values(), strict=True)
        ]
        self.y += HEADING
        for page in pages:
            self._page(page)
        self.bands.append(Box(0, top, self.width, self.y - top, (heading,)))
        self.y += GAP

    def _page(self, page: PageLine) -> None:
        words = tuple(self._page_words(page))
        bottom = words[-1].y + PADDING
        said = f"{page.place}. {page.title}"
        frame = (self.left, self.y, BOX_WIDTH, bottom - self.y)
        self.pages.append(Box(*frame, words, said=said))
        cells = [cell for key, _ in LEVELS if (cell := self._cell(page, key))]
        if cells:
            self.arrows.append(self._arrow(cells))
        self.rules += cells
        self.y = max(bottom, *(cell.y + cell.height for cell in cells), 0) + GAP

    def _page_words(self, page: PageLine) -> Iterator[Words]:
        """The box's lines, each below the one before."""
        y = self.y + LINE
        for line in cut(f"{page.place}. {page.title}", TITLE_CHARACTERS):
            yield Words(self.left + PADDING, y, line, "title")
            y += LINE
        for question in page.questions:
            self.entries[question.id] = y if page.is_joint else self.y + LINE
            for line, kind in _question_lines(question, is_joint=page.is_joint):
                indent = 0 if kind == "question" else INDENT
                yield Words(self.left + PADDING + indent, y, line, kind)
                y += LINE

    def _cell(self, page: PageLine, level: str) -> Box | None:
        rules = [rule for rule in page.rules if rule.urgency == level]
        if not rules:
            return None
        x = self.columns[level]
        words = (
            Words(x + PADDING, self.y + LINE * place, short(rule.id, COLUMN_CHARACTERS))
            for place, rule in enumerate(rules, start=1)
        )
        height = LINE * len(rules) + PADDING
        return Box(x, self.y, COLUMN_WIDTH, height, tuple(words), level, _reasons(rules))

    def _arrow(self, cells: list[Box]) -> Arrow:
        """One line behind all cells of a page, with a head at each."""
        y = self.y + LINE - 5
        start, end = self.left + BOX_WIDTH, cells[-1].x
        heads = " ".join(_head(cell.x, y) for cell in cells)
        return Arrow(f"M{start} {y}H{end}", heads)

    def _trunks(self, lanes: Mapping[str, int]) -> Iterator[Trunk]:
        for source, targets in followers(self.outline).items():
            x = self.left - GAP - LANE * lanes[source]
            start = self.entries[source] + 2
            ends = [self.entries[target] - 6 for target in targets]
            turns = "".join(f"M{x} {end}H{self.left}" for end in ends)
            heads = " ".join(_head(self.left, end) for end in ends)
            path = f"M{self.left} {start}H{x}V{max(ends)}{turns}"
            yield Trunk(path, heads, tuple((x, end) for end in ends))


def followers(whole: Outline) -> dict[str, list[str]]:
    """By question, those whose asking it decides."""
    found: dict[str, list[str]] = {}
    for page in whole.pages:
        for question in page.questions:
            for asked in question.after:
                found.setdefault(asked.id, []).append(question.id)
    return found


def lanes_of(whole: Outline) -> dict[str, int]:
    """By question that decides others, its lane, counted from the boxes; short lines go inside.

    Lines that share a lane never stand beside each other.
    """
    order = [question.id for page in whole.pages for question in page.questions]
    places = {name: place for place, name in enumerate(order)}
    spans = {
        source: (places[source], max(places[target] for target in targets))
        for source, targets in followers(whole).items()
    }
    lanes: dict[str, int] = {}
    for source, span in sorted(spans.items(), key=lambda row: row[1][1] - row[1][0]):
        taken = {lane for other, lane in lanes.items() if _overlap(spans[other], span)}
        lanes[source] = next(lane for lane in range(len(spans)) if lane not in taken)
    return lanes


def cut(text: str, characters: int) -> list[str]:
    """The text in lines, no more than fit; “…” says that there is more."""
    lines = textwrap.wrap(text, characters) or [""]
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1][: characters - 1]}…"]


def short(text: str, characters: int) -> str:
    """The text on one line."""
    return text if len(text) <= characters else f"{text[: characters - 1]}…"


def _question_lines(question: QuestionLine, *, is_joint: bool) -> Iterator[tuple[str, str]]:
    if is_joint:
        first, *more = cut(f"• {question.text}", BOX_CHARACTERS - 2)
        yield first, "question"
        yield from ((line, "more") for line in more)
    if question.when:
        said = _("asked when %(condition)s") % {"condition": question.when}
        yield from ((line, "when") for line in cut(said, BOX_CHARACTERS))


def _reasons(rules: list[RuleLine]) -> str:
    return "\n".join(f"{rule.id}: {rule.reason}" for rule in rules)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _head(x: int, y: int) -> str:
    """An arrow's head whose tip is here."""
    return f"M{x} {y}l-{ARROW} -{ARROW - 2}v{2 * (ARROW - 2)}z"

"""Reads a printed paper sheet back into values, from its HTML alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any

from triage.paper import Advice, Aside, Box, Care, Level, Part, Sheet, Step, Tick
from triage.paper_words import Line, Lines

VOID = {"meta", "link", "br"}
BREAK = "\n"
UNFINISHED = "You could not finish"
_CODE = re.compile(r"\d+[a-z]+|[A-Z]+")
_NUMBERED = re.compile(r"(\d+) (.*)")


@dataclass
class Element:
    """An element of the page, with text and elements in it."""

    tag: str
    attributes: dict[str, str]
    inside: list["Element | str"] = field(default_factory=list)

    def elements(self) -> list["Element"]:
        return [part for part in self.inside if isinstance(part, Element)]

    def all(self, tag: str, name: str = "") -> list["Element"]:
        """Elements below this one, of this class if one is named, in order."""
        return [
            found
            for found in self._below()
            if found.tag == tag and (not name or name in found.names)
        ]

    def one(self, tag: str, name: str = "") -> "Element | None":
        return next(iter(self.all(tag, name)), None)

    @property
    def names(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All words in it, one space between them; a new line stays one."""
        said = "".join(part if isinstance(part, str) else part.raw for part in self.inside)
        return BREAK.join(" ".join(row.split()) for row in said.split("\r"))

    @property
    def raw(self) -> str:
        if self.tag == "br":
            return "\r"
        return "".join(part if isinstance(part, str) else part.raw for part in self.inside)

    def _below(self) -> Iterator["Element"]:
        for part in self.elements():
            yield part
            yield from part._below()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data.replace("\n", " ").replace("\r", " "))


def element_of(html: str) -> Element:
    builder = _Builder()
    builder.feed(html)
    return builder.open[0]


def sheet_in(html: str) -> Sheet:
    """The sheet as it is printed."""
    page = element_of(html)
    levels = tuple(map(_level, page.all("section", "level")))
    return Sheet(
        steps=tuple(map(_step, page.all("section", "step"))),
        levels=levels,
        asides=tuple(_aside(aside, levels) for aside in page.all("p", "aside")),
        care=tuple(map(_care, page.all("section", "care"))),
    )


def as_read(value: Any) -> Any:
    """A value as it comes back from paper: white space is lost there."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, tuple):
        return tuple(map(as_read, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: as_read(getattr(value, f.name)) for f in fields(value)})
    return value


def _step(step: Element) -> Step:
    parts = tuple(map(_part, step.all("section", "part")))
    alone = not parts[0].heading
    title, hint = _alone(step) if alone else _joined(step)
    return Step(
        title=title,
        hint=hint.removeprefix("Tick one.").strip(),
        is_single=hint.startswith("Tick one."),
        parts=parts,
        shared_none=any("None of these" in ul.text for ul in _own(step, "ul")),
        boxes=tuple(map(_box, _own(step, "p", "box"))),
        stops=tuple(
            line for halt in _own(step, "p", "halt") for line in _lines(halt, "STOP if you ticked")
        ),
    )


def _own(element: Element, tag: str, name: str = "") -> list[Element]:
    """Right inside it, not deeper."""
    return [e for e in element.elements() if e.tag == tag and (not name or name in e.names)]


def _alone(step: Element) -> tuple[str, str]:
    part = step.all("section", "part")[0]
    return _numbered(part.one("h3"))[1], _words(part.one("p", "hint"))


def _joined(step: Element) -> tuple[str, str]:
    return _words(_own(step, "h3")[0]), " ".join(p.text for p in _own(step, "p", "hint"))


def _part(part: Element) -> Part:
    number, heading = _numbered(part.one("h4") or part.one("h3"))
    is_joined = part.one("h4") is not None
    asked = part.one("p", "if")
    return Part(
        number=int(number),
        heading=heading if is_joined else "",
        hint=_words(part.one("p", "hint")) if is_joined else "",
        only_if=_lines(asked, "Only if you ticked") if asked else (),
        ticks=tuple(map(_tick, part.all("li"))),
    )


def _tick(row: Element) -> Tick:
    code, *marks = row.all("b")
    label = row.text.removeprefix(code.text)
    if marks:
        label = label.removesuffix("STOP")
    return Tick(code.text, label.strip(), bool(marks))


def _box(box: Element) -> Box:
    title = box.all("b")[0].text
    return Box(title.removeprefix("Box "), _lines(box, f"{title} Tick it if you ticked"))


def _level(level: Element) -> Level:
    rows = [li for ul in _own(level, "ul") for li in ul.all("li")]
    told = [row for row in rows if not row.text.startswith(UNFINISHED)]
    urgency = level.attributes["id"]
    outcome = level.all("div", "outcome")[0]
    lead, when = (p.text for p in _own(outcome, "p"))
    return Level(
        urgency=urgency,
        is_for_unfinished=len(told) < len(rows),
        advice=tuple(Advice(_lines(row.all("b")[0]), _words(row.one("span"))) for row in told),
        title=_words(level.one("h3")).removeprefix(f"{urgency.capitalize()}: "),
        lead=lead,
        when=when.removeprefix("When: "),
        do=_list(outcome, "do"),
        do_not=_list(outcome, "do-not"),
        safety_net=_list(outcome, "sooner"),
    )


def _list(element: Element, name: str) -> tuple[str, ...]:
    return tuple(li.text for ul in element.all("ul") if ul.names == [name] for li in ul.all("li"))


def _aside(aside: Element, levels: tuple[Level, ...]) -> Aside:
    under = tuple(level.urgency for level in levels)
    lines: Lines = ()
    text = aside.text
    for mark in _own(aside, "b"):
        text = text.removeprefix(mark.text).strip()
        if mark.text.startswith("Under"):
            named = mark.text.removeprefix("Under").removeprefix(" any of")
            under = tuple(named.strip(" :").split(", "))
        else:
            lines = _lines(mark, "If you ticked")
    return Aside(under, lines, text)


def _care(care: Element) -> Care:
    ticked, stopped = care.all("p", "if")[0].text.split(" and stopped at ")
    return Care(
        urgencies=tuple(stopped.split(" or ")),
        lines=_lines_in(ticked, "If you ticked"),
        title=_words(care.one("h3")),
        expect=_words(next(p for p in _own(care, "p") if not p.names)),
        do=tuple(span.text for span in care.all("p", "do")[0].all("span")),
        come_back=tuple(span.text for span in care.all("p", "sooner")[0].all("span")),
    )


def _lines(element: Element, start: str = "") -> Lines:
    return _lines_in(element.text, start)


def _lines_in(said: str, start: str) -> Lines:
    assert said.startswith(start), f"{said!r} does not begin with {start!r}"
    rows = said.removeprefix(start).split(f"{BREAK}or ")
    return tuple(
        Line(tuple(tuple(_CODE.findall(group)) for group in row.split(" and "))) for row in rows
    )


def _numbered(heading: Element | None) -> tuple[str, str]:
    match = _NUMBERED.fullmatch(_words(heading))
    assert match, f"{_words(heading)!r} has no number"
    return match[1], match[2]


def _words(element: Element | None) -> str:
    return element.text if element else ""

"""Conditions as they stand on the paper sheet: codes to look for, joined by “and” and “or”.

A *line* fits when every one of its groups holds a code that was ticked. A condition is a few
lines, any of which will do. What is nested deeper becomes a lettered box, ticked on its own.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from string import ascii_lowercase

from django.utils.translation import gettext as _

from triage.engine.conditions import AllOf, AnyOf, Compares, Condition, Definitions, Includes, Named

Group = tuple[str, ...]

# A definition of so few codes is read faster in its place than as a box further up.
MOST_CODES_IN_PLACE = 4


@dataclass(frozen=True)
class Line:
    """Codes of ticks and boxes: one of each group must be ticked."""

    groups: tuple[Group, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The groups in words, to be joined by “and”."""
        if len(self.groups) == 1:
            return (_listed(self.groups[0]),)
        return tuple(
            _("any of %(codes)s") % {"codes": ", ".join(map(spelled, group))}
            if len(group) > 1
            else spelled(group[0])
            for group in self.groups
        )


Lines = tuple[Line, ...]


def _listed(codes: Iterable[str]) -> str:
    """“1a, 1b or 1c”."""
    *before, last = map(spelled, codes)
    return f"{', '.join(before)}{_(' or ')}{last}" if before else last


def spelled(code: str) -> str:
    """A box is called one: “box A”."""
    return _("box %(letter)s") % {"letter": code} if code.isupper() else code


def letters(place: int) -> str:
    """0 is a, 25 is z, 26 is aa."""
    rest, last = divmod(place, len(ascii_lowercase))
    return (letters(rest - 1) if rest else "") + ascii_lowercase[last]


@dataclass
class Liner:
    """Writes conditions as lines, and remembers the boxes they need.

    `codes`: by question and option, the code of its tick, in the order of the sheet. A box is
    known by a number until all of them are there and can be lettered in the order of the sheet.
    """

    codes: Mapping[tuple[str, str], str]
    meanings: Definitions
    boxes: dict[Lines, str] = field(default_factory=dict)

    def lines(self, condition: Condition) -> Lines:
        """The condition, any line of which will do."""
        match condition:
            case Includes(question, options):
                group = tuple(self.codes[question, option] for option in options)
                return (Line((self._sorted(group),)),)
            case Compares(question):
                answers = [answer for asked, answer in self.codes if asked == question]
                met = condition.met_by(answers)
                return (Line((self._sorted(self.codes[question, each] for each in met),)),)
            case Named(name):
                return self._in_place_or_boxed(self.lines(self.meanings[name]))
            case AnyOf(parts):
                return self.merged(line for part in parts for line in self.lines(part))
            case AllOf(parts):
                return (self._all_of(map(self.lines, parts)),)

    def merged(self, lines: Iterable[Line]) -> Lines:
        """The same with every line of one group drawn into one, and what that covers left out."""
        alone: list[str] = []
        joined: list[Line] = []
        for line in lines:
            if len(line.groups) == 1:
                alone += line.groups[0]
            else:
                joined.append(line)
        first = [Line((self._sorted(alone),))] if alone else []
        rest = (_without(line, frozenset(alone)) for line in joined)
        return tuple(dict.fromkeys([*first, *filter(None, rest)]))

    def _all_of(self, parts: Iterable[Lines]) -> Line:
        groups: list[Group] = []
        for lines in parts:
            held = lines if len(lines) == 1 else self._boxed(lines)
            groups += held[0].groups
        return Line(tuple(dict.fromkeys(groups)))

    def _in_place_or_boxed(self, lines: Lines) -> Lines:
        groups = [group for line in lines for group in line.groups]
        is_short = len(groups) == 1 and len(groups[0]) <= MOST_CODES_IN_PLACE
        return lines if is_short else self._boxed(lines)

    def _boxed(self, lines: Lines) -> Lines:
        number = self.boxes.setdefault(lines, f"#{len(self.boxes)}")
        return (Line(((number,),)),)

    def _sorted(self, codes: Iterable[str]) -> Group:
        """In the order of the sheet, boxes last."""
        order = self._order
        return tuple(sorted(dict.fromkeys(codes), key=lambda code: order.get(code, len(order))))

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {code: place for place, code in enumerate(self.codes.values())}


def _without(line: Line, codes: frozenset[str]) -> Line | None:
    """The line without codes that do alone; None if nothing else could make it fit."""
    groups = tuple(tuple(code for code in group if code not in codes) for group in line.groups)
    return Line(groups) if all(groups) else None


def codes_of(lines: Iterable[Line]) -> Iterator[str]:
    """Every code the lines name."""
    return (code for line in lines for group in line.groups for code in group)


def renamed(lines: Lines, name: Callable[[str], str]) -> Lines:
    """The same lines with every code as `name` has it."""
    return tuple(
        Line(tuple(tuple(name(code) for code in group) for group in line.groups)) for line in lines
    )

"""Fills in the paper sheet as a person with a pen would, and goes down it to a result."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from triage.engine.numbers import is_number
from triage.engine.urgency import Urgency
from triage.paper import Level, Sheet, Step, Tick
from triage.paper_words import Lines

Answers = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Reached:
    """Where the sheet led, and what it said there."""

    urgency: Urgency
    tells: frozenset[str]
    asides: tuple[str, ...]
    care: tuple[str, ...]
    was_stopped: bool


def walk(sheet: Sheet, answers: Answers) -> Reached:
    """The result of these answers, looked up in the sheet alone."""
    pen = _Pen(answers)
    was_stopped = any(pen.step(step) for step in sheet.steps)
    level = pen.level(sheet)
    return Reached(
        urgency=Urgency.from_key(level.urgency),
        tells=frozenset(a.tell for a in level.advice if a.tell and pen.fits(a.lines)),
        asides=tuple(
            aside.text
            for aside in sheet.asides
            if level.urgency in aside.urgencies and (not aside.lines or pen.fits(aside.lines))
        ),
        care=tuple(
            care.title
            for care in sheet.care
            if level.urgency in care.urgencies and pen.fits(care.lines)
        ),
        was_stopped=was_stopped,
    )


def covers(label: str, number: str) -> bool:
    """Whether a label such as “38 to 39.9 °C” or “40 °C or more” takes in a number."""
    named = [Decimal(found) for found in re.findall(r"\d+(?:\.\d+)?", label)]
    said = Decimal(number)
    if label.endswith("or less"):
        return said <= named[0]
    if label.endswith("or more"):
        return said >= named[0]
    return not named or named[0] <= said <= named[-1]


class _Pen:
    """What was ticked so far, boxes included, and whether something was left open."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.ticked: set[str] = set()
        self.left_open = False

    def step(self, step: Step) -> bool:
        """Answer a step; whether it says to stop."""
        asked = [part for part in step.parts if not part.only_if or self.fits(part.only_if)]
        if step.shared_none:
            self._answer([tick for part in asked for tick in part.ticks])
        else:
            for part in asked:
                self._answer(part.ticks)
        stopped = any(t.is_stop and t.code in self.ticked for p in asked for t in p.ticks)
        for box in step.boxes:
            if self.fits(box.lines):
                self.ticked.add(box.letter)
        return stopped or self.fits(step.stops)

    def _answer(self, ticks: Sequence[Tick]) -> None:
        """Tick what fits; where there is no answer at all, leave it open."""
        self.ticked.update(tick.code for tick in ticks if self._is_meant(tick))
        if ticks and not any(t.question in self.answers for t in ticks):
            self.left_open = True

    def _is_meant(self, tick: Tick) -> bool:
        """A number is looked for in the labels, as a person would."""
        given = self.answers.get(tick.question, frozenset())
        if is_number(tick.option):
            return any(covers(tick.label, number) for number in filter(is_number, given))
        return tick.option in given

    def level(self, sheet: Sheet) -> Level:
        """The first heading with a line that fits, or the one for when none does."""
        unfinished = next(level for level in sheet.levels if level.is_for_unfinished)
        for level in sheet.levels:
            if any(self.fits(advice.lines) for advice in level.advice):
                return level
            if level is unfinished and self.left_open:
                return level
        return unfinished

    def fits(self, lines: Lines) -> bool:
        return any(all(self._has(group) for group in line.groups) for line in lines)

    def _has(self, group: Iterable[str]) -> bool:
        return not self.ticked.isdisjoint(group)

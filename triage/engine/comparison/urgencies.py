"""Whose urgency changes: every answer sheet that is told something else, in few conditions.

A `Shift` belongs to one level: of those told something more urgent, the level they are told now; of
those told something calmer, the level they were told before. It says: whoever answers this, and of
whom no other rule that is the same in both says that level or a higher one, is told something else.
That holds of all of them, whatever else they answer, and nothing can be left out of the conditions.
All shifts of a direction together are all the answers whose urgency goes that way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from triage.engine.comparison.pair import Pair, Side, Where
from triage.engine.conditions import AllOf, AnyOf, Compares, Condition, Includes
from triage.engine.numbers import Relation, Span
from triage.engine.proofs.circuit import Literal
from triage.engine.urgency import Urgency

Answers = Mapping[str, frozenset[str]]


class Kind(Enum):
    """What a clause says of a question's answer."""

    INCLUDES = "includes"
    WITHOUT = "without"
    NOT_ASKED = "not asked"


@dataclass(frozen=True)
class Clause:
    """One condition: the answer includes one of the options, has none of them, or is not asked for.

    An answer counts only if its question is asked; so what was not asked is without any option.
    `where`: of which questionnaire it must be so, if not of both. `spans`: of a question for a
    number, the numbers that are meant beside the options.
    """

    kind: Kind
    question: str
    options: tuple[str, ...]
    where: Where
    spans: tuple[Span, ...] = ()

    @property
    def condition(self) -> Condition | None:
        """What is included, or what is missing, as the language of conditions has it."""
        parts: list[Condition] = [_within(self.question, span) for span in self.spans]
        if self.options:
            parts.append(Includes(self.question, self.options))
        if len(parts) > 1:
            return AnyOf(tuple(parts))
        return parts[0] if parts else None

    def to_data(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "question": self.question,
            "options": list(self.options),
            "numbers": [[span.first, span.last] for span in self.spans],
            "where": self.where.value,
        }


def _within(question: str, span: Span) -> Condition:
    """Without the limit that no number goes beyond anyway."""
    least = Compares(question, Relation.AT_LEAST, span.first)
    most = Compares(question, Relation.AT_MOST, span.last)
    if span.is_lowest:
        return most
    return least if span.is_highest else AllOf((least, most))


@dataclass(frozen=True)
class Move:
    """From one urgency to another, and one reader's answers, in either questionnaire, that do so.

    Both were replayed. Each has the answers that count there, in the order of asking.
    """

    before: Urgency
    after: Urgency
    answers_before: Answers
    answers_after: Answers

    def to_data(self) -> dict[str, Any]:
        return {
            "before": self.before.key,
            "after": self.after.key,
            "answers_before": _listed(self.answers_before),
            "answers_after": _listed(self.answers_after),
        }


@dataclass(frozen=True)
class Shift:
    """Conditions that must all hold, and what becomes of those of whom they do.

    No clause at all means every reader. `moves`: every pair of urgencies that occurs, with an
    example. `unless_other_rules`: other rules, the same in both, may hide the change; otherwise
    the conditions alone make it.
    """

    level: Urgency
    clauses: tuple[Clause, ...]
    moves: tuple[Move, ...]
    unless_other_rules: bool

    def to_data(self) -> dict[str, Any]:
        return {
            "level": self.level.key,
            "clauses": [clause.to_data() for clause in self.clauses],
            "moves": [move.to_data() for move in self.moves],
            "unless_other_rules": self.unless_other_rules,
        }


@dataclass(frozen=True)
class Direction:
    """Everybody whose urgency goes up, or everybody whose urgency goes down.

    `is_complete`: nobody is left out; otherwise there are more than are described.
    """

    shifts: tuple[Shift, ...]
    is_complete: bool

    @property
    def is_empty(self) -> bool:
        """Nobody's urgency goes this way: proved over all answers."""
        return self.is_complete and not self.shifts

    def to_data(self) -> dict[str, Any]:
        return {
            "is_complete": self.is_complete,
            "shifts": [shift.to_data() for shift in self.shifts],
        }


def _listed(answers: Answers) -> dict[str, list[str]]:
    return {question: sorted(chosen) for question, chosen in answers.items()}


def moves(
    pair: Pair, low: Side, high: Side, level: Urgency, conditions: list[Literal]
) -> Iterator[Move]:
    """One for each level the readers are told on the low side. Raises `Disagreement`."""
    for lower in (each for each in Urgency if each < level):
        model = pair.gentlest([*conditions, low.walk.told(lower), high.walk.told(level)])
        if model is None:
            continue
        ends = {low.where: low.seen(model, lower), high.where: high.seen(model, level)}
        told = {low.where: lower, high.where: level}
        yield Move(told[Where.BEFORE], told[Where.AFTER], ends[Where.BEFORE], ends[Where.AFTER])

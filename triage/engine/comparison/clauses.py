"""Clauses as formulas: what a walk gives of them, and how they are said in the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from triage.engine.comparison.pair import Pair, Side, Where
from triage.engine.comparison.urgencies import Clause, Kind
from triage.engine.numbers import is_number, spans
from triage.engine.parts import MULTI, Question
from triage.engine.proofs.circuit import FALSE, Literal
from triage.engine.proofs.solver import Model


@dataclass(frozen=True)
class Clauses:
    """Makes and reads clauses on two sides; until they are settled, each is of one side alone."""

    pair: Pair
    low: Side
    high: Side

    def included(self, side: Side, model: Model) -> list[Clause]:
        """The options that count, the harmless ones first."""
        found = [
            Clause(Kind.INCLUDES, question, (option,), side.where)
            for (question, option), literal in side.walk.counted.items()
            if literal in model
        ]
        return sorted(found, key=lambda clause: not self.is_harmless(clause, side))

    def is_harmless(self, clause: Clause, side: Side) -> bool:
        return side.questionnaire.question(clause.question).harmless in clause.options

    def missing(self, side: Side, model: Model, besides: Iterable[Clause] = ()) -> list[Clause]:
        """The options that do not count, of the last question first.

        A question that depends on an earlier one could else stand for it. `besides`: none of what
        these clauses answer and this side does not ask.
        """
        asked_elsewhere = {clause.question for clause in self.unasked(model, besides)}
        found = [
            Clause(Kind.WITHOUT, question, (option,), side.where)
            for (question, option), literal in side.walk.counted.items()
            if literal not in model and question not in asked_elsewhere
        ]
        found.reverse()
        return sorted(found, key=lambda clause: not self.is_harmless(clause, side))

    def unasked(self, model: Model, clauses: Iterable[Clause]) -> list[Clause]:
        """Questions of these clauses that the low side has, but does not ask."""
        asked = self.low.walk.asked
        return [
            Clause(Kind.NOT_ASKED, name, (), self.low.where)
            for name in dict.fromkeys(clause.question for clause in clauses)
            if name in asked and asked[name] not in model
        ]

    def siblings(self, clauses: Sequence[Clause], clause: Clause) -> list[str]:
        """Other options of the question that could stand beside this one."""
        taken = {
            option
            for each in clauses
            if each.question == clause.question
            for option in each.options
        }
        choices = self.side(clause.where).sheet.choices[clause.question]
        return [name for name in choices if name not in taken]

    def side(self, where: Where) -> Side:
        return self.low if where is self.low.where else self.high

    def literals(self, clauses: Iterable[Clause]) -> list[Literal]:
        return [
            self.literal(clause, side)
            for clause in clauses
            for side in (self.low, self.high)
            if clause.where in (side.where, Where.BOTH)
        ]

    def literal(self, clause: Clause, side: Side) -> Literal:
        """That the clause is so on this side."""
        if clause.kind is Kind.NOT_ASKED:
            return -side.walk.asked.get(clause.question, FALSE)
        chosen = self.pair.circuit.either(
            side.walk.counted.get((clause.question, option), FALSE) for option in clause.options
        )
        return chosen if clause.kind is Kind.INCLUDES else -chosen

    # How they are said

    def settled(self, clauses: Iterable[Clause], unhidden: Sequence[Literal]) -> tuple[Clause, ...]:
        """In the order of asking, what is missing gathered by question, `where` as wide as can be.

        `unhidden`: the literals of the clauses and that nothing hides the change.
        """
        said = [self.positive(clause, unhidden) for clause in _gathered(clauses)]
        widened = [self.widened(self.ordered(clause), unhidden) for clause in said]
        return tuple(sorted(widened, key=self.place))

    def positive(self, clause: Clause, unhidden: Sequence[Literal]) -> Clause:
        """“trend is worse” for “trend without better and same”, where it says no less."""
        if clause.kind is not Kind.WITHOUT:
            return clause
        side = self.side(clause.where)
        asked = side.questionnaire.question(clause.question)
        rest = _rest(asked, side.sheet.choices[clause.question], clause)
        if not rest or len(rest) > len(clause.options):
            return clause
        other = replace(clause, kind=Kind.INCLUDES, options=rest)
        is_narrower = self.pair.is_possible(*unhidden, -self.literal(other, side))
        return clause if is_narrower else other

    def widened(self, clause: Clause, unhidden: Sequence[Literal]) -> Clause:
        """The clause as one of both sides, where that says no more."""
        other = self.low if clause.where is self.high.where else self.high
        if not self.says_the_same_of_both(clause.question):
            return clause
        if self.pair.is_possible(*unhidden, -self.literal(clause, other)):
            return clause
        return replace(clause, where=Where.BOTH)

    def says_the_same_of_both(self, question: str) -> bool:
        """Whether a choice means on the one side what it means on the other, if it is there."""
        if any(question not in side.questionnaire.question_ids for side in (self.low, self.high)):
            return False
        low, high = (side.bands.get(question) for side in (self.low, self.high))
        return low == high

    def ordered(self, clause: Clause) -> Clause:
        offered = self.side(clause.where).sheet.choices[clause.question]
        return replace(clause, options=tuple(sorted(clause.options, key=offered.index)))

    def with_spans(self, clause: Clause) -> Clause:
        """With the numbers that its answers stand for."""
        bands = self.side(clause.where).bands.get(clause.question, ())
        some = [band for band in bands if band.example in clause.options]
        options = [name for name in clause.options if not is_number(name)]
        return replace(clause, options=tuple(options), spans=spans(bands, some))

    def place(self, clause: Clause) -> tuple[bool, int, str]:
        """What is missing comes last."""
        for side in (self.high, self.low):
            if clause.question in side.questionnaire.question_ids:
                place = side.questionnaire.question_ids.index(clause.question)
                return clause.kind is not Kind.INCLUDES, place, clause.kind.value
        raise KeyError(clause.question)


def _gathered(clauses: Iterable[Clause]) -> list[Clause]:
    """All that is missing of one question in one clause."""
    found: dict[tuple[str, Where], Clause] = {}
    others: list[Clause] = []
    for clause in clauses:
        if clause.kind is not Kind.WITHOUT:
            others.append(clause)
            continue
        known = found.setdefault((clause.question, clause.where), replace(clause, options=()))
        options = (*known.options, *clause.options)
        found[clause.question, clause.where] = replace(clause, options=options)
    return [*others, *found.values()]


def _rest(question: Question, choices: Sequence[str], clause: Clause) -> tuple[str, ...]:
    """The options that must be chosen if these are not; of many choices, “none of these” alone."""
    rest = [name for name in choices if name not in clause.options]
    if question.kind != MULTI or all(question.option(name).is_exclusive for name in rest):
        return tuple(rest)
    return ()

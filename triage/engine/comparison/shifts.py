"""Finds the shifts of one direction, each with the fewest conditions that make it certain.

An example is taken. Of the answers that count on its more urgent side, those are kept that alone
make it so; then, of what was not answered on its calmer side, what alone keeps it calmer. Each
option is then joined by the others of its question that do the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from triage.engine.comparison.clauses import Clauses
from triage.engine.comparison.meaning import Meaning, meaning
from triage.engine.comparison.pair import Pair, Side, least
from triage.engine.comparison.urgencies import Clause, Direction, Kind, Shift, moves
from triage.engine.parts import Rule
from triage.engine.proofs.circuit import Literal
from triage.engine.proofs.prover import Disagreement
from triage.engine.proofs.solver import Model
from triage.engine.urgency import Urgency

Causes = frozenset[Meaning]


def direction(pair: Pair, low: Side, high: Side, most: int) -> Direction:
    """Everybody who is told something more urgent on the high side, in at most so many shifts."""
    found: list[Shift] = []
    for level in sorted(Urgency, reverse=True):
        for shift in Describer(pair, low, high, level).shifts(most - len(found)):
            if shift is None:
                return Direction(tuple(found), is_complete=False)
            found.append(shift)
    return Direction(tuple(found), is_complete=True)


@dataclass(frozen=True)
class Description:
    """Clauses on one side each, and the rules that make the change.

    Every other rule that is the same in both may hide it.
    """

    clauses: tuple[Clause, ...]
    causes: Causes


@dataclass(frozen=True)
class Describer:
    """Describes those who are told one level on the high side and a lower one on the low side."""

    pair: Pair
    low: Side
    high: Side
    level: Urgency

    def shifts(self, most: int) -> Iterator[Shift | None]:
        """None at the end if there are more than this."""
        described: list[Literal] = []
        while model := self.pair.gentlest([*self.changed, *described]):
            if len(described) == most:
                yield None
                return
            description = self.grown(self.described(model))
            whole = self.pair.circuit.both(self.clauses.literals(description.clauses))
            described.append(-whole)
            yield self.shift(description)

    @cached_property
    def clauses(self) -> Clauses:
        return Clauses(self.pair, self.low, self.high)

    @cached_property
    def is_high(self) -> Literal:
        return self.high.reaches(self.level)

    @cached_property
    def is_low(self) -> Literal:
        return -self.low.reaches(self.level)

    @cached_property
    def changed(self) -> tuple[Literal, ...]:
        return self.high.walk.told(self.level), self.is_low

    def described(self, model: Model) -> Description:
        causes = self.causes(model)
        made = self.clauses
        urgent = self.fewest(
            made.included(self.high, model),
            made.missing(self.high, model),
            lambda some: self.follows(self.is_high, some, causes),
        )
        calm = self.fewest(
            [*made.missing(self.low, model, besides=urgent), *made.unasked(model, urgent)],
            made.included(self.low, model),
            lambda some: self.follows(self.is_low, [*urgent, *some], causes),
        )
        return Description((*urgent, *calm), causes)

    def fewest(
        self,
        wanted: list[Clause],
        reserve: list[Clause],
        is_enough: Callable[[Sequence[Clause]], bool],
    ) -> list[Clause]:
        """The reserve is for results without any rule, which rest on what was not answered."""
        every = wanted if is_enough(wanted) else [*reserve, *wanted]
        if not is_enough(every):
            raise Disagreement("A walk does not follow from its own answers.")
        return least(every, is_enough)

    def follows(self, literal: Literal, clauses: Sequence[Clause], causes: Causes) -> bool:
        """Whether it is certain of everybody of whom these hold and no hiding rule does."""
        wanted = [-self.hidden(causes), *self.clauses.literals(clauses)]
        return not self.pair.is_possible(*wanted, -literal)

    def is_certain(self, clauses: Sequence[Clause], causes: Causes) -> bool:
        return self.follows(self.pair.circuit.both([self.is_high, self.is_low]), clauses, causes)

    # The rules that are the same in both

    @cached_property
    def urgent_rules(self) -> dict[Meaning, list[Rule]]:
        return _rules_of(self.high, self.level)

    @cached_property
    def same(self) -> dict[Meaning, Literal]:
        """Rules of both sides: that they hold on the low side."""
        return {
            said: self.pair.circuit.either(self.low.walk.rules[rule.id] for rule in rules)
            for said, rules in _rules_of(self.low, self.level).items()
            if said in self.urgent_rules
        }

    def causes(self, model: Model) -> Causes:
        """What makes the high side so urgent."""
        return frozenset(
            said
            for said, rules in self.urgent_rules.items()
            if any(self.high.walk.rules[rule.id] in model for rule in rules)
        )

    def hidden(self, causes: Causes) -> Literal:
        """A rule that is the same in both, and none of these, makes the low side as urgent."""
        return self.pair.circuit.either(
            literal for said, literal in self.same.items() if said not in causes
        )

    # Options that do the same

    def grown(self, description: Description) -> Description:
        for place, clause in enumerate(description.clauses):
            if clause.kind is not Kind.INCLUDES:
                continue
            for option in self.clauses.siblings(description.clauses, clause):
                description = self.joined(description, place, option) or description
        return description

    def joined(self, description: Description, place: int, option: str) -> Description | None:
        """The description with this option beside another, if the option does quite the same."""
        clause = description.clauses[place]
        alone = _with_options(description, place, (option,))
        model = self.pair.gentlest([*self.changed, *self.clauses.literals(alone)])
        if model is None:
            return None
        own = self.described(model)
        causes = description.causes | own.causes
        whole = _with_options(description, place, (*clause.options, option))
        if not _include_the_same(own.clauses, alone) or self.has_spare(alone, own.causes):
            return None
        return Description(whole, causes) if self.is_certain(whole, causes) else None

    def has_spare(self, clauses: tuple[Clause, ...], causes: Causes) -> bool:
        """Whether they are as certain without one of them."""
        return any(
            self.is_certain((*clauses[:place], *clauses[place + 1 :]), causes)
            for place in range(len(clauses))
        )

    # The shift as others see it

    def shift(self, description: Description) -> Shift:
        conditions = self.clauses.literals(description.clauses)
        unhidden = [-self.hidden(description.causes), *conditions]
        settled = self.clauses.settled(description.clauses, unhidden)
        # What is missing goes first; said as what is included, it may be clear from another clause.
        clauses = least(settled[::-1], lambda some: self.is_certain(some, description.causes))[::-1]
        conditions = self.clauses.literals(clauses)
        is_changed = self.pair.circuit.both([self.is_high, self.is_low])
        return Shift(
            level=self.level,
            clauses=tuple(map(self.clauses.with_spans, clauses)),
            moves=tuple(moves(self.pair, self.low, self.high, self.level, conditions)),
            unless_other_rules=self.pair.is_possible(*conditions, -is_changed),
        )


def _rules_of(side: Side, level: Urgency) -> dict[Meaning, list[Rule]]:
    """The rules of this urgency or a higher one, by what they say."""
    found: dict[Meaning, list[Rule]] = {}
    for rule in side.questionnaire.rules:
        if rule.urgency >= level:
            said = meaning(rule.when, side.questionnaire.meanings)
            found.setdefault(said, []).append(rule)
    return found


def _with_options(
    description: Description, place: int, options: tuple[str, ...]
) -> tuple[Clause, ...]:
    clauses = list(description.clauses)
    clauses[place] = replace(clauses[place], options=options)
    return tuple(clauses)


def _include_the_same(clauses: tuple[Clause, ...], grown: tuple[Clause, ...]) -> bool:
    """Whether what must be answered differs only in options that were joined already."""
    ours, theirs = (
        [clause for clause in each if clause.kind is Kind.INCLUDES] for each in (clauses, grown)
    )
    return len(ours) == len(theirs) and all(
        any(
            (clause.question, clause.where) == (other.question, other.where)
            and set(clause.options) <= set(other.options)
            for other in theirs
        )
        for clause in ours
    )

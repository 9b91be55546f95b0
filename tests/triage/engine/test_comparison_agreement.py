"""What the solver says of two questionnaires is what trying every reader says.

The pairs are made up by chance: small edits of every kind, and pairs that have little in common.
"""

from collections import Counter
from dataclasses import dataclass, replace

import pytest

from tests.drill import times
from tests.triage.engine.changed import changed
from tests.triage.engine.joint_answers import Reader, Readers
from triage.engine.assessment import Assessment
from triage.engine.comparison import Comparison, Direction, Shift, compare, goes_down
from triage.engine.comparison.meaning import meaning
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

MADE_UP = times(80, 160)
ALL = 10_000


@dataclass(frozen=True)
class Tried:
    """Two questionnaires, everybody who could answer both, and what was said of them."""

    seed: int
    before: Questionnaire
    after: Questionnaire
    readers: list[Reader]
    said: Comparison

    def up(self) -> "OneWay":
        readers = [Sides(each.before, each.after, each) for each in self.readers]
        return OneWay(self.before, self.after, readers, self.said.up)

    def down(self) -> "OneWay":
        readers = [Sides(each.after, each.before, each) for each in self.readers]
        return OneWay(self.after, self.before, readers, self.said.down)


@dataclass(frozen=True)
class Sides:
    """A reader, calmer side first."""

    low: Assessment
    high: Assessment
    reader: Reader


@dataclass(frozen=True)
class OneWay:
    """One direction of the comparison, the questionnaire that is to be calmer first."""

    low: Questionnaire
    high: Questionnaire
    readers: list[Sides]
    said: Direction

    def changed(self) -> list[Sides]:
        return [each for each in self.readers if each.high.urgency > each.low.urgency]

    def met(self, shift: Shift) -> list[Sides]:
        return [each for each in self.readers if all(map(each.reader.meets, shift.clauses))]

    def is_hidden(self, sides: Sides, level: Urgency) -> bool:
        """A rule that is the same in both makes it this urgent on the calmer side."""
        kept = {
            meaning(rule.when, self.high.meanings)
            for rule in self.high.rules
            if rule.urgency >= level
        }
        return any(
            reason.urgency >= level and meaning(reason.rule.when, self.low.meanings) in kept
            for reason in sides.low.reasons
        )


@pytest.fixture(scope="module")
def tried() -> list[Tried]:
    pairs = [changed(seed) for seed in range(MADE_UP)]
    return [
        Tried(seed, *pair, Readers(*pair).all, compare(*pair, most_shifts=ALL))
        for seed, pair in enumerate(pairs)
    ]


@pytest.fixture(scope="module")
def ways(tried: list[Tried]) -> list[OneWay]:
    return [way for each in tried for way in (each.up(), each.down())]


def test_nothing_is_reported_exactly_where_nobody_changes(ways: list[OneWay]) -> None:
    assert [way.said.is_empty for way in ways] == [not way.changed() for way in ways]


def test_it_goes_down_exactly_where_somebody_does(tried: list[Tried]) -> None:
    for each in tried:
        is_down = any(reader.is_down for reader in each.readers)

        assert goes_down(each.before, each.after) == is_down, f"seed {each.seed}"
        assert each.said.goes_down == is_down, f"seed {each.seed}"


def test_everybody_who_changes_is_described(ways: list[OneWay]) -> None:
    for way in ways:
        described = {
            (id(sides), shift.level) for shift in way.said.shifts for sides in way.met(shift)
        }

        assert [s for s in way.changed() if (id(s), s.high.urgency) not in described] == []


def test_everybody_described_changes_unless_another_rule_hides_it(ways: list[OneWay]) -> None:
    for way in ways:
        for shift in way.said.shifts:
            still = [
                each
                for each in way.met(shift)
                if not each.low.urgency < shift.level <= each.high.urgency
            ]

            assert all(way.is_hidden(each, shift.level) for each in still)
            assert shift.unless_other_rules == bool(still)


def test_every_pair_of_urgencies_is_told_with_an_example(ways: list[OneWay]) -> None:
    for way in ways:
        for shift in way.said.shifts:
            found = {
                (each.reader.before.urgency, each.reader.after.urgency)
                for each in way.met(shift)
                if each.high.urgency is shift.level and each.low.urgency < shift.level
            }

            assert {(move.before, move.after) for move in shift.moves} == found


def test_no_clause_can_be_left_out(ways: list[OneWay]) -> None:
    """Without it somebody would be described who does not change and whom no rule hides."""
    for way in ways:
        for shift in way.said.shifts:
            for place in range(len(shift.clauses)):
                rest = (*shift.clauses[:place], *shift.clauses[place + 1 :])
                spared = replace(shift, clauses=rest)

                assert _is_too_much(way, spared) or _hides_more(way, shift)


def _is_too_much(way: OneWay, shift: Shift) -> bool:
    return any(
        not each.low.urgency < shift.level <= each.high.urgency
        and not way.is_hidden(each, shift.level)
        for each in way.met(shift)
    )


def _hides_more(way: OneWay, shift: Shift) -> bool:
    """A rule that is the same in both and makes the change: asked differently, it hides nothing."""
    changed = [each for each in way.met(shift) if each.low.urgency < shift.level]
    kept = {meaning(rule.when, way.low.meanings) for rule in way.low.rules}
    return any(
        meaning(reason.rule.when, way.high.meanings) in kept
        for each in changed
        for reason in each.high.reasons
    )


def test_the_made_up_pairs_differ_in_every_way(tried: list[Tried], ways: list[OneWay]) -> None:
    """Else the agreement above would say little."""
    shifts = [shift for way in ways for shift in way.said.shifts]
    kinds = Counter(clause.kind.value for shift in shifts for clause in shift.clauses)
    places = Counter(clause.where.value for shift in shifts for clause in shift.clauses)

    assert min(sum(way.said.is_empty for way in ways), len(shifts)) > times(15, 50)
    assert {level for level in Urgency if any(s.level is level for s in shifts)} == {
        level for level in Urgency if level is not Urgency.SELF_CARE
    }
    assert set(kinds) == {"includes", "without", "not asked"}
    assert set(places) == {"before", "after", "both"}
    assert any(shift.unless_other_rules for shift in shifts)
    assert any(len(clause.options) > 1 for shift in shifts for clause in shift.clauses)
    assert any(len(shift.moves) > 1 for shift in shifts)

"""Edits of the shipped legs check, and the answers whose urgency they change."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.triage.engine.factory import both, includes
from tests.triage.engine.small_edits import with_question, with_rule
from tests.triage.proofs import published_legs
from triage.desk.differences import condition_of
from triage.engine.comparison import Comparison, Direction, compare, goes_down
from triage.engine.conditions import Condition, Includes
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

BREATHING = ("chest_pain", "breathless", "cough_blood", "collapse")
# Questions to the solver; the widest of these edits takes some 3,000.
MOST_STEPS = 20_000


@pytest.fixture(scope="module")
def legs() -> Questionnaire:
    return published_legs()


def conditions(direction: Direction) -> list[str]:
    assert direction.is_complete
    return [", ".join(map(condition_of, shift.clauses)) for shift in direction.shifts]


def edited(legs: Questionnaire, edit: Callable[[Questionnaire], Questionnaire]) -> Comparison:
    """Compared, and the other way round, which must be the mirror image."""
    found, back = compare(legs, edit(legs)), compare(edit(legs), legs)

    assert found.steps < MOST_STEPS
    assert found.up.is_empty == back.down.is_empty
    assert found.down.is_empty == back.up.is_empty
    assert len(found.down.shifts) == len(back.up.shifts)
    return found


def test_the_legs_check_does_not_differ_from_itself(legs: Questionnaire) -> None:
    found = compare(legs, legs)

    assert (found.parts, found.up.is_empty, found.down.is_empty) == ((), True, True)
    assert not goes_down(legs, legs)


def test_a_raised_rule_is_one_condition(legs: Questionnaire) -> None:
    found = edited(legs, lambda whole: with_rule(whole, "s-throb", urgency=Urgency.URGENT))

    assert conditions(found.up) == ["leg_change is throb"]
    assert found.down.is_empty


def test_a_lowered_rule_is_one_condition(legs: Questionnaire) -> None:
    found = edited(legs, lambda whole: with_rule(whole, "u-clot", urgency=Urgency.SOON))

    assert conditions(found.down) == ["leg_change is any of (swollen, warm, colour)"]
    assert found.up.is_empty


def test_a_narrowed_rule_names_what_no_longer_counts(legs: Questionnaire) -> None:
    throb = both(includes("leg_change", "throb"), includes("vte_risk", "travel"))

    found = edited(legs, lambda whole: with_rule(whole, "u-throb-risk", when=throb))

    assert len(found.down.shifts) == 3
    assert all("leg_change is throb" in said for said in conditions(found.down))
    assert all("without vte_risk is travel" in said for said in conditions(found.down))
    assert found.up.is_empty


def test_a_narrowed_emergency_names_the_one_sign(legs: Questionnaire) -> None:
    narrow: Condition = Includes("em_breathing", BREATHING[:3])

    found = edited(legs, lambda whole: with_rule(whole, "e-breathing", when=narrow))

    assert conditions(found.down) == [
        "em_breathing is collapse, "
        "without em_breathing is any of (chest_pain, breathless, cough_blood)"
    ]
    assert {move.before for move in found.down.shifts[0].moves} == {Urgency.EMERGENCY}


def test_an_emergency_sign_that_is_gone_is_told(legs: Questionnaire) -> None:
    def without_collapse(whole: Questionnaire) -> Questionnaire:
        question = whole.question("em_breathing")
        kept = tuple(option for option in question.options if option.id != "collapse")
        narrow = with_rule(whole, "e-breathing", when=Includes("em_breathing", BREATHING[:3]))
        return with_question(narrow, replace(question, options=kept))

    found = edited(legs, without_collapse)

    (said,) = conditions(found.down)
    assert said.startswith("em_breathing is collapse (before)")


def test_a_definition_is_followed_into_every_rule(legs: Questionnaire) -> None:
    def without_hormones(whole: Questionnaire) -> Questionnaire:
        risk = includes("vte_risk", "past_clot", "surgery", "still3", "travel", "cancer")
        meanings = {**whole.meanings, "vte_any": risk}
        return replace(whole, definitions=tuple(meanings.items()))

    found = edited(legs, without_hormones)

    assert found.up.is_empty
    assert found.goes_down
    assert {shift.level for shift in found.down.shifts} == {Urgency.URGENT, Urgency.SOON}


def test_other_words_change_nobodys_urgency(legs: Questionnaire) -> None:
    found = edited(legs, lambda whole: with_rule(whole, "u-clot", reason="Other words."))

    assert found.up.is_empty
    assert found.down.is_empty
    assert [(each.id, each.is_only_words) for each in found.parts] == [("u-clot", True)]

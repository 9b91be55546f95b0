"""The legs questionnaire by form: its known cases, and what its questions and conditions may say.

`P11` and the like name a promise of docs/conditions.md.
"""

from typing import Any

import pytest

from tests.triage.legs_answers import (
    LEGS,
    PROBLEMS,
    SAFETY_PAGES,
    SCREEN,
    SEVERAL,
    VIGNETTES,
    answered,
    name_of,
    reaching,
    result,
    ways,
    with_what_leads_there,
)
from triage.engine.conditions import Includes, leaves
from triage.engine.journey import AnswerError, check_answer, fill_clean, replay
from triage.engine.parts import Question, Rule
from triage.engine.urgency import Urgency

# P14: known cases


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[case["id"] for case in VIGNETTES])
def test_a_known_case_gets_its_urgency(vignette: dict[str, Any]) -> None:
    answers = answered(**vignette["answers"])

    assessment = result(answers)

    lowest, highest = (Urgency.from_key(vignette[end]) for end in ("lowest", "highest"))
    assert lowest <= assessment.urgency <= highest, vignette["story"]


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[case["id"] for case in VIGNETTES])
def test_a_known_case_gives_answers_that_are_asked_for(vignette: dict[str, Any]) -> None:
    journey = replay(LEGS, answered(**vignette["answers"]))

    for name, chosen in vignette["answers"].items():
        check_answer(LEGS.question(name), [chosen] if isinstance(chosen, str) else chosen)
        assert name in journey.counted or journey.stopped_by_emergency


def test_no_known_case_was_lost() -> None:
    assert len({case["id"] for case in VIGNETTES}) == len(VIGNETTES) >= 78
    assert {case["lowest"] for case in VIGNETTES} == {level.key for level in Urgency}


# Form: what the conditions may say


def test_emergency_questions_come_first_and_before_age() -> None:
    assert LEGS.question_ids[:8] == (*SCREEN, "who", "age")
    assert LEGS.sections[0].id == "emergency"


def test_the_safety_pages_are_asked_whatever_the_main_problem() -> None:
    """P17."""
    for name in SAFETY_PAGES:
        assert LEGS.question(name).ask_when is None
        assert LEGS.question(name).is_red_flag


def test_no_condition_rests_on_none_of_these() -> None:
    """P3, by form: with no “not” either, a further warning can switch no rule off."""
    conditions = [rule.when for rule in LEGS.rules]
    conditions += [question.ask_when for question in LEGS.questions if question.ask_when]
    for condition in conditions:
        for leaf in leaves(condition, LEGS.meanings):
            assert isinstance(leaf, Includes)
            options = [LEGS.question(leaf.question).option(name) for name in leaf.options]
            assert not any(option.is_exclusive for option in options)


def test_whom_the_check_is_for_decides_only_that_a_child_is_one() -> None:
    conditions = [rule.when for rule in LEGS.rules]
    conditions += [question.ask_when for question in LEGS.questions if question.ask_when]
    asked = [
        leaf.options
        for condition in conditions
        for leaf in leaves(condition, LEGS.meanings)
        if isinstance(leaf, Includes) and leaf.question == "who"
    ]

    assert asked
    assert set(asked) == {("child",)}


@pytest.mark.parametrize("question", SEVERAL, ids=name_of)
def test_none_of_these_is_alone_harmless_and_never_chosen_for_the_reader(
    question: Question,
) -> None:
    """P11."""
    (exclusive,) = [option for option in question.options if option.is_exclusive]
    another = next(option for option in question.options if option is not exclusive)

    assert question.harmless == exclusive.id
    assert exclusive.flag is None
    with pytest.raises(AnswerError):
        check_answer(question, [exclusive.id, another.id])
    with pytest.raises(AnswerError):
        check_answer(question, [])


@pytest.mark.parametrize("question", LEGS.questions, ids=name_of)
def test_what_is_harmless_raises_nothing(question: Question) -> None:
    harmless = question.option(question.harmless)

    assert harmless.flag is None
    assert not harmless.is_not_sure


# P2: nothing is dead


@pytest.mark.parametrize("question", LEGS.questions, ids=name_of)
def test_every_question_is_asked_on_some_path(question: Question) -> None:
    paths = [result(fill_clean(LEGS, way)).path for way in reaching(question.id)]

    assert any(question.id in path for path in paths)


@pytest.mark.parametrize("rule", LEGS.rules, ids=name_of)
def test_every_rule_fires_and_decides_somewhere(rule: Rule) -> None:
    """Somewhere it stands alone at its level: without it the result would be lower."""
    paths = (
        result(fill_clean(LEGS, {"problem": frozenset({problem})} | way)).journey.fired
        for way in with_what_leads_there(ways(rule.when))
        for problem in PROBLEMS
    )

    assert any(_stands_alone(rule, fired) for fired in paths)


def _stands_alone(rule: Rule, fired: tuple[Rule, ...]) -> bool:
    return [held for held in fired if held.urgency >= rule.urgency] == [rule]

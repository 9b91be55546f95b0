"""The legs questionnaire keeps its promises on any answers, whatever is changed in it.

`P3` and the like name a promise of docs/conditions.md; more are in test_legs_form.py.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drill import times
from tests.triage.legs_answers import (
    LEGS,
    PROBLEMS,
    SAFETY_PAGES,
    SCREEN,
    SEVERAL,
    Answers,
    answered,
    complete_answers,
    name_of,
    options_with,
    reaching,
    result,
    told,
    urgency,
    ways,
    with_answer,
    with_what_leads_there,
)
from triage.engine.assessment import assess
from triage.engine.journey import fill_clean
from triage.engine.parts import Option, Question, Rule
from triage.engine.urgency import Urgency

modestly = settings(max_examples=times(25, 100), deadline=None, derandomize=True)

PREGNANT = ("pregnant", "maybe", "recent")
CHILD_AGES = ("age_0_4", "age_5_11", "age_12_15")
ORDERED = [question for question in LEGS.questions if question.is_ordered]


# P1: every path ends


@modestly
@given(complete_answers())
def test_every_path_ends_with_the_most_urgent_rule_that_holds(answers: Answers) -> None:
    assessment = result(answers)

    levels = [reason.urgency for reason in assessment.reasons]
    assert assessment.urgency == max(levels)
    assert levels == sorted(levels, reverse=True)
    assert all(reason.because for reason in assessment.reasons)


# P3: more warning never lowers the result


@modestly
@given(complete_answers(), st.data())
def test_one_more_warning_never_lowers_the_result(answers: Answers, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(SEVERAL))
    warnings = [option.id for option in question.options if not option.is_exclusive]
    added = data.draw(st.sampled_from(warnings))
    before = answers[question.id] - {question.harmless}

    after = with_answer(answers, question.id, *before, added)

    assert result(after).urgency >= result(answers).urgency


@modestly
@given(complete_answers(may_be_emergency=False), st.sampled_from(ORDERED))
def test_going_up_one_rank_never_lowers_the_result(answers: Answers, question: Question) -> None:
    ranked = sorted(question.options, key=lambda option: option.rank or 0)

    results = [result(with_answer(answers, question.id, step.id)).urgency for step in ranked]

    assert results == sorted(results)


# P4, P9: floors


@pytest.mark.parametrize("choice", options_with("is_not_sure"), ids=name_of)
def test_not_sure_is_never_below_its_floor(choice: tuple[Question, Option]) -> None:
    question, not_sure = choice
    floor = question.not_sure_floor
    if not question.is_red_flag or floor is None:
        assert question.not_sure_floor is None
        return
    for way in reaching(question.id):
        answers = fill_clean(LEGS, with_answer(way, question.id, not_sure.id))
        assert result(answers).urgency >= floor


@pytest.mark.parametrize("name", SAFETY_PAGES)
def test_not_sure_on_a_safety_page_is_at_least_routine(name: str) -> None:
    question = LEGS.question(name)
    mildest = min(option.flag for option in question.options if option.flag is not None)
    least = Urgency.URGENT if name in SCREEN else Urgency.ROUTINE

    assert any(option.is_not_sure for option in question.options)
    assert question.not_sure_floor is not None
    assert least <= question.not_sure_floor <= mildest


@modestly
@given(complete_answers(may_be_emergency=False), st.data())
def test_flags_and_not_sure_are_floors_among_any_other_answers(
    answers: Answers, data: st.DataObject
) -> None:
    question, option = data.draw(
        st.sampled_from(options_with("flag") + options_with("is_not_sure"))
    )
    way = data.draw(st.sampled_from(reaching(question.id)))
    floor = option.flag or question.not_sure_floor or Urgency.SELF_CARE

    assessment = result(with_answer(answers | way, question.id, option.id))

    assert assessment.urgency >= floor


@pytest.mark.parametrize("choice", options_with("flag"), ids=name_of)
def test_a_flag_is_a_floor_by_itself(choice: tuple[Question, Option]) -> None:
    question, flagged = choice
    assert flagged.flag is not None
    for way in reaching(question.id):
        answers = fill_clean(LEGS, with_answer(way, question.id, flagged.id))
        assert result(answers).urgency >= flagged.flag


# P5: an emergency stops at once


@pytest.mark.parametrize(
    "choice",
    [choice for choice in options_with("flag") if choice[1].flag is Urgency.EMERGENCY],
    ids=name_of,
)
def test_an_emergency_answer_ends_the_check_on_its_page(choice: tuple[Question, Option]) -> None:
    question, alarm = choice
    for way in reaching(question.id):
        assessment = result(fill_clean(LEGS, with_answer(way, question.id, alarm.id)))

        assert assessment.urgency is Urgency.EMERGENCY
        assert assessment.journey.stopped_by_emergency
        assert question.id in assessment.journey.opened[-1].page.questions


@pytest.mark.parametrize(
    "rule", [rule for rule in LEGS.rules if rule.urgency is Urgency.EMERGENCY], ids=name_of
)
def test_an_emergency_of_several_answers_ends_on_the_page_of_the_last(rule: Rule) -> None:
    for way in ways(rule.when):
        last = max(LEGS.places[name] for name in way)
        for whole in with_what_leads_there((way,)):
            journey = result(fill_clean(LEGS, whole)).journey
            assert journey.opened[-1].page == LEGS.steps[last]


# P6: children


@modestly
@given(complete_answers(may_be_emergency=False))
def test_under_5_is_never_below_soon(answers: Answers) -> None:
    assert result(with_answer(answers, "age", "age_0_4")).urgency >= Urgency.SOON


CHILD_SIGNS: list[dict[str, str | list[str]]] = [
    {"skin_joint": ["fever"]},
    {"slow_signs": ["lump"]},
    {"slow_signs": ["night_bone"]},
    {"slow_signs": ["ill_slow"]},
    {"child": ["unwell"]},
    {"child": ["refuse"]},
]


@pytest.mark.parametrize("age", CHILD_AGES)
@pytest.mark.parametrize("sign", CHILD_SIGNS, ids=lambda sign: "-".join(*sign.values()))
def test_a_child_with_a_warning_sign_is_seen_today(
    age: str, sign: dict[str, str | list[str]]
) -> None:
    assert urgency(age=age, **sign) >= Urgency.URGENT


@pytest.mark.parametrize(
    ("age", "expected"),
    [("age_0_4", Urgency.URGENT), ("age_5_11", Urgency.SOON), ("age_12_15", Urgency.URGENT)],
)
def test_a_limp_is_urgent_in_small_children_and_teenagers(age: str, expected: Urgency) -> None:
    assert urgency(age=age, child=["limp"]) is expected


@modestly
@given(complete_answers(), st.sampled_from(CHILD_AGES), st.sampled_from(["age_16_39", "age_40_59"]))
def test_a_child_is_never_seen_later_than_an_adult(
    answers: Answers, young: str, grown: str
) -> None:
    """Pregnancy aside: it is not asked under 12."""
    same = with_answer(answers, "pregnancy", "not_pregnant")

    child, adult = (result(with_answer(same, "age", age)) for age in (young, grown))

    assert child.urgency >= adult.urgency


@modestly
@given(complete_answers(may_be_emergency=False), st.sampled_from(CHILD_AGES))
def test_a_childs_result_tells_a_parent_to_act(answers: Answers, age: str) -> None:
    assessment = result(with_answer(answers, "age", age))

    is_told = "under16" in {note.key for note in assessment.notes}
    assert is_told or assessment.urgency is Urgency.EMERGENCY


# P7: pregnancy and the weeks after


@modestly
@given(complete_answers(may_be_emergency=False), st.sampled_from(PREGNANT))
def test_pregnancy_is_never_below_routine(answers: Answers, answer: str) -> None:
    adult = with_answer(answers, "age", "age_16_39")

    assert result(with_answer(adult, "pregnancy", answer)).urgency >= Urgency.ROUTINE


@pytest.mark.parametrize("answer", PREGNANT)
@pytest.mark.parametrize(
    ("name", "sign"),
    [
        (name, option.id)
        for name in ("leg_change", "preg_signs")
        for option in LEGS.question(name).options
        if not option.is_exclusive and (name, option.id) != ("preg_signs", "not_sure")
    ],
)
def test_in_pregnancy_a_changed_leg_or_a_warning_sign_is_urgent(
    name: str, sign: str, answer: str
) -> None:
    answers = with_answer(answered(pregnancy=answer), name, sign)

    assert result(answers).urgency >= Urgency.URGENT


# P13: self-care is possible, but not for everything


@pytest.mark.parametrize("problem", PROBLEMS)
def test_self_care_is_possible_for_each_named_problem(problem: str) -> None:
    assessment = result(answered(problem=problem))

    assert assessment.urgency is Urgency.SELF_CARE
    assert assessment.selfcare is not None
    assert assessment.selfcare.problem == problem
    assert assessment.tells


@modestly
@given(complete_answers(may_be_emergency=False))
def test_self_care_is_never_the_result_for_something_else(answers: Answers) -> None:
    assessment = result(with_answer(answers, "problem", "other"))

    assert assessment.urgency >= Urgency.ROUTINE
    assert assessment.selfcare is None


# P15, P16: order does not matter, and failure is safe


@modestly
@given(complete_answers(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_does_not_matter(answers: Answers, random: Any) -> None:
    order = list(answers)
    random.shuffle(order)

    assert assess(LEGS, {name: answers[name] for name in order}) == assess(LEGS, answers)


@modestly
@given(complete_answers(may_be_emergency=False), st.data())
def test_an_answer_missing_or_unreadable_is_at_least_urgent_or_changes_nothing(
    answers: Answers, data: st.DataObject
) -> None:
    path = result(answers).path
    lost = data.draw(st.sampled_from(path))
    broken: list[frozenset[str]] = [frozenset(), frozenset({"?"}), frozenset({"none", "?"})]
    unreadable = {lost: data.draw(st.sampled_from(broken))}
    missing = {name: chosen for name, chosen in answers.items() if name != lost}

    for damaged in (missing, answers | unreadable):
        assessment = assess(LEGS, damaged)
        if assessment.is_complete:
            assert told(assessment) == told(result(answers))
        else:
            assert assessment.urgency >= Urgency.URGENT
            assert assessment.next_question == LEGS.question(lost)

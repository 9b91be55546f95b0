"""The legs questionnaire keeps its safety properties (P1 to P17), whatever is changed in it.

`P3` and the like name the property a test stands for; docs/conditions.md says what they promise.
"""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.legs_answers import (
    LEGS,
    VIGNETTES,
    Answers,
    answered,
    complete_answers,
    options_with,
    reaching,
    result,
    urgency,
    ways,
    with_what_leads_there,
)
from triage.engine.assessment import assess
from triage.engine.conditions import leaves
from triage.engine.journey import AnswerError, check_answer, fill_clean, replay
from triage.engine.parts import MULTI, Option, Question, Rule
from triage.engine.urgency import Urgency

modestly = settings(max_examples=120, deadline=None, derandomize=True)

SCREEN = ("em_breathing", "em_brain", "em_back", "em_limb", "em_infection", "em_heat")
SAFETY_PAGES = (*SCREEN, "leg_change", "skin_joint", "urine", "weakness", "injury", "slow_signs")
PROBLEMS = ("soreness", "cramp_now", "cramps_recurrent", "after_cramp", "massage")
PREGNANT = ("pregnant", "maybe", "recent")
CHILD_AGES = ("age_0_4", "age_5_11", "age_12_15")
ORDERED = [question for question in LEGS.questions if question.is_ordered]
SEVERAL = [question for question in LEGS.questions if question.kind == MULTI]


def name_of(value: Any) -> str:
    match value:
        case (question, option):
            return f"{question.id}-{option.id}"
        case Question() | Option() | Rule():
            return value.id
    return str(value)


def with_answer(answers: Answers, question: str, *chosen: str) -> Answers:
    return answers | {question: frozenset(chosen)}


# P14: known cases


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[case["id"] for case in VIGNETTES])
def test_a_known_case_gets_its_urgency(vignette: dict[str, Any]) -> None:
    answers = answered(**vignette["answers"])

    assessment = result(answers)

    assert assessment.urgency.key == vignette["expect"], vignette["story"]


@pytest.mark.parametrize("vignette", VIGNETTES, ids=[case["id"] for case in VIGNETTES])
def test_a_known_case_gives_answers_that_are_asked_for(vignette: dict[str, Any]) -> None:
    journey = replay(LEGS, answered(**vignette["answers"]))

    for name, chosen in vignette["answers"].items():
        check_answer(LEGS.question(name), [chosen] if isinstance(chosen, str) else chosen)
        assert name in journey.counted or journey.stopped_by_emergency


def test_no_known_case_was_lost() -> None:
    assert len({case["id"] for case in VIGNETTES}) == len(VIGNETTES) >= 78
    assert {case["expect"] for case in VIGNETTES} == {level.key for level in Urgency}


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
            options = [LEGS.question(leaf.question).option(name) for name in leaf.options]
            assert not any(option.is_exclusive for option in options)


def test_whom_the_check_is_for_decides_nothing() -> None:
    for rule in LEGS.rules:
        assert "who" not in {leaf.question for leaf in leaves(rule.when, LEGS.meanings)}


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


# P1, P2: every path ends, nothing is dead


@modestly
@given(complete_answers())
def test_every_path_ends_with_the_most_urgent_rule_that_holds(answers: Answers) -> None:
    assessment = result(answers)

    levels = [reason.urgency for reason in assessment.reasons]
    assert assessment.urgency == max(levels)
    assert levels == sorted(levels, reverse=True)
    assert all(reason.because for reason in assessment.reasons)


@pytest.mark.parametrize("question", LEGS.questions, ids=name_of)
def test_every_question_is_asked_on_some_path(question: Question) -> None:
    paths = [result(fill_clean(LEGS, way)).path for way in reaching(question.id)]

    assert any(question.id in path for path in paths)


@pytest.mark.parametrize("rule", LEGS.rules, ids=name_of)
def test_every_rule_fires_and_decides_somewhere(rule: Rule) -> None:
    """Somewhere it is the only rule of its level: without it the result would be lower."""
    fired = [
        result(fill_clean(LEGS, way)).journey.fired
        for way in with_what_leads_there(ways(rule.when))
    ]

    assert any(rule in together for together in fired)
    assert any([held for held in together if held.urgency >= rule.urgency] == [rule]
               for together in fired)  # fmt: skip


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
        assert assessment.path[-1] == question.id


@pytest.mark.parametrize(
    "rule", [rule for rule in LEGS.rules if rule.urgency is Urgency.EMERGENCY], ids=name_of
)
def test_an_emergency_of_several_answers_ends_on_the_page_of_the_last(rule: Rule) -> None:
    order = LEGS.question_ids
    for way in ways(rule.when):
        last = max(way, key=order.index)
        for whole in with_what_leads_there((way,)):
            assert result(fill_clean(LEGS, whole)).path[-1] == last


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
    assert urgency(**{"pregnancy": answer, name: [sign]}) >= Urgency.URGENT


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
def test_an_answer_missing_or_unreadable_is_at_least_urgent(
    answers: Answers, data: st.DataObject
) -> None:
    path = result(answers).path
    lost = data.draw(st.sampled_from(path))
    broken: list[frozenset[str]] = [frozenset(), frozenset({"?"}), frozenset({"none", "?"})]
    unreadable = {lost: data.draw(st.sampled_from(broken))}
    missing = {name: chosen for name, chosen in answers.items() if name != lost}

    for damaged in (missing, answers | unreadable):
        assessment = assess(LEGS, damaged)
        assert not assessment.is_complete
        assert assessment.urgency >= Urgency.URGENT
        assert assessment.next_question == LEGS.question(lost)

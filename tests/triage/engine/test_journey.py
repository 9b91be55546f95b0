"""Asking and answering, replayed from the answers each time."""

from itertools import permutations

import pytest

from tests.triage.engine.factory import (
    Answers,
    both,
    given,
    includes,
    multi,
    named,
    option,
    questionnaire,
    rule,
    single,
)
from triage.engine.journey import AnswerError, check_answer, fill_clean, replay
from triage.engine.urgency import Urgency

SMALL = questionnaire()
SORE = given(alarm="none", problem="soreness", signs=["throb"], trend="worse")


def next_id(answers: Answers) -> str | None:
    question = replay(SMALL, answers).next_question
    return question.id if question else None


def test_questions_come_one_by_one_in_order() -> None:
    so_far: Answers = {}
    asked = []
    while question := replay(SMALL, so_far).next_question:
        asked.append(question.id)
        so_far = {**so_far, question.id: SORE[question.id]}

    assert asked == ["alarm", "problem", "signs", "trend"]


def test_a_question_is_asked_only_when_its_condition_holds() -> None:
    assert next_id(given(alarm="none", problem="soreness")) == "signs"
    assert next_id(given(alarm="none", problem="other")) != "signs"


def test_a_condition_still_unknown_asks_nothing() -> None:
    depends = single("third", "a", "b", ask_when=both(includes("problem", "x"), named("later")))
    chain = questionnaire(
        questions=(
            single("problem", "x", "y"),
            single("second", "a", "b", ask_when=includes("problem", "y")),
            depends,
        ),
        definitions=(("later", includes("second", "a")),),
        rules=(),
    )

    journey = replay(chain, given(problem="x", second="a", third="a"))

    assert journey.visited == ("problem",)
    assert journey.is_finished


def test_a_stale_answer_never_counts() -> None:
    changed_mind = SORE | given(problem="other", signs=["swollen"])

    journey = replay(SMALL, changed_mind)

    assert "signs" not in journey.counted
    assert journey.visited == ("alarm", "problem", "trend")
    assert [fired.id for fired in journey.fired] == ["other"]


def test_an_answer_further_on_waits_until_it_is_asked() -> None:
    journey = replay(SMALL, given(alarm="none", signs=["swollen"], trend="worse"))

    assert journey.visited == ("alarm",)
    assert journey.fired == ()
    assert not journey.is_finished


def test_an_emergency_stops_at_once_and_nothing_later_is_asked() -> None:
    journey = replay(SMALL, SORE | given(alarm=["blue"]))

    assert journey.stopped_by_emergency
    assert journey.is_finished
    assert journey.visited == ("alarm",)
    assert set(journey.counted) == {"alarm"}
    assert [fired.id for fired in journey.fired] == ["blue"]


def test_an_emergency_made_of_two_answers_stops_at_the_second() -> None:
    growing = rule(
        "both", Urgency.EMERGENCY, both(includes("signs", "throb"), includes("problem", "soreness"))
    )

    journey = replay(questionnaire(rules=(growing,)), SORE)

    assert journey.visited == ("alarm", "problem", "signs")
    assert journey.stopped_by_emergency


def test_without_an_emergency_a_finished_journey_was_not_stopped() -> None:
    journey = replay(SMALL, SORE)

    assert journey.is_finished
    assert not journey.stopped_by_emergency


@pytest.mark.parametrize(
    "nonsense",
    [[], ["itch"], ["none", "swollen"], ["swollen", "itch"]],
    ids=["nothing", "unknown", "exclusive", "half-known"],
)
def test_an_invalid_stored_answer_counts_as_not_given(nonsense: list[str]) -> None:
    assert next_id(SORE | given(signs=nonsense)) == "signs"


def test_two_stored_answers_to_a_single_question_count_as_not_given() -> None:
    assert next_id(SORE | given(problem=["soreness", "other"])) == "problem"


def test_answers_to_questions_nobody_asks_are_left_out() -> None:
    assert replay(SMALL, SORE | given(shoe_size="42")) == replay(SMALL, SORE)


def test_the_order_in_which_answers_were_given_does_not_matter() -> None:
    journeys = [replay(SMALL, dict(order)) for order in permutations(SORE.items())]

    assert all(journey == journeys[0] for journey in journeys)
    assert journeys[0].visited == ("alarm", "problem", "signs", "trend")


def test_rules_that_hold_come_most_urgent_first_then_as_written() -> None:
    fired = replay(SMALL, SORE | given(signs=["throb", "swollen"])).fired

    assert [held.id for held in fired] == ["swollen", "throb-growing", "throb", "sore"]


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ([], "missing"),
        (["itch"], "unknown_option"),
        (["none", "swollen"], "exclusive"),
        (["itch", "none", "swollen"], "unknown_option"),
    ],
)
def test_a_refused_choice_says_which_kind_it_is(chosen: list[str], code: str) -> None:
    with pytest.raises(AnswerError) as refusal:
        check_answer(multi("signs", "swollen", "throb"), chosen)

    assert refusal.value.code == code
    assert "signs" in str(refusal.value)


def test_a_single_question_takes_one_answer() -> None:
    with pytest.raises(AnswerError) as refusal:
        check_answer(single("age", "young", "old"), ["young", "old"])

    assert refusal.value.code == "too_many"


def test_a_very_long_unknown_choice_is_not_repeated_whole() -> None:
    with pytest.raises(AnswerError) as refusal:
        check_answer(single("age", "young", "old"), ["x" * 10_000])

    assert len(str(refusal.value)) < 100


def test_choosing_the_same_option_twice_is_choosing_it_once() -> None:
    assert check_answer(single("age", "young", "old"), ["old", "old"]) == {"old"}


def test_filling_clean_answers_only_what_was_left_out() -> None:
    filled = fill_clean(SMALL, given(signs=["throb"]))

    assert filled == given(alarm="none", problem="soreness", signs=["throb"], trend="better")


def test_filling_clean_leaves_the_given_answers_alone() -> None:
    start = given(signs=["throb"])

    fill_clean(SMALL, start)

    assert start == given(signs=["throb"])


def test_not_sure_can_be_combined_with_other_signs() -> None:
    question = multi("signs", "swollen").option_ids
    signs = multi(
        "signs",
        options=(*map(option, question[:-1]), option("none", is_exclusive=True), option("unsure")),
    )

    assert check_answer(signs, ["swollen", "unsure"]) == {"swollen", "unsure"}

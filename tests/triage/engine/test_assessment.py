"""What the answers mean: the most urgent rule that holds wins."""

import pytest

from tests.triage.engine.factory import (
    Answers,
    given,
    includes,
    note,
    pattern,
    questionnaire,
    rule,
)
from triage.engine.assessment import INCOMPLETE_URGENCY, assess
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

SMALL = questionnaire()
PLAIN = given(alarm="none", problem="soreness", signs="none", trend="better")
THROB = PLAIN | given(signs=["throb"])


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (PLAIN, Urgency.SELF_CARE),
        (given(alarm="none", problem="other", trend="better"), Urgency.ROUTINE),
        (THROB, Urgency.SOON),
        (THROB | given(signs=["throb", "swollen"]), Urgency.URGENT),
        (THROB | given(trend="worse"), Urgency.URGENT),
        (THROB | given(alarm=["blue"]), Urgency.EMERGENCY),
    ],
)
def test_the_most_urgent_rule_that_holds_wins(answers: Answers, expected: Urgency) -> None:
    assessment = assess(SMALL, answers)

    assert assessment.urgency is expected
    assert assessment.outcome.urgency is expected
    assert assessment.is_complete


def test_reasons_come_most_urgent_first_with_the_readers_own_answers() -> None:
    reasons = assess(SMALL, THROB | given(trend="worse")).reasons

    assert [(reason.rule.id, reason.urgency, reason.because) for reason in reasons] == [
        ("throb-growing", Urgency.URGENT, (("signs", ("throb",)), ("trend", ("worse",)))),
        ("throb", Urgency.SOON, (("signs", ("throb",)),)),
        ("sore", Urgency.SELF_CARE, (("problem", ("soreness",)),)),
    ]
    assert reasons[0].text == "Because of throb-growing."


def test_advice_is_that_of_the_highest_level_alone() -> None:
    assert assess(SMALL, THROB).tells == ("Advice for watch.",)


def test_a_rules_own_advice_replaces_its_patterns() -> None:
    assert assess(SMALL, THROB | given(trend="worse")).tells == ("Own advice.",)


def test_the_same_advice_is_given_once_and_no_advice_not_at_all() -> None:
    rules = (
        rule("one", Urgency.SOON, includes("signs", "throb"), pattern="watch"),
        rule("two", Urgency.SOON, includes("trend", "better"), pattern="watch"),
        rule("mute", Urgency.SOON, includes("problem", "soreness"), pattern="plain"),
    )
    twice = questionnaire(rules=rules, patterns=(pattern("plain", tell=""), pattern("watch")))

    assert assess(twice, THROB).tells == ("Advice for watch.",)


def with_notes() -> Questionnaire:
    return questionnaire(
        notes=(
            note("calm", Urgency.SELF_CARE, Urgency.ROUTINE),
            note("growing", *Urgency, show_when=includes("trend", "worse")),
            note("urgent", Urgency.URGENT, show_when=includes("signs", "throb")),
        )
    )


@pytest.mark.parametrize(
    ("answers", "keys"),
    [
        (PLAIN, ["calm"]),
        (PLAIN | given(trend="worse"), ["calm", "growing"]),
        (THROB, []),
        (THROB | given(trend="worse"), ["growing", "urgent"]),
    ],
)
def test_a_note_shows_at_its_levels_when_its_condition_holds(
    answers: Answers, keys: list[str]
) -> None:
    assert [shown.key for shown in assess(with_notes(), answers).notes] == keys


def test_a_note_on_a_question_not_reached_stays_away() -> None:
    stopped = PLAIN | given(alarm=["blue"], trend="worse")

    assert assess(with_notes(), stopped).notes == ()


def test_self_care_is_shown_at_self_care_and_routine_alone() -> None:
    at_home = assess(SMALL, PLAIN).selfcare
    routine = assess(SMALL, given(alarm="none", problem="other", trend="better")).selfcare

    assert at_home is not None
    assert at_home.problem == "soreness"
    assert routine is not None
    assert routine.problem == "other"


@pytest.mark.parametrize(
    "answers", [THROB, THROB | given(trend="worse"), PLAIN | given(alarm=["blue"])]
)
def test_above_routine_nobody_is_told_to_look_after_it_at_home(answers: Answers) -> None:
    assert assess(SMALL, answers).selfcare is None


def test_a_problem_without_a_self_care_block_gets_none() -> None:
    assert assess(questionnaire(selfcare=()), PLAIN).selfcare is None


def test_topics_of_the_most_urgent_rules_come_first() -> None:
    topics = assess(SMALL, THROB | given(trend="worse")).topics

    assert topics == ("topic-clot", "topic-watch", "topic-plain", "safety")


def test_at_self_care_the_problems_own_topics_come_first() -> None:
    assert assess(SMALL, PLAIN).topics == ("own-soreness", "topic-plain", "safety")


def test_nothing_answered_is_at_least_urgent_and_asks_the_first_question() -> None:
    nothing = assess(SMALL, {})

    assert nothing.urgency is INCOMPLETE_URGENCY is Urgency.URGENT
    assert not nothing.is_complete
    assert nothing.path == ()
    assert nothing.next_question == SMALL.questions[0]


def test_half_answered_is_at_least_urgent_however_calm_it_looks() -> None:
    half = assess(SMALL, given(alarm="none", problem="soreness"))

    assert half.urgency is Urgency.URGENT
    assert half.outcome.urgency is Urgency.URGENT
    assert half.selfcare is None
    assert [reason.rule.id for reason in half.reasons] == ["sore"]


def test_answers_no_rule_speaks_of_are_urgent_too() -> None:
    assert assess(questionnaire(rules=()), PLAIN).urgency is Urgency.URGENT

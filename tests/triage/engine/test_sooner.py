"""What would make a result more urgent: each change listed does, and none that does is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.drill import times
from tests.triage.engine.brute_force import answers_possible
from tests.triage.engine.factory import (
    Answers,
    includes,
    multi,
    option,
    questionnaire,
    rule,
    single,
)
from tests.triage.engine.factory import given as answers
from tests.triage.engine.generated import answers_to, questionnaires
from tests.triage.legs_answers import LEGS, complete_answers
from triage.engine.assessment import Assessment, assess
from triage.engine.journey import Journey, replay
from triage.engine.questionnaire import Question, Questionnaire
from triage.engine.sooner import Change, changes_that_raise
from triage.engine.urgency import Urgency

SMALL = questionnaire()
PLAIN = answers(alarm="none", problem="soreness", signs="none", trend="better")
Found = set[tuple[str, str, Urgency]]


def listed(asked: Questionnaire, chosen: Answers) -> list[tuple[str, str, Urgency]]:
    return list(named(changes_that_raise(asked, assess(asked, chosen))))


def named(changes: Iterable[Change]) -> Iterator[tuple[str, str, Urgency]]:
    """What each change is to: an option, or every number of its stretch."""
    for change in changes:
        answers = [change.option.id] if change.option else []
        if change.numbers:
            step = change.question.measure.step
            steps = range(step(change.numbers.first), step(change.numbers.last) + 1)
            answers += map(change.question.measure.at, steps)
        yield from ((change.question.id, answer, change.urgency) for answer in answers)


def test_every_sign_that_would_raise_the_result_is_listed_most_urgent_first() -> None:
    assert listed(SMALL, PLAIN) == [
        ("alarm", "blue", Urgency.EMERGENCY),
        ("signs", "swollen", Urgency.URGENT),
        ("signs", "throb", Urgency.SOON),
        ("problem", "other", Urgency.ROUTINE),
    ]


def test_a_change_counts_together_with_what_was_answered_before() -> None:
    throbbing = PLAIN | answers(signs="throb")

    assert ("trend", "worse", Urgency.URGENT) in listed(SMALL, throbbing)
    assert "trend" not in {question for question, _, _ in listed(SMALL, PLAIN)}


def test_what_would_leave_the_result_as_it_is_is_not_listed() -> None:
    swollen = PLAIN | answers(signs="swollen")

    assert listed(SMALL, swollen) == [("alarm", "blue", Urgency.EMERGENCY)]


def test_nothing_is_sooner_than_an_emergency() -> None:
    assert listed(SMALL, PLAIN | answers(alarm="blue")) == []


def test_nothing_is_found_while_questions_are_open() -> None:
    assert listed(SMALL, answers(alarm="none")) == []


def test_a_fact_of_a_readers_life_will_not_change() -> None:
    problem = replace(SMALL.question("problem"), is_fact=True)
    small = questionnaire(
        questions=tuple(problem if q.id == "problem" else q for q in SMALL.questions)
    )

    assert "problem" not in {question for question, _, _ in listed(small, PLAIN)}


def test_doubt_is_no_change() -> None:
    doubt = option("not_sure", is_not_sure=True)
    asked = single("trend", options=(option("better"), option("worse"), doubt), harmless="better")
    small = questionnaire(
        questions=(asked,),
        definitions=(),
        rules=(
            rule("fine", Urgency.SELF_CARE, includes("trend", "better")),
            rule("worse", Urgency.SOON, includes("trend", "worse", "not_sure")),
        ),
    )

    assert listed(small, answers(trend="better")) == [("trend", "worse", Urgency.SOON)]


def test_a_question_that_a_change_opens_gets_its_harmless_answer() -> None:
    small = questionnaire(
        questions=(
            multi("signs", "swollen"),
            single("side", "one", "both", ask_when=includes("signs", "swollen")),
        ),
        definitions=(),
        rules=(
            rule("fine", Urgency.SELF_CARE, includes("signs", "none")),
            rule("one", Urgency.URGENT, includes("side", "one")),
            rule("two", Urgency.EMERGENCY, includes("side", "both")),
        ),
    )

    assert listed(small, answers(signs="none")) == [("signs", "swollen", Urgency.URGENT)]


# --- nothing false, nothing missing ----------------------------------------------------------


def brute_force(asked: Questionnaire, seen: Assessment) -> Found:
    """Every single change tried on a reader who walks on, harmlessly, wherever it leads."""
    if not seen.is_complete:
        return set()
    counted = seen.journey.counted
    return {
        (question.id, new, top)
        for question in map(asked.question, counted)
        if not question.is_fact
        for new, after in single_changes(question, counted[question.id])
        for top in [highest(walked(asked, {**counted, question.id: after}))]
        if top is not None and top > seen.urgency
    }


def single_changes(
    question: Question, before: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    """Another answer to a question that takes one; else the same answer and one option more."""
    exclusive = {option.id for option in question.options if option.is_exclusive}
    odd = exclusive | {option.id for option in question.options if option.is_not_sure}
    steady = before - exclusive
    for after in answers_possible(question):
        (*new,) = after - before
        kept = after & before
        if len(new) != 1 or (question.kind == "multi" and kept != steady):
            continue
        if new[0] not in odd:
            yield new[0], after


def walked(asked: Questionnaire, chosen: Answers) -> Journey:
    journey = replay(asked, chosen)
    while journey.next_question:
        harmless = journey.next_question.harmless
        chosen = {**chosen, journey.next_question.id: frozenset({harmless})}
        journey = replay(asked, chosen)
    return journey


def highest(journey: Journey) -> Urgency | None:
    return max((rule.urgency for rule in journey.fired), default=None)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Questionnaire, Assessment]:
    """A small questionnaire, some of whose questions hold facts, and a result of it."""
    asked = draw(questionnaires())
    questions = tuple(replace(q, is_fact=draw(st.booleans())) for q in asked.questions)
    asked = replace(asked, questions=questions)
    return asked, assess(asked, walked(asked, draw(answers_to(asked))).counted)


@given(cases())
@settings(max_examples=times(15, 60))
def test_what_is_listed_is_what_brute_force_finds(case: tuple[Questionnaire, Assessment]) -> None:
    asked, seen = case

    changes = changes_that_raise(asked, seen)

    found = list(named(changes))
    assert len(found) == len(set(found))
    assert set(found) == brute_force(asked, seen)
    assert [change.urgency for change in changes] == sorted(
        (change.urgency for change in changes), reverse=True
    )


@given(complete_answers(may_be_emergency=False))
@settings(max_examples=times(3, 8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_legs_check_lists_what_brute_force_finds(chosen: Answers) -> None:
    seen = assess(LEGS, walked(LEGS, chosen).counted)

    found = named(changes_that_raise(LEGS, seen))

    assert set(found) == brute_force(LEGS, seen)


@pytest.mark.parametrize("problem", ["soreness", "massage", "cramps_recurrent"])
def test_a_reader_without_warning_signs_is_told_every_emergency_sign(problem: str) -> None:
    journey = walked(LEGS, answers(problem=problem))

    found = {(name, chosen) for name, chosen, _ in listed(LEGS, dict(journey.counted))}

    assert found >= {
        (question.id, flagged.id)
        for question in LEGS.questions
        if question.id in journey.visited
        for flagged in question.options
        if flagged.flag is Urgency.EMERGENCY
    }

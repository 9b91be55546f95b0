"""What holds for every questionnaire, not only for ours."""

import operator

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from tests.drill import times
from tests.triage.engine.factory import Answers
from tests.triage.engine.generated import answers_to, questionnaires
from triage.engine.assessment import INCOMPLETE_URGENCY, Assessment, assess
from triage.engine.conditions import (
    AllOf,
    AnyOf,
    Compares,
    Condition,
    Includes,
    Named,
    Truth,
    evaluate,
)
from triage.engine.journey import fill_clean, replay
from triage.engine.numbers import Relation
from triage.engine.parts import MULTI
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

COMPARED = {
    Relation.AT_LEAST: operator.ge,
    Relation.AT_MOST: operator.le,
    Relation.MORE_THAN: operator.gt,
    Relation.LESS_THAN: operator.lt,
}
modestly = settings(max_examples=times(15, 60), deadline=None, derandomize=True)


def holds(whole: Questionnaire, condition: Condition, answers: Answers, unanswered: bool) -> bool:
    """A second way to evaluate: plain yes and no, every open comparison taken as `unanswered`."""
    match condition:
        case Includes(question, options):
            return bool(answers[question] & {*options}) if question in answers else unanswered
        case Compares(question, relation, than):
            if question not in answers:
                return unanswered
            (said,) = answers[question]
            return said[0].isdigit() and COMPARED[relation](float(said), float(than))
        case Named(name):
            return holds(whole, whole.meanings[name], answers, unanswered)
        case AllOf(parts):
            return all(holds(whole, part, answers, unanswered) for part in parts)
        case AnyOf(parts):
            return any(holds(whole, part, answers, unanswered) for part in parts)


def walked(whole: Questionnaire, answers: Answers) -> tuple[list[str], list[str], bool]:
    """A second way to replay: every rule again after every page. (path, rules, is finished)."""
    counted: Answers = {}
    fired: list[str] = []
    for page in whole.steps:
        asked = {name: whole.question(name).ask_when for name in page.questions}
        due = [n for n, when in asked.items() if not when or holds(whole, when, counted, False)]
        counted |= {name: answers[name] for name in due}
        held = [rule for rule in whole.rules if holds(whole, rule.when, counted, False)]
        fired = [rule.id for level in reversed(Urgency) for rule in held if rule.urgency is level]
        if any(rule.urgency is Urgency.EMERGENCY for rule in held):
            return list(counted), fired, True
    return list(counted), fired, True


@modestly
@for_all(st.data())
def test_two_ways_of_evaluating_agree(data: st.DataObject) -> None:
    whole = data.draw(questionnaires())
    answers = data.draw(answers_to(whole))

    for condition in whole.meanings.values():
        surely = holds(whole, condition, answers, unanswered=False)
        possibly = holds(whole, condition, answers, unanswered=True)
        truth = Truth.TRUE if surely else Truth.UNKNOWN if possibly else Truth.FALSE
        assert evaluate(condition, answers, whole.meanings) is truth


@modestly
@for_all(st.data())
def test_two_ways_of_replaying_agree(data: st.DataObject) -> None:
    whole = data.draw(questionnaires())
    answers = fill_clean(whole, data.draw(answers_to(whole)))

    journey = replay(whole, answers)

    fired = [rule.id for rule in journey.fired]
    assert (list(journey.visited), fired, journey.is_finished) == walked(whole, answers)
    assert list(journey.counted) == list(journey.visited)


@modestly
@for_all(st.data())
def test_what_is_left_out_could_not_have_changed_what_is_told(data: st.DataObject) -> None:
    whole = data.draw(questionnaires())
    answers = data.draw(answers_to(whole))
    asked = shortest(whole, fill_clean(whole, answers))

    left_out = data.draw(st.permutations(whole.question_ids))[: data.draw(st.integers(0, 4))]
    more = asked | {n: a for n, a in fill_clean(whole, answers).items() if n in left_out}

    assert assess(whole, asked).is_complete
    assert told(assess(whole, asked)) == told(assess(whole, more))


def shortest(whole: Questionnaire, answers: Answers) -> Answers:
    """The answers a reader gives who answers page after page what they are asked."""
    given: Answers = {}
    while opened := replay(whole, given).next_page:
        given |= {name: answers[name] for name in opened.questions}
    return given


def told(seen: Assessment) -> tuple[object, ...]:
    return seen.urgency, frozenset(seen.tells), seen.notes, seen.selfcare


@modestly
@for_all(st.data())
def test_a_further_answer_never_undoes_what_is_certain(data: st.DataObject) -> None:
    whole = data.draw(questionnaires())
    answers = data.draw(answers_to(whole))
    known = data.draw(st.sets(st.sampled_from(sorted(answers)))) if answers else set()
    fewer = {name: answers[name] for name in known}

    for condition in whole.meanings.values():
        before = evaluate(condition, fewer, whole.meanings)
        assert before in (Truth.UNKNOWN, evaluate(condition, answers, whole.meanings))


@modestly
@for_all(st.data())
def test_urgency_never_falls_when_a_warning_is_added(data: st.DataObject) -> None:
    whole = data.draw(questionnaires())
    answers = fill_clean(whole, data.draw(answers_to(whole)))
    several = [question for question in whole.questions if question.kind == MULTI]
    open_ones = [q for q in several if not q.option(min(answers[q.id])).is_exclusive]
    if not open_ones:
        return
    question = data.draw(st.sampled_from(open_ones))
    added = data.draw(st.sampled_from([o.id for o in question.options if not o.is_exclusive]))

    more = answers | {question.id: answers[question.id] | {added}}

    assert assess(whole, more).urgency >= _when_finished(whole, answers)


def _when_finished(whole: Questionnaire, answers: Answers) -> Urgency:
    """The most urgent rule; a journey on which none holds is urgent by caution, not by a rule."""
    fired = assess(whole, answers).reasons
    return fired[0].urgency if fired else Urgency.SELF_CARE


@modestly
@for_all(st.data())
def test_half_a_journey_is_never_calmer_than_caution_allows(data: st.DataObject) -> None:
    whole = data.draw(questionnaires())
    assessment = assess(whole, data.draw(answers_to(whole)))

    least = max((reason.urgency for reason in assessment.reasons), default=INCOMPLETE_URGENCY)
    if not assessment.is_complete:
        least = max(least, INCOMPLETE_URGENCY)
    assert assessment.urgency is least
    assert all(reason.because for reason in assessment.reasons)


@modestly
@for_all(st.data())
def test_every_reason_rests_on_answers_that_count_and_that_make_it_hold(
    data: st.DataObject,
) -> None:
    whole = data.draw(questionnaires())
    assessment = assess(whole, data.draw(answers_to(whole)))

    for reason in assessment.reasons:
        alone = {name: frozenset(options) for name, options in reason.because}
        assert all(alone[name] <= assessment.journey.counted[name] for name in alone)
        assert evaluate(reason.rule.when, alone, whole.meanings) is Truth.TRUE

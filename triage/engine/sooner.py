"""What would make it more urgent: every single change to an answer, tried on the engine itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from triage.engine.assessment import Assessment
from triage.engine.conditions import Answers, Condition, Includes, leaves
from triage.engine.journey import fill_clean, replay
from triage.engine.numbers import Span, spans
from triage.engine.parts import SINGLE, Option, Question
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency


@dataclass(frozen=True)
class Change:
    """One more option chosen, or another one; `urgency` is what it would lead to.

    In a question for a number there is no option, but `numbers`, each of which would.
    """

    question: Question
    option: Option | None
    urgency: Urgency
    numbers: Span | None = None


def changes_that_raise(questionnaire: Questionnaire, seen: Assessment) -> tuple[Change, ...]:
    """Every single change after which the result would be more urgent.

    The most urgent come first, else the order of asking. A question that a change opens gets its
    harmless answer. While questions are open there is no result to raise, so nothing is found.
    """
    if not seen.is_complete or seen.urgency is max(Urgency):
        return ()
    telling = _telling(questionnaire, seen.urgency)
    counted = seen.journey.counted
    found = [
        Change(question, option, urgency)
        for question, option in _can_still_happen(questionnaire, counted)
        if (question.id, option.id) in telling
        for urgency in [_after(questionnaire, with_change(counted, question, option))]
        if urgency > seen.urgency
    ]
    found += _other_numbers(questionnaire, seen)
    order = questionnaire.question_ids.index
    return tuple(sorted(found, key=lambda each: (-each.urgency, order(each.question.id))))


def with_change(answers: Answers, question: Question, option: Option) -> Answers:
    """The answers with this option chosen too; where only one answer fits, instead."""
    kept = frozenset(
        chosen
        for chosen in answers[question.id]
        if question.kind != SINGLE and not question.option(chosen).is_exclusive
    )
    return {**answers, question.id: kept | {option.id}}


def _can_still_happen(
    questionnaire: Questionnaire, counted: Answers
) -> Iterator[tuple[Question, Option]]:
    """What may come true later: no fact of a reader's life, no doubt, no “none of these”."""
    for question_id, chosen in counted.items():
        question = questionnaire.question(question_id)
        if question.is_fact:
            continue
        for option in question.options:
            if not (option.id in chosen or option.is_not_sure or option.is_exclusive):
                yield question, option


def _other_numbers(questionnaire: Questionnaire, seen: Assessment) -> Iterator[Change]:
    """Numbers that would raise it, neighbours that lead to the same urgency drawn together."""
    counted = seen.journey.counted
    for question_id, every in questionnaire.bands.items():
        question = questionnaire.question(question_id)
        if question_id not in counted or question.is_fact:
            continue
        told = {
            band: _after(questionnaire, {**counted, question_id: frozenset({band.example})})
            for band in every
        }
        for urgency in sorted({each for each in told.values() if each > seen.urgency}):
            for span in spans(every, [band for band in every if told[band] is urgency]):
                yield Change(question, None, urgency, span)


def _telling(questionnaire: Questionnaire, urgency: Urgency) -> frozenset[tuple[str, str]]:
    """The options that a more urgent rule looks at, or that may open a question.

    Without “not” in the language no other option can switch such a rule on; leaving the rest out
    only saves time.
    """
    conditions: list[Condition] = [
        rule.when for rule in questionnaire.rules if rule.urgency > urgency
    ]
    conditions += [question.ask_when for question in questionnaire.questions if question.ask_when]
    return frozenset(
        (leaf.question, option)
        for condition in conditions
        for leaf in leaves(condition, questionnaire.meanings)
        if isinstance(leaf, Includes)
        for option in leaf.options
    )


def _after(questionnaire: Questionnaire, changed: Answers) -> Urgency:
    """The most urgent rule that holds after a change."""
    fired = replay(questionnaire, fill_clean(questionnaire, changed)).fired
    return max((rule.urgency for rule in fired), default=min(Urgency))

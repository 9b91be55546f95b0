"""Properties of the urgency: warnings and doubt are floors, and more of them never calms."""

from collections.abc import Iterator

from triage.engine.numbers import is_number
from triage.engine.parts import MULTI, NUMBER, Option, Question
from triage.engine.proofs.circuit import Literal
from triage.engine.proofs.prover import Prover, has_at_least, has_chosen
from triage.engine.proofs.report import CounterExample, Proof
from triage.engine.proofs.walks import Sheet
from triage.engine.urgency import Urgency


def flags(prover: Prover) -> Proof:
    flagged = [
        (question, option, option.flag)
        for question in prover.questionnaire.questions
        for option in question.options
        if option.flag is not None
    ]
    found = [_below(prover, *each) for each in flagged]
    return Proof(
        name="flags are floors",
        statement="An option's flag is the least urgency, whatever else was answered.",
        cases=len(flagged),
        counter_examples=tuple(example for example in found if example),
    )


def not_sure(prover: Prover) -> Proof:
    """That a safety question's floor is above self-care the engine's values see to themselves."""
    doubts = [
        (question, option, question.not_sure_floor)
        for question in prover.questionnaire.questions
        for option in question.options
        if option.is_not_sure and question.not_sure_floor is not None
    ]
    found = [_below(prover, *each) for each in doubts]
    return Proof(
        name="not sure is a floor",
        statement="“Not sure” is never below its question's floor, and on a safety question never "
        "self-care.",
        cases=len(doubts),
        counter_examples=tuple(example for example in found if example),
    )


def _below(
    prover: Prover, question: Question, option: Option, floor: Urgency
) -> CounterExample | None:
    chosen = prover.walk.counted[question.id, option.id]
    return prover.refute(
        f"question {question.id}, option {option.id}",
        [chosen, -prover.walk.at_least(floor)],
        confirmed=lambda seen: (
            has_chosen(seen, question, option.id) and not has_at_least(seen, floor)
        ),
        reason=f"No rule makes it {floor.key}; the most urgent is {{urgency}}.",
    )


def ratchet(prover: Prover) -> Proof:
    """Two walks: the same answers but for one question, where the second has more.

    A question asked on both has one answer; one that only the second asks may have any.
    """
    growing = [
        question
        for question in prover.questionnaire.questions
        if question.kind == MULTI or question.is_ordered
    ]
    found = [_eased(prover, question) for question in growing]
    return Proof(
        name="ratchet",
        statement="One more warning, or one rank up, never lowers the urgency, whatever else was "
        "or will be answered.",
        cases=len(growing),
        counter_examples=tuple(example for example in found if example),
    )


def _eased(prover: Prover, question: Question) -> CounterExample | None:
    other = prover.sheet.with_other(question)
    grows = {MULTI: _more, NUMBER: _larger}.get(question.kind, _up)
    grown = grows(prover, question, other)
    calmer = prover.calmer(prover.walk, prover.walk_on(other))
    return prover.refute_pair(f"question {question.id}", other, [*grown, calmer])


def _more(prover: Prover, question: Question, other: Sheet) -> Iterator[Literal]:
    """Every warning chosen on the one sheet is chosen on the other too."""
    for option in question.options:
        if not option.is_exclusive:
            choice = (question.id, option.id)
            yield prover.circuit.either([-prover.sheet.chosen[choice], other.chosen[choice]])


def _up(prover: Prover, question: Question, other: Sheet) -> Iterator[Literal]:
    """The other sheet's answer ranks no lower."""
    for option in question.options:
        before = prover.sheet.chosen[question.id, option.id]
        as_high = [
            other.chosen[question.id, higher.id]
            for higher in question.options
            if (higher.rank or 0) >= (option.rank or 0)
        ]
        yield prover.circuit.either([-before, *as_high])


def _larger(prover: Prover, question: Question, other: Sheet) -> Iterator[Literal]:
    """The other sheet's number is no smaller. “Not sure” is none, and stands on neither."""
    for option in question.option_ids:
        yield -prover.sheet.chosen[question.id, option]
    numbers = [choice for choice in other.choices[question.id] if is_number(choice)]
    for place, number in enumerate(numbers):
        as_large = [other.chosen[question.id, larger] for larger in numbers[place:]]
        yield prover.circuit.either([-prover.sheet.chosen[question.id, number], *as_large])

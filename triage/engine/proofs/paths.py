"""Properties of the paths: they end, nothing on them is dead, and an emergency stops at once."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from triage.engine.assessment import Assessment, assess
from triage.engine.parts import Note, Question, Rule
from triage.engine.proofs.circuit import Literal
from triage.engine.proofs.leaving_out import shortest
from triage.engine.proofs.prover import (
    Disagreement,
    Prover,
    fires,
    has_at_least,
    has_chosen,
    is_told,
)
from triage.engine.proofs.report import CounterExample, Finding, Proof
from triage.engine.proofs.walks import Answers
from triage.engine.urgency import Urgency


def ends(prover: Prover) -> Proof:
    found = prover.refute(
        "the rules",
        [-prover.walk.at_least(Urgency.SELF_CARE)],
        confirmed=lambda seen: seen.is_complete and not seen.reasons,
        reason="No rule holds, so the result has no reason.",
    )
    return Proof(
        name="ends",
        statement="Every complete walk ends in a result with at least one reason.",
        cases=1,
        counter_examples=(found,) if found else (),
    )


def reachable(prover: Prover) -> Proof:
    """Levels that are never the result are findings: a check may have no need of them."""
    parts = list(_parts(prover))
    dead = [
        CounterExample(place, "No answers lead there.")
        for place, literal, confirmed in parts
        if prover.example([literal], confirmed) is None
    ]
    unused = [
        Finding(f"outcome {level.key}", "No answers end in it.")
        for level in Urgency
        if prover.example([prover.walk.told(level)], is_told(level)) is None
    ]
    return Proof(
        name="reachable",
        statement="Every question is asked and can matter, every option chosen and every rule "
        "true on some walk.",
        cases=len(parts),
        counter_examples=tuple(dead),
        findings=(*unused, *_unseen_notes(prover)),
    )


def _parts(prover: Prover) -> Iterator[tuple[str, Literal, Callable[[Assessment], bool]]]:
    walk, needed = prover.walk, shortest(prover).needed
    for question in prover.questionnaire.questions:
        yield f"question {question.id}", needed[question.id], _visits(question)
        for option in question.option_ids:
            place = f"question {question.id}, option {option}"
            yield place, walk.counted[question.id, option], _chooses(question, option)
    for rule in prover.questionnaire.rules:
        yield f"rule {rule.id}", walk.rules[rule.id], _fires(rule)


def _unseen_notes(prover: Prover) -> Iterator[Finding]:
    walk = prover.walk
    for note in prover.questionnaire.notes:
        is_due = [walk.holds(note.show_when)] if note.show_when else []
        levels = prover.circuit.either(walk.told(level) for level in note.levels)
        if prover.example([*is_due, levels], _shows(note)) is None:
            yield Finding(f"note {note.key}", "No answers lead to it.")


def decisive(prover: Prover) -> Proof:
    """A rule that never decides is a finding: it gives a reason, but no result rests on it."""
    idle = [
        Finding(f"rule {rule.id}", "It never decides: without it every urgency is the same.")
        for rule in prover.questionnaire.rules
        if not _decides(prover, rule)
    ]
    return Proof(
        name="decisive",
        statement="Every rule decides some result.",
        cases=len(prover.questionnaire.rules),
        findings=tuple(idle),
        is_advice=True,
    )


def _decides(prover: Prover, rule: Rule) -> bool:
    """Whether on some walk it holds and, taken away, nothing as urgent is left.

    Without an emergency rule the walk would go on, and a later answer might stop it after all;
    without another the walk is the same.
    """
    rest = prover.walk
    if rule.urgency is Urgency.EMERGENCY:
        rest = prover.walk_on(prover.sheet, without=rule.id)
    wanted = [prover.walk.rules[rule.id], -rest.at_least(rule.urgency, besides=rule.id)]
    answers = prover.example(wanted, _fires(rule))
    if answers is None:
        return False
    if has_at_least(_seen_without(prover, rule, answers), rule.urgency):
        raise Disagreement(f"rule {rule.id}: a replay without it is as urgent.")
    return True


def _seen_without(prover: Prover, rule: Rule, answers: Answers) -> Assessment:
    """The assessment a questionnaire without this rule would give."""
    whole = prover.questionnaire
    if rule.urgency is Urgency.EMERGENCY:
        others = tuple(other for other in whole.rules if other != rule)
        return assess(replace(whole, rules=others), answers)
    seen = assess(whole, answers)
    return replace(seen, reasons=tuple(each for each in seen.reasons if each.rule != rule))


def emergency_stops(prover: Prover) -> Proof:
    flagged = [
        (question, option)
        for question in prover.questionnaire.questions
        for option in question.options
        if option.flag is Urgency.EMERGENCY
    ]
    found = [
        prover.refute(
            f"question {question.id}, option {option.id}",
            [prover.walk.counted[question.id, option.id], -prover.walk.stopped[question.id]],
            confirmed=_goes_on(question, option.id),
            reason="No emergency rule holds on it, so the check goes on.",
        )
        for question, option in flagged
    ]
    return Proof(
        name="emergency stops",
        statement="Every answer flagged as an emergency ends the check on its page.",
        cases=len(flagged),
        counter_examples=tuple(example for example in found if example),
    )


def _goes_on(question: Question, option: str) -> Callable[[Assessment], bool]:
    return lambda seen: (
        has_chosen(seen, question, option)
        and not (
            seen.journey.stopped_by_emergency
            and question.id in seen.journey.opened[-1].page.questions
        )
    )


def _visits(question: Question) -> Callable[[Assessment], bool]:
    return lambda seen: question.id in seen.path


def _chooses(question: Question, option: str) -> Callable[[Assessment], bool]:
    return lambda seen: has_chosen(seen, question, option)


def _fires(rule: Rule) -> Callable[[Assessment], bool]:
    return lambda seen: seen.is_complete and fires(seen, rule.id)


def _shows(note: Note) -> Callable[[Assessment], bool]:
    return lambda seen: note in seen.notes

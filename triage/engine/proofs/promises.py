"""What one questionnaire promises beyond what every questionnaire must keep."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.engine.conditions import Condition, Includes, leaves, names
from triage.engine.proofs.circuit import TRUE, Literal
from triage.engine.proofs.prover import Prover, has_at_least
from triage.engine.proofs.report import CounterExample, Finding, Proof
from triage.engine.questionnaire import BadQuestionnaire, Questionnaire
from triage.engine.urgency import Urgency


class BadPromise(ValueError):
    """A promise about something the questionnaire does not have; the message names it."""


@dataclass(frozen=True)
class AtLeast:
    """Whenever the condition holds, the result is at this urgency or above."""

    id: str
    when: Condition
    urgency: Urgency


@dataclass(frozen=True)
class ShowsNote:
    """Whenever the condition holds, the result shows the note, but for an emergency."""

    id: str
    when: Condition
    note: str


@dataclass(frozen=True)
class CanBe:
    """With the condition, this urgency can be the result."""

    id: str
    when: Condition
    urgency: Urgency


@dataclass(frozen=True)
class NeverCalmer:
    """With these answers to a question the result is never calmer than with those.

    All other answers are the same. `unless`: walks on which it holds are left out.
    """

    id: str
    question: str
    these: tuple[str, ...]
    those: tuple[str, ...]
    unless: Condition | None = None


Promise = AtLeast | ShowsNote | CanBe | NeverCalmer


def check_promises(questionnaire: Questionnaire, promises: tuple[Promise, ...]) -> None:
    """Refuse a promise that nothing could break since it speaks of nothing. Raises `BadPromise`."""
    ids = [promise.id for promise in promises]
    for promise in promises:
        if ids.count(promise.id) > 1:
            raise BadPromise(f"Two promises share the id {promise.id}.")
        try:
            _check(questionnaire, promise)
        except (KeyError, StopIteration) as error:
            raise BadPromise(f"promise {promise.id}: the questionnaire has no {error}.") from error


def _check(questionnaire: Questionnaire, promise: Promise) -> None:
    """KeyError for a word the questionnaire does not have."""
    if isinstance(promise, NeverCalmer):
        for option in (*promise.these, *promise.those):
            questionnaire.question(promise.question).option(option)
    if isinstance(promise, ShowsNote) and promise.note not in {n.key for n in questionnaire.notes}:
        raise KeyError(promise.note)
    for condition in conditions_of([promise]):
        _check_condition(questionnaire, promise, condition)


def conditions_of(promises: Iterable[Promise]) -> Iterator[Condition]:
    """Every condition that promises rest on."""
    for promise in promises:
        match promise:
            case NeverCalmer(_, _, _, _, unless):
                yield from [unless] if unless else []
            case AtLeast(_, when, _) | ShowsNote(_, when, _) | CanBe(_, when, _):
                yield when


def _check_condition(questionnaire: Questionnaire, promise: Promise, condition: Condition) -> None:
    for name in names(condition):
        questionnaire.meanings[name]
    for leaf in leaves(condition, questionnaire.meanings):
        asked = questionnaire.question(leaf.question)
        if isinstance(leaf, Includes):
            for option in leaf.options:
                asked.option(option)
            continue
        try:
            questionnaire.refuse_comparison(f"promise {promise.id}", leaf)
        except BadQuestionnaire as error:
            raise BadPromise(str(error)) from error


def kept(prover: Prover, promises: tuple[Promise, ...]) -> Proof:
    found = [_broken(prover, promise) for promise in promises]
    return Proof(
        name="promises",
        statement="What this questionnaire promises of its own holds.",
        cases=len(promises),
        counter_examples=tuple(example for example in found if example),
        findings=tuple(_empty(prover, promises)),
    )


def _empty(prover: Prover, promises: tuple[Promise, ...]) -> Iterator[Finding]:
    """Promises kept for want of anyone they speak of."""
    for promise in promises:
        speaks = _speaks_of(prover, promise)
        if prover.example([speaks], lambda seen: seen.is_complete) is None:
            yield Finding(f"promise {promise.id}", "No answers meet its condition.")


def _speaks_of(prover: Prover, promise: Promise) -> Literal:
    """What must be possible, or the promise says nothing."""
    match promise:
        case AtLeast(_, when, _) | ShowsNote(_, when, _):
            return prover.walk.holds(when)
        case NeverCalmer(_, question, these, _, _):
            return prover.walk.holds(Includes(question, these))
        case CanBe():
            return TRUE


def _broken(prover: Prover, promise: Promise) -> CounterExample | None:
    match promise:
        case AtLeast():
            return _below(prover, promise)
        case ShowsNote():
            return _unshown(prover, promise)
        case CanBe(name, when, level):
            wanted = [prover.walk.holds(when), prover.walk.told(level)]
            if prover.example(wanted, lambda seen: seen.urgency is level) is not None:
                return None
            return CounterExample(f"promise {name}", f"No answers lead to {level.key}.")
        case NeverCalmer():
            return _calmer(prover, promise)


def _below(prover: Prover, promise: AtLeast) -> CounterExample | None:
    floor = promise.urgency
    return prover.refute(
        f"promise {promise.id}",
        [prover.walk.holds(promise.when), -prover.walk.at_least(floor)],
        confirmed=lambda seen: not has_at_least(seen, floor),
        reason=f"No rule makes it {floor.key}; the most urgent is {{urgency}}.",
    )


def _unshown(prover: Prover, promise: ShowsNote) -> CounterExample | None:
    note = next(note for note in prover.questionnaire.notes if note.key == promise.note)
    walk, circuit = prover.walk, prover.circuit
    at_its_levels = circuit.either(walk.told(level) for level in note.levels)
    is_due = walk.holds(note.show_when) if note.show_when else TRUE
    return prover.refute(
        f"promise {promise.id}",
        [
            walk.holds(promise.when),
            -walk.told(Urgency.EMERGENCY),
            -circuit.both([at_its_levels, is_due]),
        ],
        confirmed=lambda seen: seen.urgency < Urgency.EMERGENCY and note not in seen.notes,
        reason=f"The note {note.key} is not shown at {{urgency}}.",
    )


def _calmer(prover: Prover, promise: NeverCalmer) -> CounterExample | None:
    """The base sheet has one of those answers, the other sheet one of these."""
    question = prover.questionnaire.question(promise.question)
    other = prover.sheet.with_other(question)
    changed, circuit = prover.walk_on(other), prover.circuit
    wanted: list[Literal] = [
        circuit.either(prover.sheet.chosen[question.id, option] for option in promise.those),
        circuit.either(other.chosen[question.id, option] for option in promise.these),
        prover.calmer(prover.walk, changed),
    ]
    if promise.unless:
        wanted += [-walk.holds(promise.unless) for walk in (prover.walk, changed)]
    return prover.refute_pair(f"promise {promise.id}", other, wanted)

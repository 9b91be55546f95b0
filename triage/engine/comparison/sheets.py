"""One reader's answers to two questionnaires.

A question both ask in the same shape has one answer. An answer only one of them takes is left out
in the other; where nothing is left, its harmless answer stands, as for a question left unanswered
in a vignette. A question only one of them asks, or both for another kind of number, may have any
answer there.
"""

from collections.abc import Iterable, Mapping
from itertools import combinations

from triage.engine.comparison.measures import Joined, answer_number
from triage.engine.numbers import Band
from triage.engine.parts import MULTI, NUMBER, SINGLE, Question
from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.walks import Sheet
from triage.engine.questionnaire import Questionnaire

Given = Mapping[str, Literal]
Chosen = dict[str, Literal]


def answer_in(question: Question, chosen: Iterable[str]) -> frozenset[str]:
    """What remains of an answer in a question that may not take all of it."""
    picked = frozenset(chosen)
    offered = [name for name in question.option_ids if name in picked]
    if question.kind == NUMBER:
        numbers = [answer_number(question, name) for name in sorted(picked.difference(offered))]
        return frozenset([*offered, *numbers][:1] or [question.harmless])
    if question.kind == SINGLE:
        return frozenset(offered[:1] or [question.harmless])
    plain = [name for name in offered if not question.option(name).is_exclusive]
    return frozenset(plain or [_exclusive(question)])


def joint_sheets(
    circuit: Circuit, before: Questionnaire, after: Questionnaire
) -> tuple[Sheet, Sheet]:
    """Every pair of answer sheets that one reader could fill in."""
    pairs = [
        (question, after.question(question.id))
        for question in before.questions
        if question.id in after.question_ids and _is_one(question, after.question(question.id))
    ]
    same = [one for one, other in pairs if one.kind != NUMBER and _shape(one) == _shape(other)]
    common = Sheet(circuit, before.choices_with(()), same)
    both = {one.id for one, _ in pairs}
    sheets = (_own(circuit, before, both, common), _own(circuit, after, both, common))
    for one, other in pairs:
        if one not in same:
            read = _read_both(circuit, one, other, Joined(before, after, one.id))
            for sheet, chosen in zip(sheets, read, strict=True):
                sheet.chosen |= {(one.id, name): literal for name, literal in chosen.items()}
                sheet.choices = {**sheet.choices, one.id: tuple(chosen)}
    return sheets


def bands(
    whole: Questionnaire, before: Questionnaire, after: Questionnaire
) -> Mapping[str, tuple[Band, ...]]:
    """By question for a number, the numbers that each answer on its sheet stands for."""
    found = dict(whole.bands_with(()))
    shared = [name for name in found if name in before.question_ids and name in after.question_ids]
    for name in shared:
        if _is_one(before.question(name), after.question(name)):
            found[name] = Joined(before, after, name).bands_of(whole)
    return found


def _own(circuit: Circuit, whole: Questionnaire, both: set[str], common: Sheet) -> Sheet:
    alone = [question for question in whole.questions if question.id not in both]
    return Sheet(circuit, whole.choices_with(()), alone, shared=common)


def _is_one(one: Question, other: Question) -> bool:
    """Whether an answer to the one says something of the other."""
    kinds = {one.kind, other.kind}
    return NUMBER not in kinds or (kinds == {NUMBER} and one.unit == other.unit)


def _shape(question: Question) -> tuple[str, frozenset[tuple[str, bool]]]:
    options = frozenset((option.id, option.is_exclusive) for option in question.options)
    return question.kind, options


def _read_both(
    circuit: Circuit, one: Question, other: Question, joined: Joined
) -> tuple[Chosen, Chosen]:
    if one.kind == NUMBER:
        every = [*joined.numbers(), *one.option_ids, *other.option_ids]
        given = _exactly_one(circuit, every)
        return _read_one(circuit, one, given), _read_one(circuit, other, given)
    if one.kind == other.kind == SINGLE:
        given = _exactly_one(circuit, [*one.option_ids, *other.option_ids])
        return _read_one(circuit, one, given), _read_one(circuit, other, given)
    given = _warnings(circuit, one, other)
    return _read_some(circuit, one, given), _read_some(circuit, other, given)


def _exactly_one(circuit: Circuit, names: Iterable[str]) -> Given:
    given = {name: circuit.free() for name in dict.fromkeys(names)}
    circuit.require(*given.values())
    for one, other in combinations(given.values(), 2):
        circuit.require(-one, -other)
    return given


def _read_one(circuit: Circuit, question: Question, given: Given) -> Chosen:
    """`answer_in` of each single answer."""
    meant: dict[str, list[Literal]] = {}
    for name, literal in given.items():
        (answer,) = answer_in(question, [name])
        meant.setdefault(answer, []).append(literal)
    return {answer: circuit.either(literals) for answer, literals in meant.items()}


def _warnings(circuit: Circuit, one: Question, other: Question) -> Given:
    """What could be chosen beside others, of all that either offers; nothing is “none of these”."""
    ruling_out = {_exclusive(question) for question in (one, other) if question.kind == MULTI}
    return {
        name: circuit.free()
        for name in dict.fromkeys([*one.option_ids, *other.option_ids])
        if name not in ruling_out or (one.kind == other.kind and _is_plain(name, one, other))
    }


def _is_plain(name: str, one: Question, other: Question) -> bool:
    """One of them offers it beside others."""
    return any(
        option.id == name and not option.is_exclusive
        for question in (one, other)
        for option in question.options
    )


def _read_some(circuit: Circuit, question: Question, given: Given) -> Chosen:
    """`answer_in` of all choices at once."""
    chosen: Chosen = {}
    earlier: list[Literal] = []
    rest = _exclusive(question) if question.kind == MULTI else _rest(question, given)
    for option in question.options:
        if option.id in given and not option.is_exclusive:
            others = earlier if question.kind == SINGLE else []
            chosen[option.id] = circuit.both([given[option.id], *(-each for each in others)])
            earlier.append(given[option.id])
    left = [chosen[rest]] if rest in chosen else []
    chosen[rest] = circuit.either([*left, -circuit.either(earlier)])
    return chosen


def _rest(question: Question, given: Given) -> str:
    """What stands for “nothing of it” in a question with one answer."""
    missing = [name for name in question.option_ids if name not in given]
    return missing[0] if missing else question.harmless


def _exclusive(question: Question) -> str:
    return next(option.id for option in question.options if option.is_exclusive)

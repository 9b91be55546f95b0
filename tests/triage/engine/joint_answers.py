"""Every pair of answers one reader could give to two small questionnaires, with no solver.

It shares nothing with `triage.engine.comparison` but the values that go in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, product

from tests.triage.engine.brute_force import answers_possible
from tests.triage.engine.factory import Answers
from triage.engine.assessment import Assessment, assess
from triage.engine.comparison import Clause, Kind, Where
from triage.engine.numbers import is_number
from triage.engine.parts import MULTI, NUMBER, SINGLE, Question
from triage.engine.questionnaire import Questionnaire

Answer = frozenset[str]


@dataclass(frozen=True)
class Reader:
    """One reader's answers to both, and what they lead to."""

    before: Assessment
    after: Assessment

    @property
    def is_up(self) -> bool:
        return self.after.urgency > self.before.urgency

    @property
    def is_down(self) -> bool:
        return self.after.urgency < self.before.urgency

    def meets(self, clause: Clause) -> bool:
        sides = {Where.BEFORE: [self.before], Where.AFTER: [self.after]}
        seen = sides.get(clause.where, [self.before, self.after])
        return all(_is_so(clause, each) for each in seen)


class Readers:
    """Everybody who could answer both."""

    def __init__(self, before: Questionnaire, after: Questionnaire) -> None:
        self.before = before
        self.after = after

    @cached_property
    def all(self) -> list[Reader]:
        names = list(dict.fromkeys([*self.before.question_ids, *self.after.question_ids]))
        return [
            Reader(
                assess(self.before, _sheet(names, answers, 0)),
                assess(self.after, _sheet(names, answers, 1)),
            )
            for answers in product(*(list(self._answers(name)) for name in names))
        ]

    def _answers(self, name: str) -> Iterator[tuple[Answer | None, Answer | None]]:
        old, new = (
            whole.question(name) if name in whole.question_ids else None
            for whole in (self.before, self.after)
        )
        if old and new:
            yield from dict.fromkeys(both_answers(old, new))
        elif old:
            yield from ((answer, None) for answer in answers_possible(old))
        elif new:
            yield from ((None, answer) for answer in answers_possible(new))


def both_answers(old: Question, new: Question) -> Iterator[tuple[Answer, Answer]]:
    if _shape(old) == _shape(new) and old.kind != NUMBER:
        yield from ((answer, answer) for answer in answers_possible(old))
        return
    every = list(dict.fromkeys([*old.option_ids, *new.option_ids]))
    if NUMBER in (old.kind, new.kind):
        yield from _both_numbers(old, new, every)
        return
    choices: list[tuple[str, ...]]
    if old.kind == new.kind == SINGLE:
        choices = [(name,) for name in every]
    else:
        plain = [name for name in every if _is_warning(name, old, new)]
        sizes = range(len(plain) + 1)
        choices = list(chain.from_iterable(combinations(plain, size) for size in sizes))
    for chosen in choices:
        yield _read(old, new, frozenset(chosen)), _read(new, old, frozenset(chosen))


def _both_numbers(
    old: Question, new: Question, options: list[str]
) -> Iterator[tuple[Answer, Answer]]:
    """Every number either takes, at the finest step."""
    if old.kind != new.kind or old.unit != new.unit:
        yield from product(answers_possible(old), answers_possible(new))
        return
    measures = old.measure, new.measure
    finest = max(measure.decimals for measure in measures)
    least = min(float(measure.least) for measure in measures)
    most = max(float(measure.most) for measure in measures)
    for step in range(round(least * 10**finest), round(most * 10**finest) + 1):
        yield _read_number(old, step, finest), _read_number(new, step, finest)
    for name in options:
        yield (
            frozenset({name if name in old.option_ids else old.harmless}),
            frozenset({name if name in new.option_ids else new.harmless}),
        )


def _read_number(question: Question, step: int, finest: int) -> Answer:
    """The number cut to what the question takes, or its harmless one beyond the limits."""
    measure = question.measure
    own = step // 10 ** (finest - measure.decimals)
    is_within = measure.step(measure.least) <= own <= measure.step(measure.most)
    return frozenset({measure.at(own) if is_within else question.harmless})


def _is_warning(name: str, old: Question, new: Question) -> bool:
    """Whether it can be chosen beside others: not what rules them out, on either side."""
    roles = [q.option(name).is_exclusive for q in (old, new) if name in q.option_ids]
    return not all(roles) if old.kind == new.kind else not any(roles)


def _read(question: Question, other: Question, chosen: Answer) -> Answer:
    """What is left of it here, or what stands for nothing."""
    offered = [
        option.id for option in question.options if option.id in chosen and not option.is_exclusive
    ]
    if question.kind == MULTI:
        nothing = next(option.id for option in question.options if option.is_exclusive)
        return frozenset(offered or [nothing])
    none = [option.id for option in other.options if option.is_exclusive]
    nothing = next((name for name in none if name in question.option_ids), question.harmless)
    return frozenset(offered[:1] or [nothing])


def _shape(question: Question) -> tuple[str, set[tuple[str, bool]]]:
    return question.kind, {(option.id, option.is_exclusive) for option in question.options}


def _sheet(
    names: list[str], answers: tuple[tuple[Answer | None, Answer | None], ...], side: int
) -> Answers:
    pairs = zip(names, (each[side] for each in answers), strict=True)
    return {name: answer for name, answer in pairs if answer is not None}


def _is_so(clause: Clause, seen: Assessment) -> bool:
    counted = seen.journey.counted
    if clause.kind is Kind.NOT_ASKED:
        return clause.question not in counted
    chosen = counted.get(clause.question, frozenset())
    is_met = bool(chosen & {*clause.options}) or any(
        is_number(answer) and float(span.first) <= float(answer) <= float(span.last)
        for answer in chosen
        for span in clause.spans
    )
    return is_met is (clause.kind is Kind.INCLUDES)

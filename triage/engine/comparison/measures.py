"""Numbers one reader gives to two questionnaires, which may take them differently.

A number is cut to the decimals a question takes; beyond its limits, its harmless number stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from triage.engine.conditions import Compares, leaves
from triage.engine.numbers import Band, Measure, bands, is_number, starts, written
from triage.engine.parts import Question
from triage.engine.questionnaire import Questionnaire


def answer_number(question: Question, text: str) -> str:
    """The number as this question takes it."""
    is_taken = is_number(text) and answer_is_taken(question, text)
    return _cut(question, text) if is_taken else question.harmless


def answer_is_taken(question: Question, number: str) -> bool:
    measure = question.measure
    cut = Decimal(_cut(question, number))
    return Decimal(measure.least) <= cut <= Decimal(measure.most)


def _cut(question: Question, number: str) -> str:
    finest = Decimal(1).scaleb(-question.measure.decimals)
    return written(Decimal(number).quantize(finest, ROUND_DOWN))


@dataclass(frozen=True)
class Joined:
    """One question for a number, of two questionnaires that both ask it."""

    before: Questionnaire
    after: Questionnaire
    question: str

    def numbers(self) -> tuple[str, ...]:
        """One of each stretch that no condition and no limit of either tells apart."""
        return tuple(band.example for band in self._bands())

    def _bands(self) -> tuple[Band, ...]:
        measure = self._measure()
        return bands(measure, self._cuts(measure), self.before.question(self.question).harmless)

    def bands_of(self, whole: Questionnaire) -> tuple[Band, ...]:
        """The stretches of numbers this one takes; their examples are the answers it reads."""
        asked = whole.question(self.question)
        found: dict[str, Band] = {}
        for band in self._bands():
            if answer_is_taken(asked, band.example):
                first, last, example = (
                    answer_number(asked, number) for number in (band.first, band.last, band.example)
                )
                known = found.get(example)
                found[example] = Band(known.first if known else first, last, example)
        return tuple(found.values())

    def _measure(self) -> Measure:
        """What either takes."""
        one, other = (whole.question(self.question).measure for whole in (self.before, self.after))
        return Measure(
            one.unit,
            min(one.least, other.least, key=Decimal),
            max(one.most, other.most, key=Decimal),
            max(one.decimals, other.decimals),
        )

    def _cuts(self, joint: Measure) -> Iterator[int]:
        for whole in (self.before, self.after):
            own = whole.question(self.question).measure
            steps = [own.step(own.least), own.step(own.most) + 1]
            steps += [
                starts(own, leaf.relation, leaf.number)
                for leaf in _comparisons(whole, self.question)
            ]
            yield from (joint.step(own.at(step)) for step in steps)


def _comparisons(whole: Questionnaire, question: str) -> Iterator[Compares]:
    """Those that can matter to the urgency."""
    conditions = [rule.when for rule in whole.rules]
    conditions += [asked.ask_when for asked in whole.questions if asked.ask_when]
    for condition in conditions:
        for leaf in leaves(condition, whole.meanings):
            if isinstance(leaf, Compares) and leaf.question == question:
                yield leaf

"""Numbers as answers: how they are written, their limits, and which of them conditions tell apart.

A number is kept as text, written in one way only: "38.5", never "38.50" or "38,5". None is below
0: many phones have no minus sign on their keypad for numbers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import groupby, pairwise

MOST_DECIMALS = 2
# Digits before the point; far above any number a reader could know of themselves.
MOST_DIGITS = 6

_WRITTEN = re.compile(
    rf"(0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}})(\.[0-9]{{0,{MOST_DECIMALS - 1}}}[1-9])?"
)
# As people type it; the minus sign of a text is another character than that of a keyboard.
_TYPED = re.compile(r"([-\u2212]?)([0-9]{1,20})(?:[.,]([0-9]{0,20}))?")


class Relation(Enum):
    """How an answer stands to the number of a condition."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"

    @property
    def words(self) -> str:
        """As the language has it: “at least”."""
        return self.value.replace("_", " ")

    def holds(self, answer: str, number: str) -> bool:
        """Both are written as numbers are kept."""
        one, other = Decimal(answer), Decimal(number)
        match self:
            case Relation.AT_LEAST:
                return one >= other
            case Relation.AT_MOST:
                return one <= other
            case Relation.MORE_THAN:
                return one > other
            case Relation.LESS_THAN:
                return one < other


class BadNumber(ValueError):
    """A text that is no answer; `code`: not_a_number, too_small, too_large, too_many_decimals."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class BadMeasure(ValueError):
    """Limits that make no sense; the message says how to mend them."""


def is_number(text: str) -> bool:
    """Whether it is a number as it is kept."""
    return bool(_WRITTEN.fullmatch(text))


def written(number: Decimal) -> str:
    """The one way to write a number."""
    return format(number.normalize(), "f")


def canonical(text: str) -> str:
    """A number as it is kept, typed with a comma or with zeros at its end. Raises `BadNumber`."""
    typed = _TYPED.fullmatch(text.strip())
    if not typed:
        raise BadNumber("not_a_number")
    sign, whole, decimals = typed.groups(default="")
    # “1,000” may be a thousand or one: it is read as neither.
    if len(decimals) > MOST_DECIMALS:
        raise BadNumber("too_many_decimals")
    number = Decimal(f"{whole}.{decimals or 0}")
    if sign and number:
        raise BadNumber("too_small")
    if number >= 10**MOST_DIGITS:
        raise BadNumber("too_large")
    return written(number)


def decimals_of(number: str) -> int:
    return len(number.partition(".")[2])


@dataclass(frozen=True)
class Measure:
    """The numbers a question takes: from `least` to `most`, both included.

    `unit`: such as “days”; it may be empty. `decimals`: the most digits after the point.
    """

    unit: str
    least: str
    most: str
    decimals: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.decimals <= MOST_DECIMALS:
            raise BadMeasure(f"a number has 0 to {MOST_DECIMALS} decimals, not {self.decimals}.")
        for name, number in (("least", self.least), ("most", self.most)):
            if not is_number(number):
                said = f"the {name} number “{number[:20]}” is none. Write one such as 38.5."
                raise BadMeasure(said)
            if decimals_of(number) > self.decimals:
                raise BadMeasure(f"the {name} number {number} has more decimals than answers may.")
        if Decimal(self.least) >= Decimal(self.most):
            raise BadMeasure(f"the least number {self.least} must be below the most, {self.most}.")

    def read(self, text: str) -> str:
        """What somebody typed, perhaps with the unit, as a number is kept. Raises `BadNumber`."""
        number = canonical(text.strip().removesuffix(self.unit))
        if Decimal(number) < Decimal(self.least):
            raise BadNumber("too_small")
        if Decimal(number) > Decimal(self.most):
            raise BadNumber("too_large")
        if decimals_of(number) > self.decimals:
            raise BadNumber("too_many_decimals")
        return number

    def complaint(self, number: str) -> str:
        """Why a condition cannot compare with this number; nothing if it can."""
        if decimals_of(number) > self.decimals:
            return f"{number} has too many decimals; it takes {self.precision}."
        if not Decimal(self.least) <= Decimal(number) <= Decimal(self.most):
            return f"{number} is not among its numbers, {self.least} to {self.most}."
        return ""

    @property
    def precision(self) -> str:
        """How many decimals, in words."""
        return ("no decimals", "one decimal at most", "two decimals at most")[self.decimals]

    def with_unit(self, number: str) -> str:
        return f"{number} {self.unit}".strip()

    def step(self, number: str) -> int:
        """Numbers counted from 0 in the smallest difference between two answers."""
        return int(Decimal(number).scaleb(self.decimals))

    def at(self, step: int) -> str:
        return written(Decimal(step).scaleb(-self.decimals))


@dataclass(frozen=True)
class Band:
    """Neighbouring numbers, from `first` to `last`, that no condition tells apart.

    `example`: the one that stands for them in proofs.
    """

    first: str
    last: str
    example: str


def starts(measure: Measure, relation: Relation, number: str) -> int:
    """The step from which on a comparison says something else than before."""
    is_new_at_it = relation in (Relation.AT_LEAST, Relation.LESS_THAN)
    return measure.step(number) + (0 if is_new_at_it else 1)


def is_met_by_none(measure: Measure, relation: Relation, number: str) -> bool:
    """Whether no number of the measure stands so."""
    if relation in (Relation.AT_LEAST, Relation.MORE_THAN):
        return not relation.holds(measure.most, number)
    return not relation.holds(measure.least, number)


def bands(measure: Measure, new: Iterable[int], harmless: str) -> tuple[Band, ...]:
    """All numbers of a measure, cut at these steps. The harmless number stands for its band."""
    least, end = measure.step(measure.least), measure.step(measure.most) + 1
    cuts = sorted({least, end, *(step for step in new if least < step < end)})
    calm = measure.step(harmless)
    return tuple(
        Band(
            measure.at(first),
            measure.at(after - 1),
            harmless if first <= calm < after else measure.at(first),
        )
        for first, after in pairwise(cuts)
    )


@dataclass(frozen=True)
class Span:
    """All numbers from `first` to `last`. `is_lowest`, `is_highest`: none lies below, or above."""

    first: str
    last: str
    is_lowest: bool = False
    is_highest: bool = False

    def words(self, measure: Measure) -> str:
        """Such as “38 °C or more”."""
        if self.is_lowest and self.is_highest:
            return "any number"
        if self.is_highest:
            return f"{measure.with_unit(self.first)} or more"
        if self.is_lowest:
            return f"{measure.with_unit(self.last)} or less"
        if self.first == self.last:
            return measure.with_unit(self.first)
        return f"{self.first} to {measure.with_unit(self.last)}"


def spans(every: tuple[Band, ...], some: Iterable[Band]) -> tuple[Span, ...]:
    """Some of these bands, neighbours drawn together."""
    kept = set(some)
    found: list[Span] = []
    for is_kept, group in groupby(every, key=lambda band: band in kept):
        run = list(group)
        if is_kept:
            is_lowest, is_highest = run[0] == every[0], run[-1] == every[-1]
            found.append(Span(run[0].first, run[-1].last, is_lowest, is_highest))
    return tuple(found)

"""Conditions on answers: plain values, evaluated to true, false or unknown.

There is no "not": without it a further answer can only switch rules on, never off. A question
nobody answered yet is *unknown*, never *no*.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from triage.engine.numbers import Relation, is_number

Answers = Mapping[str, frozenset[str]]

# Far beyond what anybody could read, and far from what would exhaust the interpreter's stack.
MOST_NESTED = 20


class Truth(Enum):
    """Kleene's three values."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class BadCondition(ValueError):
    """A condition that makes no sense as built."""


@dataclass(frozen=True)
class Includes:
    """True when the question was answered with at least one of these options."""

    question: str
    options: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.options:
            raise BadCondition(f"A condition on {self.question} names no option.")
        if len(set(self.options)) != len(self.options):
            raise BadCondition(f"A condition on {self.question} names an option twice.")

    def met_by(self, chosen: Iterable[str]) -> tuple[str, ...]:
        """Those of the chosen options that it names."""
        return tuple(option for option in self.options if option in frozenset(chosen))


@dataclass(frozen=True)
class Compares:
    """True when the question was answered with a number that stands so to this one.

    Doubt is no number, so “not sure” makes it false.
    """

    question: str
    relation: Relation
    number: str

    def __post_init__(self) -> None:
        if not is_number(self.number):
            said = f"A condition on {self.question} compares with “{self.number[:20]}”."
            raise BadCondition(f"{said} Write a number such as 38.5.")

    def met_by(self, chosen: Iterable[str]) -> tuple[str, ...]:
        """The numbers among the chosen that stand so."""
        return tuple(
            answer
            for answer in chosen
            if is_number(answer) and self.relation.holds(answer, self.number)
        )


@dataclass(frozen=True)
class AllOf:
    """True when every part is."""

    parts: tuple["Condition", ...]

    def __post_init__(self) -> None:
        _refuse_odd_parts(self.parts, "and")


@dataclass(frozen=True)
class AnyOf:
    """True when at least one part is."""

    parts: tuple["Condition", ...]

    def __post_init__(self) -> None:
        _refuse_odd_parts(self.parts, "or")


@dataclass(frozen=True)
class Named:
    """A definition, by its name."""

    name: str


Comparison = Includes | Compares
Condition = Comparison | AllOf | AnyOf | Named
Definitions = Mapping[str, Condition]


def _refuse_odd_parts(parts: tuple["Condition", ...], word: str) -> None:
    if len(parts) < 2:
        raise BadCondition(f"“{word}” joins at least two conditions.")
    if max(map(_nested, parts)) >= MOST_NESTED:
        raise BadCondition(
            f"Conditions stand inside each other more than {MOST_NESTED} deep. Use definitions."
        )


def _nested(condition: "Condition") -> int:
    """How many joins stand inside each other."""
    match condition:
        case AllOf(parts) | AnyOf(parts):
            return 1 + max(map(_nested, parts))
        case _:
            return 0


def evaluate(condition: Condition, answers: Answers, definitions: Definitions) -> Truth:
    """Whether the condition holds; unknown while an unanswered question could still decide it."""
    # Asked hundreds of thousands of times by a proof: naming the parts in the pattern costs double.
    match condition:
        case Includes():
            chosen = answers.get(condition.question)
            if chosen is None:
                return Truth.UNKNOWN
            return Truth.FALSE if chosen.isdisjoint(condition.options) else Truth.TRUE
        case Compares():
            chosen = answers.get(condition.question)
            if chosen is None:
                return Truth.UNKNOWN
            return Truth.TRUE if condition.met_by(chosen) else Truth.FALSE
        case Named():
            return evaluate(definitions[condition.name], answers, definitions)
        case AllOf():
            return _strongest(condition.parts, answers, definitions, Truth.FALSE, Truth.TRUE)
        case AnyOf():
            return _strongest(condition.parts, answers, definitions, Truth.TRUE, Truth.FALSE)


def _strongest(
    parts: tuple[Condition, ...],
    answers: Answers,
    definitions: Definitions,
    decides: Truth,
    otherwise: Truth,
) -> Truth:
    """One deciding value decides, the rest unlooked at; else one unknown leaves it open."""
    found = otherwise
    for part in parts:
        value = evaluate(part, answers, definitions)
        if value is decides:
            return decides
        if value is Truth.UNKNOWN:
            found = value
    return found


def leaves(condition: Condition, definitions: Definitions) -> Iterator[Comparison]:
    """Every comparison a condition rests on, definitions opened."""
    match condition:
        case Includes() | Compares():
            yield condition
        case Named(name):
            yield from leaves(definitions[name], definitions)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves(part, definitions)


def names(condition: Condition) -> Iterator[str]:
    """The definitions a condition names itself, not opened."""
    match condition:
        case Named(name):
            yield name
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from names(part)
        case Includes() | Compares():
            return


def questions_of(condition: Condition, definitions: Definitions) -> frozenset[str]:
    """The questions a condition looks at."""
    return frozenset(leaf.question for leaf in leaves(condition, definitions))


def because(
    condition: Condition, answers: Answers, definitions: Definitions
) -> dict[str, tuple[str, ...]]:
    """The chosen answers, by question, that a true condition rests on; nothing for another.

    Of parts joined by “or” only the true ones count: an answer that decided nothing is no reason.
    """
    found: dict[str, list[str]] = {}
    for leaf in _deciding(condition, answers, definitions):
        known = found.setdefault(leaf.question, [])
        known += [each for each in leaf.met_by(answers[leaf.question]) if each not in known]
    return {question: tuple(options) for question, options in found.items()}


def _deciding(
    condition: Condition, answers: Answers, definitions: Definitions
) -> Iterator[Comparison]:
    """The comparisons that make a condition true."""
    if evaluate(condition, answers, definitions) is not Truth.TRUE:
        return
    match condition:
        case Includes() | Compares():
            yield condition
        case Named(name):
            yield from _deciding(definitions[name], answers, definitions)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _deciding(part, answers, definitions)


def write(condition: Condition) -> str:
    """The condition as editors type it; triage.files.grammar reads it back as the same condition.

    Where “and” meets “or” it writes parentheses, needed or not: nobody should have to know which
    binds closer.
    """
    match condition:
        case Includes(question, (option,)):
            return f"{question} is {option}"
        case Includes(question, options):
            return f"{question} is any of ({', '.join(options)})"
        case Compares(question, relation, number):
            return f"{question} is {relation.words} {number}"
        case Named(name):
            return name
        case AllOf(parts):
            return " and ".join(map(_bracketed, parts))
        case AnyOf(parts):
            return " or ".join(map(_bracketed, parts))


def _bracketed(part: Condition) -> str:
    return f"({write(part)})" if isinstance(part, AllOf | AnyOf) else write(part)

"""Two questionnaires on one circuit, and a search over the answers of one reader to both."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TypeVar

from triage.engine.assessment import assess
from triage.engine.comparison.sheets import bands, joint_sheets
from triage.engine.numbers import Band
from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.prover import Disagreement
from triage.engine.proofs.proving import Limits
from triage.engine.proofs.solver import Model, Search
from triage.engine.proofs.walks import Sheet, Walk
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

Answers = dict[str, frozenset[str]]
Item = TypeVar("Item")


class Where(Enum):
    """In which of the two questionnaires."""

    BEFORE = "before"
    AFTER = "after"
    BOTH = "both"


@dataclass(frozen=True)
class Side:
    """One of the two: all its walks, and the answers they start from.

    `bands`: by question for a number, what each answer on the sheet stands for.
    """

    where: Where
    questionnaire: Questionnaire
    circuit: Circuit
    sheet: Sheet
    walk: Walk
    bands: Mapping[str, tuple[Band, ...]]

    def reaches(self, level: Urgency) -> Literal:
        """The reader is told this urgency or a higher one."""
        return self.circuit.either(self.walk.told(each) for each in Urgency if each >= level)

    def seen(self, model: Model, told: Urgency) -> Answers:
        """The answers that count, replayed. Raises `Disagreement` if they lead elsewhere."""
        found = assess(self.questionnaire, self.sheet.read(model))
        if not found.is_complete or found.urgency is not told:
            raise Disagreement(f"A walk through the questions {self.where.value} ends elsewhere.")
        return dict(found.journey.counted)


class Pair:
    """Both sides, and what the solver says of them."""

    def __init__(
        self, before: Questionnaire, after: Questionnaire, circuit: Circuit, search: Search
    ) -> None:
        self.circuit = circuit
        self.search = search
        sheets = joint_sheets(circuit, before, after)
        self.before, self.after = (
            Side(
                where,
                whole,
                circuit,
                sheet,
                Walk(circuit, whole, sheet),
                bands(whole, before, after),
            )
            for where, whole, sheet in zip(
                (Where.BEFORE, Where.AFTER), (before, after), sheets, strict=True
            )
        )

    def rises(self, low: Side, high: Side) -> Literal:
        """The reader is told something more urgent on the one side than on the other."""
        return self.circuit.either(
            self.circuit.both([high.reaches(level), -low.reaches(level)]) for level in Urgency
        )

    def is_possible(self, *wanted: Literal) -> bool:
        return self.search.find(*wanted) is not None

    def gentlest(self, wanted: Sequence[Literal]) -> Model | None:
        """A model with the harmless option wherever another is not needed, and few others."""
        best = self.search.find(*wanted)
        if best is None:
            return None
        kept = list(wanted)

        def calm(harmless: Sequence[Literal]) -> None:
            nonlocal best
            found = self.search.find(*kept, *harmless)
            if found is not None:
                best = found
                kept.extend(harmless)
            elif len(harmless) > 1:
                half = len(harmless) // 2
                calm(harmless[:half])
                calm(harmless[half:])

        calm(self._harmless)
        calm([-literal for literal in self._choices if literal not in self._harmless])
        return best

    @cached_property
    def _harmless(self) -> list[Literal]:
        found = [
            side.sheet.chosen[question.id, question.harmless]
            for side in (self.before, self.after)
            for question in side.questionnaire.questions
            if (question.id, question.harmless) in side.sheet.chosen
        ]
        return list(dict.fromkeys(found))

    @cached_property
    def _choices(self) -> list[Literal]:
        found = [*self.before.sheet.chosen.values(), *self.after.sheet.chosen.values()]
        return list(dict.fromkeys(found))


@contextmanager
def paired(
    before: Questionnaire, after: Questionnaire, limits: Limits | None = None
) -> Iterator[Pair]:
    """Raises `TooLarge`, here or from what is asked of it."""
    limits = limits or Limits()
    circuit = Circuit(limits.variables, limits.clauses)
    with Search(circuit, limits.conflicts) as search:
        yield Pair(before, after, circuit, search)


def least(items: Sequence[Item], is_enough: Callable[[Sequence[Item]], bool]) -> list[Item]:
    """Some of these that are still enough, none of which can be spared; the first go first."""
    kept = list(range(len(items)))

    def spare(some: Sequence[int]) -> None:
        nonlocal kept
        rest = [place for place in kept if place not in some]
        if is_enough([items[place] for place in rest]):
            kept = rest
        elif len(some) > 1:
            half = len(some) // 2
            spare(some[:half])
            spare(some[half:])

    if items:
        spare(tuple(kept))
    return [items[place] for place in kept]

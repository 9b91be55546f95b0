"""What was proved of a questionnaire, what was refuted and by which answers, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

Answers = Mapping[str, frozenset[str]]

SCHEMA = 1


class Verdict(Enum):
    """`ADVICE`: not so everywhere, and worth an editor's look; nobody is harmed by it."""

    PROVED = "proved"
    REFUTED = "refuted"
    ADVICE = "advice"


@dataclass(frozen=True)
class CounterExample:
    """Where a property fails, and answers that show it.

    `answers`: those that count on the way, in the order of asking; none where the fault is that no
    answers lead there. `changed`: the second walk, where the property compares two.
    """

    place: str
    reason: str
    answers: Answers | None = None
    changed: Answers | None = None

    def to_data(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "reason": self.reason,
            "answers": _listed(self.answers),
            "changed": _listed(self.changed),
        }


@dataclass(frozen=True)
class Finding:
    """Something worth an editor's look that harms nobody: the place and the reason."""

    place: str
    reason: str


@dataclass(frozen=True)
class Proof:
    """One property: proved over all answers, unless there is a counter-example.

    `cases`: how many single claims it is made of. `is_advice`: where it fails there is a finding,
    never a counter-example. `seconds`: how long it took.
    """

    name: str
    statement: str
    cases: int
    counter_examples: tuple[CounterExample, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_advice: bool = False
    seconds: float = 0.0

    @property
    def verdict(self) -> Verdict:
        if self.counter_examples:
            return Verdict.REFUTED
        return Verdict.ADVICE if self.is_advice and self.findings else Verdict.PROVED

    def to_data(self) -> dict[str, Any]:
        """Without the seconds, so that the same questionnaire always gives the same data."""
        return {
            "name": self.name,
            "statement": self.statement,
            "cases": self.cases,
            "verdict": self.verdict.value,
            "counter_examples": [example.to_data() for example in self.counter_examples],
            "findings": [vars(finding) | {} for finding in self.findings],
        }


@dataclass(frozen=True)
class Report:
    """All properties of one questionnaire.

    `content_hash`: the questionnaire's fingerprint (engine.storage), so that a report cannot be
    taken for another's. `variables`, `steps`, `conflicts`: the effort, the same on every machine.
    """

    content_hash: str
    proofs: tuple[Proof, ...]
    solver: str
    variables: int
    steps: int
    conflicts: int

    @property
    def is_proved(self) -> bool:
        """Nothing is refuted; advice stands in nobody's way."""
        return all(proof.verdict is not Verdict.REFUTED for proof in self.proofs)

    @property
    def seconds(self) -> float:
        return sum(proof.seconds for proof in self.proofs)

    def proof(self, name: str) -> Proof:
        """KeyError for a property it does not have."""
        for proof in self.proofs:
            if proof.name == name:
                return proof
        raise KeyError(name)

    def to_data(self) -> dict[str, Any]:
        """Lists, dicts and text that JSON can hold."""
        return {
            "schema": SCHEMA,
            "content_hash": self.content_hash,
            "is_proved": self.is_proved,
            "solver": self.solver,
            "variables": self.variables,
            "steps": self.steps,
            "conflicts": self.conflicts,
            "proofs": [proof.to_data() for proof in self.proofs],
        }


def _listed(answers: Answers | None) -> dict[str, list[str]] | None:
    if answers is None:
        return None
    return {question: sorted(chosen) for question, chosen in answers.items()}

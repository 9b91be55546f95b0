"""The one module that knows the solver: MiniSat 2.2, from python-sat (docs/adr/0006).

Its effort is counted in conflicts (dead ends it had to learn from), not in seconds, so that the
same questionnaire is proved or refused alike on every machine.
"""

from types import TracebackType
from typing import Any

from triage.engine.proofs.circuit import Circuit, Literal, TooLarge

NAME = "MiniSat 2.2"

Model = frozenset[Literal]


class Search:
    """Looks for answers on which formulas of one circuit are true. Use it in a `with`."""

    def __init__(self, circuit: Circuit, most_conflicts: int) -> None:
        self._circuit = circuit
        self._most_conflicts = most_conflicts
        self._solver = _solver()
        self._read = 0
        self.steps = 0

    def __enter__(self) -> "Search":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._solver.delete()

    @property
    def conflicts(self) -> int:
        return int(self._solver.accum_stats()["conflicts"])

    def find(self, *wanted: Literal) -> Model | None:
        """What is true at once with all of these; None when that is impossible.

        Raises `TooLarge` when the budget of conflicts is used up.
        """
        self._learn()
        self.steps += 1
        left = self._most_conflicts - self.conflicts
        if left <= 0:
            raise self._exhausted()
        self._solver.conf_budget(left)
        found = self._solver.solve_limited(assumptions=list(wanted))
        if found is None:
            raise self._exhausted()
        return frozenset(self._solver.get_model()) if found else None

    def _learn(self) -> None:
        """Read the clauses that were made since the last time."""
        for clause in self._circuit.clauses[self._read :]:
            self._solver.add_clause(list(clause))
        self._read = len(self._circuit.clauses)

    def _exhausted(self) -> TooLarge:
        return TooLarge(f"The search took more than {self._most_conflicts:,} dead ends.")


def _solver() -> Any:
    """Loaded with the first search: whoever only reads of a proof needs no solver."""
    from pysat.solvers import Minisat22  # type: ignore[import-untyped]  # it has no types

    return Minisat22()

"""All properties of one questionnaire, proved or refuted."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from triage.engine.proofs import alternatives, floors, leaving_out, paths, results, vignettes
from triage.engine.proofs.circuit import Circuit, TooLarge
from triage.engine.proofs.promises import Promise, check_promises, conditions_of, kept
from triage.engine.proofs.prover import Prover
from triage.engine.proofs.report import Proof, Report
from triage.engine.proofs.solver import NAME, Search
from triage.engine.proofs.vignettes import Vignette
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import content_hash, to_data

PROPERTIES: tuple[Callable[[Prover], Proof], ...] = (
    paths.ends,
    paths.reachable,
    paths.decisive,
    alternatives.alternatives,
    paths.emergency_stops,
    floors.ratchet,
    floors.flags,
    floors.not_sure,
    results.complete_results,
    leaving_out.changes_nothing,
)


@dataclass(frozen=True)
class Limits:
    """How much we are ready to prove; some twenty times what the legs check needs, and more.

    `conflicts`: dead ends of the solver, over all properties together.
    """

    variables: int = 200_000
    clauses: int = 2_000_000
    conflicts: int = 1_000_000


def prove(
    questionnaire: Questionnaire,
    examples: Iterable[Vignette] = (),
    promises: Iterable[Promise] = (),
    limits: Limits | None = None,
    clock: Callable[[], float] = time.perf_counter,
) -> Report:
    """Prove every property, or refute it with a counter-example.

    Raises `TooLarge` for a questionnaire beyond the limits, `BadPromise` for a promise about
    something it does not have.
    """
    promised, cases = tuple(promises), tuple(examples)
    check_promises(questionnaire, promised)
    limits = limits or Limits()
    circuit = Circuit(limits.variables, limits.clauses)
    with Search(circuit, limits.conflicts) as search:
        prover = Prover(questionnaire, circuit, search, conditions_of(promised))
        tasks: list[Callable[[], Proof]] = [
            *(lambda prop=prop: prop(prover) for prop in PROPERTIES),
            lambda: kept(prover, promised),
            lambda: vignettes.pass_all(questionnaire, cases),
        ]
        proofs = tuple(_timed(task, clock) for task in tasks)
        return Report(
            content_hash=content_hash(to_data(questionnaire)),
            proofs=proofs,
            solver=NAME,
            variables=circuit.variables,
            steps=search.steps,
            conflicts=search.conflicts,
        )


def _timed(task: Callable[[], Proof], clock: Callable[[], float]) -> Proof:
    started = clock()
    return replace(task(), seconds=clock() - started)


__all__ = ["Limits", "TooLarge", "prove"]

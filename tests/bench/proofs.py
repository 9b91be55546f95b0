"""How long proving the shipped questionnaires takes, beside a yardstick of the same run.

Seconds differ from machine to machine; the ratios are what to compare.
"""

import time
from collections.abc import Callable

from triage.engine.assessment import assess
from triage.engine.journey import fill_clean
from triage.engine.lengths import clean_runs, lengths
from triage.engine.proofs import prove
from triage.files.proofs import promises_of, vignettes_of
from triage.files.questionnaire import load
from triage.shipped import CONTENT, SHIPPED

TRIES = 3


def seconds(task: Callable[[], object]) -> float:
    """The quickest of a few tries."""

    def one() -> float:
        started = time.perf_counter()
        task()
        return time.perf_counter() - started

    return min(one() for _ in range(TRIES))


def bench(check: str) -> list[str]:
    """Proving a shipped questionnaire, against assessing one clean set of answers."""
    path = CONTENT / f"{check}.yaml"
    whole = load(path)
    cases, promises = vignettes_of(path), promises_of(path, whole)
    clean = fill_clean(whole, {})
    one = seconds(lambda: [assess(whole, clean) for _ in range(100)]) / 100
    proof = seconds(lambda: prove(whole, cases, promises))
    walk = seconds(lambda: lengths(whole, [{}]))
    steps = prove(whole, cases, promises).steps
    said = [
        f"{check}: proved over all answers in {proof:.2f} s, {steps} solver questions,",
        f"  {proof / one:,.0f} times assessing one set of answers ({one * 1000:.2f} ms)",
        f"  a clean run, page by page: {walk * 1000:.0f} ms; {lengths(whole, clean_runs(whole))}",
    ]
    print("\n".join(said), flush=True)
    return said


def main() -> list[str]:
    return [line for name in SHIPPED for line in bench(name)]

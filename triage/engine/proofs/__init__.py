"""Proofs over all answers to a questionnaire, not samples of them; docs/proofs.md says which."""

from triage.engine.proofs.circuit import TooLarge
from triage.engine.proofs.promises import (
    AtLeast,
    BadPromise,
    CanBe,
    NeverCalmer,
    Promise,
    ShowsNote,
)
from triage.engine.proofs.prover import Disagreement
from triage.engine.proofs.proving import Limits, prove
from triage.engine.proofs.report import CounterExample, Finding, Proof, Report, Verdict
from triage.engine.proofs.vignettes import Vignette

__all__ = [
    "AtLeast",
    "BadPromise",
    "CanBe",
    "CounterExample",
    "Disagreement",
    "Finding",
    "Limits",
    "NeverCalmer",
    "Promise",
    "Proof",
    "Report",
    "ShowsNote",
    "TooLarge",
    "Verdict",
    "Vignette",
    "prove",
]

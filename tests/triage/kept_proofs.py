"""Proofs found once are looked up the next time, by any process that runs the tests.

A proof follows from the questionnaire, what it is held to, and the engine: it is kept under all of
them. Tests of the machinery itself prove in earnest, and with DRILL=1 everybody does.
"""

import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from triage.engine.proofs import Limits, Promise, Report, Vignette
from triage.engine.proofs.proving import prove
from triage.engine.questionnaire import Questionnaire

ENGINE = Path(__file__).resolve().parents[2] / "triage" / "engine"
IN_EARNEST = ("tests.triage.engine.", "triage.engine.proofs.proving", __name__)
SOLVER = "python-sat"


def kept_prove(
    questionnaire: Questionnaire,
    examples: Iterable[Vignette] = (),
    promises: Iterable[Promise] = (),
    limits: Limits | None = None,
    **others: Callable[[], float],
) -> Report:
    """As `prove` does it, once."""
    cases, promised = tuple(examples), tuple(promises)
    if others:
        return prove(questionnaire, cases, promised, limits, **others)
    asked = repr(plain((questionnaire, cases, promised, limits)))
    path = folder() / f"{hashlib.sha256(asked.encode()).hexdigest()}.pickle"
    if path.exists():
        found: Report = pickle.loads(path.read_bytes())
        return found
    report = prove(questionnaire, cases, promised, limits)
    _write_whole(path, pickle.dumps(report))
    return report


def use_kept_proofs() -> None:
    """Give everybody who imported `prove` the one that looks first."""
    for name, module in list(sys.modules.items()):
        if not name.startswith(IN_EARNEST) and vars(module).get("prove") is prove:
            vars(module)["prove"] = kept_prove


def plain(value: Any) -> Any:
    """The value in tuples and words: equal for equal values in any process."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = tuple((each.name, plain(getattr(value, each.name))) for each in fields(value))
        return (type(value).__qualname__, parts)
    if isinstance(value, Mapping):
        return ("mapping", tuple((plain(key), plain(each)) for key, each in value.items()))
    if isinstance(value, (set, frozenset)):
        return ("set", tuple(sorted(repr(plain(each)) for each in value)))
    if isinstance(value, (tuple, list)):
        return tuple(plain(each) for each in value)
    return repr(value)


@cache
def folder() -> Path:
    """For this engine; those of an older one are swept out."""
    whole = hashlib.sha256(f"{sys.version}\0{version(SOLVER)}".encode())
    for path in sorted(ENGINE.rglob("*.py")):
        whole.update(path.read_bytes())
    kept = Path(settings.VAR_DIR) / "tests" / "proofs"
    ours = kept / whole.hexdigest()[:16]
    ours.mkdir(parents=True, exist_ok=True)
    for other in kept.iterdir():
        if other != ours:
            shutil.rmtree(other, ignore_errors=True)
    return ours


def _write_whole(path: Path, content: bytes) -> None:
    """Two workers may write the same; neither reads half of it."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.write_bytes(content)
    unfinished.replace(path)

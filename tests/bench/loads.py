"""Requests for one thing, by the thousand: what `wrk` saw, and the server's own seconds."""

import re
import subprocess
from dataclasses import dataclass, field
from statistics import median

from tests.processes import Process, ask, program

CONNECTIONS = 16
# For what takes long, so that even a busy machine answers some of it within a round.
FEW_CONNECTIONS = 2
MICRO = 1_000_000
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass
class Target:
    """One thing to ask for, over and over; `rounds` fills while it is measured."""

    name: str
    process: Process
    port: int
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    script: str = ""
    connections: int = CONNECTIONS
    rounds: list["Round"] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The middle of the rounds."""
        return {
            "cpu_us": round(median(each.cpu_us for each in self.rounds), 1),
            "a_second": round(median(each.a_second for each in self.rounds)),
            "p50_ms": round(median(each.p50_ms for each in self.rounds), 2),
            "p99_ms": round(median(each.p99_ms for each in self.rounds), 2),
        }


@dataclass(frozen=True)
class Round:
    """`cpu_us`: microseconds of processor time the server spent on a request."""

    cpu_us: float
    a_second: float
    p50_ms: float
    p99_ms: float


def measure(targets: list[Target], *, rounds: int, seconds: int) -> None:
    """One after another, all of them in each round, so that a busy machine is so to all."""
    for target in targets:
        _warm(target)
    for _ in range(rounds):
        for target in targets:
            target.rounds.append(_one_round(target, seconds))


def _warm(target: Target) -> None:
    """Its first answer, with all that is imported and compiled for it, is not counted."""
    if not target.script:
        assert ask(target.port, target.path, headers=target.headers).status in {200, 304}, (
            target.name
        )


def _one_round(target: Target, seconds: int) -> Round:
    command = [
        program("wrk"),
        "-t1",
        f"-c{target.connections}",
        f"-d{seconds}s",
        "--latency",
        "--timeout=30s",
    ]
    for name, value in target.headers.items():
        command += ["-H", f"{name}: {value}"]
    command += ["-s", target.script] if target.script else []
    before = target.process.cpu_seconds()
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{target.port}{target.path}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    spent = target.process.cpu_seconds() - before
    count = int(_found(r"(\d+) requests in", said))
    if "Non-2xx" in said or not count:
        raise AssertionError(f"{target.name}: {said}")
    return Round(
        spent / count * MICRO,
        float(_found(r"Requests/sec:\s+([\d.]+)", said)),
        _milliseconds(said, "50%"),
        _milliseconds(said, "99%"),
    )


def _found(pattern: str, said: str) -> str:
    match = re.search(pattern, said)
    if match is None:
        raise AssertionError(f"wrk said something else: {said}")
    return match[1]


def _milliseconds(said: str, part: str) -> float:
    match = re.search(rf"{part}\s+([\d.]+)(us|ms|s|m)\b", said)
    return float(match[1]) * _UNITS[match[2]] if match else 0.0

"""Alternatives within a condition that no answers can meet, such as a pregnant child.

A rule that is dead as a whole is refuted as unreachable. One alternative of several that is dead
harms nobody, but somebody meant something by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from triage.engine.conditions import AllOf, AnyOf, Condition, Includes, write
from triage.engine.proofs.circuit import TRUE, Literal
from triage.engine.proofs.prover import Prover
from triage.engine.proofs.report import Finding, Proof


@dataclass(frozen=True)
class Alternative:
    """One of several ways a condition can be met, and what must hold together with it."""

    place: str
    part: Condition
    beside: tuple[Condition, ...]


def alternatives(prover: Prover) -> Proof:
    """Definitions are looked at on their own, not again in every condition that names them."""
    found = list(_all(prover))
    dead = [each for each in found if not _is_possible(prover, each)]
    return Proof(
        name="alternatives",
        statement="Every alternative within a condition can be met on some walk.",
        cases=len(found),
        findings=tuple(
            Finding(each.place, f"No answers meet this part of its condition: {write(each.part)}")
            for each in dead
        ),
        is_advice=True,
    )


def _all(prover: Prover) -> Iterator[Alternative]:
    for place, condition in _conditions(prover):
        yield from (
            Alternative(place, part, beside) for part, beside in _alternatives(condition, ())
        )


def _conditions(prover: Prover) -> Iterator[tuple[str, Condition]]:
    whole = prover.questionnaire
    yield from ((f"definition {name}", condition) for name, condition in whole.definitions)
    yield from ((f"question {q.id}", q.ask_when) for q in whole.questions if q.ask_when)
    yield from ((f"rule {rule.id}", rule.when) for rule in whole.rules)
    yield from ((f"note {note.key}", note.show_when) for note in whole.notes if note.show_when)


def _alternatives(
    condition: Condition, beside: tuple[Condition, ...]
) -> Iterator[tuple[Condition, tuple[Condition, ...]]]:
    """Each part of every “or” and “any of”, with what “and” puts beside it.

    With nothing beside it an option is merely chosen, which `paths.reachable` sees to.
    """
    match condition:
        case AnyOf(parts):
            for part in parts:
                yield part, beside
                yield from _alternatives(part, beside)
        case AllOf(parts):
            for place, part in enumerate(parts):
                others = (*parts[:place], *parts[place + 1 :])
                yield from _alternatives(part, (*beside, *others))
        case Includes(question, options) if len(options) > 1 and beside:
            yield from ((Includes(question, (option,)), beside) for option in options)
        case _:
            return


def _is_possible(prover: Prover, each: Alternative) -> bool:
    wanted: list[Literal] = [prover.walk.holds(part) for part in (each.part, *each.beside)]
    wanted.append(_is_looked_at(prover, each.place))
    return prover.example(wanted, lambda seen: seen.is_complete) is not None


def _is_looked_at(prover: Prover, place: str) -> Literal:
    """A question's own condition is looked at only on walks that reach it."""
    kind, _, name = place.partition(" ")
    return prover.walk.asked[name] if kind == "question" else TRUE

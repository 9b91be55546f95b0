"""Cases with the urgency they must get. The one property that is tried, not proved."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from triage.engine.assessment import Assessment, assess
from triage.engine.journey import AnswerError, check_answer, fill_clean
from triage.engine.proofs.report import Answers, CounterExample, Finding, Proof
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

# The source of a case of our own test list, which rests on no publication.
OWN_CASES = "own-cases"


@dataclass(frozen=True)
class Vignette:
    """A case: its telling answers, and the urgencies it may get.

    Questions it leaves out get their harmless option. `source`: the key of the source the
    urgencies come from, or `OWN_CASES`. `groups`: whom the case stands for, such as `child`.
    """

    id: str
    answers: Answers
    allowed: tuple[Urgency, ...]
    story: str = ""
    source: str = OWN_CASES
    groups: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.allowed:
            raise ValueError(f"vignette {self.id}: say which urgency it may get.")

    @property
    def lowest(self) -> Urgency:
        return min(self.allowed)

    @property
    def highest(self) -> Urgency:
        return max(self.allowed)

    def to_data(self, result: Urgency) -> dict[str, Any]:
        """The case and what it got, as lists, dicts and text that JSON can hold."""
        return {
            "id": self.id,
            "story": self.story,
            "answers": {name: sorted(chosen) for name, chosen in self.answers.items()},
            "lowest": self.lowest.key,
            "highest": self.highest.key,
            "source": self.source,
            "groups": list(self.groups),
            "result": result.key,
        }


def between(lowest: Urgency, highest: Urgency) -> tuple[Urgency, ...]:
    """Every urgency from the lowest to the highest; none when they stand the wrong way round."""
    return tuple(level for level in Urgency if lowest <= level <= highest)


def tried(questionnaire: Questionnaire, vignette: Vignette) -> Assessment:
    """What a vignette gets."""
    return assess(questionnaire, fill_clean(questionnaire, vignette.answers))


def pass_all(questionnaire: Questionnaire, vignettes: tuple[Vignette, ...]) -> Proof:
    found = [_failed(questionnaire, vignette) for vignette in vignettes]
    return Proof(
        name="vignettes",
        statement="Every vignette gets an urgency it may get.",
        cases=len(vignettes),
        counter_examples=tuple(example for example in found if example),
    )


def unsourced(vignettes: Iterable[Vignette], known: Collection[str]) -> tuple[Finding, ...]:
    """Vignettes whose source is not among the keys we know."""
    return tuple(
        Finding(f"vignette {vignette.id}", f"The register has no source “{vignette.source}”.")
        for vignette in vignettes
        if vignette.source != OWN_CASES and vignette.source not in known
    )


def _failed(questionnaire: Questionnaire, vignette: Vignette) -> CounterExample | None:
    place = f"vignette {vignette.id}"
    unreadable = _unreadable(questionnaire, vignette)
    if unreadable:
        return CounterExample(place, unreadable, vignette.answers)
    seen = tried(questionnaire, vignette)
    idle = [name for name in vignette.answers if name not in seen.path]
    if idle and not seen.journey.stopped_by_emergency:
        return CounterExample(place, f"{idle[0]} is not asked.", seen.journey.counted)
    if seen.urgency in vignette.allowed:
        return None
    wanted = " or ".join(level.key for level in vignette.allowed)
    reason = f"It gets {seen.urgency.key} and should get {wanted}."
    return CounterExample(place, reason, seen.journey.counted)


def _unreadable(questionnaire: Questionnaire, vignette: Vignette) -> str:
    """What is wrong with its answers; nothing when they can be given."""
    for name, chosen in vignette.answers.items():
        if name not in questionnaire.question_ids:
            return f"There is no question {name}."
        try:
            check_answer(questionnaire.question(name), chosen)
        except AnswerError as error:
            return str(error)
    return ""

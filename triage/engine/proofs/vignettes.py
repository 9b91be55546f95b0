"""Cases with the urgency they must get. The one property that is tried, not proved."""

from dataclasses import dataclass

from triage.engine.assessment import assess
from triage.engine.journey import AnswerError, check_answer, fill_clean
from triage.engine.proofs.report import Answers, CounterExample, Proof
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency


@dataclass(frozen=True)
class Vignette:
    """A case: its telling answers, and the urgencies it may get.

    Questions it leaves out get their harmless option.
    """

    id: str
    answers: Answers
    allowed: tuple[Urgency, ...]
    story: str = ""


def pass_all(questionnaire: Questionnaire, vignettes: tuple[Vignette, ...]) -> Proof:
    found = [_failed(questionnaire, vignette) for vignette in vignettes]
    return Proof(
        name="vignettes",
        statement="Every vignette gets an urgency it may get.",
        cases=len(vignettes),
        counter_examples=tuple(example for example in found if example),
    )


def _failed(questionnaire: Questionnaire, vignette: Vignette) -> CounterExample | None:
    place = f"vignette {vignette.id}"
    unreadable = _unreadable(questionnaire, vignette)
    if unreadable:
        return CounterExample(place, unreadable, vignette.answers)
    seen = assess(questionnaire, fill_clean(questionnaire, vignette.answers))
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

"""How many pages a reader goes through, counted by walking as readers do, page after page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from statistics import median

from triage.engine.conditions import Answers
from triage.engine.journey import fill_clean, replay
from triage.engine.questionnaire import Questionnaire

# Questions whose answer changes which others are asked of someone who is well.
VARIED = ("who", "age", "problem")


@dataclass(frozen=True)
class Lengths:
    """Pages a run takes, over several runs. A page that joins several questions is one page."""

    runs: int
    shortest: int
    middle: float
    longest: int

    def __str__(self) -> str:
        return f"{self.shortest} at least, {self.middle:g} in the middle, {self.longest} at most"


def pages_walked(questionnaire: Questionnaire, answers: Answers) -> int:
    """The pages until the result, for a reader who gives these answers when they are asked.

    `answers` must have one for every question.
    """
    given: dict[str, frozenset[str]] = {}
    journey = replay(questionnaire, given)
    while journey.next_page:
        given |= {name: answers[name] for name in journey.next_page.questions}
        journey = replay(questionnaire, given)
    return len(journey.opened)


def lengths(questionnaire: Questionnaire, runs: Iterable[Answers]) -> Lengths | None:
    """How long these runs are, the harmless option filled in; None when there is no run."""
    counts = [pages_walked(questionnaire, fill_clean(questionnaire, run)) for run in runs]
    if not counts:
        return None
    return Lengths(len(counts), min(counts), median(counts), max(counts))


def clean_runs(questionnaire: Questionnaire) -> Iterator[Answers]:
    """No warning anywhere, for every way to answer the questions of `VARIED`."""
    varied = [name for name in VARIED if name in questionnaire.question_ids]
    offered = (questionnaire.choices[name] for name in varied)
    for chosen in product(*offered):
        yield {name: frozenset({option}) for name, option in zip(varied, chosen, strict=True)}

"""Vignettes that get another urgency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from triage.engine.assessment import assess
from triage.engine.comparison.sheets import answer_in
from triage.engine.conditions import Answers
from triage.engine.journey import fill_clean
from triage.engine.proofs.vignettes import Vignette
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency


@dataclass(frozen=True)
class MovedVignette:
    """A case, and the urgency it gets in either questionnaire."""

    id: str
    story: str
    before: Urgency
    after: Urgency

    @property
    def is_down(self) -> bool:
        return self.after < self.before

    def to_data(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "story": self.story,
            "before": self.before.key,
            "after": self.after.key,
            "is_down": self.is_down,
        }


def moved_vignettes(
    before: Questionnaire,
    after: Questionnaire,
    before_vignettes: Iterable[Vignette],
    after_vignettes: Iterable[Vignette],
) -> tuple[MovedVignette, ...]:
    """Each case once, with the answers it has now if it still is one; those that go down first."""
    cases = {case.id: case for case in (*before_vignettes, *after_vignettes)}
    moved = [
        MovedVignette(case.id, case.story, _told(before, case.answers), _told(after, case.answers))
        for case in cases.values()
    ]
    return tuple(sorted((each for each in moved if each.before is not each.after), key=_downwards))


def _downwards(moved: MovedVignette) -> int:
    return moved.after - moved.before


def _told(questionnaire: Questionnaire, answers: Answers) -> Urgency:
    given: Mapping[str, frozenset[str]] = {
        name: answer_in(questionnaire.question(name), chosen)
        for name, chosen in answers.items()
        if name in questionnaire.question_ids
    }
    return assess(questionnaire, fill_clean(questionnaire, given)).urgency

"""Answers in few characters: where an option stands in its question, instead of its name.

A release never changes, so its places never do; a run holds its release's fingerprint.
"""

from collections.abc import Collection

from triage.engine.conditions import Answers
from triage.engine.numbers import is_number
from triage.engine.questionnaire import Question, Questionnaire

Place = int | str


def packed(questionnaire: Questionnaire, answers: Answers) -> list[Place]:
    """For each question the places of the chosen options, as the bits of a whole number; 0 for no
    answer. A number that a reader gave stands as its text."""
    return [_place(asked, answers.get(asked.id, ())) for asked in questionnaire.questions]


def unpacked(questionnaire: Questionnaire, places: Collection[Place]) -> Answers:
    """The answers of `packed`. Raises ValueError for those of another questionnaire."""
    pairs = zip(questionnaire.questions, places, strict=True)
    return {asked.id: _chosen(asked, place) for asked, place in pairs if place}


def _place(asked: Question, chosen: Collection[str]) -> Place:
    number = next((each for each in chosen if is_number(each)), "")
    options = enumerate(asked.option_ids)
    return number or sum(1 << bit for bit, option in options if option in chosen)


def _chosen(asked: Question, place: Place) -> frozenset[str]:
    if isinstance(place, str):
        return frozenset({place})
    return frozenset(option for bit, option in enumerate(asked.option_ids) if place >> bit & 1)

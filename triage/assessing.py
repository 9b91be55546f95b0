"""Lines of answers in, lines of results out: the self-check without pages."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from triage.engine.assessment import assess
from triage.engine.journey import AnswerError, check_answer, fill_clean
from triage.engine.parts import NUMBER
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

Answers = dict[str, frozenset[str]]


class BadLine(ValueError):
    """A line that is no set of answers; the message says what to change."""


@dataclass(frozen=True)
class Assessor:
    """Assesses sets of answers on one questionnaire.

    With `is_filled`, questions left out get their harmless option; without, a set that leaves
    one out is reported as incomplete with the question that comes next.
    """

    questionnaire: Questionnaire
    is_filled: bool = False

    def line(self, text: str) -> dict[str, Any]:
        """The result of one JSON line. Raises `BadLine`."""
        given = self.answers(text)
        answers = fill_clean(self.questionnaire, given) if self.is_filled else given
        assessment = assess(self.questionnaire, answers)
        journey = assessment.journey
        result: dict[str, Any] = {
            "complete": assessment.is_complete,
            "urgency": assessment.urgency.key if assessment.is_complete else None,
            "fired": [reason.rule.id for reason in assessment.reasons],
            "path": list(assessment.path),
        }
        if journey.next_question:
            result["next_question"] = journey.next_question.id
            result["at_least"] = _highest(reason.urgency for reason in assessment.reasons)
        ignored = [name for name in given if name not in journey.counted]
        if ignored:
            result["ignored"] = ignored
        return result

    def answers(self, text: str) -> Answers:
        """The answers in one JSON line, each checked against its question. Raises `BadLine`."""
        data = _json_object(text)
        return {name: self._answer(name, value) for name, value in data.items()}

    def _answer(self, name: str, value: Any) -> frozenset[str]:
        if name not in self.questionnaire.question_ids:
            raise BadLine(f"there is no question {name!r:.60}. Use the question's id.")
        asked = self.questionnaire.question(name)
        if asked.kind == NUMBER and isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        options = [value] if isinstance(value, str) else value
        if not isinstance(options, list) or not all(isinstance(o, str) for o in options):
            kind = "a number" if asked.kind == NUMBER else "an option id or a list of them"
            raise BadLine(f"the answer to {name} must be {kind}.")
        try:
            return check_answer(asked, options)
        except AnswerError as error:
            offered = ", ".join(asked.option_ids)
            raise BadLine(f"{error} It offers: {offered}." if offered else str(error)) from error


def _json_object(text: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text, object_pairs_hook=_without_twins)
    except BadLine:
        raise
    except (ValueError, RecursionError) as error:
        # ValueError, not JSONDecodeError alone: a number of 5,000 digits raises the plain one.
        raise BadLine("this is not JSON. Write one object on each line.") from error
    if not isinstance(data, dict):
        raise BadLine('this is not a JSON object. Write {"question": "option", …}.')
    return data


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise BadLine(f"{name!r:.60} is answered twice. Put all its options into one list.")
    return dict(pairs)


def _highest(levels: Any) -> str | None:
    highest: Urgency | None = max(levels, default=None)
    return None if highest is None else highest.key

"""A questionnaire with one part changed."""

from dataclasses import replace
from typing import Any

from triage.engine.parts import Question
from triage.engine.questionnaire import Questionnaire


def with_rule(whole: Questionnaire, rule_id: str, **changes: Any) -> Questionnaire:
    assert rule_id in {each.id for each in whole.rules}
    return replace(
        whole,
        rules=tuple(
            replace(each, **changes) if each.id == rule_id else each for each in whole.rules
        ),
    )


def without_rule(whole: Questionnaire, rule_id: str) -> Questionnaire:
    return replace(whole, rules=tuple(each for each in whole.rules if each.id != rule_id))


def with_question(whole: Questionnaire, question: Question) -> Questionnaire:
    asked = tuple(question if each.id == question.id else each for each in whole.questions)
    return replace(whole, questions=asked)

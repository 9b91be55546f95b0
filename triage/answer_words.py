"""Answers in words: the labels that were chosen, with the question where they need it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from triage.engine.numbers import is_number
from triage.engine.parts import MULTI, NUMBER, Question
from triage.engine.wording import spoken

# “Have you seen any of these?” asks for statements, and a statement stands alone.
_POINTS_AT_ITS_OPTIONS = re.compile(r"\b(these|this)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """What was answered to one question; `question` is empty where the answers speak alone."""

    question: str
    answers: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.question} {'; '.join(self.answers)}".strip()


def labels(question: Question, options: Iterable[str], voice: str) -> tuple[str, ...]:
    """The labels of these options, in the order they are offered; numbers with their unit."""
    picked = frozenset(options)
    chosen = tuple(spoken(o.label, voice) for o in question.options if o.id in picked)
    if question.kind != NUMBER:
        return chosen
    numbers = sorted(filter(is_number, picked), key=Decimal)
    return (*map(question.measure.with_unit, numbers), *chosen)


def said(question: Question, options: Iterable[str], voice: str) -> Said:
    """The options in words, with the question if “dark brown” alone would mean nothing."""
    text = "" if stands_alone(question) else spoken(question.text, voice)
    return Said(text, labels(question, options, voice))


def stands_alone(question: Question) -> bool:
    """Whether its labels can be understood without it."""
    return question.kind == MULTI and bool(_POINTS_AT_ITS_OPTIONS.search(question.text))

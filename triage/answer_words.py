"""Answers in words: the labels that were chosen, with the question where they need it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from triage.engine.numbers import Measure, Span, is_number
from triage.engine.parts import MULTI, NUMBER, Question
from triage.engine.wording import spoken

# “Have you seen any of these?” asks for statements, and a statement stands alone.
_POINTS_AT_ITS_OPTIONS = re.compile(r"\b(these|this)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Said:
    """What was answered to one question; `question` is empty where the answers speak alone.

    `is_in_our_words`: the answers are no labels of an editor's, and speak the reader's language.
    """

    question: str
    answers: tuple[str, ...]
    is_in_our_words: bool = False

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


def span_words(span: Span, measure: Measure) -> str:
    """Such as “38 °C or more”."""
    if span.is_lowest and span.is_highest:
        return _("any number")
    if span.is_highest:
        return _("%(number)s or more") % {"number": measure.with_unit(span.first)}
    if span.is_lowest:
        return _("%(number)s or less") % {"number": measure.with_unit(span.last)}
    if span.first == span.last:
        return measure.with_unit(span.first)
    ends = {"first": span.first, "last": measure.with_unit(span.last)}
    return _("%(first)s to %(last)s") % ends


def stands_alone(question: Question) -> bool:
    """Whether its labels can be understood without it."""
    return question.kind == MULTI and bool(_POINTS_AT_ITS_OPTIONS.search(question.text))

"""One question, one form, one field. The engine decides what counts as an answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from triage.engine.journey import AnswerError, check_answer
from triage.engine.questionnaire import Question
from triage.engine.wording import spoken

# What to say for each way an answer can be wrong, where the question has no words of its own.
_SAID = {
    "missing": {"single": "Choose one answer", "multi": "Choose all that fit, or “{exclusive}”"},
    "unknown_option": {
        "single": "Choose one of the answers shown",
        "multi": "Choose from the answers shown",
    },
    "exclusive": {"multi": "Choose “{exclusive}” alone, or take it away"},
    "too_many": {"single": "Choose one answer only"},
}


class SeveralValues(forms.Field):
    """Every value sent under one name, as a list of text."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return [str(item) for item in value or []]


class QuestionForm(forms.Form):
    """The answer to one question. `cleaned_data["answer"]` is a frozenset of option ids."""

    answer = SeveralValues(required=False)

    def __init__(self, question: Question, voice: str, data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.question = question
        self.voice = voice

    def clean_answer(self) -> frozenset[str]:
        try:
            return check_answer(self.question, self.cleaned_data["answer"])
        except AnswerError as error:
            raise forms.ValidationError(self.message(error.code), code=error.code) from error

    def message(self, code: str) -> str:
        """What to do, in words for this question."""
        if code == "missing" and self.question.error:
            return spoken(self.question.error, self.voice)
        exclusive = next((o.label for o in self.question.options if o.is_exclusive), "")
        words: Mapping[str, str] = _SAID[code]
        return words[self.question.kind].format(exclusive=spoken(exclusive, self.voice))

    def chosen(self) -> frozenset[str]:
        """What the reader ticked, right or wrong, so that nothing is lost with an error."""
        if not self.is_bound:
            return frozenset()
        offered = {option.id for option in self.question.options}
        return frozenset(self["answer"].value() or ()) & offered

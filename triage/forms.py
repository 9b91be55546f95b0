"""One page, one form, one field. The engine decides what counts as an answer."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundwork.languages import is_own
from triage.engine.journey import AnswerError, check_answer
from triage.engine.parts import MULTI, NUMBER
from triage.engine.questionnaire import Option, Page, Question
from triage.engine.wording import spoken

NONE = "none"
# Between a joined question's id and its option's; neither can hold it.
BETWEEN = ":"

# What to say for each way an answer can be wrong, where the question has no words of its own.
_SAID: Mapping[str, Mapping[str, Promise | str]] = {
    "missing": {
        "single": gettext_lazy("Choose one answer"),
        "multi": gettext_lazy("Choose all that fit, or “{exclusive}”"),
        "number": gettext_lazy("Write a number"),
    },
    "unknown_option": {
        "single": gettext_lazy("Choose one of the answers shown"),
        "multi": gettext_lazy("Choose from the answers shown"),
    },
    "exclusive": {"multi": gettext_lazy("Choose “{exclusive}” alone, or take it away")},
    "too_many": {
        "single": gettext_lazy("Choose one answer only"),
        "number": gettext_lazy("Write one number only"),
    },
    "both": {"number": gettext_lazy("Write a number or choose “{doubt}”, not both")},
    "not_a_number": {"number": gettext_lazy("Write a number in digits, such as {least}")},
    "too_small": {"number": gettext_lazy("Write a number of at least {least}")},
    "too_large": {"number": gettext_lazy("Write a number of at most {most}")},
}
_OR_DOUBT = gettext_lazy("Write a number, or choose “{doubt}”")
# By how many decimals the number may have.
_TOO_MANY_DECIMALS = (
    gettext_lazy("Write a whole number, without a point"),
    gettext_lazy("Write one digit after the point at most"),
    gettext_lazy("Write two digits after the point at most"),
)
# More than any number needs; what is longer is shown again cut off.
MOST_TYPED = 40
NONE_OF_THESE = gettext_lazy("None of these")
_CONTRADICTED = gettext_lazy("Take away “None of these” if anything else here is true")

Answers = Mapping[str, frozenset[str]]


class SeveralValues(forms.Field):
    """Every value sent under one name, as a list of text."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[str]:
        return [str(item) for item in value or []]


class PageForm(forms.Form):
    """The answers to one page. `cleaned_data["answer"]` has option ids by question."""

    # What was typed, where the page asks for a number.
    number = SeveralValues(required=False)
    answer = SeveralValues(required=False)

    def __init__(
        self, page: Page, questions: Sequence[Question], voice: str, data: QueryDict | None = None
    ) -> None:
        """`questions`: those of the page's questions that are asked."""
        super().__init__(data)
        self.page = page
        self.questions = questions
        self.voice = voice

    def clean_answer(self) -> Answers:
        try:
            return self._answers(self.cleaned_data["answer"])
        except AnswerError as error:
            raise forms.ValidationError(self.message(error.code), code=error.code) from error

    def _answers(self, values: list[str]) -> Answers:
        """Raises `AnswerError`."""
        if not self.page.is_joint:
            typed = self._typed()
            if values and typed:
                raise AnswerError("both", f"{self.page.id}: a number and doubt.")
            return {each.id: check_answer(each, [*values, *typed]) for each in self.questions}
        sent = frozenset(values)
        if not sent:
            raise AnswerError("missing", f"{self.page.id}: nothing was chosen.")
        unknown = sent - {NONE, *self._values()}
        if unknown:
            raise AnswerError("unknown_option", f"{self.page.id} does not offer {min(unknown)!r}.")
        if NONE in sent and len(sent) > 1:
            raise AnswerError("exclusive", f"{self.page.id}: “none of these” stands alone.")
        return {
            asked.id: check_answer(asked, self._chosen_of(asked, sent) or {asked.harmless})
            for asked in self.questions
        }

    def _values(self) -> list[str]:
        """Everything a joint page offers but “none of these”."""
        return [value_of(asked.id, o.id) for asked in self.questions for o in offered(asked)]

    def _chosen_of(self, asked: Question, sent: frozenset[str]) -> frozenset[str]:
        return frozenset(o.id for o in offered(asked) if value_of(asked.id, o.id) in sent)

    def message(self, code: str) -> str:
        """What to do, in words for this page."""
        said = self.page.error if self.page.is_joint else self.questions[0].error
        if code == "missing" and said and is_own():
            return spoken(said, self.voice)
        if code == "exclusive" and self.page.is_joint:
            return str(_CONTRADICTED)
        kind = MULTI if self.page.is_joint else self.questions[0].kind
        exclusive = spoken(self._exclusive(), self.voice)
        return str(self._said(code, kind)).format(exclusive=exclusive, **self._measured())

    def _said(self, code: str, kind: str) -> Promise | str:
        if code == "too_many_decimals":
            return _TOO_MANY_DECIMALS[self.questions[0].measure.decimals]
        if code == "missing" and kind == NUMBER and self.questions[0].options:
            return _OR_DOUBT
        return _SAID[code][kind]

    def _measured(self) -> Mapping[str, str]:
        """The words for a number and its limits."""
        asked = self.questions[0]
        if asked.kind != NUMBER:
            return {}
        measure = asked.measure
        doubt = _(" or ").join(spoken(option.label, self.voice) for option in asked.options)
        return {
            "least": measure.with_unit(in_digits(measure.least)),
            "most": measure.with_unit(in_digits(measure.most)),
            "doubt": doubt,
        }

    def _typed(self) -> list[str]:
        """What was typed into the page, if it asks for a number."""
        if self.questions[0].kind != NUMBER:
            return []
        return [text.strip() for text in self["number"].value() or () if text.strip()]

    def _exclusive(self) -> str:
        """The words of what stands alone."""
        if self.page.is_joint:
            return str(NONE_OF_THESE)
        return next((o.label for o in self.questions[0].options if o.is_exclusive), "")

    def chosen(self) -> frozenset[str]:
        """The values a reader ticked, right or wrong, so that nothing is lost with an error."""
        if not self.is_bound:
            return frozenset()
        shown = self._values() if self.page.is_joint else self.questions[0].option_ids
        ticked = frozenset(self["answer"].value() or ()) & {NONE, *shown}
        return ticked.union(text[:MOST_TYPED] for text in self._typed()[:1])


def in_digits(number: str) -> str:
    """A number as it is kept, in the reader's way: 38.5, or 38,5."""
    return number_format(Decimal(number), use_l10n=True)


def offered(asked: Question) -> list[Option]:
    """What a joined question shows: all but the option that its page shares."""
    return [option for option in asked.options if not option.is_exclusive]


def value_of(question_id: str, option_id: str) -> str:
    """An option of a joined question as it is sent."""
    return f"{question_id}{BETWEEN}{option_id}"


def values_of(page: Page, questions: Sequence[Question], answers: Answers) -> frozenset[str]:
    """The values that stand for answers given before."""
    given = {asked.id: answers[asked.id] for asked in questions if asked.id in answers}
    if not page.is_joint:
        return frozenset(option for chosen in given.values() for option in chosen)
    chosen = frozenset(
        value_of(asked.id, option.id)
        for asked in questions
        for option in offered(asked)
        if option.id in given.get(asked.id, ())
    )
    # With a question still open, “none of these” has not been said of the whole page.
    is_none = len(given) == len(questions) and not chosen
    return frozenset({NONE}) if is_none else chosen

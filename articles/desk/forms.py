"""The forms of the desk's pages: when, until, why, and in whose name."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from articles import previews
from articles.editing import USUAL_REVIEW_MONTHS, months_after
from articles.models import Article, Person

MOST_YEARS = 5
REVIEW_MONTHS = (6, 12, 24, 36)
ON_A_DAY = "date"
NOW, LATER = "now", "later"
LONGEST_TEXT = 5_000
_IN_MONTHS = gettext_lazy("In {months} months")
_A_DAY = gettext_lazy("{days} day")
_DAYS = gettext_lazy("{days} days")


class DayAndTime(forms.DateTimeInput):
    """The browser's own picker; without one it is typed as 2026-12-24T09:00."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def _moment(label: StrOrPromise, help_text: StrOrPromise) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        widget=DayAndTime(),
        help_text=help_text,
        error_messages={
            "invalid": gettext_lazy("Write the day and the time, such as 2026-12-24T09:00.")
        },
    )


class AskForm(forms.Form):
    """What the reviewer should know."""

    note = forms.CharField(
        label=gettext_lazy("For the reviewer"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "What you changed and what to look at, such as “Is the dose right?”"
        ),
    )


class TimedForm(forms.Form):
    """Now, or at a time to come."""

    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=[(NOW, gettext_lazy("Now")), (LATER, gettext_lazy("At a day and time"))],
        initial=NOW,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose when.")},
    )
    at = _moment(gettext_lazy("Day and time"), gettext_lazy("Nobody has to be at the desk then."))

    @property
    def moment(self) -> datetime | None:
        """None for now."""
        chosen: datetime | None = self.cleaned_data.get("at")
        return chosen if self.cleaned_data.get("when") == LATER else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("when") == LATER and "at" in cleaned:
            self._refuse("at", cleaned["at"], needed=True)
        return cleaned

    def _refuse(self, name: str, at: datetime | None, *, needed: bool) -> None:
        now = timezone.now()
        if at is None and needed:
            self.add_error(name, _("Choose the day and the time."))
        elif at is not None and at <= now:
            self.add_error(name, _("Choose a time to come; this one is over."))
        elif at is not None and at > now + timedelta(days=366 * MOST_YEARS):
            self.add_error(
                name,
                (
                    _("Choose a time within the next %(most_years)s years.")
                    % {"most_years": MOST_YEARS}
                ),
            )


class ArchiveForm(TimedForm):
    """When, and where its address leads afterwards."""

    replacement = forms.ModelChoiceField(
        queryset=Article.objects.none(),
        label=gettext_lazy("What replaces it"),
        required=False,
        empty_label=gettext_lazy("Nothing: readers are told that it was taken back"),
        help_text=gettext_lazy(
            "Its address leads there, such as to a newer article on the same question."
        ),
        error_messages={"invalid_choice": gettext_lazy("Choose an article that readers have.")},
    )

    def __init__(self, *args: Any, article: Article, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Article.objects.public().exclude(pk=article.pk).order_by("title")
        self.fields["replacement"].queryset = others  # type: ignore[attr-defined]  # a model's


class PublishForm(TimedForm):
    """When readers get it, how long, and what they are told of it."""

    until = _moment(
        gettext_lazy("Until"),
        gettext_lazy("Leave it empty to keep it public until you archive it."),
    )
    note = forms.CharField(
        label=gettext_lazy("What changed"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"size": 80}),
        help_text=gettext_lazy(
            "For readers, on the page of changes: “A new trial of stretching added”."
        ),
        error_messages={"max_length": gettext_lazy("Write at most 300 characters.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        until = cleaned.get("until")
        self._refuse("until", until, needed=False)
        if until and not self.errors and until <= (self.moment or timezone.now()):
            self.add_error("until", _("Choose an end after the beginning."))
        return cleaned


class DecideForm(forms.Form):
    """A reviewer's word. `person`: the record readers know them by, if they have one."""

    due = forms.ChoiceField(
        label=gettext_lazy("Next review due"),
        choices=[
            *((str(months), format_lazy(_IN_MONTHS, months=months)) for months in REVIEW_MONTHS),
            (ON_A_DAY, gettext_lazy("On a day")),
        ],
        initial=str(USUAL_REVIEW_MONTHS),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose when it must be reviewed again.")},
    )
    due_on = forms.DateField(
        label=gettext_lazy("Day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Write the day, such as 2027-12-24.")},
    )
    in_my_name = forms.BooleanField(label=gettext_lazy("In my name"), required=False)
    remarks = forms.CharField(
        label=gettext_lazy("Remarks"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "The writer sees them on the article. To return a text, say what to change."
        ),
    )

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if person is None:
            del self.fields["in_my_name"]
            return
        said = _("Readers see: Reviewed by %(name)s, %(role)s.") % {
            "name": person.name,
            "role": person.role,
        }
        self.fields["in_my_name"].help_text = said

    @property
    def review_due(self) -> date:
        """Only once it is valid."""
        if self.cleaned_data["due"] == ON_A_DAY:
            chosen: date = self.cleaned_data["due_on"]
            return chosen
        return months_after(timezone.localdate(), int(self.cleaned_data["due"]))

    @property
    def signer(self) -> Person | None:
        return self.person if self.cleaned_data.get("in_my_name") else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("due") == ON_A_DAY and "due_on" in cleaned and not cleaned["due_on"]:
            self.add_error("due_on", _("Choose the day."))
        return cleaned


class LinkForm(forms.Form):
    """How long a preview link works. `key`: see `articles.previews`."""

    number = forms.TypedChoiceField(
        label=gettext_lazy("Version"),
        coerce=int,
        error_messages={"invalid_choice": gettext_lazy("Choose a version we have.")},
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("Works for"),
        coerce=int,
        choices=[
            (days, format_lazy(_A_DAY if days == 1 else _DAYS, days=days)) for days in previews.DAYS
        ],
        initial=previews.USUAL_DAYS,
    )
    key = forms.CharField(widget=forms.HiddenInput, min_length=previews.SHORTEST_KEY, max_length=90)

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(number, (_("Version %(number)s") % {"number": number})) for number in numbers]
        self.fields["number"].choices = choices  # type: ignore[attr-defined]  # a choice field

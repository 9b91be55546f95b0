"""The form a reader fills in: what may be typed, and what we say when it may not."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.comments import washing
from articles.models.comment import LONGEST_NAME, LONGEST_TEXT, Kind

OUR_NAME = "legwise"
TRAP = "website"
"""A field that people neither see nor reach; programs fill it in."""
TYPED = ("kind", "name", "email", "text", "consent", TRAP)


def typed_in(sent: Mapping[str, str]) -> dict[str, str]:
    """What was typed, to be shown again just as it was."""
    return {name: washing.typed(sent[name]) for name in TYPED if name in sent}


class CommentForm(forms.Form):
    """Its errors are words for its writer; each says what to do."""

    kind = forms.ChoiceField(
        choices=Kind.choices,
        initial=Kind.COMMENT.value,
        error_messages={
            "required": _("Choose what you are sending."),
            "invalid_choice": _("Choose what you are sending."),
        },
    )
    name = forms.CharField(
        max_length=LONGEST_NAME,
        error_messages={
            "required": _("Write a name. It need not be your own."),
            "max_length": _("Write a name of %(limit_value)d characters or fewer."),
        },
    )
    email = forms.EmailField(
        required=False,
        error_messages={
            "invalid": _(
                "Write the whole e-mail address, such as name@example.org, or leave it empty."
            ),
            "max_length": _("Write a shorter e-mail address, or leave it empty."),
        },
    )
    text = forms.CharField(error_messages={"required": _("Write what you would like to say.")})
    consent = forms.BooleanField(required=False)
    website = forms.CharField(required=False)

    links_taken_out = 0

    def clean_name(self) -> str:
        name = washing.on_one_line(self.cleaned_data["name"])
        if not washing.has_words(name) or washing.without_links(name)[1]:
            raise forms.ValidationError(_("Write a name without an address in it."))
        if OUR_NAME in name.casefold():
            raise forms.ValidationError(_("Choose another name: this one is ours."))
        return name

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text) > LONGEST_TEXT:
            said = gettext("Write %(most)s characters or fewer. This has %(count)s.")
            numbers = {"most": _grouped(LONGEST_TEXT), "count": _grouped(len(text))}
            raise forms.ValidationError(said % numbers)
        text = washing.paragraphs(text)
        if not washing.has_words(text):
            raise forms.ValidationError(_("Write something in words: links are taken out."))
        text, self.links_taken_out = washing.without_links(text)
        return text

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("Leave the last field empty: it is there to catch programs.")
            )
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == Kind.STORY and not cleaned.get("consent"):
            self.add_error(
                "consent",
                _("Tick the box if we may publish your story, or choose “A comment on this page”."),
            )
        return cleaned


def _grouped(number: int) -> str:
    return number_format(number, use_l10n=True, force_grouping=True)

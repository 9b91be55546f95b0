"""Red flags in other languages in the admin: the English beside it, and whether readers get it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import RedFlagWords
from articles.models.red_flag_words import mark_of
from groundwork.languages import others


class WordsForm(forms.ModelForm[RedFlagWords]):
    """The language is one the site speaks."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=lambda: list(others().items()),
        help_text=gettext_lazy("The language you write in here."),
    )


@admin.register(RedFlagWords)
class RedFlagWordsAdmin(admin.ModelAdmin[RedFlagWords]):
    form = WordsForm
    list_display = ("red_flag_id", "language", "wording", "holds")
    list_filter = ("language",)
    search_fields = ("red_flag__key", "wording")
    autocomplete_fields = ("red_flag",)
    readonly_fields = ("in_english",)
    fields = ("red_flag", "language", "in_english", "wording", "what_to_do")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RedFlagWords]:
        return super().get_queryset(request).select_related("red_flag")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("red_flag", *self.readonly_fields) if obj else self.readonly_fields

    @admin.display(boolean=True, description=gettext_lazy("Readers get it"))
    def holds(self, words: RedFlagWords) -> bool:
        return words.holds

    @admin.display(description=gettext_lazy("In English now"))
    def in_english(self, words: RedFlagWords) -> SafeString | str:
        if not words.red_flag_id:
            return _("Choose the red flag and save: its English then stands here.")
        flag = words.red_flag
        urgency = _("Urgency: %(urgency)s") % {"urgency": flag.get_urgency_display()}
        changed = format_html("<strong>{}</strong><br>", _CHANGED)
        return format_html(
            "{}{}<br>{}<br>{}",
            "" if words.holds else changed,
            flag.wording,
            flag.what_to_do,
            urgency,
        )

    def save_model(self, request: HttpRequest, obj: RedFlagWords, form: Any, change: bool) -> None:
        """Saving says that it was compared with today's English."""
        obj.of = mark_of(obj.red_flag)
        super().save_model(request, obj, form, change)


_CHANGED = gettext_lazy(
    "The English has changed since this was translated, so readers get English. Compare, then save."
)

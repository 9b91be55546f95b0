"""Registers in the admin: sources, claims, red flags. Changing one remakes what leans on it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles import rendering
from articles.models import Article, Claim, RedFlag, Source, Term


class RegisterAdmin(admin.ModelAdmin[Any]):
    """What the three registers share: a key that stays, what leans on it, no careless deletion."""

    readonly_fields = ("used_by",)
    list_per_page = 100

    def leaning(self, entry: Source | Claim | RedFlag | Term | None) -> QuerySet[Article]:
        """Articles that show this entry."""
        if entry is None or entry.pk is None:
            return Article.objects.none()
        return rendering.leaning_on(entry)

    @admin.display(description="Used by")
    def used_by(self, entry: Source | Claim | RedFlag | Term) -> SafeString | str:
        rows = (
            (reverse("admin:articles_article_change", args=[article.pk]), article.title)
            for article in self.leaning(entry).order_by("title")
        )
        items = format_html_join("", '<li><a href="{}">{}</a></li>', rows)
        return format_html("<ul>{}</ul>", items) if items else "No article yet."

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "key") if obj else tuple(self.readonly_fields)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing that an article shows can be deleted: take it out of the article first."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not self.leaning(obj).exists())

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change and form.has_changed():
            count = rendering.render_all(self.leaning(form.instance))
            if count:
                said = f"{count} article(s) now show the new wording."
                self.message_user(request, said, messages.INFO)


class SupportedForm(forms.ModelForm[Any]):
    """A claim or red flag needs a source, or the word that it is our policy."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("sources") and not cleaned.get("is_policy"):
            self.add_error("sources", "Choose at least one source, or tick “our policy”.")
        return cleaned


@admin.register(Source)
class SourceAdmin(RegisterAdmin):
    list_display = ("key", "title", "publisher", "year", "kind", "checked_on")
    list_filter = ("kind",)
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    search_fields = ("key", "title", "authors", "publisher")
    fields = (
        "key",
        "title",
        "authors",
        "publisher",
        "year",
        "url",
        "doi",
        "kind",
        "read_as",
        "checked_on",
        "note",
        "used_by",
    )


@admin.register(Claim)
class ClaimAdmin(RegisterAdmin):
    form = SupportedForm
    list_display = ("key", "wording", "stance", "strength", "checked")
    list_filter = ("stance", "strength", "checked")
    search_fields = ("key", "wording")
    autocomplete_fields = ("sources",)
    fields = (
        "key",
        "wording",
        "stance",
        "strength",
        "why",
        "sources",
        "is_policy",
        "checked",
        "note",
        "used_by",
    )


@admin.register(RedFlag)
class RedFlagAdmin(RegisterAdmin):
    form = SupportedForm
    list_display = ("key", "wording", "urgency")
    list_filter = ("urgency",)
    search_fields = ("key", "name", "wording")
    autocomplete_fields = ("sources",)
    fields = (
        "key",
        "name",
        "wording",
        "urgency",
        "what_to_do",
        "why",
        "sources",
        "is_policy",
        "used_by",
    )

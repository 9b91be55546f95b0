"""Registers in the admin: sources, claims, red flags. Changing one remakes what leans on it."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import rechecks, rendering
from articles.models import Article, Claim, RedFlag, Source, Term
from articles.signposts import Lean, Ours, what_leans_on


class RegisterAdmin(admin.ModelAdmin[Any]):
    """What the three registers share: a key that stays, what leans on it, no careless deletion."""

    readonly_fields = ("used_by",)
    list_per_page = 100
    register_kind: Ours | None = None
    """What other rooms know it as, where they may lean on it."""

    def leaning(self, entry: Source | Claim | RedFlag | Term | None) -> QuerySet[Article]:
        """Articles that show this entry."""
        if entry is None or entry.pk is None:
            return Article.objects.none()
        return rendering.articles_leaning_on(entry)

    @admin.display(description=gettext_lazy("Used by"))
    def used_by(self, entry: Source | Claim | RedFlag | Term) -> SafeString | str:
        rows = (
            (reverse("admin:articles_article_change", args=[article.pk]), article.title)
            for article in self.leaning(entry).order_by("title")
        )
        found = [*rows, *((lean.url, lean.what) for lean in self.elsewhere(entry))]
        items = format_html_join("", '<li><a href="{}">{}</a></li>', found)
        return format_html("<ul>{}</ul>", items) if items else _("Nothing yet.")

    def elsewhere(self, entry: Any) -> list[Lean]:
        """What of other rooms leans on it."""
        return (
            what_leans_on(self.register_kind, entry.key) if self.register_kind and entry.pk else []
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "key") if obj else tuple(self.readonly_fields)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing that something leans on can be deleted: take it out there first."""
        allowed = super().has_delete_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        return not self.leaning(obj).exists() and not self.elsewhere(obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        kept = type(obj)._default_manager.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if kept is not None and type(obj) in rechecks.TELLING:
            self._put_on_the_desk(request, obj, rechecks.what_changed(obj, kept))

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change and form.has_changed():
            count = rendering.make_all(rendering.leaning_on(form.instance))
            if count:
                said = ngettext(
                    "%(count)s article now shows the new wording.",
                    "%(count)s articles now show the new wording.",
                    count,
                )
                self.message_user(request, said % {"count": count}, messages.INFO)

    def _put_on_the_desk(self, request: HttpRequest, entry: Any, change: str) -> None:
        """Say which articles to look at again, now that what they lean on means something else."""
        if not change:
            return
        found = rechecks.ask(entry, change=change, by=cast(User, request.user))
        rows = (
            (reverse("admin:articles_article_change", args=[each.pk]), each.title) for each in found
        )
        if found:
            listed = format_html_join(", ", '<a href="{}">{}</a>', rows)
            said = format_html(_("Look at these again; they are on the desk too: {}."), listed)
            self.message_user(request, said, messages.WARNING)


class SupportedForm(forms.ModelForm[Any]):
    """A claim or red flag needs a source, or the word that it is our policy."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("sources") and not cleaned.get("is_policy"):
            self.add_error("sources", _("Choose at least one source, or tick “our policy”."))
        return cleaned


@admin.register(Source)
class SourceAdmin(RegisterAdmin):
    register_kind = Ours.SOURCE
    list_display = ("key", "title", "publisher", "year", "kind", "checked_on", "retracted_on")
    list_filter = ("kind", ("retracted_on", admin.EmptyFieldListFilter))
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
        "retracted_on",
        "retraction_note",
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
    register_kind = Ours.RED_FLAG
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
        "phrasings",
        "why",
        "sources",
        "is_policy",
        "used_by",
    )

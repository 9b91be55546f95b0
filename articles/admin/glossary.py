"""The glossary in the admin. Changing a term remakes the articles that use it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import rendering
from articles.admin.registers import RegisterAdmin
from articles.models import Article, Edition, Term
from articles.models.glossary import split_names
from articles.search import indexing


class TermForm(forms.ModelForm[Term]):
    """A name leads to one term, and an article is one we have."""

    class Meta:
        model = Term
        fields = "__all__"
        widgets = {"meaning": forms.Textarea(attrs={"rows": 3})}

    def clean_article(self) -> str:
        slug: str = self.cleaned_data["article"]
        if slug and not Article.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Choose an article we have: none has this slug."))
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = [cleaned.get("term", ""), *split_names(cleaned.get("other_names", ""))]
        others = Term.objects.exclude(pk=self.instance.pk)
        owners = {name.casefold(): other for other in others for name in other.names}
        for name in typed:
            if owner := owners.get(name.casefold()):
                said = _(
                    "Take “%(name)s” out, or change “%(owner)s”: it is a name of that term already."
                ) % {"name": name, "owner": owner}
                self.add_error("other_names", said)
        return cleaned


@admin.register(Term)
class TermAdmin(RegisterAdmin):
    form = TermForm
    list_display = ("term", "other_names", "meaning", "article")
    search_fields = ("term", "slug", "other_names", "meaning")
    autocomplete_fields = ("sources",)
    fields = ("term", "slug", "other_names", "meaning", "article", "sources", "used_by")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*self.readonly_fields, "slug") if obj else tuple(self.readonly_fields)

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ("term",)}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A term in use may go: the articles keep its words and lose the link."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        indexing.put_term(form.instance)
        if not change:
            self._make(request, [*rendering.leaning_on(form.instance)])

    def delete_model(self, request: HttpRequest, obj: Term) -> None:
        leaning = [*rendering.leaning_on(obj)]
        indexing.take_term(obj)
        super().delete_model(request, obj)
        self._make(request, leaning)

    def _make(self, request: HttpRequest, editions: list[Edition]) -> None:
        if count := rendering.make_all(editions):
            said = ngettext(
                "%(count)s article made again.", "%(count)s articles made again.", count
            )
            self.message_user(request, said % {"count": count}, messages.INFO)

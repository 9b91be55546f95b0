"""The search at the desk: synonyms to write, and what readers looked for and did not find."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import SearchMiss, SearchWord, Synonym
from articles.models.search import phrase_stems
from articles.search import indexing, misses
from articles.search.words import fold


class SynonymForm(forms.ModelForm[Synonym]):
    """Words that can be looked for, leading to words that stand on our pages."""

    class Meta:
        model = Synonym
        fields = ("words", "means")

    def clean_words(self) -> str:
        words = " ".join(fold(self.cleaned_data["words"]).split())
        if not phrase_stems(words):
            raise forms.ValidationError(
                _(
                    "Write a word that tells something: “the” and “is” are passed over in "
                    "every search."
                )
            )
        if Synonym.objects.filter(words=words).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("“%(words)s” has its meaning already. Change that one.") % {"words": words}
            )
        return words

    def clean_means(self) -> str:
        meanings = [" ".join(each.split()) for each in self.cleaned_data["means"].split(",")]
        meanings = [each for each in meanings if each]
        for meaning in meanings:
            self._refuse_words_of_nobody(meaning)
        if not meanings:
            raise forms.ValidationError(_("Write the words that our pages have for it."))
        return ", ".join(meanings)

    def _refuse_words_of_nobody(self, meaning: str) -> None:
        stems = phrase_stems(meaning).split()
        known = SearchWord.objects.filter(stem__in=stems, documents__gt=0)
        if not stems or known.count() < len(set(stems)):
            raise forms.ValidationError(
                _("No page has “%(meaning)s”, so it would find nothing. Choose words of ours.")
                % {"meaning": meaning}
            )


@admin.register(Synonym)
class SynonymAdmin(admin.ModelAdmin[Synonym]):
    form = SynonymForm
    list_display = ("words", "means")
    search_fields = ("words", "means")
    list_per_page = 200

    def save_model(self, request: HttpRequest, obj: Synonym, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        indexing.put_synonym(obj)
        misses.settle(obj.words)
        look = f"{reverse('search')}?{urlencode({'q': obj.words})}"
        link = format_html('<a href="{}">{}</a>', look, obj.words)
        said = format_html(_("See what readers now find: {}"), link)
        self.message_user(request, said, messages.INFO)


@admin.register(SearchMiss)
class SearchMissAdmin(admin.ModelAdmin[SearchMiss]):
    """What readers looked for on several days. Deleting one puts it away until it comes again."""

    list_display = ("words", "count", "days", "last_day", "add_a_synonym")
    list_display_links = None
    search_fields = ("words",)
    fields = ("words", "count", "days", "last_day")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> Any:
        """Those in clear; what came on few days is nobody's to read."""
        return misses.worth_a_look()

    @admin.display(description=gettext_lazy("What to do"))
    def add_a_synonym(self, miss: SearchMiss) -> SafeString:
        add = f"{reverse('admin:articles_synonym_add')}?{urlencode({'words': miss.words})}"
        return format_html('<a href="{}">{}</a>', add, _("Add a synonym"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

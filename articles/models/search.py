"""What the search keeps: documents, the words in them, synonyms, and what was not found.

The full-text index stands beside `SearchDocument`, made by `articles.search.full_text`: on SQLite
an FTS5 table kept equal by triggers, on PostgreSQL three generated columns with GIN indexes.
Trap: when SQLite makes the table again to alter it, its triggers go, and the migration that does so
must make them anew.
"""

from django.core.validators import MinLengthValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.models.glossary import Term
from articles.search.words import stems_of
from groundwork.privacy import Kept, Whose, content

LONGEST_PHRASE = 80


class SearchDocument(models.Model):
    """One thing that can be found, with its words in normal form.

    What is public is decided when read: an article's document belongs to an edition.
    """

    kept = (
        content(
            "kind key edition term title about url exact title_words head_words body_words sections"
        ),
    )

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Articles")
        TERM = "term", _("Glossary")
        OUTCOME = "outcome", _("Self-check")

    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=120, help_text=_("Unique among its kind."))
    edition = models.OneToOneField(
        Edition, on_delete=models.CASCADE, null=True, related_name="search_document"
    )
    term = models.OneToOneField(
        Term, on_delete=models.CASCADE, null=True, related_name="search_document"
    )
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=400, blank=True)
    url = models.CharField(
        max_length=300, blank=True, help_text=_("An article's comes from its row.")
    )
    exact = models.TextField(
        blank=True, help_text=_("A mark for each title, key word and question: the whole of it.")
    )
    title_words = models.TextField(blank=True)
    head_words = models.TextField(
        blank=True,
        help_text=_("Three lines: key words, questions, headings; phrases between bars."),
    )
    body_words = models.TextField(blank=True, help_text=_("Each word once."))
    sections = models.JSONField(
        default=list, help_text=_("Lists of anchor, heading, text, and the text's words.")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="search_document_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class SearchWord(models.Model):
    """A normal form that some document holds, and how many do. The empty one counts documents."""

    kept = (content("stem word sound documents heads"),)

    stem = models.CharField(max_length=40, unique=True)
    word = models.CharField(max_length=60, help_text=_("As a page writes it, for spelling help."))
    sound = models.CharField(max_length=40, db_index=True)
    documents = models.PositiveIntegerField(default=0)
    heads = models.PositiveIntegerField(
        default=0,
        help_text=_("In how many it stands in the title, a key word, question or heading."),
    )

    def __str__(self) -> str:
        return self.word


class Synonym(models.Model):
    """What people type, and the words our pages have for it."""

    kept = (content("words means"),)

    words = models.CharField(
        _("what people type"),
        max_length=LONGEST_PHRASE,
        unique=True,
        validators=[MinLengthValidator(2)],
        help_text=_("A word or a few, in small letters: charley horse"),
    )
    means = models.CharField(
        _("our words for it"),
        max_length=200,
        validators=[MinLengthValidator(2)],
        help_text=_(
            "Words that stand on our pages. With several, put commas between: cramp, spasm"
        ),
    )

    class Meta:
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    @property
    def meanings(self) -> list[str]:
        return [each.strip() for each in self.means.split(",") if each.strip()]


class SearchPhrase(models.Model):
    """A phrase to look for in a query, and the phrases that mean the same, in normal form.

    Made from synonyms and from the names of glossary terms, never typed.
    """

    kept = (content("first stems meanings synonym term"),)

    first = models.CharField(max_length=40, db_index=True, help_text=_("The first of the stems."))
    stems = models.CharField(max_length=600)
    meanings = models.TextField(help_text=_("One a line."))
    synonym = models.ForeignKey(Synonym, on_delete=models.CASCADE, null=True)
    term = models.ForeignKey(Term, on_delete=models.CASCADE, null=True)

    def __str__(self) -> str:
        return self.stems


class SearchMiss(models.Model):
    """Words that readers looked for and did not find, counted without keeping who.

    The words stand in clear only once they came on several days; until then there is a keyed hash.
    """

    kept = (
        Kept(
            "mark words count days last_day",
            Whose.READERS,
            _("Words that were searched for and not found, without who searched"),
            _("So that we can write what is missing"),
            _("Scrambled until several days ask for them; then until an editor puts them away"),
        ),
    )

    mark = models.CharField(max_length=64, unique=True)
    words = models.CharField(_("looked for"), max_length=LONGEST_PHRASE, blank=True)
    count = models.PositiveIntegerField("times", default=0)
    days = models.PositiveIntegerField(_("on so many days"), default=0)
    last_day = models.DateField(_("last on"), default=timezone.localdate)

    class Meta:
        ordering = ["-count", "mark"]
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searched for and not found")
        indexes = [models.Index(fields=["last_day"], name="search_miss_by_day")]

    def __str__(self) -> str:
        return self.words or gettext("(not yet in clear)")


def phrase_stems(words: str) -> str:
    """A phrase in normal form; empty if nothing in it tells."""
    return " ".join(stems_of(words))

"""The glossary page: terms by letter, each with where it is used and what it rests on."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Exists, OuterRef
from django.urls import reverse

from articles.markdown.sources import href
from articles.models import Edition, Source, Term
from articles.models.glossary import split_names
from articles.register import source_entry

NO_LETTER = "0-9"

# A journal's name without volume and pages, a body's without its departments.
_WHERE_DETAILS_START = re.compile(r"[,(/:;]| \d")


@dataclass(frozen=True)
class Link:
    words: str
    url: str


@dataclass(frozen=True)
class Entry:
    """A term finished for the page: `uses_url` lists the `uses` articles that use it."""

    slug: str
    term: str
    article_url: str
    other_names: str
    meaning: str
    uses: int
    uses_url: str
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Letter:
    name: str
    entries: tuple[Entry, ...]


def letters() -> list[Letter]:
    """The whole glossary, without the letters no term begins with. Costs three queries."""
    terms = sorted(_terms(), key=lambda term: (_letter(term), plain_order(term.term)))
    uses = _uses()
    return [
        Letter(name, tuple(_entry(term, uses.get(term.pk, 0)) for term in group))
        for name, group in groupby(terms, key=_letter)
    ]


def _terms() -> Iterable[Term]:
    """Every term with its sources, and whether the public may read its article."""
    own = Edition.objects.public().filter(article__slug=OuterRef("article"))
    return Term.objects.annotate(has_article=Exists(own)).prefetch_related("sources")


def _uses() -> dict[int, int]:
    """For each term that published articles use, how many do."""
    rows = Edition.objects.public().filter(uses_terms__isnull=False).order_by()
    return dict(rows.values_list("uses_terms").annotate(Count("pk")))


def _entry(term: Term, uses: int) -> Entry:
    has_article = getattr(term, "has_article", False)
    return Entry(
        slug=term.slug,
        term=term.term,
        article_url=reverse("articles:detail", args=[term.article]) if has_article else "",
        other_names=", ".join(_worth_showing(term)),
        meaning=term.meaning,
        uses=uses,
        uses_url=f"{reverse('articles:list')}?term={term.slug}",
        sources=tuple(_source(source) for source in term.sources.all()),
    )


def _source(source: Source) -> Link:
    """A source by the name of who published it: the articles give it in full."""
    publisher = _WHERE_DETAILS_START.split(source.publisher)[0].strip()
    return Link(publisher or source.title, href(source_entry(source)))


def _worth_showing(term: Term) -> list[str]:
    """Other names, without those that differ from one before by a hyphen or a plural alone."""
    shown = {_gist(term.term): ""}
    for name in split_names(term.other_names):
        shown.setdefault(_gist(name), name)
    return [name for name in shown.values() if name]


def _gist(name: str) -> str:
    return plain_order(name).replace("-", " ").rstrip("s")


def _letter(term: Term) -> str:
    return first_letter(term.term)


def first_letter(words: str) -> str:
    """Where words stand in an index: under A to Z, or under the numbers."""
    first = plain_order(words)[:1].upper()
    return first if "A" <= first <= "Z" else NO_LETTER


def plain_order(words: str) -> str:
    """Without accents and capitals, for an order that readers expect."""
    decomposed = unicodedata.normalize("NFKD", words)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()

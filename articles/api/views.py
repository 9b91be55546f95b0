"""The addresses of the interface: lists in pages, single rows by key, and what there is."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone

from articles.api import openapi, published, rows
from articles.api.answers import NotThere, Told, interface, page_of
from articles.machines.structured import whole_address
from articles.models import Edition
from articles.ways import way_from

LISTS = ("articles", "claims", "sources", "red-flags", "glossary")
Row = TypeVar("Row", bound=Model)


@interface
def index(_request: HttpRequest) -> Told:
    """Which versions there are. No query."""
    return {
        "name": "Legwise",
        "about": "Read-only, for anyone, without a key. Education about legs, not diagnosis.",
        "versions": {"v1": rows.api_address("v1")},
        "in_words": whole_address("/llms.txt"),
        "how_to_cite": "Name Legwise, the article's title, its page and the date in “updated”.",
    }


@interface
def v1(_request: HttpRequest) -> Told:
    """What this version has. No query."""
    return {
        "version": "v1",
        "lists": {name: rows.api_address(name) for name in LISTS},
        "openapi": rows.api_address("openapi"),
        "promise": "Within v1 nothing is taken away or renamed; something may be added.",
        "pages": "Lists come in pages: ?page=2, or follow “next” until it is null.",
    }


@interface
def description(_request: HttpRequest) -> Told:
    """The same as OpenAPI. No query."""
    return openapi.description()


@interface
def articles(request: HttpRequest) -> Told:
    """Two queries."""
    return page_of(request, published.article_lines(), rows.article_line)


@interface
def article(_request: HttpRequest, slug: str) -> Told | HttpResponse:
    """Eight queries; a former address leads on."""
    edition = published.articles().filter(article__slug=slug).first()
    if edition is None:
        return _elsewhere(slug)
    had = Edition.objects.filter(article=edition.article_id, starts_at__lte=timezone.now())
    told = had.select_related("review__person").order_by("-starts_at", "-pk")
    return rows.article(edition, told.only("starts_at", "ends_at", "note", "review"))


def _elsewhere(slug: str) -> HttpResponse:
    way = way_from(slug)
    if way is None or way.is_replaced:
        words = f"There is no published article “{slug}”. See the list of articles."
        raise NotThere(words)
    return HttpResponsePermanentRedirect(reverse("machines:api:article", args=[way.edition.slug]))


@interface
def claims(request: HttpRequest) -> Told:
    """Three queries."""
    return page_of(request, published.claims(), rows.claim)


@interface
def claim(_request: HttpRequest, key: str) -> Told:
    return rows.claim(_one(published.claims(), "claim", key=key))


@interface
def sources(request: HttpRequest) -> Told:
    """Two queries."""
    return page_of(request, published.sources(), rows.source)


@interface
def source(_request: HttpRequest, key: str) -> Told:
    return rows.source(_one(published.sources(), "source", key=key))


@interface
def red_flags(request: HttpRequest) -> Told:
    """Three queries."""
    return page_of(request, published.red_flags(), rows.red_flag)


@interface
def red_flag(_request: HttpRequest, key: str) -> Told:
    return rows.red_flag(_one(published.red_flags(), "red flag", key=key))


@interface
def glossary(request: HttpRequest) -> Told:
    """Three queries."""
    return page_of(request, published.terms(), rows.term)


@interface
def term(_request: HttpRequest, slug: str) -> Told:
    return rows.term(_one(published.terms(), "word", slug=slug))


@interface
def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """An address of the interface that is none. Without its last slash it is asked for again."""
    if rest and not rest.endswith("/"):
        path, mark, query = request.get_full_path().partition("?")
        return HttpResponsePermanentRedirect(f"{path}/{mark}{query}")
    raise NotThere("The interface has no such address. Begin at the one in “see”.")


def _one(published_rows: QuerySet[Row], kind: str, **key: str) -> Row:
    row = published_rows.filter(**key).first()
    if row is None:
        raise NotThere(f"There is no published {kind} “{next(iter(key.values()))}”.")
    return row

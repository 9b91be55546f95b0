"""Finds what answers somebody's words: a page of results, with counts for the filters.

Three queries at most, four with a mistyped word, however much there is to be found; one more after
phrases changed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from articles.models.search import SearchDocument
from articles.search import passages, queries
from articles.search.candidates import candidates
from articles.search.passages import Passage, Piece
from articles.search.queries import Query
from articles.search.scoring import Candidate, Ranked, rank

ON_A_PAGE = 10
NEAR_ENOUGH = 0.5
"""The share of what was asked that a result must hold to count as found."""

WORTH_SHOWING = 0.35
"""The share of what the best result holds that another must hold to be shown after it."""

Kind = SearchDocument.Kind


@dataclass(frozen=True)
class Result:
    """One thing found, finished for the page. `url` leads to the passage's section."""

    kind: str
    title: tuple[Piece, ...]
    page_url: str
    url: str
    topic: str
    about: tuple[Piece, ...]
    passage: Passage | None


@dataclass(frozen=True)
class Wanted:
    """Which page of which results: of one kind, of one topic, or of all."""

    page: int = 1
    kind: str = ""
    topic: str = ""


@dataclass(frozen=True)
class Found:
    """`total` fits the filters; `kinds` and `topics` count what fits without them.

    `is_near`: something holds at least half of what was asked.
    """

    query: Query
    results: tuple[Result, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    topics: dict[str, tuple[str, int]] = field(default_factory=dict)
    is_near: bool = False


def find(typed: str, wanted: Wanted | None = None, now: datetime | None = None) -> Found:
    """What answers these words, the best first."""
    wanted = wanted or Wanted()
    query = queries.read(typed)
    if not query.slots:
        return Found(query)
    ranked = _worth_showing(rank(query, _gathered(query, now or timezone.now())))
    fitting = [each for each in ranked if _fits(each.candidate, wanted)]
    pages = -(-len(fitting) // ON_A_PAGE)
    page = min(max(wanted.page, 1), max(pages, 1))
    shown = fitting[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    return Found(
        query=query,
        results=tuple(_results(query, shown)),
        total=len(fitting),
        page=page,
        pages=pages,
        kinds=_kinds(ranked, wanted),
        topics=_topics(ranked, wanted),
        is_near=bool(ranked and ranked[0].share >= NEAR_ENOUGH),
    )


def _gathered(query: Query, now: datetime) -> Iterable[Candidate]:
    """One query. The address of an article is its row's, since it may be renamed."""
    rows = SearchDocument.objects.filter(pk__in=candidates(query, now)).values_list(
        "pk",
        "kind",
        "key",
        "title",
        "about",
        "url",
        "edition__article__slug",
        "edition__topic__slug",
        "edition__topic__title",
        "exact",
        "title_words",
        "head_words",
        "body_words",
    )
    return [Candidate(*row) for row in rows]


def _worth_showing(ranked: list[Ranked]) -> list[Ranked]:
    """If something holds much of what was asked, what holds little of it is left out."""
    if not ranked or ranked[0].share < NEAR_ENOUGH:
        return ranked
    least = ranked[0].share * WORTH_SHOWING
    return [each for each in ranked if each.share >= least]


def _fits(candidate: Candidate, wanted: Wanted) -> bool:
    return wanted.kind in ("", candidate.kind) and wanted.topic in ("", candidate.topic)


def _kinds(ranked: list[Ranked], wanted: Wanted) -> dict[str, int]:
    """How many of each kind there are in the chosen topic."""
    within = (each.candidate for each in ranked if wanted.topic in ("", each.candidate.topic))
    counts = Counter(each.kind for each in within)
    return {kind: counts[kind] for kind in Kind.values if counts[kind] or kind == wanted.kind}


def _topics(ranked: list[Ranked], wanted: Wanted) -> dict[str, tuple[str, int]]:
    """How many of each topic there are among the chosen kind, by its slug."""
    within = [each.candidate for each in ranked if wanted.kind in ("", each.candidate.kind)]
    counts = Counter(each.topic for each in within if each.topic)
    titles = {each.candidate.topic: each.candidate.topic_title for each in ranked}
    slugs = sorted({*counts, *({wanted.topic} & titles.keys())} - {""}, key=lambda s: titles[s])
    return {slug: (titles[slug], counts[slug]) for slug in slugs}


def _results(query: Query, shown: list[Ranked]) -> Iterable[Result]:
    """One query, for the texts of what is shown."""
    keys = [each.candidate.pk for each in shown]
    sections = dict(SearchDocument.objects.filter(pk__in=keys).values_list("pk", "sections"))
    for each in shown:
        yield _result(query, each.candidate, sections.get(each.candidate.pk, []))


def _result(query: Query, candidate: Candidate, sections: list[list[str]]) -> Result:
    is_article = candidate.kind == Kind.ARTICLE
    page_url = reverse("articles:detail", args=[candidate.slug]) if is_article else candidate.url
    found = passages.passage(query, sections)
    return Result(
        kind=candidate.kind,
        title=passages.marked(query, candidate.title),
        page_url=page_url,
        url=f"{page_url}#{found.anchor}" if found and found.anchor else page_url,
        topic=candidate.topic_title or "",
        about=passages.marked(query, candidate.about),
        passage=found,
    )

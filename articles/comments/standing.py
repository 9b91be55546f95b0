"""Where an article stands with comments: how many readers see, and whether more are taken."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import (
    Http404,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import reverse

from articles.models import ClosedComments, Comment, Edition, EditionQuerySet
from articles.ways import Way, way_from


@dataclass(frozen=True)
class Standing:
    """An article that readers have, with what its comments' pages say of it."""

    article: Edition
    count: int
    is_open: bool
    way: Way | None = None

    def elsewhere(self, name: str) -> HttpResponse | None:
        """Where the page of this name is, if the article was asked for at a former address."""
        if self.way is None:
            return None
        kind = HttpResponsePermanentRedirect if self.way.is_for_ever else HttpResponseRedirect
        return kind(reverse(f"articles:{name}", args=[self.article.slug]))

    @property
    def why_closed(self) -> str:
        """What a moderator told readers; the article's own words first. Costs a query."""
        closed = _closing(self.article.article_id).exclude(why="")
        return max(closed, key=lambda each: each.article_id or 0).why if closed else ""


def with_comments(editions: EditionQuerySet) -> EditionQuerySet:
    """Each with `comment_count` and `takes_comments`, in the same query."""
    of_it = Comment.objects.filter(article=OuterRef("article")).order_by()
    count = of_it.values("article").annotate(count=Count("pk")).values("count")
    return editions.annotate(
        comment_count=Coalesce(Subquery(count, output_field=IntegerField()), 0),
        takes_comments=~Exists(_closing(OuterRef("article"))),
    )


def standing_of(slug: str) -> Standing:
    """One query, a few at a former address. Raises `Http404` where readers have no article."""
    public = with_comments(Edition.objects.public().for_reading())
    found: Any = public.filter(article__slug=slug).first()
    way = None if found else way_from(slug)
    if way:
        found = public.filter(pk=way.edition.pk).first()
    if found is None:
        raise Http404
    return Standing(found, found.comment_count, found.takes_comments, way)


def _closing(article: Any) -> Any:
    """The switches that close an article's comments: its own, and the whole site's."""
    return ClosedComments.objects.filter(Q(article=article) | Q(article=None)).order_by()

"""Atom feeds: what is new or changed, over all articles and for each topic.

An entry keeps its id when its article is renamed; it is updated when a new edition begins.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.machines import texts
from articles.machines.structured import AUTHORS, whole_address
from articles.models import Edition, EditionQuerySet, Topic
from groundwork.machine_text import speakable
from groundwork.pages import kept

ENTRIES = 30
KEPT_SECONDS = 600
# An empty feed was never updated, and must say when all the same.
NEVER = datetime(2026, 1, 1, tzinfo=UTC)
# A tag names who gives ids, and a day on which the name was theirs (RFC 4151).
ID_YEAR = 2026


class ArticlesFeed(Atom1Feed):
    """Django's feed, with the short answer in each entry, and a date that stands still."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NEVER)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


@kept()
@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def all_articles(_request: HttpRequest) -> HttpResponse:
    """The newest editions of all articles. One query."""
    title = _("Legwise: new and changed articles")
    return _answer(title, reverse("home"), reverse("machines:feed"), Edition.objects.public())


@kept()
@require_safe
@cache_control(public=True, max_age=KEPT_SECONDS)
def of_topic(_request: HttpRequest, slug: str) -> HttpResponse:
    """The newest editions of one topic. Two queries."""
    topic = get_object_or_404(Topic, slug=slug)
    title = _("Legwise: %(topic)s") % {"topic": topic.title}
    own = reverse("machines:topic-feed", args=[topic.slug])
    editions = Edition.objects.public().filter(topic=topic)
    return _answer(title, topic.get_absolute_url(), own, editions)


def _answer(title: str, page: str, own: str, editions: EditionQuerySet) -> HttpResponse:
    feed = ArticlesFeed(
        title=speakable(title),
        link=whole_address(page),
        description=None,
        subtitle=_("Plain answers about sore, cramping and massaged legs. No diagnosis."),
        language=get_language(),
        author_name=AUTHORS,
        feed_url=whole_address(own),
        feed_guid=whole_address(own),
    )
    for edition in editions.teasers().since_when().order_by("-starts_at", "-pk")[:ENTRIES]:
        _add(feed, edition)
    content = feed.writeString("utf-8")
    return HttpResponse(content, content_type=Atom1Feed.content_type)


def _add(feed: ArticlesFeed, edition: Edition) -> None:
    feed.add_item(
        title=speakable(edition.title),
        link=whole_address(edition.get_absolute_url()),
        description=escape(speakable(edition.description)),
        unique_id=_id_of(edition),
        pubdate=getattr(edition, "first_starts_at", edition.starts_at),
        updateddate=edition.starts_at,
        categories=[speakable(edition.topic.title)],
        content=f"<p>{escape(texts.plain(edition.short_answer_html))}</p>",
    )


def _id_of(edition: Edition) -> str:
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},{ID_YEAR}:article/{edition.article_id}"

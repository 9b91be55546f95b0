"""The pages readers read: one article, the list of them, one topic, the glossary."""

from http import HTTPStatus
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import filters, glossary
from articles.comments.standing import with_comments
from articles.machines import structured
from articles.models import Edition, Person, Term, Topic
from articles.paging import ARTICLES_SHOWN, paged
from articles.reading import more_to_read
from articles.red_flag_words import cards_in_language
from articles.stored_words import in_our_language
from articles.ways import way_from
from groundwork.pages import kept

READ_INSTEAD_SHOWN = 4


@kept()
@require_safe
def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One article. Two queries: its edition with its topic, and what to read next."""
    readable = with_comments(Edition.objects.public().for_reading().since_when())
    article = readable.filter(article__slug=slug).first()
    if article is None:
        return _elsewhere(request, slug)
    _speak(article)
    crumbs: list[dict[str, Any]] = [
        {"title": _("Articles"), "url": reverse("articles:list")},
        {"title": article.topic.title, "url": article.topic.get_absolute_url(), "is_name": True},
    ]
    context = {
        "article": article,
        "related": more_to_read(article),
        "crumbs": crumbs,
        "structured": structured.article(article, crumbs),
    }
    return render(request, "articles/detail.html", context)


def _speak(article: Edition) -> None:
    """What stands among the editors' words in the reader's language. One query, or none."""
    article.help_html, article.body_html = cards_in_language(article.help_html, article.body_html)
    for name in ("short_answer_html", "body_html", "questions_html", "sources_html"):
        setattr(article, name, in_our_language(getattr(article, name)))


def _elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    """What stands where no article is now: the way to it, that it is gone, or nothing."""
    way = way_from(slug)
    if way:
        kind = HttpResponsePermanentRedirect if way.is_for_ever else HttpResponseRedirect
        return kind(way.edition.get_absolute_url())
    gone = get_object_or_404(
        Edition.objects.filter(article__slug=slug, ends_at__lte=timezone.now())
        .select_related("topic")
        .order_by("-ends_at")[:1]
    )
    others = Edition.objects.public().filter(topic=gone.topic_id).teasers()
    context = {"gone": gone, "articles": others[:READ_INSTEAD_SHOWN]}
    return render(request, "articles/gone.html", context, status=HTTPStatus.GONE)


@kept("page")
@require_safe
def person_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Someone who signs reviews, and what they signed that readers have now. Three queries."""
    person = get_object_or_404(Person, slug=slug)
    signed = Edition.objects.public().filter(review__person=person).teasers()
    shown, links = paged(signed, request.GET, ARTICLES_SHOWN)
    return render(request, "articles/person.html", {"person": person, "articles": shown, **links})


@kept(*filters.FIELDS, "page")
@require_safe
def article_list(request: HttpRequest) -> HttpResponse:
    """Every article, narrowed by the filters in the address. Five queries, six with a term."""
    choices = filters.chosen(request.GET)
    articles = filters.narrow(Edition.objects.public(), choices)
    groups = filters.groups(choices)
    term = Term.objects.filter(slug=choices["term"]).first() if "term" in choices else None
    shown, links = paged(articles.teasers(), request.GET, ARTICLES_SHOWN, choices)
    context = {
        "articles": shown,
        **links,
        "filters": groups,
        "unknown": filters.unknown(choices, groups, term),
        "is_filtered": bool(choices),
        "term": term,
        "all_url": reverse("articles:list"),
    }
    response = render(request, "articles/list.html", context)
    if context["unknown"]:
        add_never_cache_headers(response)  # anybody can make up a choice
    return response


@kept("page")
@require_safe
def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic's introduction and its articles in order. Three queries."""
    topic = get_object_or_404(Topic, slug=slug)
    articles = Edition.objects.public().filter(topic=topic).teasers()
    shown, links = paged(articles, request.GET, ARTICLES_SHOWN)
    crumbs = [{"title": _("Articles"), "url": reverse("articles:list")}]
    context = {
        "topic": topic,
        "articles": shown,
        **links,
        "structured": structured.collection(
            topic.title, topic.get_absolute_url(), list(shown), crumbs
        ),
    }
    return render(request, "articles/topic.html", context)


@kept()
@require_safe
def glossary_page(request: HttpRequest) -> HttpResponse:
    """Every term from A to Z, with where it is used. Three queries."""
    return render(request, "articles/glossary.html", {"letters": glossary.letters()})

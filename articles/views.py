"""The pages readers read: one article, the list of them, one topic, the glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from articles import filters, glossary
from articles.models import Article, Term, Topic
from articles.reading import more_to_read

TEASERS_SHOWN = 200


def article_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One article. Two queries: the article with its topic, and what to read next."""
    article = get_object_or_404(Article.objects.published().for_reading(), slug=slug)
    context = {
        "article": article,
        "related": more_to_read(article),
        "crumbs": [
            {"title": "Articles", "url": reverse("articles:list")},
            {"title": article.topic.title, "url": article.topic.get_absolute_url()},
        ],
    }
    return render(request, "articles/detail.html", context)


def article_list(request: HttpRequest) -> HttpResponse:
    """Every article, narrowed by the filters in the address. Four queries, five with a term."""
    choices = filters.chosen(request.GET)
    articles = filters.narrow(Article.objects.published(), choices)
    context = {
        "articles": articles.teasers()[:TEASERS_SHOWN],
        "filters": filters.groups(choices),
        "is_filtered": bool(choices),
        "term": Term.objects.filter(slug=choices["term"]).first() if "term" in choices else None,
        "all_url": reverse("articles:list"),
    }
    return render(request, "articles/list.html", context)


def topic_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic's introduction and its articles in order. Two queries."""
    topic = get_object_or_404(Topic, slug=slug)
    articles = Article.objects.published().filter(topic=topic).teasers()
    return render(request, "articles/topic.html", {"topic": topic, "articles": articles})


def glossary_page(request: HttpRequest) -> HttpResponse:
    """Every term from A to Z, with where it is used. Three queries."""
    return render(request, "articles/glossary.html", {"letters": glossary.letters()})

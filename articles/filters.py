"""The filters of the article list: plain links that add or take away one choice."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from articles.models import ArticleQuerySet, Audience, BodyPart, Topic

# Parameter in the address -> what it filters by.
FIELDS = {
    "topic": "topic__slug",
    "for": "audiences__slug",
    "part": "body_parts__slug",
    "term": "uses_terms__slug",
}


@dataclass(frozen=True)
class Choice:
    """One link of a filter."""

    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class FilterGroup:
    heading: str
    choices: tuple[Choice, ...]


def chosen(query: QueryDict) -> dict[str, str]:
    """The choices in an address; parameters we do not know are passed over."""
    return {name: str(query[name])[:60] for name in FIELDS if query.get(name)}


def narrow(articles: ArticleQuerySet, choices: dict[str, str]) -> ArticleQuerySet:
    """Only the articles that fit every choice."""
    for name, slug in choices.items():
        articles = articles.filter(**{FIELDS[name]: slug})
    return articles.distinct() if choices else articles


def groups(choices: dict[str, str]) -> list[FilterGroup]:
    """Every filter with its links. Costs three queries."""
    return [
        _group("Topic", "topic", Topic.objects.values_list("slug", "title"), choices),
        _group("Written for", "for", Audience.objects.values_list("slug", "name"), choices),
        _group("Part of the leg", "part", BodyPart.objects.values_list("slug", "name"), choices),
    ]


def _group(
    heading: str, name: str, rows: Iterable[tuple[str, str]], choices: dict[str, str]
) -> FilterGroup:
    others = {key: value for key, value in choices.items() if key != name}
    everything = Choice("All", _address(others), name not in choices)
    links = (
        Choice(label, _address({**others, name: slug}), choices.get(name) == slug)
        for slug, label in rows
    )
    return FilterGroup(heading, (everything, *links))


def _address(choices: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(choices)
    text = query.urlencode()
    return reverse("articles:list") + (f"?{text}" if text else "")

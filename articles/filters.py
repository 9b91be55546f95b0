"""The filters of the article list: plain links that add or take away one choice."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Audience, BodyPart, EditionQuerySet, Term, Topic

# Parameter in the address -> what it filters by.
FIELDS = {
    "topic": "topic__slug",
    "for": "audiences__slug",
    "part": "body_parts__slug",
    "term": "uses_terms__slug",
}


@dataclass(frozen=True)
class Choice:
    """One link of a filter. `is_name`: an editor named it; `count`: how many it leaves, if told."""

    label: str
    url: str
    is_chosen: bool
    is_name: bool = False
    count: int | None = None


@dataclass(frozen=True)
class FilterGroup:
    name: str
    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Unknown:
    """A choice in the address that is none of ours, and the list without it."""

    name: str
    value: str
    url: str


def chosen(query: QueryDict) -> dict[str, str]:
    """The choices in an address; parameters we do not know are passed over."""
    return {name: str(query[name])[:60] for name in FIELDS if query.get(name)}


def narrow(articles: EditionQuerySet, choices: dict[str, str]) -> EditionQuerySet:
    """Only the articles that fit every choice."""
    for name, slug in choices.items():
        articles = articles.filter(**{FIELDS[name]: slug})
    return articles.distinct() if choices else articles


def groups(choices: dict[str, str]) -> list[FilterGroup]:
    """Every filter with its links. Costs three queries."""
    return [
        _group(_("Topic"), "topic", Topic.objects.values_list("slug", "title"), choices),
        _group(_("Written for"), "for", Audience.objects.values_list("slug", "name"), choices),
        _group(_("Part of the leg"), "part", BodyPart.objects.values_list("slug", "name"), choices),
    ]


def unknown(
    choices: dict[str, str], groups: Iterable[FilterGroup], term: Term | None
) -> list[Unknown]:
    """The choices that nothing of ours answers to: a wrong link, or one typed by hand."""
    known = {group.name for group in groups if any(choice.is_chosen for choice in group.choices)}
    if term:
        known.add("term")
    return [
        Unknown(name, value, _address(_without(name, choices)))
        for name, value in choices.items()
        if name not in known
    ]


def _without(name: str, choices: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in choices.items() if key != name}


def _group(
    heading: str, name: str, rows: Iterable[tuple[str, str]], choices: dict[str, str]
) -> FilterGroup:
    others = _without(name, choices)
    everything = Choice(_("All"), _address(others), name not in choices)
    links = (
        Choice(label, _address({**others, name: slug}), choices.get(name) == slug, is_name=True)
        for slug, label in rows
    )
    return FilterGroup(name, heading, (everything, *links))


def _address(choices: dict[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update(choices)
    text = query.urlencode()
    return reverse("articles:list") + (f"?{text}" if text else "")

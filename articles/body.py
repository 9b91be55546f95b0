"""The body pages: the leg map with its regions, and what there is about one part of the leg.

A part without a shape in the drawing, such as one an editor adds, stands in the list.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import filters
from articles.leg_drawing import WHOLE_LEG, Shape, shapes_of
from articles.machines import structured
from articles.models import BodyPart, Edition, EditionQuerySet, RedFlag, Topic, Urgency
from articles.paging import ARTICLES_SHOWN
from articles.red_flag_words import Flag, Spoken, in_language
from groundwork.pages import kept

NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "calf": ("shin", "knee", "ankle-heel"),
    "shin": ("calf", "knee", "ankle-heel"),
    "thigh-front": ("thigh-back", "hip-buttock", "knee"),
    "thigh-back": ("thigh-front", "hip-buttock", "knee"),
    "hip-buttock": ("thigh-front", "thigh-back"),
    "knee": ("thigh-front", "thigh-back", "calf", "shin"),
    "ankle-heel": ("calf", "shin", "foot"),
    "foot": ("ankle-heel",),
}
CARD_LEVELS = (Urgency.EMERGENCY, Urgency.URGENT)
SIGNS_ON_A_CARD = 3


@dataclass(frozen=True)
class Region:
    """A part of the leg on the map. Its name is written in the drawing if it is the whole leg."""

    slug: str
    name: str
    url: str
    shapes: tuple[Shape, ...]
    is_current: bool
    is_written: bool


@dataclass(frozen=True)
class Shelf:
    """The articles of one topic."""

    topic: Topic
    articles: tuple[Edition, ...]


@dataclass(frozen=True)
class Card:
    """The signs of one urgency that are shown most."""

    level: str
    flags: tuple[Flag | Spoken, ...]


@kept()
@require_safe
def leg_map(request: HttpRequest) -> HttpResponse:
    """Where is it? The map, and the same in words. One query."""
    return render(request, "articles/body.html", {"regions": regions()})


@kept()
@require_safe
def body_part(request: HttpRequest, slug: str) -> HttpResponse:
    """One part of the leg: when to get help, and its articles by topic. Three queries."""
    all_regions = regions(slug)
    region = next((region for region in all_regions if region.is_current), None)
    if region is None:
        raise Http404
    next_to_it = NEIGHBOURS.get(slug, ())
    shelves = list(_shelves(slug))
    crumbs = [{"title": _("Leg map"), "url": reverse("articles:body")}]
    on_shelves = [article for shelf in shelves for article in shelf.articles]
    context = {
        "region": region,
        "regions": all_regions,
        "neighbours": [other for other in all_regions if other.slug in next_to_it],
        "whole_leg": next((other for other in all_regions if other.slug == WHOLE_LEG), None),
        "cards": list(_cards(slug)),
        "shelves": shelves,
        "crumbs": crumbs,
        "structured": structured.collection(region.name, region.url, on_shelves, crumbs),
        "list_url": f"{reverse('articles:list')}?part={slug}",
    }
    return render(request, "articles/body_part.html", context)


def regions(current: str = "") -> list[Region]:
    """Every part of the leg in the order readers see them. One query."""
    return [_region(part, current) for part in BodyPart.objects.all()]


def _region(part: BodyPart, current: str) -> Region:
    return Region(
        slug=part.slug,
        name=part.name,
        url=part.get_absolute_url(),
        shapes=shapes_of(part.slug),
        is_current=part.slug == current,
        is_written=part.slug == WHOLE_LEG,
    )


def _articles(slug: str) -> EditionQuerySet:
    """The same articles as in the list with this filter."""
    return filters.narrow(Edition.objects.public(), {"part": slug})


def _shelves(slug: str) -> Iterator[Shelf]:
    """The first articles by topic; the list, to which the page leads, has them all."""
    first = _articles(slug).teasers()[:ARTICLES_SHOWN]
    for topic, shelved in groupby(first, key=lambda article: article.topic):
        yield Shelf(topic, tuple(shelved))


def _cards(slug: str) -> Iterator[Card]:
    """The signs that most of the articles for this part show, most urgent first."""
    articles = _articles(slug).values("pk")
    flags = (
        RedFlag.objects.filter(editions_showing__in=articles, urgency__in=CARD_LEVELS)
        .annotate(times=Count("pk"))
        .order_by("-times", "key")
    )
    yield from _by_level(list(flags))


def _by_level(flags: Iterable[RedFlag]) -> Iterator[Card]:
    chosen = {
        level: [flag for flag in flags if flag.urgency == level][:SIGNS_ON_A_CARD]
        for level in CARD_LEVELS
    }
    said = {flag.key: flag for flag in in_language(chain.from_iterable(chosen.values()))}
    for level, found in chosen.items():
        if found:
            yield Card(level.value, tuple(said[flag.key] for flag in found))

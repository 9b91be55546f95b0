"""What to read next: chosen by hand first, then by shared topic and body part."""

from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from articles.models import BodyPart, Edition
from groundwork.prepared import Prepared

MOST_RELATED = 5
AFTER_EVERY_CHOICE = 1000


def more_to_read(edition: Edition) -> list[Edition]:
    """At most `MOST_RELATED` editions that are public now, never of the same article. One query."""
    by_hand = {f"chosen_{place}": article for place, article in enumerate(edition.related)}
    return _OTHERS.get(
        edition=edition.pk,
        article=edition.article_id,
        topic=edition.topic_id,
        now=timezone.now(),
        **by_hand,
    )


def _others(
    *, edition: int, article: int, topic: int, now: datetime, **by_hand: int
) -> QuerySet[Edition]:
    """`by_hand`: the articles chosen, in order."""
    chosen = list(by_hand.values())
    same_topic = Q(topic=topic)
    shares_part = Exists(_parts_shared_with(edition))
    found = (
        Edition.objects.public(now)
        .filter(Q(article__in=chosen) | same_topic | Q(shares_part))
        .exclude(article=article)
        .annotate(
            chosen=_place_by_hand(chosen),
            is_near=Case(When(same_topic, then=Value(2)), default=Value(0))
            + Case(When(shares_part, then=Value(1)), default=Value(0)),
        )
        .order_by("chosen", F("is_near").desc(), "order", "title", "pk")
        .teasers()
    )
    return found[:MOST_RELATED]


_OTHERS = Prepared(_others)


def _place_by_hand(chosen: list[int]) -> Case | Value:
    if not chosen:
        return Value(AFTER_EVERY_CHOICE)
    places = (When(article=article, then=Value(place)) for place, article in enumerate(chosen))
    return Case(*places, default=Value(AFTER_EVERY_CHOICE), output_field=IntegerField())


def _parts_shared_with(edition: int) -> QuerySet[Any]:
    mine = BodyPart.objects.filter(editions=edition).values("pk")
    return Edition.body_parts.through.objects.filter(edition=OuterRef("pk"), bodypart__in=mine)

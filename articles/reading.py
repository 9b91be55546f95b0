"""What to read next: chosen by hand first, then by shared topic and body part."""

from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from articles.models import BodyPart, Edition

MOST_RELATED = 5
AFTER_EVERY_CHOICE = 1000


def more_to_read(edition: Edition) -> list[Edition]:
    """At most `MOST_RELATED` editions that are public now, never of the same article. One query."""
    same_topic = Q(topic=edition.topic_id)
    shares_part = Exists(_parts_shared_with(edition))
    others = (
        Edition.objects.public()
        .filter(Q(article__in=edition.related) | same_topic | Q(shares_part))
        .exclude(article=edition.article_id)
        .annotate(
            chosen=_place_by_hand(edition.related),
            is_near=Case(When(same_topic, then=Value(2)), default=Value(0))
            + Case(When(shares_part, then=Value(1)), default=Value(0)),
        )
        .order_by("chosen", F("is_near").desc(), "order", "title", "pk")
        .teasers()
    )
    return list(others[:MOST_RELATED])


def _place_by_hand(chosen: list[int]) -> Case | Value:
    if not chosen:
        return Value(AFTER_EVERY_CHOICE)
    places = (When(article=article, then=Value(place)) for place, article in enumerate(chosen))
    return Case(*places, default=Value(AFTER_EVERY_CHOICE), output_field=IntegerField())


def _parts_shared_with(edition: Edition) -> QuerySet[Any]:
    mine = BodyPart.objects.filter(editions=edition).values("pk")
    return Edition.body_parts.through.objects.filter(edition=OuterRef("pk"), bodypart__in=mine)

"""Finding pictures we have: by words, or by what they look like."""

from django.db.models import Q, QuerySet

from articles.models import Picture
from articles.pictures.painting import LIKENESS_BITS, Painted

MOST_DIFFERENT_BITS = LIKENESS_BITS // 20
"""Saving a photograph again changes fewer, another photograph many more."""

MOST_ALIKE = 3
_CLOSE_SHAPE = 0.02


def same(painted: Painted) -> Picture | None:
    """The very same picture."""
    return Picture.objects.filter(pixels_hash=painted.pixels_hash).first()


def alike(painted: Painted) -> list[Picture]:
    """Pictures that may be the same one saved otherwise, the likest first. Costs two queries."""
    rows = Picture.objects.values_list("pk", "likeness", "width", "height")
    shape = painted.largest.width / painted.largest.height
    near = {
        pk: difference
        for pk, likeness, width, height in rows
        if abs(width / height / shape - 1) < _CLOSE_SHAPE
        and (difference := _bits(painted.likeness, likeness)) <= MOST_DIFFERENT_BITS
    }
    likest = sorted(near, key=lambda pk: near[pk])[:MOST_ALIKE]
    found = Picture.objects.in_bulk(likest)
    return [found[pk] for pk in likest if pk in found]


def matching(words: str) -> QuerySet[Picture]:
    """Pictures of which every word is said, the newest first; all of them without words."""
    found = Picture.objects.all()
    for word in words.split():
        said = Q(alternative_text__icontains=word) | Q(caption__icontains=word)
        found = found.filter(said | Q(credit__icontains=word) | Q(name=word))
    return found


def _bits(one: str, other: str) -> int:
    """How many bits differ. A flat picture has none, and is like nothing."""
    if not int(one, 16) or not int(other, 16):
        return LIKENESS_BITS
    return (int(one, 16) ^ int(other, 16)).bit_count()

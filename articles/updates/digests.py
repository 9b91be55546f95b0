"""Writes each subscriber, once, what is new in their topics since they were last told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min, QuerySet
from django.utils import timezone

from articles.models import Subscriber
from articles.updates import keeping, letters
from articles.updates.news import Changes, News

SETTLE = timedelta(minutes=5)
"""A publish that is just being saved began a moment ago; the next digest tells of it."""

CHUNK = 500
"""How many subscribers are read at a time."""


@dataclass
class Digests:
    """What one run did."""

    written: int = 0
    without_news: int = 0
    unconfirmed: int = 0
    unreachable: int = 0


def write_all() -> Digests:
    """Write every digest that is owed. Running it again, or twice at once, writes none twice."""
    done = Digests(
        unconfirmed=keeping.forget_unconfirmed(), unreachable=keeping.forget_unreachable()
    )
    until = timezone.now() - SETTLE
    owed = Subscriber.objects.confirmed().filter(told_until__lt=until)
    since = owed.aggregate(first=Min("told_until"))["first"]
    if since is None:
        return done
    changes = Changes(since, until)
    for reader in _in_chunks(owed):
        # Only whoever may have news is locked, and looked at again.
        if _news_of(reader, changes) and _write(reader.pk, changes):
            done.written += 1
        else:
            done.without_news += 1
    return done


def _in_chunks(owed: QuerySet[Subscriber]) -> Iterator[Subscriber]:
    """Two queries for each chunk; what is written meanwhile does not disturb the reading."""
    pks = list(owed.values_list("pk", flat=True))
    for start in range(0, len(pks), CHUNK):
        chosen = Subscriber.objects.filter(pk__in=pks[start : start + CHUNK])
        yield from list(chosen.prefetch_related("topics"))


@transaction.atomic
def _write(pk: int, changes: Changes) -> bool:
    """In one transaction: the mail, and until when it tells. False if another run was first."""
    reader = Subscriber.objects.confirmed().select_for_update().filter(pk=pk).first()
    if reader is None:
        return False
    news = _news_of(reader, changes)
    if not news:
        return False
    letters.send_digest(reader, news, _told_until(reader))
    reader.told_until = changes.until
    reader.save(update_fields=["told_until"])
    return True


def _news_of(reader: Subscriber, changes: Changes) -> list[News]:
    return changes.for_reader({topic.pk for topic in reader.topics.all()}, _told_until(reader))


def _told_until(reader: Subscriber) -> datetime:
    assert reader.told_until is not None, "a constraint: whoever confirmed was told until then"
    return reader.told_until

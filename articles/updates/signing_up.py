"""What readers do about updates: ask, confirm, choose other topics, leave.

Asking answers the same whether an address is known or not; only a mail to it says more.
"""

from collections.abc import Collection
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from articles.models import Subscriber, Topic
from articles.updates import letters
from groundwork import throttle
from groundwork.outbox import at_once, writing

MAILS_A_DAY = 3
"""To one address, however many ask: nobody's inbox is filled by way of us."""
DAY = timedelta(days=1)


@transaction.atomic
def ask(*, address: str, topics: Collection[Topic]) -> None:
    """Write to an address: a link to confirm, or to change what it already gets.

    Whoever gets updates already keeps the topics they chose: anyone can type their address.
    """
    if not throttle.is_allowed("updates-mail", address.lower(), limit=MAILS_A_DAY, window=DAY):
        return
    subscriber = _found_or_new(address)
    if subscriber.confirmed_at:
        letters.say_they_get_them(subscriber)
    else:
        subscriber.asked_at = timezone.now()
        subscriber.language = get_language() or settings.LANGUAGE_CODE
        subscriber.save(update_fields=["asked_at", "language"])
        subscriber.topics.set(topics)
        letters.ask_to_confirm(subscriber)
    at_once.send_soon()


def confirm(*, key: str) -> None:
    """From now on it gets updates; doing so again changes nothing."""
    now = timezone.now()
    waiting = Subscriber.objects.filter(key=key, confirmed_at__isnull=True)
    waiting.update(confirmed_at=now, told_until=now)


@transaction.atomic
def choose(*, subscriber: Subscriber, topics: Collection[Topic]) -> None:
    subscriber.topics.set(topics)


@transaction.atomic
def forget(*, key: str) -> bool:
    """Delete all there is of a subscriber, with the mail that waits; False if there is nothing."""
    subscriber = Subscriber.objects.select_for_update().filter(key=key).first()
    if subscriber is None:
        return False
    writing.forget(subscriber.about)
    subscriber.delete()
    return True


def _found_or_new(address: str) -> Subscriber:
    """Two requests for one new address at once end with one row."""
    known = Subscriber.objects.select_for_update().at(address)
    if found := known.first():
        return found
    try:
        with transaction.atomic():
            return Subscriber.objects.create(address=address)
    except IntegrityError:
        return known.get()

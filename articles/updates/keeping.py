"""How long we keep an address: three days unconfirmed, three refusals, else until we are told."""

from django.db.models import Count

from articles.models import Subscriber
from articles.updates import letters, signing_up
from groundwork.models import Message

REFUSALS = 3
"""So many digests a mail server refused for good, and nobody reads there any more."""


def forget_unconfirmed() -> int:
    """Delete sign-ups nobody confirmed, with their mail; how many."""
    keys = list(Subscriber.objects.never_confirmed().values_list("key", flat=True))
    return sum(signing_up.forget(key=key) for key in keys)


def forget_unreachable() -> int:
    """Delete addresses that refuse what we write; how many."""
    refused = Message.objects.filter(state=Message.State.REFUSED, purpose=letters.DIGEST)
    often = refused.values("about").annotate(times=Count("pk")).filter(times__gte=REFUSALS)
    keys = [row["about"].partition(":")[2] for row in often.order_by()]
    return sum(signing_up.forget(key=key) for key in keys if key)

"""How often one sender may do one thing, without keeping who it was.

A sender is counted under a keyed hash of address, purpose and stretch of the day. The key is made
new each day and yesterday's is deleted with its counts, so nothing kept leads back to anyone.
"""

import hashlib
import hmac
import secrets
from datetime import date, datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from groundwork.models import Attempt, DaySalt

HOUR = timedelta(hours=1)
SALT_BYTES = 32
# One household or one rented server holds a whole /64 of addresses.
IPV6_NETWORK_BITS = 64


def is_allowed(purpose: str, sender: str, *, limit: int, window: timedelta = HOUR) -> bool:
    """Count one attempt; False once `sender` made more than `limit` of them in this stretch.

    Stretches are `window` long (a day at most) and begin at midnight UTC. Costs two queries, three
    for a sender's first attempt, and a few more for the first attempt of a day.
    """
    now = timezone.now()
    mark = _mark(purpose, sender, now, window)
    with transaction.atomic():
        attempt, _ = Attempt.objects.get_or_create(mark=mark, defaults={"day": now.date()})
        Attempt.objects.filter(pk=attempt.pk).update(count=F("count") + 1)
    return attempt.count < limit


def sender_of(request: HttpRequest) -> str:
    """The address a request came from, as far as it can be believed; an IPv6 one's network.

    Each of the `PROXIES` in front of us adds one address to X-Forwarded-For; what stands before
    those was written by the sender and is not believed.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PROXIES:
        told = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
        address = told[-settings.PROXIES] if len(told) >= settings.PROXIES else address
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped or IPv6Network((found, IPV6_NETWORK_BITS), strict=False))
    return str(found)


def forget(today: date | None = None) -> int:
    """Delete the salts and counts of days before `today`; returns how many counts went."""
    today = today or timezone.now().date()
    DaySalt.objects.filter(day__lt=today).delete()
    return Attempt.objects.filter(day__lt=today).delete()[0]


def _mark(purpose: str, sender: str, now: datetime, window: timedelta) -> str:
    seconds = now.hour * 3600 + now.minute * 60 + now.second
    stretch = seconds // int(window.total_seconds())
    told = f"{purpose}\0{stretch}\0{sender}".encode()
    return hmac.new(_salt(now.date()), told, hashlib.sha256).hexdigest()


def _salt(today: date) -> bytes:
    """Today's salt. Whoever needs the first one of a day makes it, and forgets the days before."""
    found = DaySalt.objects.filter(day=today).first()
    if found is None:
        forget(today)
        made = {"salt": secrets.token_bytes(SALT_BYTES)}
        found, _ = DaySalt.objects.get_or_create(day=today, defaults=made)
    return bytes(found.salt)

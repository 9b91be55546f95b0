"""How long we keep what readers sent. The numbers here are what the privacy page promises."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.models import HeldComment

EMAIL_KEPT = timedelta(days=30)
"""The e-mail address of a comment nobody decided about; a decision deletes it at once."""
ORIGINAL_KEPT = timedelta(days=30)
"""The words of an approved comment as they were sent, beside those readers see: to undo by."""
REJECTED_KEPT = timedelta(days=180)
"""A rejected comment, so that the decision can be looked at again."""
WAITING_KEPT = timedelta(days=180)
"""A comment nobody decided about: readers never saw it."""


@dataclass(frozen=True)
class Forgotten:
    """How many of each were deleted."""

    emails: int
    originals: int
    rejected: int
    undecided: int


@transaction.atomic
def forget_old_held(now: datetime | None = None) -> Forgotten:
    """Delete what is over its time. Doing it twice deletes no more."""
    now = now or timezone.now()
    all_held = HeldComment.objects.order_by()
    emails = all_held.exclude(email="").filter(sent_at__lt=now - EMAIL_KEPT).update(email="")
    as_shown = Q(name=F("shown_name"), text=F("shown_text"))
    approved = all_held.filter(decision=HeldComment.Decision.APPROVED).exclude(as_shown)
    originals = approved.filter(decided_at__lt=now - ORIGINAL_KEPT)
    replaced = originals.update(name=F("shown_name"), text=F("shown_text"))
    rejected = all_held.filter(decision=HeldComment.Decision.REJECTED)
    gone, _ = rejected.filter(decided_at__lt=now - REJECTED_KEPT).delete()
    waiting = all_held.filter(decision=HeldComment.Decision.WAITING)
    unread, _ = waiting.filter(sent_at__lt=now - WAITING_KEPT).delete()
    return Forgotten(emails, replaced, gone, unread)

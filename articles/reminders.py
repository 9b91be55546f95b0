"""Reminds people by e-mail of reviews that are due, once each, however often it is run.

"On or before" a day, never "on": a reminder that was missed while nothing ran is written by the
next run, and of two that are owed only the more pressing one. The outbox sends them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, Reminder, Review
from groundwork.outbox.writing import Unsendable, post

SOON_DAYS = 30
"""How long before a review is due its people hear of it first."""


@dataclass(frozen=True)
class Owed:
    """A reminder somebody should have and has not."""

    edition: Edition
    review: Review
    kind: Reminder.Kind
    person: User


@dataclass
class Written:
    """What one run did. `failures`: people with an address no mail can be sent to."""

    count: int = 0
    failures: tuple[str, ...] = ()


def write_all() -> Written:
    """Write every reminder that is owed today."""
    written = Written()
    for owed in list(_owed(timezone.localdate())):
        try:
            written.count += _write(owed)
        except Unsendable:
            written.failures += (owed.person.get_username(),)
    return written


def _owed(today: date) -> Iterator[Owed]:
    """Two queries, and one for each review that is due."""
    due = Edition.objects.public().filter(review__review_due__lte=today + timedelta(SOON_DAYS))
    publishers = list(_publishers())
    for edition in due.select_related("review__decided_by", "article"):
        review = edition.review
        if review is None or review.review_due is None:
            continue
        kind = Reminder.Kind.DUE if review.review_due <= today else Reminder.Kind.SOON
        sent = Reminder.objects.filter(review=review, kind=kind)
        told = set(sent.values_list("person", flat=True))
        people = {each.pk: each for each in [*_signer(review), *publishers]}
        yield from (Owed(edition, review, kind, p) for pk, p in people.items() if pk not in told)


@transaction.atomic
def _write(owed: Owed) -> int:
    """Note it, and write the mail, in one transaction. 1 if it is a new one."""
    _, is_new = Reminder.objects.get_or_create(
        review=owed.review, kind=owed.kind, person=owed.person
    )
    if not is_new:
        return 0
    subject, body = _words(owed)
    post(purpose="Reminder of a review", to=owed.person.email, subject=subject, text=body)
    return 1


def _words(owed: Owed) -> tuple[str, str]:
    due = f"{owed.review.review_due:%d %B %Y}".lstrip("0")
    title = " ".join(owed.edition.title.split())
    said = "was due" if owed.kind == Reminder.Kind.DUE else "is due"
    address = reverse("admin:articles_article_change", args=[owed.edition.article_id])
    late = "\nReaders see that it is late once the day is over.\n" if said == "was due" else "\n"
    body = (
        f"The review of “{title}” {said} on {due}.\n{late}\n"
        f"Read it, and sign it off again: {settings.DESK_URL}{address}\n"
    )
    return f"Review {said} on {due}: {title}", body


def _signer(review: Review) -> list[User]:
    signer = review.decided_by
    return [signer] if signer and signer.is_active and signer.email else []


def _publishers() -> Iterator[User]:
    """Everyone who may publish articles and has an address."""
    may = Q(codename="publish_article", content_type__app_label="articles")
    wanted = Permission.objects.filter(may)
    people = User.objects.filter(is_active=True, is_staff=True).exclude(email="")
    have = Q(groups__permissions__in=wanted) | Q(user_permissions__in=wanted)
    yield from people.filter(have).distinct().order_by("pk")

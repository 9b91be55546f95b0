"""Readers who asked for updates by e-mail: an address, topics, and three times. Nothing else."""

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.subjects import Topic
from groundwork.privacy import Kept, Whose, working

CONFIRM_WITHIN = timedelta(days=3)
"""How long a sign-up waits to be confirmed; then it is deleted."""

KEY_BYTES = 16


def new_key() -> str:
    return secrets.token_urlsafe(KEY_BYTES)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    """Our words for sets of subscribers."""

    def confirmed(self) -> "SubscriberQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def at(self, address: str) -> "SubscriberQuerySet":
        """Whoever has this address, however it is capitalised: none or one."""
        return self.annotate(lower=Lower("address")).filter(lower=address.lower())

    def never_confirmed(self, now: datetime | None = None) -> "SubscriberQuerySet":
        """Sign-ups whose link is too old by now."""
        asked_before = (now or timezone.now()) - CONFIRM_WITHIN
        return self.filter(confirmed_at__isnull=True, asked_at__lt=asked_before)


class Subscriber(models.Model):
    """One address that gets updates, or waits to be confirmed. Unsubscribing deletes the row.

    `key` stands in the links of its mails, signed; it goes with the row, and the links with it.
    """

    kept = (
        Kept(
            "address topics language",
            Whose.READERS,
            _("For updates: your e-mail address, topics and language"),
            _("So that we can write to you"),
            _("Until you stop them; three days if you do not confirm"),
        ),
        Kept(
            "asked_at confirmed_at told_until",
            Whose.READERS,
            _("When you signed up, confirmed and were written to"),
            _("So that you get each update once"),
            _("Until you stop them"),
        ),
        working("key"),
    )

    address = models.CharField(max_length=254)
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    topics = models.ManyToManyField(Topic, related_name="subscribers")
    language = models.CharField(max_length=12, help_text=_("That of the page it signed up on."))
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(null=True, help_text=_("Changes up to here were told."))

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        # Nobody browses readers' addresses at the desk; see docs/updates.md.
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(Lower("address"), name="one_subscriber_an_address"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, told_until__isnull=True)
                | Q(confirmed_at__isnull=False, told_until__isnull=False),
                name="who_confirmed_was_told_until_then",
            ),
        ]

    def __str__(self) -> str:
        return f"subscriber {self.pk}"

    @property
    def about(self) -> str:
        """Whose mail it is, for the outbox."""
        return f"updates:{self.key}"

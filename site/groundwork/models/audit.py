"""One entry of the audit trail: who did what to what, before and after."""

import json

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundwork.privacy import colleague, working

MARK_LENGTH = 64
Change = tuple[str, str | None, str | None]
"""A field's name, and what it said before and after; None where it was not there."""


class AuditEntry(models.Model):
    """One act, written once. The database refuses to change or delete it (groundwork.audit.guard).

    `who` and `name` are copied, not linked: an entry outlives the account and the thing.
    """

    kept = (
        colleague("who who_key"),
        working("at act kind key name changes previous mark"),
    )

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField("when")
    who = models.CharField(max_length=150, blank=True)
    who_key = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=60)
    kind = models.CharField(max_length=100, blank=True)
    key = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=200, blank=True)
    changes = models.TextField(blank=True)
    previous = models.CharField(max_length=MARK_LENGTH, unique=True)
    mark = models.CharField(max_length=MARK_LENGTH, unique=True)

    class Meta:
        ordering = ["-number"]
        verbose_name = gettext_lazy("audit trail entry")
        verbose_name_plural = gettext_lazy("audit trail entries")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["kind", "key"], name="audit_subject"),
            models.Index(fields=["who"], name="audit_who"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.by} {self.act} {self.kind} {self.name}".rstrip()

    @property
    def by(self) -> str:
        return self.who or _("a command")

    @property
    def changed(self) -> list[Change]:
        """The changes, as they were told to `audit.record`; none for one that was tampered with."""
        try:
            return [(str(name), before, after) for name, before, after in json.loads(self.changes)]
        except (ValueError, TypeError):
            return []

"""Addresses of other sites that our pages lead to, and what became of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from groundwork.privacy import content

TRIES_BEFORE_IT_COUNTS = 2
"""Sites have bad days: one failure is noted, the second in a row is told to editors."""


class ExternalLinkQuerySet(models.QuerySet["ExternalLink"]):
    """Our words for sets of links."""

    def failing(self) -> "ExternalLinkQuerySet":
        """Links that did not open several times in a row."""
        return self.filter(failures__gte=TRIES_BEFORE_IT_COUNTS)


class ExternalLink(models.Model):
    """One address, when it was last asked for, and why it did not open if it did not."""

    kept = (content("url checked_at reason failures failing_since"),)

    url = models.URLField("address", max_length=2000, unique=True)
    checked_at = models.DateTimeField(null=True)
    reason = models.CharField(
        max_length=200, blank=True, help_text=gettext_lazy("Empty if it opened.")
    )
    failures = models.PositiveSmallIntegerField(default=0, help_text=gettext_lazy("In a row."))
    failing_since = models.DateTimeField(null=True)

    objects = ExternalLinkQuerySet.as_manager()

    class Meta:
        ordering = ["url"]
        verbose_name = gettext_lazy("link to another site")
        verbose_name_plural = gettext_lazy("links to other sites")
        indexes = [models.Index(fields=["checked_at"], name="external_link_oldest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(failures=0, reason="", failing_since__isnull=True)
                | (Q(failures__gt=0, failing_since__isnull=False) & ~Q(reason="")),
                name="failing_link_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.url

"""Articles to look at again, because something they lean on changed."""

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.models.article import Article
from groundwork.privacy import colleague, content


class RecheckQuerySet(models.QuerySet["Recheck"]):
    """Our words for sets of rechecks."""

    def waiting(self) -> "RecheckQuerySet":
        return self.filter(settled_at__isnull=True)


class Recheck(models.Model):
    """One article, one register entry that changed, and who looked at it since."""

    kept = (
        colleague("asked_by settled_by"),
        content("article kind key reason asked_at settled_at"),
    )

    class Kind(models.TextChoices):
        CLAIM = "claim", gettext_lazy("Claim")
        SOURCE = "source", gettext_lazy("Source")
        RED_FLAG = "red-flag", gettext_lazy("Red flag")

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="rechecks")
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = RecheckQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["settled_at", "asked_at"], name="recheck_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "kind", "key"],
                condition=Q(settled_at__isnull=True),
                name="one_recheck_waits_per_entry",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.reason}"

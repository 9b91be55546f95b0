"""Links by which a colleague without an account sees a version as readers would."""

import hashlib
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.version import ArticleVersion
from groundwork.privacy import colleague, content

USE_NOTED_EVERY = timedelta(minutes=10)


def mark_of(token: str) -> str:
    """What is kept of a link's token: its SHA-256. A random token needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """Our words for sets of preview links."""

    def open(self) -> "PreviewLinkQuerySet":
        """Those that still lead somewhere."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())

    def behind(self, token: str) -> "PreviewLink | None":
        """The open link with this token. Costs one query.

        It is looked up by its hash, so how long that takes tells nothing about a token.
        """
        found = self.open().select_related("version__article__topic")
        return found.filter(token_hash=mark_of(token)).first()


class PreviewLink(models.Model):
    """A link to one version. The token in its address is shown once and kept by nobody."""

    kept = (
        colleague("made_by"),
        content("version token_hash made_at expires_at revoked_at last_used_at"),
    )

    version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(
        null=True, help_text=gettext_lazy("When, and nothing of who.")
    )

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="preview_link_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return _("Link to %(article)s, version %(number)s") % {
            "article": self.version.article,
            "number": self.version.number,
        }

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def state(self) -> str:
        """In a word, for the list of links."""
        if self.revoked_at is not None:
            return _("Revoked")
        return _("Open") if self.is_open else _("Expired")

    def note_use(self, now: datetime) -> None:
        """At most one write in ten minutes, however often somebody reloads."""
        if self.last_used_at is None or now - self.last_used_at >= USE_NOTED_EVERY:
            PreviewLink.objects.filter(pk=self.pk).update(last_used_at=now)

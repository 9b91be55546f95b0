"""Published releases, frozen."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groundwork.privacy import colleague, content


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Our words for sets of releases."""

    def standing(self) -> "ReleaseQuerySet":
        """Releases that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def withdraw(self) -> int:
        """Take releases back: nobody gets a result from them any more. How many were."""
        return self.update(withdrawn_at=timezone.now())

    def put_back(self) -> int:
        """Let readers use withdrawn releases again. How many were put back."""
        return self.filter(withdrawn_at__isnull=False).update(withdrawn_at=None)


class Release(models.Model):
    """One published, frozen state of a questionnaire. Its content never changes."""

    kept = (
        colleague("published_by approved_by signed_by"),
        content("check_slug number content content_hash proof note published_at withdrawn_at"),
    )

    check_slug = models.SlugField(_("check"), max_length=40)
    number = models.PositiveIntegerField()
    content = models.JSONField(editable=False)
    content_hash = models.CharField(max_length=64, editable=False)
    proof = models.JSONField(
        default=dict, editable=False, help_text=_("What was proved of it before it was published.")
    )
    note = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(default=timezone.now, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text=_("Nobody for a release that was loaded from a file."),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text=_("The second person, where a result became calmer."),
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("The registered clinician who signed this release. Empty until one has."),
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["check_slug", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["check_slug", "number"], name="release_number_once"),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("published_by")),
                name="release_second_person_is_another",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(check)s release %(number)s") % {
            "check": self.check_slug,
            "number": self.number,
        }

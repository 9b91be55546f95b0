"""What waits for a second person before readers get it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groundwork.privacy import colleague, content
from triage.models.draft import Draft
from triage.models.release import Release


class PublishRequest(models.Model):
    """Somebody wants readers to get a draft, or an earlier release again, and it calms a result.

    It stands for exactly the content of `content_hash`: an edit afterwards makes it void. A check
    has one at most; asking again takes the place of what was asked before.
    """

    kept = (
        colleague("asked_by"),
        content("check_slug draft release content_hash note asked_at"),
    )

    check_slug = models.SlugField(_("check"), max_length=40, unique=True)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, null=True, related_name="+")
    release = models.ForeignKey(
        Release,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        help_text=_("The release readers should get again."),
    )
    content_hash = models.CharField(max_length=64)
    note = models.CharField(max_length=300)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("request to publish")
        verbose_name_plural = _("requests to publish")
        permissions = [("publish_draft", "Can publish drafts, and withdraw releases")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(draft__isnull=True) ^ models.Q(release__isnull=True),
                name="publish_request_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(subject)s: waits for a second person") % {"subject": self.subject}

    @property
    def subject(self) -> Draft | Release:
        """What it is about; one of the two is there. Costs a query."""
        return self.release or self.draft  # type: ignore[return-value]  # the constraint sees to it

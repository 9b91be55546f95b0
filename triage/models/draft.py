"""A questionnaire being edited. Nothing here reaches readers before it is published."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from groundwork.privacy import colleague, content
from triage.models.release import Release


class Draft(models.Model):
    """The questionnaire of one check as editors are working on it.

    `revision` rises with every saved change of any part.
    """

    kept = (
        colleague("changed_by"),
        content("check_slug title scope not_for changed_at revision began_from"),
    )

    check_slug = models.SlugField(
        _("check"),
        max_length=40,
        help_text=_("The word in the address, such as “legs”. It stays once you have saved."),
    )
    title = models.CharField(
        max_length=120, blank=True, help_text=_("What readers start, such as “Check my legs”.")
    )
    scope = models.TextField(
        blank=True,
        help_text=_(
            "What it is for, in a sentence, such as “For sore leg muscles and leg cramps.”"
        ),
    )
    not_for = models.TextField(
        _("not for"),
        blank=True,
        help_text=_("What it is not for, such as “It is not for back or tummy problems.”"),
    )
    changed_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    began_from = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["check_slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_slug"],
                name="draft_one_a_check",
                violation_error_message=_("This check has a draft already. Change that one."),
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(title)s (draft)") % {"title": self.title or self.check_slug}


class Level(models.TextChoices):
    """How soon to get help, the most urgent first, as files and addresses write it."""

    EMERGENCY = "emergency", _("Emergency")
    URGENT = "urgent", _("Urgent")
    SOON = "soon", _("Soon")
    ROUTINE = "routine", _("Routine")
    SELF_CARE = "self-care", _("Self-care")


class Part(models.Model):
    """One part of a draft, at its place in the list of its kind."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ["draft", "position", "pk"]
        # Who may change a draft may change its parts.
        default_permissions = ()


def key_once(name: str) -> models.UniqueConstraint:
    """A key names one part of its kind in a draft."""
    return models.UniqueConstraint(
        fields=["draft", "key"],
        name=name,
        violation_error_message=_("This draft has another one of that name. Choose another name."),
    )


def is_level(field: str, name: str) -> models.CheckConstraint:
    """A level, or nothing yet."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": ["", *Level.values]}), name=name
    )

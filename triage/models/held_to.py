"""What a draft is held to before it is published: promises of its own, and cases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundwork.privacy import content
from triage.models.draft import Level, Part, is_level, key_once

OPTIONS = _("Options of that question, one a line.")


class DraftPromise(Part):
    """A property of this questionnaire alone, proved over every possible answer."""

    kept = (
        content("draft position key kind condition urgency note question options than_options"),
    )

    class Kind(models.TextChoices):
        AT_LEAST = "at_least", _("Whenever …, the urgency is at least …")
        CAN_BE = "can_be", _("With …, the result can be …")
        SHOWS_NOTE = "shows_note", _("Whenever …, the note … is shown")
        NEVER_CALMER = "never_calmer_than", _("These answers are never calmer than those")

    key = models.CharField(_("name"), max_length=60, help_text=_("Such as “fever-under-16”."))
    kind = models.CharField(
        _("what it promises"),
        max_length=20,
        choices=Kind,
        help_text=_("What you want proved for every reader, such as “never calmer”."),
    )
    condition = models.TextField(
        _("when"),
        blank=True,
        help_text=_(
            "Such as: under16 and skin_joint is fever. For “never calmer” it says where "
            "the promise does not hold, and may be empty."
        ),
    )
    urgency = models.CharField(
        max_length=10,
        choices=Level,
        blank=True,
        help_text=_("The urgency you promise, such as “soon”, where the promise names one."),
    )
    note = models.CharField(max_length=60, blank=True, help_text=_("The note's name."))
    question = models.CharField(
        max_length=60, blank=True, help_text=_("The question's name, for “never calmer”.")
    )
    options = models.TextField(_("these answers"), blank=True, help_text=OPTIONS)
    than_options = models.TextField(_("than those answers"), blank=True, help_text=OPTIONS)

    class Meta(Part.Meta):
        verbose_name = _("promise")
        constraints = [
            key_once("draft_promise_key_once"),
            is_level("urgency", "draft_promise_urgency_is_level"),
        ]

    def __str__(self) -> str:
        return self.key


class DraftVignette(Part):
    """A case with the urgencies it may get."""

    kept = (content("draft position key story answers lowest highest source groups"),)

    key = models.CharField(_("name"), max_length=60, help_text=_("Such as “t27”."))
    story = models.TextField(
        blank=True, help_text=_("Such as “Man, 58, one calf swollen a week after a long flight”.")
    )
    answers = models.TextField(
        blank=True,
        help_text=_(
            "One question a line, only the answers that tell: “leg_change: swollen, throb”. "
            "Every other question gets its harmless option."
        ),
    )
    lowest = models.CharField(
        _("lowest acceptable urgency"),
        max_length=10,
        choices=Level,
        blank=True,
        help_text=_("A calmer result than this is a fault: you would choose “urgent” for a clot."),
    )
    highest = models.CharField(
        _("highest acceptable urgency"),
        max_length=10,
        choices=Level,
        blank=True,
        help_text=_("A more alarming result than this is a fault. Leave it empty for any."),
    )
    source = models.CharField(
        max_length=60,
        blank=True,
        help_text=_("A key of the register of sources, such as “nhs-dvt”."),
    )
    groups = models.TextField(
        blank=True,
        help_text=_("Whom the case stands for on the scorecard, one a line, such as “pregnancy”."),
    )

    class Meta(Part.Meta):
        verbose_name = _("vignette")
        constraints = [
            key_once("draft_vignette_key_once"),
            is_level("lowest", "draft_vignette_lowest_is_level"),
            is_level("highest", "draft_vignette_highest_is_level"),
        ]

    def __str__(self) -> str:
        return self.key

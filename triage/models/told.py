"""What a draft decides and tells: patterns, rules, outcomes, notes, self-care, where topics lead.

Lists are texts with one entry a line.
"""

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from groundwork.privacy import content
from triage.models.asked import CONDITION, WORDINGS
from triage.models.draft import Level, Part, is_level, key_once

TOPICS = _("One a line, the names of this draft's topics, such as “see-a-doctor”.")
SOURCES = _("One a line, keys of the register of sources, such as “nhs-dvt”.")


class DraftPattern(Part):
    """What a group of rules looks for, what to do about it, and where to read on."""

    kept = (content("draft position key name tell topics sources is_policy"),)

    key = models.CharField(
        max_length=60,
        help_text=_("The red flag's key if it is one, such as “leg-clot”; else a short word."),
    )
    name = models.CharField(
        max_length=200, blank=True, help_text=_("Such as “Possible clot in a deep leg vein”.")
    )
    tell = models.TextField(
        _("what to do"),
        blank=True,
        help_text=format_lazy(
            "{} {}", _("For a red flag it comes from the register; leave it empty here."), WORDINGS
        ),
    )
    topics = models.TextField(blank=True, help_text=TOPICS)
    sources = models.TextField(
        blank=True,
        help_text=format_lazy("{} {}", SOURCES, _("A red flag's come from the register.")),
    )
    is_policy = models.BooleanField(
        _("our policy"),
        default=False,
        help_text=_("It rests on a decision of ours, with no source."),
    )

    class Meta(Part.Meta):
        verbose_name = _("pattern")
        constraints = [key_once("draft_pattern_key_once")]

    def __str__(self) -> str:
        return self.name or self.key


class DraftRule(Part):
    """When these answers, then this urgency, for this reason."""

    kept = (content("draft position key urgency pattern condition reason tell"),)

    key = models.CharField(
        _("name"), max_length=60, help_text=_("Such as “u-clot-risk”. Readers never see it.")
    )
    urgency = models.CharField(
        max_length=10,
        choices=Level,
        blank=True,
        help_text=_("How soon you send readers for help when it holds; the most urgent rule wins."),
    )
    pattern = models.ForeignKey(
        DraftPattern,
        on_delete=models.RESTRICT,
        null=True,
        related_name="rules",
        help_text=_("What it looks for: its advice is told when this rule decides."),
    )
    condition = models.TextField(_("when"), blank=True, help_text=CONDITION)
    reason = models.TextField(
        blank=True,
        help_text=format_lazy(
            "{} {}",
            _("Why, to the reader, such as “One leg is swollen and you travelled.”"),
            WORDINGS,
        ),
    )
    tell = models.TextField(
        _("what to do"),
        blank=True,
        help_text=_("Only if this rule needs other advice than its pattern."),
    )

    class Meta(Part.Meta):
        verbose_name = _("rule")
        constraints = [
            key_once("draft_rule_key_once"),
            is_level("urgency", "draft_rule_urgency_is_level"),
        ]

    def __str__(self) -> str:
        return self.key


class DraftOutcome(Part):
    """What a reader is told at one urgency."""

    kept = (content("draft position urgency title lead when do do_not safety_net topics"),)

    urgency = models.CharField(
        max_length=10,
        choices=Level,
        help_text=_("The result whose words these are, such as “soon”."),
    )
    title = models.CharField(
        max_length=200, blank=True, help_text=_("Such as “Get medical help today”.")
    )
    lead = models.TextField(blank=True, help_text=_("One or two sentences below the title."))
    when = models.CharField(
        _("by when"), max_length=120, blank=True, help_text=_("Such as “Within 1 to 3 days”.")
    )
    do = models.TextField(blank=True, help_text=_("One a line, such as “Book the first visit.”"))
    do_not = models.TextField(
        _("do not"), blank=True, help_text=_("One a line, such as “Do not massage the leg.”")
    )
    safety_net = models.TextField(
        _("safety net"),
        blank=True,
        help_text=_("One a line: what should make them get help sooner."),
    )
    topics = models.TextField(blank=True, help_text=TOPICS)

    class Meta(Part.Meta):
        verbose_name = _("outcome")
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "urgency"],
                name="draft_outcome_one_a_level",
                violation_error_message=_("This draft has an outcome for that urgency already."),
            ),
            models.CheckConstraint(
                condition=models.Q(urgency__in=Level.values), name="draft_outcome_is_level"
            ),
        ]

    def __str__(self) -> str:
        return self.get_urgency_display()


class DraftNote(Part):
    """A sentence added to results at some levels, always or when its condition holds."""

    kept = (content("draft position key text levels condition"),)

    key = models.CharField(_("name"), max_length=60, help_text=_("Such as “pregnancy”."))
    text = models.TextField(
        blank=True, help_text=format_lazy("{} {}", _("What readers are told."), WORDINGS)
    )
    levels = models.TextField(blank=True, help_text=_("At which urgencies it is shown."))
    condition = models.TextField(
        _("show when"),
        blank=True,
        help_text=_("Leave it empty to show it always. Such as: preg_any"),
    )

    class Meta(Part.Meta):
        verbose_name = _("note")
        constraints = [key_once("draft_note_key_once")]

    def __str__(self) -> str:
        return self.key


class DraftSelfCare(Part):
    """How to look after one problem at home, and when that is no longer enough."""

    kept = (content("draft position key title expect do come_back topics sources"),)

    key = models.CharField(
        _("problem"), max_length=60, help_text=_("An option of the question “problem”.")
    )
    title = models.CharField(
        max_length=200, blank=True, help_text=_("Such as “A cramp right now”.")
    )
    expect = models.TextField(
        _("what to expect"), blank=True, help_text=_("Such as “It is usually gone within a week.”")
    )
    do = models.TextField(blank=True, help_text=_("One a line, such as “Keep moving gently.”"))
    come_back = models.TextField(
        _("get help if"), blank=True, help_text=_("One a line, such as “Still sore after 7 days.”")
    )
    topics = models.TextField(blank=True, help_text=TOPICS)
    sources = models.TextField(blank=True, help_text=SOURCES)

    class Meta(Part.Meta):
        verbose_name = _("self-care")
        verbose_name_plural = _("self-care")
        constraints = [key_once("draft_self_care_key_once")]

    def __str__(self) -> str:
        return self.title or self.key


class DraftTopic(Part):
    """Where a topic of this draft leads: sections of articles, the most useful first."""

    kept = (content("draft position key references"),)

    key = models.CharField(_("name"), max_length=60, help_text=_("Such as “see-a-doctor”."))
    references = models.TextField(
        _("sections of articles"),
        blank=True,
        help_text=_(
            "One a line, as article#section, such as "
            "“massage-and-blood-clots#s-when-not-to-massage”."
        ),
    )

    class Meta(Part.Meta):
        verbose_name = _("topic")
        constraints = [key_once("draft_topic_key_once")]

    def __str__(self) -> str:
        return self.key

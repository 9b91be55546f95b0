"""What a draft decides and tells: patterns, rules, outcomes, notes, self-care, where topics lead.

Lists are texts with one entry a line.
"""

from django.db import models

from groundwork.privacy import content
from triage.models.asked import CONDITION, WORDINGS
from triage.models.draft import Level, Part, is_level, key_once

ONE_A_LINE = "One a line"
TOPICS = f"{ONE_A_LINE}, the names of this draft's topics, such as “see-a-doctor”."
SOURCES = f"{ONE_A_LINE}, keys of the register of sources, such as “nhs-dvt”."


class DraftPattern(Part):
    """What a group of rules looks for, what to do about it, and where to read on."""

    kept = (content("draft position key name tell topics sources is_policy"),)

    key = models.CharField(
        max_length=60,
        help_text="The red flag's key if it is one, such as “leg-clot”; else a short word.",
    )
    name = models.CharField(
        max_length=200, blank=True, help_text="Such as “Possible clot in a deep leg vein”."
    )
    tell = models.TextField(
        "what to do",
        blank=True,
        help_text=f"For a red flag it comes from the register; leave it empty here. {WORDINGS}",
    )
    topics = models.TextField(blank=True, help_text=TOPICS)
    sources = models.TextField(
        blank=True, help_text=f"{SOURCES} A red flag's come from the register."
    )
    is_policy = models.BooleanField(
        "our policy", default=False, help_text="It rests on a decision of ours, with no source."
    )

    class Meta(Part.Meta):
        verbose_name = "pattern"
        constraints = [key_once("draft_pattern_key_once")]

    def __str__(self) -> str:
        return self.name or self.key


class DraftRule(Part):
    """When these answers, then this urgency, for this reason."""

    kept = (content("draft position key urgency pattern condition reason tell"),)

    key = models.CharField(
        "name", max_length=60, help_text="Such as “u-clot-risk”. Readers never see it."
    )
    urgency = models.CharField(
        max_length=10,
        choices=Level,
        blank=True,
        help_text="How soon you send readers for help when it holds; the most urgent rule wins.",
    )
    pattern = models.ForeignKey(
        DraftPattern,
        on_delete=models.RESTRICT,
        null=True,
        related_name="rules",
        help_text="What it looks for: its advice is told when this rule decides.",
    )
    condition = models.TextField("when", blank=True, help_text=CONDITION)
    reason = models.TextField(
        blank=True,
        help_text=f"Why, to the reader, such as “One leg is swollen and you travelled.” {WORDINGS}",
    )
    tell = models.TextField(
        "what to do",
        blank=True,
        help_text="Only if this rule needs other advice than its pattern.",
    )

    class Meta(Part.Meta):
        verbose_name = "rule"
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
        max_length=10, choices=Level, help_text="The result whose words these are, such as “soon”."
    )
    title = models.CharField(
        max_length=200, blank=True, help_text="Such as “Get medical help today”."
    )
    lead = models.TextField(blank=True, help_text="One or two sentences below the title.")
    when = models.CharField(
        "by when", max_length=120, blank=True, help_text="Such as “Within 1 to 3 days”."
    )
    do = models.TextField(blank=True, help_text=f"{ONE_A_LINE}, such as “Book the first visit.”")
    do_not = models.TextField(
        "do not", blank=True, help_text=f"{ONE_A_LINE}, such as “Do not massage the leg.”"
    )
    safety_net = models.TextField(
        "safety net", blank=True, help_text=f"{ONE_A_LINE}: what should make them get help sooner."
    )
    topics = models.TextField(blank=True, help_text=TOPICS)

    class Meta(Part.Meta):
        verbose_name = "outcome"
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "urgency"],
                name="draft_outcome_one_a_level",
                violation_error_message="This draft has an outcome for that urgency already.",
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

    key = models.CharField("name", max_length=60, help_text="Such as “pregnancy”.")
    text = models.TextField(blank=True, help_text=f"What readers are told. {WORDINGS}")
    levels = models.TextField(blank=True, help_text="At which urgencies it is shown.")
    condition = models.TextField(
        "show when", blank=True, help_text="Leave it empty to show it always. Such as: preg_any"
    )

    class Meta(Part.Meta):
        verbose_name = "note"
        constraints = [key_once("draft_note_key_once")]

    def __str__(self) -> str:
        return self.key


class DraftSelfCare(Part):
    """How to look after one problem at home, and when that is no longer enough."""

    kept = (content("draft position key title expect do come_back topics sources"),)

    key = models.CharField(
        "problem", max_length=60, help_text="An option of the question “problem”."
    )
    title = models.CharField(max_length=200, blank=True, help_text="Such as “A cramp right now”.")
    expect = models.TextField(
        "what to expect", blank=True, help_text="Such as “It is usually gone within a week.”"
    )
    do = models.TextField(blank=True, help_text=f"{ONE_A_LINE}, such as “Keep moving gently.”")
    come_back = models.TextField(
        "get help if", blank=True, help_text=f"{ONE_A_LINE}, such as “Still sore after 7 days.”"
    )
    topics = models.TextField(blank=True, help_text=TOPICS)
    sources = models.TextField(blank=True, help_text=SOURCES)

    class Meta(Part.Meta):
        verbose_name = "self-care"
        verbose_name_plural = "self-care"
        constraints = [key_once("draft_self_care_key_once")]

    def __str__(self) -> str:
        return self.title or self.key


class DraftTopic(Part):
    """Where a topic of this draft leads: sections of articles, the most useful first."""

    kept = (content("draft position key references"),)

    key = models.CharField("name", max_length=60, help_text="Such as “see-a-doctor”.")
    references = models.TextField(
        "sections of articles",
        blank=True,
        help_text=f"{ONE_A_LINE}, as article#section, such as "
        "“massage-and-blood-clots#s-when-not-to-massage”.",
    )

    class Meta(Part.Meta):
        verbose_name = "topic"
        constraints = [key_once("draft_topic_key_once")]

    def __str__(self) -> str:
        return self.key

"""The register of red flags: the only place where warning signs are worded."""

from django.db import models

from articles.models.evidence import Source, key_rule


class Urgency(models.TextChoices):
    """How soon to get help. Red flags start at `soon`."""

    EMERGENCY = "emergency", "Emergency: now"
    URGENT = "urgent", "Urgent: today"
    SOON = "soon", "Soon: within days"


# The signs a page has room for when it cannot show them all.
MOST_TELLING = ("clot-lung", "stroke-brain", "no-blood-flow", "spine-nerves", "sepsis")


class RedFlagQuerySet(models.QuerySet["RedFlag"]):
    """Our words for sets of red flags."""

    def most_telling(self) -> list["RedFlag"]:
        """The emergency signs for pages that show only a few, in order. Costs a query."""
        found = {flag.key: flag for flag in self.filter(key__in=MOST_TELLING)}
        return [found[key] for key in MOST_TELLING if key in found]


class RedFlag(models.Model):
    """Warning signs a reader can notice, how soon to act, and what to do."""

    key = models.CharField(
        max_length=60,
        unique=True,
        validators=[key_rule],
        help_text="What you type in a care card, such as leg-clot. It cannot be changed later.",
    )
    name = models.CharField(max_length=200, help_text="For editors; readers never see it.")
    wording = models.CharField(
        max_length=300,
        help_text='The signs in plain words: "One leg swollen, warm, or a new colour".',
    )
    urgency = models.CharField(max_length=12, choices=Urgency)
    what_to_do = models.TextField(help_text="One to three short sentences.")
    why = models.TextField(blank=True, help_text="The reason, for editors and reviewers.")
    sources = models.ManyToManyField(Source, blank=True, related_name="red_flags")
    is_policy = models.BooleanField("our policy", default=False)

    objects = RedFlagQuerySet.as_manager()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key} ({self.get_urgency_display()})"

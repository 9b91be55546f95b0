"""The register of red flags: the only place where warning signs are worded."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models.evidence import Source, key_rule
from articles.phrasings import MOST_LINES, BrokenPhrasing, parse
from groundwork.privacy import content


class Urgency(models.TextChoices):
    """How soon to get help. Red flags start at `soon`."""

    EMERGENCY = "emergency", gettext_lazy("Emergency: now")
    URGENT = "urgent", gettext_lazy("Urgent: today")
    SOON = "soon", gettext_lazy("Soon: within days")


# The signs a page has room for when it cannot show them all.
MOST_TELLING = ("clot-lung", "stroke-brain", "no-blood-flow", "spine-nerves", "sepsis")


def split_lines(lines: str) -> list[str]:
    """One entry a line; empty lines don't count."""
    return [line.strip() for line in lines.splitlines() if line.strip()]


def validate_phrasings(lines: str) -> None:
    """Every line can be read, and there are few enough to stay quick."""
    if len(split_lines(lines)) > MOST_LINES:
        raise ValidationError(
            _("Write at most %(most_lines)s lines. One line can hold many words.")
            % {"most_lines": MOST_LINES}
        )
    for line in split_lines(lines):
        try:
            parse(line)
        except BrokenPhrasing as broken:
            raise ValidationError(
                _("In the line “%(what)s”: %(broken)s") % {"what": line[:60], "broken": broken}
            ) from broken


class RedFlagQuerySet(models.QuerySet["RedFlag"]):
    """Our words for sets of red flags."""

    def alarming(self) -> "RedFlagQuerySet":
        """Those that need help now or today, with words by which they are recognised."""
        return self.filter(urgency__in=(Urgency.EMERGENCY, Urgency.URGENT)).exclude(phrasings="")

    def most_telling(self) -> list["RedFlag"]:
        """The emergency signs for pages that show only a few, in order. Costs a query."""
        found = {flag.key: flag for flag in self.filter(key__in=MOST_TELLING)}
        return [found[key] for key in MOST_TELLING if key in found]


class RedFlag(models.Model):
    """Warning signs a reader can notice, how soon to act, and what to do."""

    kept = (content("key name wording urgency what_to_do phrasings why is_policy sources"),)

    key = models.CharField(
        max_length=60,
        unique=True,
        validators=[key_rule],
        help_text=gettext_lazy(
            "What you type in a care card, such as leg-clot. It cannot be changed later."
        ),
    )
    name = models.CharField(
        max_length=200,
        help_text=gettext_lazy(
            "What you and your colleagues call it: “Leg clot”. Readers never see it."
        ),
    )
    wording = models.CharField(
        max_length=300,
        help_text=gettext_lazy(
            'The signs in plain words: "One leg swollen, warm, or a new colour".'
        ),
    )
    urgency = models.CharField(
        max_length=12,
        choices=Urgency,
        help_text=gettext_lazy(
            "How soon somebody with these signs needs help. Every care card that names the "
            "red flag takes this level."
        ),
    )
    what_to_do = models.TextField(
        help_text=gettext_lazy(
            "Tell the reader what to do, in one to three short sentences: “Call your doctor "
            "today. Say that one leg is swollen.”"
        )
    )
    phrasings = models.TextField(
        blank=True,
        validators=[validate_phrasings],
        help_text=gettext_lazy(
            "How readers say it when they search or comment, so that the care card answers at "
            "once. One line a way of saying it: “LEG + cold, icy + blue, white, numb” is met "
            "when a leg word, a cold word and one of the last three stand near each other, in "
            "any order. Words in capitals are lists we keep, such as LEG, PAIN, SWOLLEN, "
            "CANNOT. End a line with “within 5” for words nearer to each other than 8, and with "
            "“unless ice, bath” for what makes it harmless. Forms and slips (hurts, swolen) and "
            "“no” before a word are seen to. "
            "It counts for “now” and “today” alone."
        ),
    )
    why = models.TextField(
        blank=True,
        help_text=gettext_lazy(
            "Why it is a warning sign, for you and for reviewers. Readers never see it."
        ),
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        related_name="red_flags",
        help_text=gettext_lazy(
            "Choose what you took the signs from. Type a part of a key, such as nice."
        ),
    )
    is_policy = models.BooleanField(
        gettext_lazy("our policy"),
        default=False,
        help_text=gettext_lazy(
            "Tick it when you chose the level yourselves, to be on the safe side."
        ),
    )

    objects = RedFlagQuerySet.as_manager()

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return f"{self.key} ({self.get_urgency_display()})"

"""Whether readers found an article helpful, as counts: there is no row for any one reader."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.version import ArticleVersion
from groundwork.privacy import Kept, Whose


class FeedbackCount(models.Model):
    """How many readers gave the same answer about the same words on one day.

    In a table of its own, which no public page reads: a flood of answers renews none of them.
    """

    kept = (
        Kept(
            "version section is_helpful reason day count",
            Whose.READERS,
            _("How many readers found a page helpful on a day, without who"),
            _("So that we mend what does not help"),
            _("As long as the site"),
        ),
    )

    class Reason(models.TextChoices):
        """Why it did not help. Readers choose from these words and write none."""

        HARD = "hard", _("It was hard to understand")
        NOT_ANSWERED = "not-answered", _("It did not answer my question")
        LOOKS_WRONG = "looks-wrong", _("Something looks wrong")
        OUT_OF_DATE = "out-of-date", _("It looks out of date")
        OTHER = "other", _("Something else")

    version = models.ForeignKey(ArticleVersion, on_delete=models.CASCADE, related_name="feedback")
    section = models.CharField(max_length=120, blank=True, help_text=_("Empty: the whole article."))
    is_helpful = models.BooleanField()
    reason = models.CharField(max_length=20, choices=Reason, blank=True)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "pk"]
        default_permissions = ()  # nobody writes it by hand; the desk shows sums
        constraints = [
            models.UniqueConstraint(
                fields=["version", "section", "is_helpful", "reason", "day"],
                name="feedback_count_once",
            ),
            models.CheckConstraint(
                condition=Q(is_helpful=False) | Q(reason=""),
                name="feedback_reason_only_when_unhelpful",
            ),
        ]

    def __str__(self) -> str:
        return f"{'helpful' if self.is_helpful else 'unhelpful'}: {self.count} on {self.day}"

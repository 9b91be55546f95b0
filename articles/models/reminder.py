"""Reminders that were sent, so that none is sent twice."""

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from articles.models.review import Review
from groundwork.privacy import colleague


class Reminder(models.Model):
    """One e-mail to one person about one review's due date."""

    kept = (colleague("review kind person sent_at"),)

    class Kind(models.TextChoices):
        SOON = "soon", "Due soon"
        DUE = "due", "Due"

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=4, choices=Kind)
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["review", "kind", "person"], name="reminder_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.review}"

"""What the throttle counts: marks that lead back to nobody once the day is over."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundwork.privacy import Kept, Whose, working


class DaySalt(models.Model):
    """The random salt of one day's marks; with it goes every way back to an address."""

    kept = (working("day salt"),)

    day = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"salt of {self.day}"


class Attempt(models.Model):
    """How often somebody tried one thing within one stretch of a day."""

    kept = (
        Kept(
            "mark day count",
            Whose.READERS,
            _("How often forms were sent from one address, which itself is not kept"),
            _("So that nobody floods us"),
            _("Until the end of the day"),
        ),
    )

    day = models.DateField(db_index=True)
    mark = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} on {self.day}"

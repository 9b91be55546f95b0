"""Times and names as the desk says them."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

NOBODY = gettext_lazy("content files")


def at_time(at: datetime) -> str:
    """“21 November 2026, 18:05 (UTC)”, by the site's clock."""
    here = timezone.localtime(at)
    return f"{date_format(here, 'DATETIME_FORMAT')} ({timezone.get_current_timezone_name()})"


def on_day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def by(user: User | None) -> str:
    return user.get_username() if user else str(NOBODY)

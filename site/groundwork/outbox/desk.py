"""What the desk's first page says of mail that did not arrive: what for and why, not to whom."""

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from groundwork.desk import ROWS_SHOWN, Box, Row
from groundwork.models import Message


def boxes(person: User) -> list[Box]:
    """One box, for whoever may see messages, while something failed. Two queries at most."""
    if not person.has_perm("groundwork.view_message"):
        return []
    failed = Message.objects.failed().order_by("-ended_at")
    shown = list(failed[: ROWS_SHOWN + 1])
    if not shown:
        return []
    count = len(shown) if len(shown) <= ROWS_SHOWN else failed.count()
    rows = tuple(_row(message) for message in shown[:ROWS_SHOWN])
    every = f"{reverse('admin:groundwork_message_changelist')}?failed=yes"
    return [Box("unsent-mail", _("Mail that could not be sent"), count, rows, every)]


def _row(message: Message) -> Row:
    url = reverse("admin:groundwork_message_change", args=[message.pk])
    return Row(message.purpose, url, message.get_state_display(), message.ended_at)

"""The box of held comments on the desk's first page: the oldest first."""

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import HeldComment
from groundwork.desk import ROWS_SHOWN, Box, Row

MODERATE = "articles.change_heldcomment"
WORDS_SHOWN = 100


def box(person: User) -> Box | None:
    """None for whoever may not decide, and when nothing waits. Two queries at the most."""
    if not person.has_perm(MODERATE):
        return None
    waiting = HeldComment.objects.waiting().select_related("article")
    shown = list(waiting[: ROWS_SHOWN + 1])
    count = len(shown) if len(shown) <= ROWS_SHOWN else waiting.count()
    rows = tuple(_row(held) for held in shown[:ROWS_SHOWN])
    is_pressing = any(held.red_flags for held in shown)
    url = reverse("admin:articles_heldcomment_changelist")
    return Box("comments", _("Comments held"), count, rows, url, is_pressing) if rows else None


def _row(held: HeldComment) -> Row:
    mark = _("Reads like a red flag. ") if held.red_flags else ""
    words = held.text if len(held.text) <= WORDS_SHOWN else f"{held.text[:WORDS_SHOWN]}…"
    url = reverse("admin:articles_heldcomment_change", args=[held.pk])
    return Row(
        (_("%(name)s on “%(article)s”") % {"name": held.name, "article": held.article}),
        url,
        (_("%(mark)s%(words)s Sent") % {"mark": mark, "words": words}),
        held.sent_at,
    )

"""How long the outbox keeps what: words for a week, proof for three months."""

from django.utils import timezone

from groundwork.models import Message
from groundwork.models.outbox import KEEP_PROOF, KEEP_UNSENT, WORDLESS


def tidy() -> int:
    """Take the words from mail that failed long ago, and delete old proof; how many rows went."""
    now = timezone.now()
    Message.objects.failed().filter(ended_at__lt=now - KEEP_UNSENT).exclude(to="").update(
        **WORDLESS
    )
    return Message.objects.filter(ended_at__lt=now - KEEP_PROOF).delete()[0]


def send_again(pk: int | None = None) -> int:
    """Let mail that was given up, or perhaps sent, wait once more: one or all; how many can."""
    waiting = {"state": Message.State.WAITING, "due_at": timezone.now(), "attempts": 0}
    changes = {**waiting, "ended_at": None, "reason": ""}
    failed = Message.objects.can_go_again()
    return (failed if pk is None else failed.filter(pk=pk)).update(**changes)

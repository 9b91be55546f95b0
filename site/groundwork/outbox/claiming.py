"""Who has which message, and how far it got: each step is one committed write of its own.

    waiting -> claimed -> handed over -> sent
                  |            `-> refused, unsure
                  `-> waiting again, refused, given up

"Handed over" is written just before the one line that makes a mail server accept a mail. A sender
that dies before it surely sent nothing, and the mail goes again. One that dies after it may have
sent it, and the mail does not. Whoever is not the holder any more cannot pass that step.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from groundwork.models import Message
from groundwork.models.outbox import WORDLESS, MessageQuerySet
from groundwork.outbox import presence

LEASE = timedelta(minutes=10)
"""How long a sender on another machine may be silent; far longer than its time limits add up to."""
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
MOST_ATTEMPTS = 14
"""With these pauses a mail is given up after a day and a half."""

State = Message.State


class ClaimLost(Exception):
    """The message was deleted, or somebody else has it."""


def claim(sender: str) -> Message | None:
    """The next message that is due, now this sender's; None if there is none."""
    now = timezone.now()
    with transaction.atomic(durable=True):
        # PostgreSQL skips what another sender is taking; SQLite lets one writer in at a time.
        message = Message.objects.due().select_for_update(skip_locked=True).first()
        if message is not None:
            message.state = State.CLAIMED
            message.claim = sender
            message.claimed_until = now + LEASE
            message.save(update_fields=["state", "claim", "claimed_until"])
    return message


def mark_handed_over(message: Message) -> None:
    """Committed before the last line goes out. Raises `ClaimLost`; then that line must not go."""
    with transaction.atomic(durable=True):
        mine = Message.objects.filter(pk=message.pk, claim=message.claim, state=State.CLAIMED)
        if not mine.update(state=State.HANDED_OVER):
            raise ClaimLost
    message.state = State.HANDED_OVER


def end(message: Message, state: Message.State, reason: str = "") -> None:
    """Sent, refused or unsure. Only what may go again keeps its words."""
    changes: dict[str, object] = {"state": state, "reason": reason, "ended_at": timezone.now()}
    if state in {State.SENT, State.REFUSED}:
        changes |= WORDLESS
    if state == State.REFUSED:
        # So that a room can tell, and delete, an address that refuses all it is sent.
        changes["about"] = message.about
    _mine(message).update(attempts=F("attempts") + 1, **changes, **_LET_GO)


def put_off(message: Message, reason: str) -> bool:
    """Try again after a pause that doubles each time; False if it was given up instead."""
    attempts = message.attempts + 1
    changes = {"attempts": attempts, "reason": reason, **_LET_GO}
    if attempts >= MOST_ATTEMPTS:
        _mine(message).update(state=State.GIVEN_UP, ended_at=timezone.now(), **changes)
        return False
    due_at = timezone.now() + pause_after(attempts)
    _mine(message).update(state=State.WAITING, due_at=due_at, **changes)
    return True


def pause_after(attempts: int) -> timedelta:
    """1, 2, 4 … minutes, six hours at most."""
    doublings: int = 2 ** (attempts - 1)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE)


def release_the_dead(now: datetime | None = None) -> int:
    """Free what dead senders held; returns how many messages may or may not have been sent."""
    now = now or timezone.now()
    unsure = 0
    for sender in set(Message.objects.held().values_list("claim", flat=True)):
        is_dead = presence.is_dead(sender)
        held = Message.objects.filter(claim=sender)
        if not is_dead:
            held = held.filter(claimed_until__lte=now)
        held.filter(state=State.CLAIMED).update(state=State.WAITING, **_LET_GO)
        why = "The sender stopped while the mail server was taking it."
        unsure += held.filter(state=State.HANDED_OVER).update(
            state=State.UNSURE, ended_at=now, reason=why, **_LET_GO
        )
        if is_dead:
            presence.clear_away(sender)
    return unsure


_LET_GO = {"claim": "", "claimed_until": None}


def _mine(message: Message) -> MessageQuerySet:
    return Message.objects.filter(pk=message.pk, claim=message.claim).held()

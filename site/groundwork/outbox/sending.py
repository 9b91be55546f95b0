"""The sender: takes what is due, one message after another, and judges what became of each.

A mail server's final "no" (5xx to the address or the words) ends a message. Everything else that
fails before the server could accept it is tried again. What fails afterwards is never sent again
by itself: a mail twice is our mistake, and a reader can ask for another.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from django.db import DatabaseError

from groundwork.models import Message
from groundwork.outbox import claiming, presence
from groundwork.outbox.claiming import ClaimLost
from groundwork.outbox.courier import Courier

State = Message.State

FINAL = range(500, 600)
FOR_NOW = range(400, 500)
LONGEST_REASON = 200

_ADDRESS = re.compile(r"<?[^\s<>]*@[^\s<>]*>?")


@dataclass
class Pass:
    """What one pass did. `stopped`: why it ended early, for the operator."""

    sent: int = 0
    put_off: int = 0
    refused: int = 0
    given_up: int = 0
    unsure: int = 0
    stopped: str = ""

    @property
    def needs_a_look(self) -> bool:
        return bool(self.given_up or self.unsure or self.stopped)

    def __str__(self) -> str:
        told = f"{self.sent} sent, {self.put_off} put off, {self.refused} refused"
        told += f", {self.given_up} given up, {self.unsure} perhaps sent."
        return f"{told} Stopped: {self.stopped}" if self.stopped else told


@dataclass(frozen=True)
class Verdict:
    """What becomes of a message; None for "try again". `stops`: no other would fare better."""

    state: Message.State | None
    reason: str
    stops: bool = False


def send_waiting(go_on: Callable[[], bool] = lambda: True) -> Pass:
    """One pass over what is due; safe beside other senders. `go_on` is asked before each."""
    done = Pass()
    with presence.sender() as sender, closing(Courier()) as courier:
        done.unsure += claiming.release_the_dead()
        while go_on() and not done.stopped and (message := claiming.claim(sender)):
            _settle(message, _verdict_on(message, courier), done)
    return done


def _verdict_on(message: Message, courier: Courier) -> Verdict | None:
    """Send it; None if it turned out to be somebody else's, or nobody's."""
    try:
        courier.open()
    except Exception as error:
        # Whatever it is, it is no fault of this message.
        return Verdict(None, reason_of(error, message), stops=True)
    try:
        courier.hand_over(message, lambda: claiming.mark_handed_over(message))
    except ClaimLost:
        courier.hang_up()
        return None
    except DatabaseError:
        courier.hang_up()
        raise
    except Exception as error:
        verdict = judge(error, message)
        if not isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused):
            courier.hang_up()
        return verdict
    return Verdict(State.SENT, "")


def judge(error: Exception, message: Message) -> Verdict:
    """What an error says about a message, handed over or not."""
    reason = reason_of(error, message)
    is_handed_over = message.state == State.HANDED_OVER
    code = code_of(error)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Verdict(None, reason, stops=True)
    if code in FINAL:
        return Verdict(State.REFUSED, reason)
    if code in FOR_NOW:
        return Verdict(None, reason)
    if is_handed_over:
        return Verdict(State.UNSURE, reason)
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPNotSupportedError):
        return Verdict(None, reason)
    return Verdict(State.REFUSED, reason)


def code_of(error: Exception) -> int:
    """The SMTP server's answer; 0 if it gave none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next((int(code) for code, _ in error.recipients.values()), 0)
    if isinstance(error, smtplib.SMTPResponseException):
        return int(error.smtp_code)
    return 0


def reason_of(error: Exception, message: Message) -> str:
    """In words for the operator, without anyone's address: servers like to repeat it."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said: bytes | str = next((text for _, text in error.recipients.values()), b"")
    elif isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
    else:
        said = f"{type(error).__name__}: {error}"
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    text = _ADDRESS.sub("(address)", text)
    name = message.to.rpartition("@")[0]
    text = re.sub(rf"\b{re.escape(name)}\b", "(name)", text) if name else text
    told = f"{code_of(error)} {text}" if code_of(error) else text
    return " ".join(told.split())[:LONGEST_REASON]


def _settle(message: Message, verdict: Verdict | None, done: Pass) -> None:
    if verdict is None:
        return
    if verdict.stops:
        done.stopped = verdict.reason
    if verdict.state is None:
        if claiming.put_off(message, verdict.reason):
            done.put_off += 1
        else:
            done.given_up += 1
        return
    claiming.end(message, verdict.state, verdict.reason)
    done.sent += verdict.state == State.SENT
    done.refused += verdict.state == State.REFUSED
    done.unsure += verdict.state == State.UNSURE

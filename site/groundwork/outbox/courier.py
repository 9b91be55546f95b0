"""Hands mail to the mail server, and stops for a word with us just before the server accepts it.

An SMTP server takes a mail when it has read the line with a single dot that ends it; cut off
before, it must throw it away (RFC 5321, 4.1.1.4). So everything else goes out first, then
`before_the_dot` is called, then the dot goes.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from groundwork.models import Message

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
GO_AHEAD = 354
MAILS_A_CONNECTION = 50
"""Servers hang up on who sends too many: OpenSMTPD, as it comes, after a hundred."""

_DOT_AT_LINE_START = re.compile(rb"^\.", re.MULTILINE)


def _nothing() -> None:
    """What happens before the dot unless somebody asks for more."""


class _PausingBeforeTheDot(smtplib.SMTP):
    """smtplib's own client in all but the last line of a mail."""

    before_the_dot: Callable[[], None] = staticmethod(_nothing)

    def data(self, msg: bytes | str) -> tuple[int, bytes]:  # type: ignore[override]  # stubs want a buffer
        self.putcmd("data")
        code, reply = self.getreply()
        if code != GO_AHEAD:
            raise smtplib.SMTPDataError(code, reply)
        words = msg.encode("ascii") if isinstance(msg, str) else msg
        words = _DOT_AT_LINE_START.sub(b"..", words)
        self.send(words if words.endswith(b"\r\n") else words + b"\r\n")
        try:
            self.before_the_dot()
        except BaseException:
            self.close()
            raise
        self.send(b".\r\n")
        return self.getreply()


class _PausingOverTls(_PausingBeforeTheDot, smtplib.SMTP_SSL):
    """The same over a connection that is encrypted from its first byte."""


class _Backend(EmailBackend):
    """Django's SMTP backend with our client."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _PausingOverTls if self.use_ssl else _PausingBeforeTheDot


class Courier:
    """One connection to the mail server, opened when it is first needed."""

    def __init__(self) -> None:
        self.backend: BaseEmailBackend = (
            _Backend() if settings.EMAIL_BACKEND == SMTP_BACKEND else get_connection()
        )
        self.handed_over = 0

    def open(self) -> None:
        """Raises OSError if the server cannot be reached or will not have us."""
        if self.handed_over >= MAILS_A_CONNECTION:
            self.close()
        self.backend.open()

    def hand_over(self, message: Message, before_the_dot: Callable[[], None]) -> None:
        """Raises what smtplib raises, and whatever `before_the_dot` does.

        A backend that is not SMTP (console, file) shows no dot: then it is called before all.
        """
        mail = mail_of(message)
        self.handed_over += 1
        if isinstance(self.backend, _Backend):
            connection = self.backend.connection
            assert isinstance(connection, _PausingBeforeTheDot)
            connection.before_the_dot = before_the_dot
        else:
            before_the_dot()
        self.backend.send_messages([mail])

    def hang_up(self) -> None:
        """Drop a connection of which nobody knows how it stands; the next mail opens another."""
        if isinstance(self.backend, _Backend) and self.backend.connection:
            self.backend.connection.close()
            self.backend.connection = None

    def close(self) -> None:
        """Politely; what goes wrong here changes nothing any more."""
        self.handed_over = 0
        with suppress(OSError):
            self.backend.close()


def mail_of(message: Message) -> EmailMultiAlternatives:
    """The same mail at every attempt: its Message-ID and date are those of its writing."""
    headers = {
        "Date": format_datetime(message.written_at),
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
        **message.headers,
    }
    mail = EmailMultiAlternatives(message.subject, message.text, to=[message.to], headers=headers)
    if message.html:
        mail.attach_alternative(message.html, "text/html")
    return mail

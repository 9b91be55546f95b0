"""Letters to the people who work at the desk, about their own account."""

import logging
from functools import partial

from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction

logger = logging.getLogger(__name__)


def send(person: User, subject: str, body: str) -> None:
    """Write to a person once the act is confirmed; nobody without an address gets one.

    A letter that cannot be sent must not undo or delay what it tells of: that is logged.
    """
    if person.email:
        transaction.on_commit(partial(_send, person.email, subject, body))


def _send(address: str, subject: str, body: str) -> None:
    try:
        send_mail(subject, body, None, [address])
    except Exception:
        # Whatever a mail server can be wrong with; the address stays out of the log.
        logger.exception("A letter could not be sent: %s", subject)

"""Puts mail into the outbox, and takes it out again; refuses what could forge a header."""

import hashlib
import json
import unicodedata
import uuid
from collections.abc import Mapping
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from groundwork.models import Message

LONGEST_ADDRESS = 254
"""RFC 5321 allows a path of 256 characters, angle brackets included."""
LONGEST_SUBJECT = 300


class Unsendable(ValueError):
    """An address, subject or header no mail can have."""


def post(
    *,
    purpose: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    headers: Mapping[str, str] | None = None,
    about: str = "",
) -> Message:
    """Write a mail to one address. It is sent only if the surrounding transaction is committed.

    `about` is for `forget`. Raises `Unsendable` for a line break or another control character in
    the address, the subject or a header.
    """
    told = dict(headers or {})
    _refuse_forged_lines(to, subject, *told, *told.values())
    _refuse_no_address(to)
    if len(subject) > LONGEST_SUBJECT:
        raise Unsendable("The subject is too long.")
    return Message.objects.create(
        purpose=purpose,
        about=about,
        to=to,
        subject=subject,
        text=text,
        html=html,
        headers=told,
        message_id=f"<{uuid.uuid4()}@{_our_domain()}>",
        fingerprint=fingerprint(to, subject, text, html, told),
    )


def forget(about: str) -> int:
    """Delete all mail about someone or something, sent or not; returns how many went.

    A sender that has just taken one of them finds it gone before the mail is handed over.
    """
    if not about:
        raise ValueError("Nothing is about nobody.")
    return Message.objects.filter(about=about).delete()[0]


def fingerprint(to: str, subject: str, text: str, html: str, headers: Mapping[str, str]) -> str:
    """What proves afterwards that exactly this was sent."""
    told = json.dumps([to, subject, text, html, dict(headers)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _refuse_forged_lines(*values: str) -> None:
    """Zl and Zp are Unicode's own line and paragraph breaks."""
    for value in values:
        if any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in value):
            raise Unsendable("An address, subject or header holds a line break.")


def _refuse_no_address(to: str) -> None:
    """One address in ASCII; a domain in other letters is written as xn--… by whoever posts."""
    try:
        validate_email(to)
    except ValidationError as error:
        raise Unsendable("This is no e-mail address.") from error
    if not to.isascii() or len(to) > LONGEST_ADDRESS:
        raise Unsendable("This is no e-mail address.")


def _our_domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"

"""The three mails a reader can get from us: to confirm, that they get updates already, a digest."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Subscriber
from articles.models.subscriber import CONFIRM_WITHIN
from articles.updates import tokens
from articles.updates.news import News
from groundwork.outbox.writing import post

CONFIRM = "Updates: link to confirm"
ALREADY = "Updates: link to change"
DIGEST = "Updates: digest"


def ask_to_confirm(subscriber: Subscriber) -> None:
    with translation.override(subscriber.language):
        context = {
            "confirm_url": _absolute(tokens.confirm_path(subscriber)),
            "days": CONFIRM_WITHIN.days,
        }
        _write(subscriber, CONFIRM, "confirm", _("Please confirm: updates from Legwise"), context)


def say_they_get_them(subscriber: Subscriber) -> None:
    """To someone who signs up again: only they may learn that they are known."""
    with translation.override(subscriber.language):
        _write(subscriber, ALREADY, "already", _("You already get updates from Legwise"), {})


def send_digest(subscriber: Subscriber, news: Sequence[News], since: datetime) -> None:
    """What is new and changed, with the headers that let a mail program unsubscribe (RFC 8058)."""
    with translation.override(subscriber.language):
        subject = ngettext(
            "Legwise: one article is new or has changed",
            "Legwise: %(count)d articles are new or have changed",
            len(news),
        ) % {"count": len(news)}
        headers = {
            "List-Unsubscribe": f"<{_absolute(tokens.unsubscribe_path(subscriber))}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
        context = {"news": news, "since": since}
        _write(subscriber, DIGEST, "digest", subject, context, headers)


def _write(
    subscriber: Subscriber,
    purpose: str,
    template: str,
    subject: str,
    context: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> None:
    told = {
        "subject": subject,
        "topics": list(subscriber.topics.all()),
        "asked_at": subscriber.asked_at,
        "site_url": settings.SITE_URL,
        "manage_url": _absolute(tokens.manage_path(subscriber)),
        "unsubscribe_url": _absolute(tokens.unsubscribe_path(subscriber)),
        "emergency_number": settings.EMERGENCY_NUMBER,
        **context,
    }
    post(
        purpose=purpose,
        about=subscriber.about,
        to=subscriber.address,
        subject=subject,
        text=render_to_string(f"mail/{template}.txt", told),
        html=render_to_string(f"mail/{template}.html", told),
        headers=headers,
    )


def _absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"

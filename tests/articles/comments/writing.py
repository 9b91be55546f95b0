"""A reader's comment, for tests to send, hold and decide about."""

from datetime import timedelta
from typing import Any
from unittest import mock

import time_machine
from django.contrib.auth.models import User
from django.utils import timezone

from articles.comments import acts, stamp
from articles.models import Article, Comment, HeldComment, RedFlag, RejectionReason

FORM = "/articles/night-cramps/comment/"
SENT = "/articles/night-cramps/comment/sent/"
LIST = "/articles/night-cramps/comments/"
ARTICLE = "/articles/night-cramps/"
TEXT = "Walking about helped me.\n\nSo did a warm bath."


def seal(age: timedelta = timedelta(minutes=1)) -> str:
    """As if the form had been opened so long ago."""
    with time_machine.travel(timezone.now() - age, tick=False):
        return stamp.fresh()


def filled(**changes: str) -> dict[str, str]:
    """A form as a reader sends it."""
    sound = {"kind": "comment", "name": "Ana", "email": "ana@example.org", "text": TEXT}
    return {**sound, "website": "", "seen": "", "seal": seal(), **changes}


def held(text: str = TEXT, **changes: Any) -> HeldComment:
    """A comment that waits; `changes` go to its row."""
    article = Article.objects.get(slug="night-cramps")
    sent = acts.Sent(kind="comment", name="Ana", text=text, email="ana@example.org", token="own")
    assert acts.hold(sent, article=article) is acts.Held.HELD
    row = HeldComment.objects.latest("pk")
    HeldComment.objects.filter(pk=row.pk).update(**changes)
    row.refresh_from_db()
    return row


def approved(text: str = TEXT, **changes: Any) -> Comment:
    return acts.approve(held(text, **changes), by=moderator())


def moderator() -> User:
    return User.objects.get_or_create(username="moderator", defaults={"is_staff": True})[0]


def a_reason() -> RejectionReason:
    return RejectionReason.objects.get(label="Advertising")


def reads_like(*keys: str) -> Any:
    """Whatever is written now reads like these red flags."""
    flags = list(RedFlag.objects.filter(key__in=keys))
    assert len(flags) == len(keys)
    return mock.patch("articles.comments.sending.red_flags_in", return_value=flags)

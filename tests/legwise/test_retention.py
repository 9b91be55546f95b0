"""What the privacy page says is kept for a time is there until then, and gone afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.utils import timezone, translation

from articles.models import Article, HeldComment, RejectionReason, SearchMiss, Subscriber, Topic
from groundwork import privacy, throttle
from groundwork.models import Attempt, DaySalt, Message
from legwise.kept import PACKAGES
from legwise.management.commands.retention import DUTIES
from tests.midday import MIDDAY

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
COMMENT = "Shown: until we take it down; not shown: 180 days"
ADDRESS = "Until we decide, 30 days at most"
LETTER = "Deleted once it was sent; a week if it could not be"
COUNT = "Until the end of the day"
SIGN_UP = "Until you stop them; three days if you do not confirm"
SITTING = "12 hours"
# These end by an act, which is tested where the act is, or with what they belong to.
ENDED_BY_SOMEBODY = {
    "As long as the site",
    "As long as the story",
    "Until the account is deleted",
    "Until they are changed",
    "Until you stop them",
    "Scrambled until several days ask for them; then until an editor puts them away",
}


def comment(**values: object) -> None:
    topic = Topic.objects.create(slug="cramps", title="Cramps", order=1)
    article = Article.objects.create(slug="night", title="Night", topic=topic)
    HeldComment.objects.create(article=article, name="Ana", text="My calf.", **values)


def rejected_comment() -> None:
    comment(decision="rejected", decided_at=timezone.now(), reason=RejectionReason.objects.all()[0])


def letter() -> None:
    Message.objects.create(
        to="ana@example.org",
        subject="News",
        text="Words",
        message_id="1",
        state=Message.State.GIVEN_UP,
        ended_at=timezone.now(),
    )


def sitting() -> None:
    Client().force_login(User.objects.create(username="ed"))


@dataclass(frozen=True)
class Case:
    """Something kept, whether it is still there, and for how long it may be."""

    promise: str
    make: Callable[[], object]
    is_there: Callable[[], bool]
    kept: timedelta


CASES = {
    "a comment nobody decided about": Case(COMMENT, comment, HeldComment.objects.exists, 180 * DAY),
    "a rejected comment": Case(COMMENT, rejected_comment, HeldComment.objects.exists, 180 * DAY),
    "the address with a comment": Case(
        ADDRESS,
        lambda: comment(email="ana@example.org"),
        lambda: HeldComment.objects.exclude(email="").exists(),
        30 * DAY,
    ),
    "a letter that could not be sent": Case(
        LETTER, letter, lambda: Message.objects.exclude(to="", text="").exists(), 7 * DAY
    ),
    "the proof of a letter": Case(LETTER, letter, Message.objects.exists, 90 * DAY),
    "a sender's count, from midday": Case(
        COUNT,
        lambda: throttle.is_allowed("comments", "192.0.2.1", limit=3),
        lambda: Attempt.objects.exists() or DaySalt.objects.exists(),
        12 * HOUR,
    ),
    "a sign-up nobody confirmed": Case(
        SIGN_UP,
        lambda: Subscriber.objects.create(address="ana@example.org", language="en-gb"),
        Subscriber.objects.exists,
        3 * DAY,
    ),
    "a sitting": Case(SITTING, sitting, Session.objects.exists, 12 * HOUR),
    "a search nobody makes any more": Case(
        "",
        lambda: SearchMiss.objects.create(mark="m", last_day=timezone.localdate()),
        SearchMiss.objects.exists,
        91 * DAY - 12 * HOUR,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_there_until_its_time_is_over_and_gone_then(name: str) -> None:
    case = CASES[name]
    with time_machine.travel(MIDDAY, tick=False):
        case.make()
        assert case.is_there()

    with time_machine.travel(MIDDAY + case.kept - HOUR, tick=False):
        call_command("retention", stdout=StringIO())
        assert case.is_there()
    with time_machine.travel(MIDDAY + case.kept + HOUR, tick=False):
        call_command("retention", stdout=StringIO())
        assert not case.is_there()


def test_each_promise_of_the_privacy_page_is_kept_by_the_command_or_by_an_act() -> None:
    with translation.override("en-gb"):
        promised = {str(each.how_long) for each in privacy.kept_of_people(PACKAGES)}

    assert promised == ENDED_BY_SOMEBODY | {case.promise for case in CASES.values()} - {""}


def test_it_says_what_it_deleted_and_twice_deletes_no_more() -> None:
    with time_machine.travel(MIDDAY - 365 * DAY, tick=False):
        comment()
        sitting()
    said = [StringIO(), StringIO()]

    for each in said:
        call_command("retention", stdout=each)

    first, second = (each.getvalue() for each in said)
    assert "Deleted 1: comments and what came with them." in first
    assert "Deleted 1: sittings that ended." in first
    assert [line.split(":")[0] for line in second.splitlines()] == ["Deleted 0"] * len(DUTIES)

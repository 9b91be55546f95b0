"""The throttle: it counts, and keeps nobody."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from groundwork import throttle
from groundwork.models import Attempt, DaySalt

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 3, 1, 8, 15, tzinfo=UTC)


def tries(count: int, *, sender: str = "192.0.2.7", purpose: str = "comment") -> list[bool]:
    return [throttle.is_allowed(purpose, sender, limit=2) for _ in range(count)]


def test_more_than_the_limit_is_refused_until_the_next_hour() -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        assert tries(3) == [True, True, False]

        clock.shift(timedelta(hours=1))

        assert tries(1) == [True]


def test_senders_and_purposes_are_counted_apart() -> None:
    tries(3)

    assert tries(1, sender="192.0.2.8") == [True]
    assert tries(1, purpose="vote") == [True]


def test_what_is_kept_names_nobody_and_is_gone_the_next_day() -> None:
    with time_machine.travel(MORNING, tick=False) as clock:
        tries(1)
        kept = Attempt.objects.get().mark
        salt = bytes(DaySalt.objects.get().salt)

        clock.shift(timedelta(days=1))
        tries(1)

    assert "192" not in kept
    assert Attempt.objects.get().mark != kept
    assert bytes(DaySalt.objects.get().salt) != salt


@pytest.mark.parametrize(
    ("proxies", "told", "sender"),
    [
        (0, "", "192.0.2.1"),
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "198.51.100.4, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.4, 203.0.113.9", "198.51.100.4"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "nonsense", "nonsense"),
        (1, "::ffff:203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_what_our_own_proxies_say_is_believed(
    settings: Settings, proxies: int, told: str, sender: str
) -> None:
    settings.PROXIES = proxies
    headers = {"X-Forwarded-For": told} if told else {}

    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=headers)

    assert throttle.sender_of(request) == sender


def test_one_ipv6_network_is_one_sender(settings: Settings) -> None:
    settings.PROXIES = 0
    senders = {
        throttle.sender_of(RequestFactory().get("/", REMOTE_ADDR=f"2001:db8:1:2::{host}"))
        for host in ("1", "ffff", "a:b:c")
    }

    assert len(senders) == 1

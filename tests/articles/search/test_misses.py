"""What was not found is counted, and nobody can be known by it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles.models import SearchMiss
from articles.search import misses

pytestmark = pytest.mark.django_db


def count_on(day: int, typed: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=day)):
        misses.count(typed)


def test_words_stand_in_clear_only_after_several_days() -> None:
    for day in (0, 0, 0, 1):
        count_on(day, "Toe  Nail")
    assert not misses.worth_a_look().exists()
    assert "toe" not in str(SearchMiss.objects.values().get())

    count_on(2, "toe nail")

    row = misses.worth_a_look().get()
    assert (row.words, row.count, row.days) == ("toe nail", 5, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "jo@example.org",
        "call me on 07700 900 123",
        "nhs number 943 476 5919",
        "see www.example.org",
        "https://example.org/x",
        "12.03.1961",
        "my name is and i have had this since i was a child you see",
        "a" * 100,
        "x",
        "🙂",
        "12",
    ],
)
def test_what_may_be_personal_or_says_nothing_is_not_counted(typed: str) -> None:
    assert misses.count(typed) is False
    assert not SearchMiss.objects.exists()


def test_the_mark_is_of_no_use_without_the_key(settings: Settings) -> None:
    first = misses.mark_of("toe nail")
    settings.SECRET_KEY = "another key of this site, as long as needed"

    assert misses.mark_of("toe nail") != first


def test_what_nobody_types_any_more_is_forgotten() -> None:
    count_on(0, "toe nail")

    count_on(100, "elbow")

    assert SearchMiss.objects.count() == 1


def test_a_flood_makes_room_for_itself_and_keeps_what_came_on_many_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for day in range(3):
        count_on(day, "toe nail")
    monkeypatch.setattr(misses, "MOST_KEPT", 20)

    for number in range(60):
        count_on(2, f"flood {chr(97 + number % 26)}{chr(97 + number // 26)}")

    assert SearchMiss.objects.count() <= 20
    assert misses.worth_a_look().get().words == "toe nail"


def test_what_somebody_saw_to_is_put_away() -> None:
    count_on(0, "toe nail")

    assert misses.settle("Toe nail") == 1
    assert not SearchMiss.objects.exists()

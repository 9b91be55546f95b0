"""Guessing is slowed down, tells nothing about accounts, and keeps nobody out for good."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from groundwork.models import Attempt
from legwise.sign_in import throttling
from tests.legwise.sign_in.people import (
    code_of,
    give_code,
    give_password,
    is_in,
    person,
    with_app,
    words,
    wrong_code,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 10, 0, 30, tzinfo=UTC)
TOO_MANY = "That was tried too often"
WRONG = "Please enter the correct username and password"


def guess(times: int, name: str = "anna") -> str:
    return [words(give_password(Client(), name, "a guess")) for _ in range(times)][-1]


@time_machine.travel(NOW, tick=False)
def test_an_account_is_guessed_at_ten_times_a_quarter_of_an_hour() -> None:
    person("Editor")

    assert WRONG in guess(throttling.BY_ACCOUNT)
    assert TOO_MANY in guess(1)
    client = Client()
    assert TOO_MANY in words(give_password(client))
    assert not is_in(client)


def test_it_opens_again_by_itself() -> None:
    person("Editor")
    client = Client()
    with time_machine.travel(NOW, tick=False):
        guess(throttling.BY_ACCOUNT + 1)

    with time_machine.travel(NOW + throttling.WINDOW, tick=False):
        give_password(client)

        assert is_in(client)


@time_machine.travel(NOW, tick=False)
def test_an_address_is_held_to_a_number_however_many_accounts_it_tries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(throttling, "BY_ADDRESS", 3)

    said = [guess(1, f"name-{number}") for number in range(4)]

    assert all(WRONG in each for each in said[:3])
    assert TOO_MANY in said[3]


@time_machine.travel(NOW, tick=False)
def test_guesses_from_elsewhere_do_not_keep_the_person_out() -> None:
    person("Editor")
    own = Client()
    give_password(own)
    own.post("/admin/logout/")

    guess(throttling.BY_ACCOUNT + 5)
    give_password(own)

    assert is_in(own)


@time_machine.travel(NOW, tick=False)
def test_codes_are_guessed_at_ten_times_too() -> None:
    user, client = with_app(person()), Client()
    give_password(client)
    wrong = wrong_code(user)

    said = [words(give_code(client, wrong)) for _ in range(throttling.BY_ACCOUNT + 1)]

    assert "That code is not right" in said[0]
    assert TOO_MANY in said[-1]
    assert TOO_MANY in words(give_code(client, code_of(user)))


@pytest.mark.parametrize("changes", [{"is_staff": False}, {"is_active": False}, None])
def test_no_account_can_be_told_from_one_that_is_not_there(changes: dict[str, bool] | None) -> None:
    """With the right password, and with a wrong one."""
    person("Editor")
    if changes:
        person("", "other", **changes)

    known = give_password(Client(), "anna", "wrong")
    other = [give_password(Client(), "other", word) for word in ("wrong", "long enough for anyone")]

    for answer in other:
        assert answer.status_code == known.status_code
        assert words(answer).replace("other", "") == words(known).replace("anna", "")


def test_a_name_that_is_not_there_costs_a_hash_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, word: hashed.append(word))

    give_password(Client(), "nobody", "a guess")

    assert hashed == ["a guess"]


def test_neither_names_nor_addresses_are_kept() -> None:
    guess(2, "anna")

    kept = repr(list(Attempt.objects.values()))
    assert "anna" not in kept
    assert "127.0.0.1" not in kept


@pytest.mark.parametrize(
    "word", ["short", "elevenchars", "password1234", "annaannaanna", "Legwise-editor-2026!"]
)
def test_passwords_are_long_and_not_common(word: str) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        validate_password(word, person("Editor", "annaannaanna"))


def test_a_long_phrase_without_digits_or_signs_will_do() -> None:
    from django.contrib.auth.password_validation import validate_password

    validate_password("calm rivers bend slowly")


def test_a_quarter_of_an_hour_is_what_the_page_says() -> None:
    assert timedelta(minutes=15) == throttling.WINDOW

"""Passwords are long, taken as typed, and never hindered; sessions have keys nobody can guess."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from tests.legwise.sign_in.people import (
    LOGIN,
    PASSWORD,
    code_of,
    give_code,
    give_password,
    is_in,
    person,
    with_app,
)

pytestmark = pytest.mark.django_db
CHANGE = "/admin/password_change/"
LONG = "calm rivers bend slowly " * 8
OTHER = "eleven grey herons wait by the water"


def editor(password: str) -> User:
    """Somebody who needs no second step."""
    user = person("Editor")
    user.set_password(password)
    user.save()
    return user


@pytest.mark.parametrize(("word", "is_taken"), [("tin drum xyz", True), ("tin drum xy", False)])
def test_twelve_characters_are_enough_and_eleven_are_not(word: str, is_taken: bool) -> None:
    try:
        validate_password(word, person("Editor"))
    except ValidationError:
        assert not is_taken
    else:
        assert is_taken


@pytest.mark.parametrize("word", ["passwordpassword", "123456789012", "qwertyuiop123"])
def test_what_was_stolen_most_often_is_refused(word: str) -> None:
    with pytest.raises(ValidationError, match=r"common|own"):
        validate_password(word, person("Editor"))


@pytest.mark.parametrize(
    "word", ["aaaa bbbb cccc dddd", "ΚΑΛΟΚΑΙΡΙ ΣΤΗ ΘΑΛΑΣΣΑ", "🦵🏽 🦵🏽 🦵🏽 🦵🏽 🦵🏽"]
)
def test_any_kinds_of_characters_will_do(word: str) -> None:
    validate_password(word, person("Editor"))


@pytest.mark.parametrize("change", [str.strip, str.upper, lambda word: word[:64], lambda w: w[:-2]])
def test_a_password_is_taken_as_typed_to_its_last_character(change: object) -> None:
    assert callable(change)
    word = f"  {LONG}é  "
    editor(word)
    wrong, right = Client(), Client()

    give_password(wrong, password=change(word))
    give_password(right, password=word)

    assert (is_in(wrong), is_in(right)) == (False, True)


def test_no_password_runs_out() -> None:
    editor(PASSWORD)
    client = Client()

    with time_machine.travel(timezone.now() + timedelta(days=3000)):
        give_password(client)

        assert is_in(client)


def test_one_changes_ones_password_by_the_old_one() -> None:
    user = editor(PASSWORD)
    client = Client()
    give_password(client)
    new = {"new_password1": OTHER, "new_password2": OTHER}

    client.post(CHANGE, {"old_password": OTHER, **new})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    client.post(CHANGE, {"old_password": PASSWORD, **new})
    user.refresh_from_db()
    assert user.check_password(OTHER)


def test_typed_passwords_are_hidden_and_may_be_pasted_and_filled_in() -> None:
    editor(PASSWORD)
    client = Client()
    pages = [client.get(LOGIN).content.decode()]
    give_password(client)
    pages.append(client.get(CHANGE).content.decode())

    for page in pages:
        fields = re.findall(r'<input[^>]*name="[^"]*password\d?"[^>]*>', page)
        assert fields
        assert [each for each in fields if 'type="password"' not in each] == []
        hindered = [each for each in fields if "-password" not in each]
        assert hindered == []
        assert not re.search(r"onpaste|oncopy|maxlength|readonly", " ".join(fields))


def signed_in() -> str:
    client = Client()
    give_password(client)
    give_code(client, code_of(User.objects.get()))
    assert is_in(client)
    return str(client.cookies["sessionid"].value)


def test_each_sitting_has_a_key_of_its_own_that_nobody_can_guess() -> None:
    with_app(person())
    first = signed_in()
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        second = signed_in()

    assert first != second
    assert all(re.fullmatch(r"[a-z0-9]{32}", key) for key in (first, second))


def test_signing_in_changes_the_key_and_the_old_one_opens_nothing() -> None:
    with_app(person())
    client, thief = Client(), Client()
    give_password(client)
    before = client.cookies["sessionid"].value
    give_code(client, code_of(User.objects.get()))
    thief.cookies["sessionid"] = before

    assert client.cookies["sessionid"].value != before
    assert is_in(client)
    assert not is_in(thief)


def test_a_session_nobody_began_opens_nothing() -> None:
    thief = Client()
    thief.cookies["sessionid"] = "a" * 32

    assert not is_in(thief)


def test_there_is_no_account_until_somebody_makes_one() -> None:
    """The migrations have run, and only they."""
    assert not User.objects.exists()

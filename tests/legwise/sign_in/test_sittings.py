"""A sitting ends when idle, and after a day's work; what matters most is asked for again."""

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.contrib.auth.models import Group, User
from django.core import mail
from django.test import Client
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from groundwork.models import AuditEntry
from legwise.sign_in import second_factor, sittings
from tests.legwise.sign_in.people import (
    CONFIRM,
    DESK,
    PASSWORD,
    code_of,
    give_code,
    give_password,
    hidden,
    is_in,
    person,
    with_app,
    words,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 6, 0, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def boss() -> User:
    return with_app(person("", "boss", is_superuser=True))


def signed_in(user: User) -> Client:
    client = Client()
    give_password(client, user.username)
    give_code(client, code_of(user))
    return client


def group_fields(name: str = "Helpers") -> dict[str, str]:
    return {"name": name}


def test_a_sitting_ends_when_idle() -> None:
    person("Editor")
    client = Client()
    with time_machine.travel(NOW, tick=False):
        give_password(client)

    with time_machine.travel(NOW + sittings.IDLE - MINUTE, tick=False):
        assert is_in(client)
    with time_machine.travel(NOW + 2 * sittings.IDLE - 2 * MINUTE, tick=False):
        assert is_in(client)
    with time_machine.travel(NOW + 3 * sittings.IDLE, tick=False):
        assert not is_in(client)


def test_a_sitting_ends_however_busy_it_is() -> None:
    person("Editor")
    client = Client()
    with time_machine.travel(NOW, tick=False):
        give_password(client)

    for hours in range(1, 12):
        with time_machine.travel(NOW + timedelta(hours=hours), tick=False):
            assert is_in(client)
    with time_machine.travel(NOW + sittings.AT_MOST, tick=False):
        assert not is_in(client)


def test_what_is_sent_after_the_end_waits_in_the_page() -> None:
    person("Editor")
    client = Client()
    with time_machine.travel(NOW, tick=False):
        give_password(client)

    with time_machine.travel(NOW + sittings.IDLE, tick=False):
        asked = client.post("/admin/articles/claim/add/", {"wording": "Mine"})

    assert asked.status_code == 403
    assert "Mine" in hidden(asked)["typed"]


def test_a_password_waits_ten_minutes_for_its_code() -> None:
    user, client = with_app(person()), Client()
    with time_machine.travel(NOW, tick=False):
        give_password(client)

    with time_machine.travel(NOW + sittings.BETWEEN_STEPS, tick=False):
        give_code(client, code_of(user))

        assert not is_in(client)


def test_a_password_changed_meanwhile_ends_the_wait() -> None:
    user, client = with_app(person()), Client()
    give_password(client)
    user.set_password("quite another phrase")
    user.save()

    give_code(client, code_of(user))

    assert not is_in(client)


def test_rights_are_changed_only_by_somebody_who_signed_in_just_now(boss: User) -> None:
    with time_machine.travel(NOW, tick=False):
        client = signed_in(boss)
        allowed = client.post("/admin/auth/group/add/", group_fields("At once"))

    with time_machine.travel(NOW + sittings.FRESH, tick=False):
        asked = client.post("/admin/auth/group/add/", group_fields("Later"))
        offered = client.post(
            CONFIRM,
            {"password": PASSWORD, "code": code_of(boss), "typed": hidden(asked)["typed"]},
        )
        fields = hidden(offered)
        saved = client.post("/admin/auth/group/add/", fields)

    assert allowed.status_code == 302
    assert asked.status_code == 403
    assert "Show that it is you" in words(asked)
    assert "Save what you typed?" in words(offered)
    assert saved.status_code == 302
    assert Group.objects.filter(name__in=["At once", "Later"]).count() == 2


@pytest.mark.parametrize(
    "address",
    [
        "/admin/auth/user/{user}/change/",
        "/admin/auth/user/{user}/delete/",
        "/admin/auth/user/{user}/password/",
        "/admin/auth/user/add/",
        "/admin/auth/user/",
        "/admin/auth/group/{group}/change/",
        "/admin/auth/group/{group}/delete/",
        "/admin/auth/group/",
        "/admin/self-check/legs/publish/",
        "/admin/self-check/legs/releases/1/again/",
        "/admin/self-check/legs/approve/",
        "/admin/triage/release/",
        "/admin/second-step/codes/",
        "/admin/second-step/off/",
        "/admin/second-step/set-up/",
    ],
)
def test_each_of_these_is_asked_for_again(boss: User, address: str) -> None:
    with time_machine.travel(NOW, tick=False):
        client = signed_in(boss)
    before = User.objects.count(), Group.objects.count(), second_factor.codes_left(boss)
    url = address.format(user=boss.pk, group=Group.objects.values_list("pk", flat=True)[0])

    with time_machine.travel(NOW + sittings.FRESH, tick=False):
        asked = client.post(url, {"post": "yes", "action": "delete_selected"})

    assert asked.status_code == 403
    assert "Show that it is you" in words(asked)
    assert before == (User.objects.count(), Group.objects.count(), second_factor.codes_left(boss))


def test_a_form_for_passwords_is_not_even_opened(boss: User) -> None:
    with time_machine.travel(NOW, tick=False):
        client = signed_in(boss)

    with time_machine.travel(NOW + sittings.FRESH, tick=False):
        led = client.get("/admin/auth/user/add/")
        there = client.post(
            CONFIRM,
            {"password": PASSWORD, "code": code_of(boss), "next": "/admin/auth/user/add/"},
        )

    assert unquote(led.headers["Location"]) == f"{CONFIRM}?next=/admin/auth/user/add/"
    assert there.headers["Location"] == "/admin/auth/user/add/"


@pytest.mark.parametrize(
    "given", [{"password": "wrong"}, {"password": PASSWORD, "code": "1"}, {"password": PASSWORD}]
)
def test_half_an_answer_is_not_enough(boss: User, given: dict[str, str]) -> None:
    with time_machine.travel(NOW, tick=False):
        client = signed_in(boss)

    with time_machine.travel(NOW + sittings.FRESH, tick=False):
        refused = client.post(CONFIRM, {"code": "1", **given} if "code" in given else given)
        asked = client.post("/admin/auth/group/add/", group_fields())

    assert 'role="alert"' in refused.content.decode()
    assert asked.status_code == 403


def test_a_wrong_password_does_not_use_the_code_up(boss: User) -> None:
    with time_machine.travel(NOW, tick=False):
        client = signed_in(boss)

    with time_machine.travel(NOW + sittings.FRESH, tick=False):
        code = code_of(boss)
        client.post(CONFIRM, {"password": "wrong", "code": code})
        there = client.post(CONFIRM, {"password": PASSWORD, "code": code})

    assert there.status_code == 302


def test_a_publisher_cannot_turn_it_off_and_an_editor_can() -> None:
    publisher, editor = with_app(person()), with_app(person("Editor", "eve"))

    for user in (publisher, editor):
        signed_in(user).post("/admin/second-step/off/")

    assert second_factor.has(publisher)
    assert not second_factor.has(editor)


def test_another_app_signs_every_other_browser_out() -> None:
    user = with_app(person("Editor"))
    second_factor.new_codes(user)
    with time_machine.travel(NOW, tick=False):
        elsewhere = signed_in(user)
    with time_machine.travel(NOW + MINUTE, tick=False):
        here = signed_in(user)

        here.post("/admin/second-step/off/")

        assert is_in(here)
        assert not is_in(elsewhere)


def test_signing_in_from_a_new_browser_is_written_and_from_a_known_one_is_not(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person("Editor")
    client = Client(REMOTE_ADDR="192.0.2.7")

    with django_capture_on_commit_callbacks(execute=True):
        give_password(client)
        client.post("/admin/logout/")
        give_password(client)

    assert [letter.subject for letter in mail.outbox] == [
        "Legwise: You signed in from a new browser"
    ]
    assert mail.outbox[0].to == ["anna@example.org"]
    assert "192.0.2.7" not in mail.outbox[0].body
    assert AuditEntry.objects.filter(act="signed in", who="anna").count() == 2


def test_a_cookie_of_ones_own_making_makes_no_browser_known(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person("Editor")
    client = Client()
    client.cookies["known-browser"] = '["anna"]:1tX:nonsense'

    with django_capture_on_commit_callbacks(execute=True):
        give_password(client)

    assert len(mail.outbox) == 1


def test_rights_and_passwords_that_change_are_written_to_their_person(
    boss: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    user = person("Editor")
    group = Group.objects.get(name="Editor")
    client = signed_in(boss)
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/auth/group/{group.pk}/change/", {"name": "Editor"})
        client.post(
            f"/admin/auth/user/{user.pk}/password/",
            {
                "password1": "calm rivers bend",
                "password2": "calm rivers bend",
                "usable_password": "true",
            },
        )
        client.post(
            f"/admin/auth/user/{user.pk}/change/",
            {
                "username": "anna",
                "email": "anna@example.org",
                "is_active": "on",
                "date_joined_0": user.date_joined.strftime("%d/%m/%Y"),
                "date_joined_1": user.date_joined.strftime("%H:%M:%S"),
            },
        )

    assert [letter.to for letter in mail.outbox] == [["anna@example.org"]] * 3
    assert "the group “Editor”" in mail.outbox[0].body


def test_ones_own_new_password_is_written_and_told(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    person("Editor")
    client = Client()
    give_password(client)
    fields = {
        "old_password": PASSWORD,
        "new_password1": "calm rivers bend",
        "new_password2": "calm rivers bend",
    }

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/admin/password_change/", fields)

    assert mail.outbox[-1].subject == "Legwise: How you sign in was changed"
    assert AuditEntry.objects.filter(act="changed their password", who="anna").exists()
    assert is_in(client)


def test_a_letter_that_cannot_be_sent_keeps_nobody_out(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    def broken(*args: object) -> None:
        raise OSError("no mail server")

    monkeypatch.setattr("legwise.letters.send_mail", broken)
    person("Editor")
    client = Client()

    with django_capture_on_commit_callbacks(execute=True):
        give_password(client)

    assert is_in(client)
    assert "A letter could not be sent" in caplog.text
    assert "anna@example.org" not in caplog.text


def test_public_pages_know_of_none_of_this() -> None:
    person("Editor")
    client = Client()
    give_password(client)

    for name in ("sessionid", "known-browser"):
        assert client.cookies[name]["path"] == DESK
        assert client.cookies[name]["httponly"]


def test_a_closed_account_is_out_at_once() -> None:
    anna = person("Editor")
    client = Client()
    give_password(client)
    assert is_in(client)

    User.objects.filter(pk=anna.pk).update(is_active=False)

    assert not is_in(client)

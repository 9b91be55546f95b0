"""Whoever can publish signs in with a password and a code; nothing opens in between."""

import re

import pytest
from django.contrib.auth.models import Permission, User
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings

from groundwork.models import AuditEntry
from legwise.sign_in import second_factor
from legwise.sign_in.pages import next_of
from tests.legwise.sign_in.people import (
    CODE,
    CONFIRM,
    DESK,
    LOGIN,
    SET_UP,
    code_for,
    code_of,
    give_code,
    give_password,
    hidden,
    is_in,
    person,
    with_app,
    words,
    wrong_code,
)

pytestmark = pytest.mark.django_db

EVERYWHERE = (
    DESK,
    "/admin/articles/article/",
    "/admin/self-check/legs/publish/",
    "/admin/self-check/legs/difference/",
    "/admin/components/",
    "/admin/second-step/",
    "/admin/groundwork/auditentry/",
    "/admin/password_change/",
    CONFIRM,
)


def spelled_key(page: object) -> str:
    """The secret as the page spells it, in hexadecimal."""
    import base64

    text = re.search(r"<code>([A-Z2-7 ]+)</code>", page.content.decode())  # type: ignore[attr-defined]  # a response
    assert text is not None
    return base64.b32decode(text[1].replace(" ", "")).hex()


def test_a_password_and_a_code_lead_to_the_desk() -> None:
    user, client = with_app(person()), Client()

    first = give_password(client, next="/admin/articles/article/")
    second = give_code(client, code_of(user), next="/admin/articles/article/")

    assert first.status_code == 302
    assert first.headers["Location"].startswith(CODE)
    assert second.headers["Location"] == "/admin/articles/article/"
    assert is_in(client)


@pytest.mark.parametrize("address", EVERYWHERE)
def test_a_password_alone_opens_nothing(address: str) -> None:
    with_app(person())
    client = Client()
    give_password(client)

    answer = client.get(address)

    assert answer.status_code in (302, 403)
    assert answer.status_code == 403 or answer.headers["Location"].startswith(LOGIN)


@pytest.mark.parametrize("address", EVERYWHERE)
def test_whoever_must_set_one_up_can_do_nothing_else_before(address: str) -> None:
    person()
    client = Client()

    led = give_password(client)
    answer = client.get(address)

    assert led.headers["Location"].startswith(SET_UP)
    assert answer.status_code in (302, 403)


def test_the_first_sign_in_sets_up_an_app_and_shows_codes_once() -> None:
    user, client = person(), Client()
    give_password(client)
    page = client.get(SET_UP)
    key = spelled_key(page)

    shown = client.post(SET_UP, {"code": code_for(key), "next": DESK})
    again = client.post(SET_UP, {"code": code_for(key), "next": DESK})

    codes = re.findall(r"<code>(\d{5} \d{5})</code>", shown.content.decode())
    assert len(set(codes)) == second_factor.CODES
    assert "no-store" in shown.headers["Cache-Control"]
    assert codes[0] not in again.content.decode()
    assert is_in(client)
    assert second_factor.has(user)


def test_the_picture_is_of_the_secret_and_of_nobody_elses() -> None:
    person()
    client = Client()

    assert client.get("/admin/second-step/picture.svg").status_code == 404
    give_password(client)
    page = client.get(SET_UP)
    picture = client.get("/admin/second-step/picture.svg")

    assert picture.headers["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert "no-store" in picture.headers["Cache-Control"]
    assert b"<script" not in picture.content
    assert b"style" not in picture.content
    assert "data:" not in page.content.decode()
    assert Client().get("/admin/second-step/picture.svg").status_code == 404


def test_a_wrong_first_code_connects_nothing_and_keeps_the_secret() -> None:
    user, client = person(), Client()
    give_password(client)
    key = spelled_key(client.get(SET_UP))

    refused = client.post(SET_UP, {"code": "12345"})

    assert "That is not the code for this secret" in words(refused)
    assert spelled_key(refused) == key
    assert not second_factor.has(user)
    assert not is_in(client)


def test_a_code_works_once() -> None:
    user = with_app(person())
    code = code_of(user)
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client)

    give_code(first, code)
    refused = give_code(second, code)

    assert is_in(first)
    assert "That code is not right" in words(refused)
    assert not is_in(second)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "nonsense", "½²³½²³", "\x00", "1" * 5000])
def test_nonsense_is_not_a_code(code: str) -> None:
    with_app(person())
    client = Client()
    give_password(client)

    answer = give_code(client, code)

    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert not is_in(client)


def test_a_recovery_code_stands_in_once_however_it_is_spelled() -> None:
    user = with_app(person())
    codes = second_factor.new_codes(user)
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client)

    give_code(first, f" {codes[0].replace(' ', '-')} ")
    give_code(second, codes[0])

    assert is_in(first)
    assert not is_in(second)
    assert second_factor.codes_left(user) == second_factor.CODES - 1


def test_recovery_codes_are_not_kept_as_they_are() -> None:
    user = with_app(person())

    codes = second_factor.new_codes(user)

    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == second_factor.CODES
    assert not kept & {code.replace(" ", "") for code in codes}


def test_new_recovery_codes_end_the_old_ones() -> None:
    user = with_app(person())
    old = second_factor.new_codes(user)

    second_factor.new_codes(user)

    assert not second_factor.is_right(user, old[0])


def test_a_password_alone_cannot_replace_the_app() -> None:
    user, client = with_app(person()), Client()
    give_password(client)

    answer = client.get(SET_UP)
    client.post(SET_UP, {"code": "123456"})

    assert answer.headers["Location"].startswith(LOGIN)
    assert TOTPDevice.objects.filter(user=user).count() == 1


@pytest.mark.parametrize(
    ("role", "is_superuser", "must"),
    [
        ("Publisher", False, True),
        ("", True, True),
        ("Editor", False, False),
        ("Reviewer", False, False),
        ("Moderator", False, False),
    ],
)
def test_whoever_can_publish_must_have_one(role: str, is_superuser: bool, must: bool) -> None:
    assert second_factor.must_have(person(role, is_superuser=is_superuser)) is must


@pytest.mark.parametrize("right", ["publish_article", "publish_draft"])
def test_a_right_given_by_hand_counts_too(right: str) -> None:
    user = person("Editor")
    user.user_permissions.add(Permission.objects.get(codename=right))

    assert second_factor.must_have(User.objects.get(pk=user.pk))


def test_a_setting_asks_everybody_and_none_asks_fewer(settings: Settings) -> None:
    editor, publisher = person("Editor", "eve"), person()

    settings.SECOND_FACTOR_FOR = "staff"
    assert second_factor.must_have(editor)
    settings.SECOND_FACTOR_FOR = "nobody"
    assert second_factor.must_have(publisher)


def test_whoever_need_not_signs_in_by_password() -> None:
    person("Editor")
    client = Client()

    assert give_password(client).headers["Location"] == DESK
    assert is_in(client)


def test_whoever_becomes_a_publisher_meanwhile_is_asked_for_a_code() -> None:
    user, client = person("Editor"), Client()
    give_password(client)
    assert is_in(client)

    user.user_permissions.add(Permission.objects.get(codename="publish_article"))

    assert not is_in(client)


def test_a_session_from_before_there_was_a_second_step_is_over() -> None:
    """Such a session says who it is of, and nothing of how they signed in."""
    user, client = with_app(person()), Client()
    give_password(client)
    give_code(client, code_of(user))
    session = client.session
    del session["sitting"]
    session.save()

    assert not is_in(client)


def test_what_was_typed_travels_over_both_steps() -> None:
    user, client = with_app(person()), Client()
    typed = '["/admin/articles/topic/add/", [["title", "Calves"]], []]'

    asked = give_password(client, typed=typed)
    wrong = give_code(client, wrong_code(user), typed=hidden(asked)["typed"])
    offered = give_code(client, code_of(user), typed=hidden(wrong)["typed"])

    assert "What you typed waits in this page" in words(asked)
    assert "Save what you typed?" in words(offered)
    assert hidden(offered)["title"] == "Calves"


def test_what_was_typed_travels_over_setting_up_too() -> None:
    person()
    client = Client()
    typed = '["/admin/articles/topic/add/", [["title", "Calves"]], []]'
    page = give_password(client, typed=typed)

    shown = client.post(
        SET_UP, {"code": code_for(spelled_key(page)), "typed": hidden(page)["typed"]}
    )
    offered = client.post("/admin/second-step/on/", {"typed": hidden(shown)["typed"]})

    assert "Save what you typed?" in words(offered)


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.test/",
        "//evil.test",
        "javascript:alert(1)",
        "/es//evil.test",
        "/es/\\evil.test",
        "/es/\t/evil.test",
    ],
)
def test_nobody_is_led_away(address: str) -> None:
    user, client = with_app(person()), Client()
    give_password(client, next=address)

    assert give_code(client, code_of(user), next=address).headers["Location"] == DESK


@pytest.mark.parametrize(
    ("told", "there"),
    [("/admin/auth/", "/es/admin/auth/"), ("http://testserver/admin/", "http://testserver/admin/")],
)
def test_one_goes_on_in_the_language_of_the_page(told: str, there: str) -> None:
    assert next_of(RequestFactory().get("/es/admin/login/", {"next": told})) == there


def test_a_command_makes_a_code_for_whoever_is_locked_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    user, client = with_app(person()), Client()

    call_command("recovery_code", "anna")
    code = re.search(r"\d{5} \d{5}", capsys.readouterr().out)
    give_password(client)
    assert code is not None
    give_code(client, code[0])

    assert is_in(client)
    entry = AuditEntry.objects.filter(kind="auth.user", key=str(user.pk)).order_by("number").first()
    assert entry is not None
    assert (entry.who, entry.act) == ("", "got a recovery code from a command")


def test_the_command_says_what_is_the_matter() -> None:
    person()

    with pytest.raises(CommandError, match="no active account nobody"):
        call_command("recovery_code", "nobody")
    with pytest.raises(CommandError, match="no second step yet"):
        call_command("recovery_code", "anna")


def test_no_secret_is_in_the_trail_or_the_admin() -> None:
    user, client = person("", is_superuser=True), Client()
    give_password(client)
    key = spelled_key(client.get(SET_UP))
    shown = client.post(SET_UP, {"code": code_for(key)})
    code = re.findall(r"\d{5} \d{5}", words(shown))[0]

    told = " ".join(f"{entry} {entry.changes}" for entry in AuditEntry.objects.all())

    assert user.username in told
    assert key not in told
    assert code not in told
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert client.get("/admin/otp_static/staticdevice/").status_code == 404

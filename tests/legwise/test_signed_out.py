"""Whoever was signed out while typing gets the text back, and nobody else's words are saved."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from articles.models import Topic
from legwise.signing_in import MOST_BYTES, Typed, is_of_the_desk, unpacked

pytestmark = pytest.mark.django_db

PASSWORD = "long enough for anyone"
ADD = "/admin/articles/topic/add/"
LOGIN = "/admin/login/"
HERE = {"origin": "http://testserver"}
TYPED = {"slug": "calves", "title": "Calves & <shins>", "introduction": "One.\r\n\r\nTwo “é”."}
INPUT = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Settings) -> None:
    """Hashing that takes its time says nothing about what is carried."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def staff(name: str = "editor") -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    permissions = ("add_topic", "change_topic", "view_topic")
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


class Sitting:
    """One browser: pages are opened, and forms go out with the token their page had."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)

    def open(self, url: str) -> str:
        return str(self.client.get(url).content.decode())

    def send(self, url: str, token: str, headers: Any = HERE, **fields: Any) -> Any:
        return self.client.post(url, {"csrfmiddlewaretoken": token, **fields}, headers=headers)

    def sign_in(self, name: str = "editor", **fields: Any) -> Any:
        token = hidden(self.open(LOGIN))["csrfmiddlewaretoken"]
        return self.send(LOGIN, token, username=name, password=PASSWORD, **fields)

    def lose_the_session(self) -> None:
        for name in [each for each in self.client.cookies if each.startswith("sessionid")]:
            del self.client.cookies[name]


def hidden(page: str | HttpResponse) -> dict[str, str]:
    text = page if isinstance(page, str) else page.content.decode()
    return {name: unescape(value) for name, value in INPUT.findall(text)}


def a_form() -> tuple[Sitting, dict[str, Any]]:
    """Somebody signed in, with a filled-in form as its page would send it."""
    staff()
    sitting = Sitting()
    sitting.sign_in()
    token = hidden(sitting.open(ADD))["csrfmiddlewaretoken"]
    return sitting, {"token": token, **TYPED, "order": "3", "_continue": "Save"}


def sign_in_again(sitting: Sitting, page: HttpResponse, name: str = "editor", **said: str) -> Any:
    carried = hidden(page)
    fields = {"username": name, "password": PASSWORD, "typed": carried["typed"], **said}
    return sitting.send(LOGIN, carried["csrfmiddlewaretoken"], next=carried["next"], **fields)


def save(sitting: Sitting, page: HttpResponse) -> Any:
    fields = hidden(page)
    return sitting.send(ADD, fields.pop("csrfmiddlewaretoken"), **fields)


def test_what_was_typed_is_saved_after_signing_in_again() -> None:
    sitting, form = a_form()
    sitting.lose_the_session()

    asked = sitting.send(ADD, **form)
    offered = sign_in_again(sitting, asked)
    saved = save(sitting, offered)

    assert asked.status_code == 403
    assert "Nothing is lost" in asked.content.decode()
    assert "no-store" in asked.headers["Cache-Control"]
    assert "You are signed in as editor. Save what you typed?" in offered.content.decode()
    assert saved.status_code == 302
    topic = Topic.objects.get()
    assert (topic.title, topic.introduction) == (TYPED["title"], TYPED["introduction"])
    assert saved.headers["Location"] == reverse("admin:articles_topic_change", args=[topic.pk])


def test_nothing_is_saved_before_the_button_is_pressed() -> None:
    sitting, form = a_form()
    sitting.lose_the_session()

    form["questions-__prefix__-order"] = "0"
    offered = sign_in_again(sitting, sitting.send(ADD, **form))

    assert not Topic.objects.exists()
    assert "Slug, Title, Introduction, Order." in offered.content.decode()


def test_a_wrong_password_keeps_carrying() -> None:
    sitting, form = a_form()
    sitting.lose_the_session()
    asked = sitting.send(ADD, **form)

    for _ in range(2):
        asked = sign_in_again(sitting, asked, password="wrong")

    assert "Please enter the correct username" in asked.content.decode()
    assert save(sitting, sign_in_again(sitting, asked)).status_code == 302


def test_who_signed_in_again_in_another_tab_is_only_asked() -> None:
    """Signing in changes the token, so that Django refuses the form of the first tab."""
    sitting, form = a_form()
    sitting.lose_the_session()
    sitting.sign_in()

    offered = sitting.send(ADD, **form)

    assert offered.status_code == 403
    assert "You are signed in as editor. Save what you typed?" in offered.content.decode()
    assert save(sitting, offered).status_code == 302
    assert Topic.objects.get().title == TYPED["title"]


def test_who_signed_out_in_another_tab_loses_nothing() -> None:
    sitting, form = a_form()
    sitting.send(reverse("admin:logout"), form["token"])

    asked = sitting.send(ADD, **form)

    assert save(sitting, sign_in_again(sitting, asked)).status_code == 302


def test_a_browser_that_forgot_every_cookie_loses_nothing() -> None:
    sitting, form = a_form()
    sitting.client.cookies.clear()

    asked = sitting.send(ADD, **form)

    assert asked.status_code == 403
    assert save(sitting, sign_in_again(sitting, asked)).status_code == 302


def test_two_tabs_that_both_wait_for_a_sign_in_lose_nothing() -> None:
    sitting, form = a_form()
    sitting.lose_the_session()
    asked = sitting.send(ADD, **form)
    sitting.sign_in()

    offered = sign_in_again(sitting, asked)

    assert "Save what you typed?" in offered.content.decode()
    assert save(sitting, offered).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [{}, {"origin": "null"}, {"origin": "https://example.org"}, {"referer": "http://evil.test/"}],
)
def test_another_site_cannot_put_words_into_the_question(headers: dict[str, str]) -> None:
    sitting, form = a_form()

    refused = sitting.send(ADD, **{**form, "token": "x" * 32}, headers=headers)

    assert refused.status_code == 403
    assert "Save what" not in refused.content.decode()
    assert "Calves" not in refused.content.decode()


def test_another_person_is_warned() -> None:
    sitting, form = a_form()
    staff("colleague")
    opened_by = str(User.objects.get(username="editor").pk)
    assert hidden(sitting.open(ADD))["typed_by"] == opened_by
    sitting.lose_the_session()
    asked = sitting.send(ADD, **form, typed_by=opened_by)

    offered = sign_in_again(sitting, asked, "colleague").content.decode()

    assert "You are signed in as colleague." in offered
    assert "It was typed by editor. If you save it, it is saved under your name." in offered


def test_the_same_person_is_not_warned() -> None:
    sitting, form = a_form()
    sitting.lose_the_session()
    key = str(User.objects.get().pk)

    offered = sign_in_again(sitting, sitting.send(ADD, **form, typed_by=key))

    assert "It was typed by" not in offered.content.decode()


def test_somebody_without_a_desk_is_not_let_in_by_typing() -> None:
    sitting, form = a_form()
    User.objects.create_user("someone", password=PASSWORD)
    sitting.lose_the_session()

    page = sign_in_again(sitting, sitting.send(ADD, **form), "someone")

    assert "Save what you typed?" not in page.content.decode()
    assert hidden(page)["typed"]


def test_files_are_named_and_left_behind() -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    sitting, form = a_form()
    sitting.lose_the_session()

    asked = sitting.send(ADD, **form, picture=SimpleUploadedFile("calf.png", b"not carried"))

    assert "Choose them again afterwards: calf.png." in asked.content.decode()
    assert "not carried" not in asked.content.decode()


def test_passwords_are_left_behind() -> None:
    sitting, form = a_form()
    sitting.lose_the_session()

    asked = sitting.send("/admin/auth/user/add/", form["token"], username="x", password1="a secret")
    refused = sitting.send("/admin/password_change/", form["token"], old_password="a secret")

    assert "a secret" not in asked.content.decode()
    assert refused.status_code == 302


def test_what_is_too_long_to_carry_is_there_to_copy() -> None:
    sitting, form = a_form()
    sitting.lose_the_session()
    # Line ends take twice the room in what is carried.
    text = "\r\n" * (MOST_BYTES // 3)

    asked = sitting.send(ADD, **{**form, "introduction": f"Mine.{text}"})

    assert "too long to be carried" in asked.content.decode()
    assert "typed" not in hidden(asked)
    assert "Mine." in asked.content.decode()


def test_what_was_typed_is_not_written_down(
    caplog: pytest.LogCaptureFixture, django_assert_num_queries: Any
) -> None:
    sitting, form = a_form()
    sitting.lose_the_session()

    with caplog.at_level("DEBUG"), django_assert_num_queries(0):
        sitting.send(ADD, **form)

    assert "Calves" not in caplog.text


def test_a_script_gets_a_short_answer() -> None:
    sitting, form = a_form()
    sitting.lose_the_session()
    sitting.sign_in()

    refused = sitting.send(ADD, **form, headers={**HERE, "x-csrftoken": "old"})

    assert refused.status_code == 403
    assert "Calves" not in refused.content.decode()


def test_a_page_of_the_desk_outside_the_admin_carries_too() -> None:
    sitting, form = a_form()
    sitting.lose_the_session()

    asked = sitting.send("/admin/self-check/legs/publish/", form["token"], note="Safer words")

    assert asked.status_code == 403
    assert "Safer words" in hidden(asked)["typed"]


def test_a_sign_in_form_that_is_too_old_is_an_ordinary_error() -> None:
    sitting, _ = a_form()

    refused = sitting.send(LOGIN, "x" * 32, username="editor", password=PASSWORD)

    assert refused.status_code == 403
    assert "This form is too old" in refused.content.decode()


def test_reading_still_leads_to_the_sign_in_page() -> None:
    response = Client().get(ADD)

    assert response.status_code == 302
    assert response.headers["Location"] == f"{LOGIN}?next={ADD}"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/admin/x/",
        "//example.org/admin/x/",
        "/\\example.org/admin/",
        "javascript:alert(1)",
        "/articles/",
        "/admin/../articles/",
        "/admin/%2e%2e/articles/",
        "/admin/login/",
        "/admin/logout/",
        "/admin/password_change/",
        "",
    ],
)
def test_only_an_address_of_the_desk_is_sent_to(address: str) -> None:
    assert not is_of_the_desk(address)
    with pytest.raises(ValueError, match="Only a form of the desk"):
        Typed(address, ())
    assert unpacked(f'["{address}", [], []]') is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "[1, 2, 3]", '["/admin/", [["a"]], []]', "[" * 9999]
)
def test_nonsense_in_the_carried_field_is_an_ordinary_sign_in(text: str) -> None:
    staff()

    assert Sitting().sign_in(typed=text).status_code == 302


def test_all_of_it_comes_back_as_it_was() -> None:
    typed = Typed(f"{ADD}?a=1", (("a", "x\r\n\u0000é"), ("b", "1"), ("b", "2")), ("c.png",))

    assert unpacked(typed.packed) == typed

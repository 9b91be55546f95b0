"""What operators are told of mail: at the desk, and by the command. Never to whom it goes."""

import threading

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from groundwork.models import Message
from groundwork.outbox import at_once, sending
from groundwork.outbox.desk import boxes
from groundwork.outbox.writing import post
from tests.groundwork.outbox.post_office import PostOffice

pytestmark = pytest.mark.django_db

READER = "ann@reader.example"


@pytest.fixture
def operator() -> User:
    return User.objects.create_superuser("operator", "operator@legwise.example", "pass-word-long")


@pytest.fixture
def refused(office: PostOffice) -> Message:
    post(purpose="Confirm updates", to=READER, subject="Secret words", text="Hello")
    office.says["rcpt"] = f"550 no such user {READER}"
    sending.send_waiting()
    return Message.objects.get()


def test_the_desk_tells_of_mail_that_could_not_be_sent(operator: User, refused: Message) -> None:
    client = Client()
    client.force_login(operator)

    page = client.get(reverse("admin:index")).content.decode()
    every = client.get(f"{reverse('admin:groundwork_message_changelist')}?failed=yes")
    one = client.get(reverse("admin:groundwork_message_change", args=[refused.pk]))

    assert "Mail that could not be sent" in page
    assert "Confirm updates" in every.content.decode()
    assert "550 no such user (address)" in one.content.decode()
    for shown in (page, every.content.decode(), one.content.decode()):
        assert READER not in shown
        assert "Secret words" not in shown


def test_an_editor_is_told_nothing_of_mail(refused: Message) -> None:
    assert boxes(User.objects.create_user("editor", is_staff=True)) == []


def test_nothing_failed_nothing_said(operator: User) -> None:
    post(purpose="T", to=READER, subject="S", text="T")

    assert boxes(operator) == []


def test_waiting_mail_shows_nobody_its_words(operator: User) -> None:
    waiting = post(purpose="T", to=READER, subject="Secret words", text="A token")
    client = Client()
    client.force_login(operator)

    page = client.get(reverse("admin:groundwork_message_change", args=[waiting.pk]))

    assert page.status_code == 200
    for hidden in (READER, "Secret words", "A token"):
        assert hidden not in page.content.decode()


def test_the_command_says_what_it_did(
    office: PostOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    post(purpose="T", to=READER, subject="S", text="T")

    call_command("send_mail")

    expected = "1 sent, 0 put off, 0 refused, 0 given up, 0 perhaps sent.\n"
    assert capsys.readouterr().out == expected


def test_the_command_fails_when_an_operator_should_look(
    office: PostOffice, settings: Settings
) -> None:
    settings.EMAIL_PORT = 1
    post(purpose="T", to=READER, subject="S", text="T")

    with pytest.raises(CommandError, match=r"Stopped: .*refused") as told:
        call_command("send_mail")

    assert READER not in str(told.value)


def test_the_command_sends_again_what_was_perhaps_sent(office: PostOffice) -> None:
    post(purpose="T", to=READER, subject="S", text="T")
    office.says["dot"] = "hang up"
    with pytest.raises(CommandError, match="1 perhaps sent"):
        call_command("send_mail")
    office.says.clear()

    call_command("send_mail", again="all")

    assert len(office.letters) == 2
    with pytest.raises(CommandError, match="no such mail"):
        call_command("send_mail", again="all")
    with pytest.raises(CommandError, match="number"):
        call_command("send_mail", again="everything")


def test_whoever_asks_while_mail_is_being_sent_is_not_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    passes: list[int] = []
    is_sending, may_end = threading.Event(), threading.Event()

    def send() -> sending.Pass:
        passes.append(threading.active_count())
        is_sending.set()
        may_end.wait(10)
        return sending.Pass()

    monkeypatch.setattr(sending, "send_waiting", send)
    before = threading.active_count()
    sender = at_once._Sender()
    sender.start()
    is_sending.wait(10)
    sender.start()
    sender.start()
    may_end.set()
    for thread in threading.enumerate():
        if thread.name == "outbox":
            thread.join(10)

    assert passes == [before + 1] * 2


def test_mail_is_not_sent_before_the_commit(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    settings.SEND_MAIL_AT_ONCE = True
    started: list[bool] = []
    monkeypatch.setattr(at_once._sender, "start", lambda: started.append(True))

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
        at_once.send_soon()
        assert started == []

    assert started == [True]

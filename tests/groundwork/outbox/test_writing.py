"""What may be put into the outbox, and that nothing forges a header."""

import pytest
from django.core import mail
from django.db import transaction

from groundwork.models import Message
from groundwork.outbox import sending
from groundwork.outbox.writing import Unsendable, forget, post

pytestmark = pytest.mark.django_db

RUDE = ["a\nBcc: eve@evil.example", "a\rb", "a\x00b", "a\x0bb", "a\u2028b", "a\u2029b", "a\x85b"]


def write(to: str = "ann@reader.example", subject: str = "Cramps") -> Message:
    return post(purpose="Test", to=to, subject=subject, text="Hello.")


@pytest.mark.parametrize("rude", RUDE)
def test_a_line_break_is_refused_wherever_a_header_is_made_of_it(rude: str) -> None:
    with pytest.raises(Unsendable):
        write(subject=rude)
    with pytest.raises(Unsendable):
        write(to=f"{rude}@reader.example")
    with pytest.raises(Unsendable):
        post(purpose="T", to="a@b.example", subject="S", text="T", headers={"X-A": rude})
    with pytest.raises(Unsendable):
        post(purpose="T", to="a@b.example", subject="S", text="T", headers={rude: "a"})
    assert Message.objects.count() == 0


@pytest.mark.parametrize(
    "to",
    [
        "",
        "ann",
        "ann@",
        "@reader.example",
        "ann@reader.example, eve@evil.example",
        "Ann <ann@reader.example>",
        "änn@reader.example",
        "ann@löwe.example",
        f"{'a' * 250}@reader.example",
    ],
)
def test_what_is_not_one_address_is_refused(to: str) -> None:
    with pytest.raises(Unsendable):
        write(to=to)


def test_mail_of_a_transaction_that_fails_was_never_written() -> None:
    def fail() -> None:
        with transaction.atomic():
            write()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    sending.send_waiting()
    assert mail.outbox == []


def test_forgetting_deletes_what_is_about_one_and_nothing_else() -> None:
    mine = post(purpose="T", to="a@b.example", subject="S", text="T", about="reader:1")
    post(purpose="T", to="a@b.example", subject="S", text="T", about="reader:11")
    write()

    assert forget("reader:1") == 1
    assert not Message.objects.filter(pk=mine.pk).exists()
    with pytest.raises(ValueError, match="nobody"):
        forget("")
    assert Message.objects.count() == 2

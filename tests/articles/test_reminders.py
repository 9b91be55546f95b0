"""Reminders of reviews: on or before, once each, and a missed day is made up for."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import editing, publishing, reminders
from articles.models import Article, Reminder, Review
from groundwork.models import Message
from groundwork.outbox import sending
from groundwork.outbox.courier import SMTP_BACKEND
from tests.articles.loaded import load_content
from tests.articles.standing import edition_of

pytestmark = pytest.mark.django_db

LOCMEM_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def reviewer() -> User:
    return User.objects.create_user("reviewer", "reviewer@legwise.example", is_staff=True)


@pytest.fixture
def review(content: Path, reviewer: User) -> Review:
    """Of what readers have; due in a hundred days."""
    load_content(content)
    head = Article.objects.get(slug="night-cramps").head
    assert head is not None
    asked = editing.ask_for_review(head, by=User.objects.create_user("editor"))
    due = timezone.localdate() + timedelta(days=100)
    return editing.approve(asked, by=reviewer, review_due=due)


def run_on(day: date) -> list[str]:
    """The subjects of what a run on that day sends."""
    mail.outbox.clear()
    noon = timezone.now().replace(year=day.year, month=day.month, day=day.day, hour=12)
    with time_machine.travel(noon, tick=False):
        reminders.write_all()
        sending.send_waiting()
    return [str(message.subject) for message in mail.outbox]


def due(review: Review) -> date:
    assert review.review_due is not None
    return review.review_due


def test_nothing_is_sent_long_before(review: Review) -> None:
    assert run_on(due(review) - timedelta(days=31)) == []


def test_a_review_due_in_a_month_is_told_once(review: Review) -> None:
    first = run_on(due(review) - timedelta(days=30))
    again = run_on(due(review) - timedelta(days=30))
    later = run_on(due(review) - timedelta(days=1))

    assert len(first) == 1
    assert "is due on" in first[0]
    assert "Why do my legs cramp at night?" in first[0]
    assert (again, later) == ([], [])


def test_what_was_missed_is_made_up_for_with_one_mail(review: Review) -> None:
    (subject,) = run_on(due(review) + timedelta(days=40))

    assert "was due on" in subject
    assert run_on(due(review) + timedelta(days=41)) == []


def test_the_due_day_itself_is_told_after_the_month_before(review: Review) -> None:
    run_on(due(review) - timedelta(days=20))

    assert len(run_on(due(review))) == 1
    assert Reminder.objects.count() == 2


def test_publishers_hear_of_it_too_and_nobody_twice(review: Review, reviewer: User) -> None:
    publisher = User.objects.create_user("publisher", "p@legwise.example", is_staff=True)
    may = Permission.objects.get(codename="publish_article")
    publisher.user_permissions.add(may)
    reviewer.user_permissions.add(may)

    run_on(due(review))

    assert sorted(message.to[0] for message in mail.outbox) == [
        "p@legwise.example",
        "reviewer@legwise.example",
    ]


@pytest.mark.parametrize("change", [{"email": ""}, {"is_active": False}])
def test_nobody_is_written_to_who_cannot_read_it(
    review: Review, reviewer: User, change: dict[str, Any]
) -> None:
    User.objects.filter(pk=reviewer.pk).update(**change)

    assert run_on(due(review)) == []


def test_an_article_readers_no_longer_have_reminds_nobody(review: Review, reviewer: User) -> None:
    publishing.archive(review.article, by=reviewer)

    assert run_on(due(review)) == []


def test_a_new_sign_off_starts_afresh(review: Review, reviewer: User) -> None:
    run_on(due(review))
    edition_review = edition_of("night-cramps").review
    assert edition_review == review
    asked = editing.ask_for_review(review.version, by=User.objects.get(username="editor"))
    in_a_year = timezone.localdate() + timedelta(days=365)
    editing.approve(asked, by=reviewer, review_due=in_a_year)

    assert run_on(in_a_year - timedelta(days=90)) == []
    assert len(run_on(in_a_year)) == 1


def test_a_mail_that_fails_is_tried_again(
    review: Review, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    Review.objects.update(review_due=timezone.localdate())

    settings.EMAIL_BACKEND, settings.EMAIL_PORT = SMTP_BACKEND, 1
    with pytest.raises(CommandError, match="Not every reminder"):
        call_command("send_reminders")
    settings.EMAIL_BACKEND = LOCMEM_BACKEND
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        call_command("send_reminders")

    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("1 reminder(s) written. Mail: 0 sent, 1 put off")
    assert second.startswith("0 reminder(s) written. Mail: 1 sent")
    assert len(mail.outbox) == 1


def test_a_reminder_that_cannot_be_written_keeps_no_other_from_its_reader(
    review: Review, reviewer: User
) -> None:
    Review.objects.update(review_due=timezone.localdate())
    User.objects.filter(pk=reviewer.pk).update(email="a\nBcc: eve@evil.example")
    publisher = User.objects.create_user("publisher", "p@legwise.example", is_staff=True)
    publisher.user_permissions.add(Permission.objects.get(codename="publish_article"))

    written = reminders.write_all()

    assert (written.count, written.failures) == (1, ("reviewer",))
    assert Message.objects.get().to == "p@legwise.example"
    assert Reminder.objects.get().person == publisher


def test_the_mail_says_what_to_do_and_where(review: Review) -> None:
    run_on(due(review))

    (message,) = mail.outbox
    assert "Read it, and sign it off again: http" in message.body
    assert f"/admin/articles/article/{review.article_id}/change/" in message.body

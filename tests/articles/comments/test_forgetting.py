"""What readers sent is forgotten on time, and not before."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.comments import acts, forgetting
from articles.models import Comment, HeldComment
from tests.articles.comments.writing import TEXT, a_reason, approved, held, moderator

pytestmark = pytest.mark.usefixtures("site")
HOUR = timedelta(hours=1)


def ago(stretch: timedelta) -> dict[str, object]:
    return {"decided_at": timezone.now() - stretch}


@pytest.mark.parametrize(("more", "email"), [(-HOUR, "ana@example.org"), (HOUR, "")])
def test_an_email_nobody_decided_about_goes_and_the_text_stays(more: timedelta, email: str) -> None:
    held(sent_at=timezone.now() - forgetting.EMAIL_KEPT - more)

    forgetting.forget_old_held()

    row = HeldComment.objects.get()
    assert (row.email, row.text, row.decision) == (email, TEXT, "")


@pytest.mark.parametrize(("more", "count"), [(-HOUR, 1), (HOUR, 0)])
def test_a_rejected_comment_goes_once_its_time_is_over(more: timedelta, count: int) -> None:
    acts.reject(held(), by=moderator(), reason=a_reason())
    HeldComment.objects.update(**ago(forgetting.REJECTED_KEPT + more))

    forgetting.forget_old_held()

    assert HeldComment.objects.count() == count


@pytest.mark.parametrize(("more", "text"), [(-HOUR, TEXT), (HOUR, "Shorter.")])
def test_an_original_goes_and_what_readers_see_stays(more: timedelta, text: str) -> None:
    acts.approve(held(), by=moderator(), text="Shorter.")
    HeldComment.objects.update(**ago(forgetting.ORIGINAL_KEPT + more))

    forgetting.forget_old_held()

    assert HeldComment.objects.get().text == text
    comment = Comment.objects.get()
    assert (comment.text, comment.is_shortened) == ("Shorter.", True)


def test_a_rejected_comment_keeps_its_own_words_even_if_it_was_shortened_before() -> None:
    row = held()
    acts.approve(row, by=moderator(), text="Shorter.")
    acts.reject(acts.undo(row, by=moderator()), by=moderator(), reason=a_reason())
    HeldComment.objects.update(**ago(forgetting.ORIGINAL_KEPT + HOUR))

    forgetting.forget_old_held()

    assert HeldComment.objects.get().text == TEXT


@pytest.mark.parametrize(("more", "count"), [(-HOUR, 1), (HOUR, 0)])
def test_a_comment_nobody_decided_about_goes_once_its_time_is_over(
    more: timedelta, count: int
) -> None:
    held(sent_at=timezone.now() - forgetting.WAITING_KEPT - more)

    forgetting.forget_old_held()

    assert HeldComment.objects.count() == count


def test_what_waits_for_weeks_or_is_public_is_never_lost() -> None:
    held("Waits.", sent_at=timezone.now() - timedelta(days=170))
    approved("Public.")
    HeldComment.objects.filter(decision="approved").update(**ago(timedelta(days=3000)))

    forgetting.forget_old_held()

    assert set(HeldComment.objects.values_list("text", flat=True)) == {"Waits.", "Public."}
    assert Comment.objects.get().text == "Public."


def test_twice_forgets_no_more() -> None:
    held(sent_at=timezone.now() - timedelta(days=100))

    first, second = forgetting.forget_old_held(), forgetting.forget_old_held()

    assert (first.emails, second.emails) == (1, 0)

"""Deciding about a comment: each act, twice, undone, and by two at once."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from articles.comments import acts
from articles.editing import Refused
from articles.models import Article, Comment, HeldComment
from groundwork.models import AuditEntry
from tests.articles.comments.writing import TEXT, a_reason, approved, held, moderator

pytestmark = pytest.mark.usefixtures("site")


def test_an_approved_comment_is_shown_as_it_came_and_its_email_is_gone() -> None:
    row = held()

    comment = acts.approve(row, by=moderator())

    row.refresh_from_db()
    assert (comment.name, comment.text, comment.is_shortened) == ("Ana", TEXT, False)
    assert comment.sent_at == row.sent_at
    assert (row.decision, row.decided_by, row.email) == ("approved", moderator(), "")


def test_a_moderator_may_shorten_it_and_the_readers_words_stay_beside() -> None:
    row = held("I am Ana Perez of 5 Elm Road. It helped.")

    comment = acts.approve(row, by=moderator(), name="A.", text="It helped.", reply="Thank you.")

    row.refresh_from_db()
    assert (comment.name, comment.text, comment.reply) == ("A.", "It helped.", "Thank you.")
    assert comment.is_shortened
    assert row.text == "I am Ana Perez of 5 Elm Road. It helped."


def test_a_rejected_comment_keeps_its_text_with_the_reason_and_loses_its_email() -> None:
    row = acts.reject(held(), by=moderator(), reason=a_reason(), note=" Sells creams. ")

    row.refresh_from_db()
    assert (row.text, row.reason, row.note, row.email) == (TEXT, a_reason(), "Sells creams.", "")
    assert not Comment.objects.exists()


def test_a_rejection_needs_a_reason() -> None:
    with pytest.raises(Refused, match="Choose a reason"):
        acts.reject(held(), by=moderator(), reason=None)


def test_a_decision_is_undone_with_what_was_prepared() -> None:
    row = held()
    acts.approve(row, by=moderator(), text="Shorter.", reply="Thank you.")

    acts.undo(row, by=moderator())

    row.refresh_from_db()
    assert row.is_waiting
    assert (row.text, row.shown_text, row.reply) == (TEXT, "Shorter.", "Thank you.")
    assert not Comment.objects.exists()
    assert acts.approve(row, by=moderator()).reply == "Thank you."


def test_a_rejection_is_undone() -> None:
    row = acts.reject(held(), by=moderator(), reason=a_reason())

    undone = acts.undo(row, by=moderator())

    assert (undone.decision, undone.reason, undone.decided_at) == ("", None, None)


def test_the_second_of_two_moderators_is_told() -> None:
    first, second = held(), HeldComment.objects.get()
    acts.approve(first, by=moderator())

    with pytest.raises(Refused, match="Somebody has decided"):
        acts.reject(second, by=moderator(), reason=a_reason())
    with pytest.raises(Refused, match="Somebody has decided"):
        acts.approve(second, by=moderator())
    assert HeldComment.objects.get().decision == "approved"


def test_undoing_twice_does_no_more_than_once() -> None:
    row = approved().held
    acts.undo(row, by=moderator())

    with pytest.raises(Refused, match="waits already"):
        acts.undo(row, by=moderator())


def test_a_rejected_comment_that_was_sent_again_is_not_there_twice() -> None:
    row = acts.reject(held(), by=moderator(), reason=a_reason())
    other = acts.Sent(kind="comment", name="Ana", text=TEXT, email="", token="another")
    assert acts.hold(other, article=row.article) is acts.Held.HELD

    with pytest.raises(Refused, match="sent to this article again"):
        acts.undo(row, by=moderator())


def test_what_readers_see_can_be_changed_and_answered_later() -> None:
    comment = approved()

    acts.reword(comment.held, by=moderator(), name="Ana", text="Shorter.", reply="Thank you.")

    comment.refresh_from_db()
    assert (comment.text, comment.reply, comment.is_shortened) == ("Shorter.", "Thank you.", True)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("words", [{"text": " \n "}, {"name": "\x00 "}])
def test_nothing_is_left_of_no_comment(words: dict[str, str]) -> None:
    row = held()

    with pytest.raises(Refused, match="Leave some words"):
        acts.approve(row, by=moderator(), **words)
    assert HeldComment.objects.get().is_waiting


@pytest.mark.parametrize(
    "wrong",
    [
        {"decision": "approved", "email": "ana@example.org"},
        {"decision": "rejected", "email": "", "reason": None},
        {"kind": "story"},
    ],
)
def test_the_database_itself_refuses_what_may_not_be(wrong: dict[str, object]) -> None:
    row = held()

    with pytest.raises(IntegrityError), transaction.atomic():
        HeldComment.objects.filter(pk=row.pk).update(decided_at=row.sent_at, **wrong)


def test_two_forms_with_the_same_words_at_once_are_one(
    site: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look finds nothing, as in two processes; the database finds the second."""
    article = Article.objects.get(slug="night-cramps")
    sent = acts.Sent(kind="comment", name="Ana", text=TEXT, email="", token="one")
    acts.hold(sent, article=article)
    looks = iter([False, True])
    monkeypatch.setattr(
        "django.db.models.query.QuerySet.exists", lambda _query: next(looks), raising=True
    )

    assert acts.hold(sent, article=article) is acts.Held.SENT_TWICE
    assert HeldComment.objects.count() == 1


def test_the_trail_tells_who_decided_and_nothing_a_reader_wrote() -> None:
    row = held("My calf hurts at night.", name="Ana", email="ana@example.org")

    acts.approve(row, by=moderator())
    acts.undo(row, by=moderator())
    acts.reject(row, by=moderator(), reason=a_reason())

    entries = AuditEntry.objects.order_by("number")
    assert [entry.act for entry in entries] == ["approved", "taken back", "rejected"]
    told = " ".join(f"{entry.__dict__}" for entry in entries)
    assert not any(word in told for word in ("calf", "Ana", "ana@"))

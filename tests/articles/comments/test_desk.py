"""Moderating at the desk: the queue, bulk acts, one comment, reasons, switches, and who may."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from articles.comments import acts
from articles.models import ClosedComments, Comment, HeldComment, RejectionReason
from articles.today import boxes
from groundwork.desk import Box
from tests.articles.comments.test_sending import words
from tests.articles.comments.writing import FORM, LIST, TEXT, a_reason, approved, held, moderator

QUEUE = "/admin/articles/heldcomment/"


def person(role: str) -> User:
    user = User.objects.create_user(role.lower() + "s", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def desk(site: Client) -> Client:
    client = Client()
    client.force_login(person("Moderator"))
    return client


def page_of(row: HeldComment) -> str:
    return f"{QUEUE}{row.pk}/change/"


def pressed(desk: Client, row: HeldComment, act: str, **typed: str) -> Any:
    words = {"name": row.shown_name, "text": row.shown_text, "reply": row.reply}
    return desk.post(page_of(row), {**words, "act": act, **typed}, follow=True)


def chosen(desk: Client, action: str, *rows: HeldComment, query: str = "") -> Any:
    form = {"action": action, "_selected_action": [row.pk for row in rows]}
    return desk.post(f"{QUEUE}{query}", form, follow=True)


def box_of(user: User) -> Box | None:
    found = {box.key: box for box in boxes(User.objects.get(pk=user.pk))}
    return found.get("comments")


def test_the_queue_shows_what_waits_in_full_and_marks_red_flags(desk: Client) -> None:
    held("A very long story. " * 200)
    held("My leg is blue.", red_flags=["cold-leg"])
    approved("Public already.")

    said = words(desk.get(QUEUE))

    assert said.count("A very long story.") == 200
    assert said.count("Reads like a red flag") == 1
    assert "Public already." not in said
    assert "Approved by moderator" in words(desk.get(f"{QUEUE}?state=approved"))
    assert "Public already." in words(desk.get(f"{QUEUE}?state=all"))


def test_the_queue_costs_as_few_queries_with_many(
    desk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        held(f"Comment {number}.")

    with django_assert_max_num_queries(16):
        desk.get(QUEUE)


def test_many_are_approved_at_once_but_none_that_reads_like_a_red_flag(desk: Client) -> None:
    rows = [held("One."), held("Two."), held("My leg is blue.", red_flags=["cold-leg"])]

    said = words(chosen(desk, "approve", *rows))

    assert "2 comments approved." in said
    assert "Open it to decide." in said
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["One.", "Two."]
    assert HeldComment.objects.filter(decided_by__username="moderators").count() == 2


def test_many_are_rejected_at_once_for_a_reason(desk: Client) -> None:
    rows = [held("One."), held("Two.")]

    chosen(desk, f"reject_{a_reason().pk}", *rows)

    assert {row.reason for row in HeldComment.objects.all()} == {a_reason()}
    assert set(HeldComment.objects.values_list("text", flat=True)) == {"One.", "Two."}


def test_a_bulk_act_is_undone(desk: Client) -> None:
    row = approved().held

    said = words(chosen(desk, "undo", row, query="?state=approved"))

    assert "1 comment put back in the queue." in said
    assert not Comment.objects.exists()


def test_what_is_decided_already_is_told_and_left(desk: Client) -> None:
    row = approved().held

    said = words(chosen(desk, f"reject_{a_reason().pk}", row, query="?state=approved"))

    assert "Somebody has decided" in said
    assert Comment.objects.exists()


def test_a_comment_is_approved_shortened_and_answered(desk: Client, site: Client) -> None:
    row = held("I am Ana Perez. It helped.")
    assert "ana@example.org" in words(desk.get(page_of(row)))

    pressed(desk, row, "approve", text="It helped.", reply="Thank you.")

    said = words(site.get(LIST))
    assert "It helped." in said
    assert "Perez" not in said
    assert "Thank you." in said
    shown = words(desk.get(page_of(row)))
    assert "I am Ana Perez. It helped." in shown
    assert "ana@example.org" not in shown


def test_a_comment_is_rejected_with_a_reason_and_put_back(desk: Client) -> None:
    row = held()

    assert "Choose a reason." in words(pressed(desk, row, "reject", note="Keep this note"))
    assert "Keep this note" in pressed(desk, row, "reject", note="Keep this note").content.decode()
    pressed(desk, row, "reject", reason=str(a_reason().pk))
    assert f"Rejected: {a_reason()}" in words(desk.get(page_of(row)))
    assert TEXT.split("\n")[0] in words(desk.get(page_of(row)))

    pressed(desk, row, "undo")
    assert HeldComment.objects.get().is_waiting


def test_what_a_moderator_typed_is_not_lost_when_another_was_quicker(desk: Client) -> None:
    row = held()
    acts.approve(row, by=moderator())

    response = pressed(desk, row, "approve", text="My careful words.")

    assert response.status_code == 409
    assert "Somebody has decided" in words(response)
    assert "My careful words." in words(response)
    assert Comment.objects.get().text == TEXT


def test_what_readers_see_is_changed_later(desk: Client, site: Client) -> None:
    row = approved().held

    pressed(desk, row, "reword", text="Shorter.")
    assert "Shorter." in words(site.get(LIST))

    response = pressed(desk, row, "reword", text="")
    assert response.status_code == 422
    assert "Leave some words" in words(response)


def test_looking_or_pressing_an_unknown_button_decides_nothing(desk: Client) -> None:
    row = held()

    assert desk.get(f"{page_of(row)}?act=approve").status_code == 200
    assert pressed(desk, row, "delete").status_code == 200
    assert desk.get(f"{QUEUE}99999/change/").status_code == 404
    assert desk.get(f"{QUEUE}x/change/").status_code == 404
    assert desk.get(f"{QUEUE}{row.pk}/delete/").status_code == 403
    assert HeldComment.objects.get().is_waiting


@pytest.mark.parametrize("role", ["Editor", "Reviewer", "Publisher"])
def test_only_moderators_read_what_is_held(site: Client, role: str) -> None:
    row, client = held(), Client()
    user = person(role)
    client.force_login(user)

    for response in (client.get(QUEUE), client.get(page_of(row)), pressed(client, row, "approve")):
        assert response.status_code == 403
    assert box_of(user) is None
    assert HeldComment.objects.get().is_waiting


def test_whoever_may_only_look_decides_nothing(site: Client) -> None:
    row = held()

    for act in ("approve", "reject", "undo"):
        response = pressed(Client(), row, act)
        assert response.status_code in {200, 403}
    assert HeldComment.objects.get().is_waiting


def test_the_desk_says_what_waits_the_oldest_first(site: Client) -> None:
    user = person("Moderator")
    assert box_of(user) is None

    held("Second.")
    held("First, and long. " * 20, sent_at=timezone.now() - timedelta(days=3))

    box = box_of(user)
    assert box is not None
    assert (box.title, box.count, box.is_pressing) == ("Comments held", 2, False)
    assert box.rows[0].about.startswith("First, and long.")
    assert len(box.rows[0].about) < 120
    held("My leg is blue.", red_flags=["cold-leg"])
    assert (box_of(user) or box).is_pressing


def test_reasons_are_edited_and_one_that_is_used_stays(desk: Client) -> None:
    acts.reject(held(), by=moderator(), reason=a_reason())

    desk.post("/admin/articles/rejectionreason/add/", {"label": "Another", "order": "5"})
    desk.post(f"/admin/articles/rejectionreason/{a_reason().pk}/delete/", {"post": "yes"})

    labels = set(RejectionReason.objects.values_list("label", flat=True))
    assert {"Another", "Advertising"} <= labels


def test_comments_are_closed_on_the_site_and_opened_again(desk: Client, site: Client) -> None:
    add = "/admin/articles/closedcomments/add/"
    desk.post(add, {"article": "", "why": "We are away."})
    again = desk.post(add, {"article": "", "why": ""})

    switch = ClosedComments.objects.get()
    assert "closed on the whole site already" in words(again)
    assert switch.closed_by is not None
    assert "We are away." in words(site.get(FORM))

    desk.post(f"/admin/articles/closedcomments/{switch.pk}/delete/", {"post": "yes"})
    assert "Nobody is watching" in words(site.get(FORM))

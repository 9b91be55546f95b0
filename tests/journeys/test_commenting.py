"""A comment on its way from a phone to the article: a card first, then a moderator, then read."""

from collections.abc import Callable
from datetime import timedelta
from unittest import mock

import time_machine
from django.contrib.auth.models import Permission, User
from django.utils import timezone
from playwright.sync_api import Page, expect

from articles.models import Comment, HeldComment, RedFlag
from tests.journeys.axe import faults, our_faults
from tests.journeys.desk import PASSWORD, sign_in
from tests.journeys.steps import follow
from tests.journeys.watch import Watch

ARTICLE = "/articles/night-cramps/"
MODERATES = ("view_article", "view_heldcomment", "change_heldcomment")
TEXT = "My leg went cold and blue.\n\nI am better now."


def go(page: Page, role: str, name: str) -> None:
    follow(page, page.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]  # a role


def test_a_comment_meets_a_card_is_sent_anyway_approved_and_read(
    scriptless: Page, new_reader: Callable[..., Page], watch: Watch
) -> None:
    reader, flags = scriptless, [RedFlag.objects.get(key="cold-leg")]

    reader.goto(ARTICLE)
    go(reader, "link", "Write a comment")
    reader.locator("#name").fill("Ana")
    reader.get_by_label("Your words").fill(TEXT)
    later = timezone.now() + timedelta(minutes=1)
    look = mock.patch("articles.comments.sending.red_flags_in", return_value=flags)
    with look, time_machine.travel(later):
        go(reader, "button", "Send")

        expect(reader.locator("h1")).to_have_text("Get help first")
        expect(reader.locator(".care-card--emergency")).to_contain_text("suddenly cold")
        expect(reader.get_by_label("Your words")).to_have_value(TEXT)
        assert not HeldComment.objects.exists()
        go(reader, "button", "Send it anyway")
    expect(reader.locator("h1")).to_have_text("Thank you: your comment is held")
    assert [cookie["path"] for cookie in reader.context.cookies()] == [f"{ARTICLE}comment/"]

    moderator = User.objects.create_user("moderator", password=PASSWORD, is_staff=True)
    moderator.user_permissions.set(Permission.objects.filter(codename__in=MODERATES))
    desk = new_reader(viewport={"width": 1280, "height": 900})
    sign_in(desk, "moderator")
    expect(desk.locator("#box-comments")).to_contain_text("Comments held 1")
    go(desk, "link", "Ana on “Why do my legs cramp at night?”")
    assert our_faults(desk, watch) == []
    desk.get_by_label("Our reply").fill("Thank you.")
    go(desk, "button", "Approve")
    expect(desk.locator(".messagelist")).to_contain_text("Readers see it now")
    assert our_faults(desk, watch) == []

    reader.goto(ARTICLE)
    go(reader, "link", "Comments (1)")
    expect(reader.locator(".comment__text").first).to_contain_text("I am better now.")
    expect(reader.locator(".comment__reply")).to_contain_text("Legwise editors")
    assert Comment.objects.get().text == TEXT


def test_the_pages_of_comments_have_no_faults_and_fit_a_phone(reader: Page, watch: Watch) -> None:
    flags = [RedFlag.objects.get(key="cold-leg")]
    reader.goto(f"{ARTICLE}comments/")
    assert faults(reader, watch) == []
    reader.goto(f"{ARTICLE}comment/")
    assert faults(reader, watch) == []

    reader.get_by_text("My own experience").click()
    go(reader, "button", "Send")

    expect(reader).to_have_title("Error: Write a comment - Legwise")
    assert faults(reader, watch) == []
    reader.get_by_role("link", name="Write a name. It need not be your own.").click()
    expect(reader.locator("#name")).to_be_focused()
    reader.get_by_label("Your words").fill("leg" * 2000)
    with mock.patch("articles.comments.sending.red_flags_in", return_value=flags):
        go(reader, "button", "Send")
    assert faults(reader, watch) == []
    assert reader.evaluate("document.documentElement.scrollWidth") <= 360

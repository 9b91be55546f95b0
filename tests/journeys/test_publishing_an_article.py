"""A first-day editor's article: written, reviewed by another, scheduled, public, and put back."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission, User
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.axe import our_faults
from tests.journeys.desk import BODY, PASSWORD, Desk, editor, sign_in
from tests.journeys.steps import follow
from tests.journeys.watch import Watch

WIDE = {"width": 1280, "height": 900}
PUBLIC = "/articles/calves-cramp/"


def staff(name: str, *permissions: str) -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name, exact=True).first)


def go(page: Page, name: str) -> None:
    follow(page, page.get_by_role("link", name=name, exact=True).first)


def said(page: Page, words: str) -> None:
    expect(page.locator(".messagelist")).to_contain_text(words)


@pytest.fixture
def desk(new_reader: Callable[..., Page]) -> Desk:
    """The form of a new article, before an editor on their first day."""
    editor()
    page = new_reader(viewport=WIDE)
    sign_in(page)
    desk = Desk(page)
    desk.open()
    return desk


def at_the_desk(new_reader: Callable[..., Page], name: str, *permissions: str) -> Page:
    staff(name, "view_article", *permissions)
    page = new_reader(viewport=WIDE)
    sign_in(page, name)
    return page


def in_the_picker(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def test_an_article_goes_from_the_first_word_to_readers_and_back(
    desk: Desk, new_reader: Callable[..., Page], watch: Watch
) -> None:
    page = desk.page
    desk.fill_in()
    desk.save()
    form = page.url
    expect(page.locator(".standing")).to_contain_text("Draft, version 1.")
    assert our_faults(page, watch) == []

    go(page, "Send to review")
    page.get_by_label("For the reviewer").fill("Are both sources still right?")
    press(page, "Send version 1 to review")
    said(page, "Version 1 waits for a review now.")

    reviewer = at_the_desk(new_reader, "reviewer", "review_article")
    reviewer.goto(form.replace("change/", "review/"))
    expect(reviewer.locator(".remarks")).to_contain_text("Are both sources still right?")
    phone = reviewer.frame_locator(".widths__phone")
    expect(phone.locator("h1")).to_have_text("Why do my calves cramp?")
    assert our_faults(reviewer, watch) == []
    reviewer.get_by_label("In 24 months").check()
    press(reviewer, "Sign off version 1")
    said(reviewer, "Version 1 is signed off.")
    expect(reviewer.locator(".marks")).to_contain_text("Signed off until")

    publisher = at_the_desk(new_reader, "publisher", "publish_article")
    publisher.goto(form.replace("change/", "publish/"))
    assert our_faults(publisher, watch) == []
    tomorrow = timezone.now() + timedelta(days=1)
    publisher.get_by_label("At a day and time").check()
    publisher.locator("#id_at").fill(in_the_picker(tomorrow))
    press(publisher, "Publish version 1")
    said(publisher, "Scheduled. Readers get version 1 from")
    response = publisher.goto(PUBLIC)
    assert response is not None
    assert response.status == 404

    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        publisher.goto(PUBLIC)
        expect(publisher.locator("h1")).to_have_text("Why do my calves cramp?")
        expect(publisher.locator("main")).to_contain_text("One leg suddenly cold, pale or blue")
        expect(publisher.locator(".sources > li")).to_have_count(2)
        go(publisher, "What changed, and when")
        expect(publisher.locator("main")).to_contain_text("First published.")

        # A day later everybody is signed out.
        sign_in(page)
        page.goto(form)
        desk.body.fill(BODY.replace("before bed", "at noon"))
        desk.save()
        go(page, "Compare with what readers have")
        expect(page.locator("del")).to_have_count(2)
        expect(page.locator(".difference__row del")).to_contain_text("before bed")
        assert our_faults(page, watch) == []
        go(page, "History")
        assert our_faults(page, watch) == []
        go(page, "Version 1")
        press(page, "Put version 1 back")
        said(page, "Version 1 is put back, as version 3.")
        expect(desk.body).to_have_value(BODY)
        expect(page.locator(".standing")).to_contain_text("Readers have exactly this.")


def test_a_colleague_without_an_account_reads_by_a_link(
    desk: Desk, new_reader: Callable[..., Page], watch: Watch
) -> None:
    desk.fill_in()
    desk.save()
    go(desk.page, "Preview link")
    press(desk.page, "Make a link")
    address = desk.page.locator("#address").input_value()
    assert our_faults(desk.page, watch) == []

    colleague = new_reader(viewport={"width": 360, "height": 640})
    colleague.goto(address)

    expect(colleague.locator("main")).to_contain_text("You see version 1 of this text by a link")
    expect(colleague.locator("h1")).to_have_text("Why do my calves cramp?")
    press(desk.page, "Revoke the link to version 1 made " + _made())
    colleague.goto(address)
    expect(colleague.locator("h1")).to_have_text("This link leads nowhere")
    assert our_faults(colleague, watch) == []


def _made() -> str:
    from django.utils.formats import date_format

    from articles.models import PreviewLink

    return date_format(timezone.localtime(PreviewLink.objects.get().made_at), "j F Y, H:i")


def test_two_editors_at_once_lose_nothing(
    desk: Desk, new_reader: Callable[..., Page], watch: Watch
) -> None:
    desk.fill_in()
    desk.save()
    colleague = at_the_desk(new_reader, "colleague", "change_article")
    colleague.goto(desk.page.url)
    theirs = Desk(colleague)
    theirs.body.fill(BODY.replace("before bed", "at nine"))
    theirs.save()
    mine = BODY.replace("before bed", "at noon")
    desk.body.fill(mine)

    follow(desk.page, desk.page.locator('[name="_continue"]').first)

    conflict = desk.page.locator(".conflict")
    expect(conflict).to_contain_text("What colleague changed")
    expect(conflict.locator("ins", has_text="nine")).to_have_count(1)
    expect(conflict.locator("ins", has_text="noon")).to_have_count(1)
    assert our_faults(desk.page, watch) == []
    press(desk.page, "Open theirs, and show mine for copying")
    expect(desk.body).to_have_value(BODY.replace("before bed", "at nine"))
    expect(desk.page.get_by_role("textbox", name="Text", exact=True)).to_have_value(mine)

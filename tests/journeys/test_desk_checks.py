"""An editor lowers a rule: refuted, mended, approved by a second person, and read by readers."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from tests.journeys.axe import our_faults
from tests.journeys.desk import PASSWORD, sign_in
from tests.journeys.steps import answer, follow
from tests.journeys.watch import Watch
from tests.triage.desk.small import person, small_draft
from triage.desk import publishing

WIDE = {"width": 1280, "height": 900}
CHECK = "/admin/self-check/small/check/"
PUBLISH = "/admin/self-check/small/publish/"
MAY = ("view_draft", "add_draft", "change_draft", "view_release", "publish_draft")


def staff(name: str) -> User:
    user = person(name, *MAY)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def first(site: str) -> None:
    """Release 1 of the small check, and nobody's draft."""
    draft = small_draft()
    proposal = publishing.of_draft(draft)
    publishing.publish(proposal, seal=proposal.seal, by=staff("founder"), note="The first")
    draft.delete()


@pytest.fixture
def desk(first: None, new_reader: Callable[..., Page]) -> Page:
    """The first page of the desk, as an editor who may ask for publishing."""
    staff("editor")
    page = new_reader(viewport=WIDE)
    sign_in(page)
    return page


def press(page: Page, name: str) -> None:
    follow(page, page.get_by_role("button", name=name, exact=True))


def go(page: Page, name: str) -> None:
    follow(page, page.get_by_role("link", name=name, exact=True).first)


def begin(page: Page) -> None:
    page.goto("/admin/triage/draft/add/")
    page.get_by_label("Check:").fill("small")
    press(page, "Save")
    expect(page.locator(".messagelist")).to_contain_text("begun from small release 1")


def lower_the_rule(page: Page) -> None:
    go(page, "Soon: 1 rule")
    go(page, "s-throb")
    page.get_by_label("Urgency").select_option("routine")
    press(page, "Save")


def take_the_flag_off(page: Page) -> None:
    page.get_by_label("Red flag of throb").select_option("")
    press(page, "Save")


def throbbing(reader: Page) -> None:
    """A reader whose leg throbs, to the end of the check."""
    reader.goto("/self-check/small/")
    press(reader, "Start now")
    for chosen in ("none", "soreness", "throb"):
        answer(reader, chosen)
    go(reader, "See my result")


def test_a_lowered_rule_is_refuted_mended_approved_and_read(
    desk: Page, new_reader: Callable[..., Page], reader: Page, watch: Watch
) -> None:
    begin(desk)
    assert our_faults(desk, watch) == []
    lower_the_rule(desk)

    desk.goto(CHECK)
    expect(desk.locator(".verdict")).to_contain_text("Cannot be published yet: 1 to mend.")
    expect(desk.locator(".finding").first).to_contain_text(
        "No rule makes it soon; the most urgent is routine."
    )
    assert our_faults(desk, watch) == []
    desk.goto(PUBLISH)
    assert our_faults(desk, watch) == []
    desk.goto(CHECK)
    press(desk, "Try it with these answers")
    go(desk, "See my result")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("What to do at routine")
    expect(desk.locator("body")).to_contain_text("You are trying a draft")
    go(desk, "Back to the report")

    go(desk, "question signs, option throb")
    take_the_flag_off(desk)
    desk.goto(CHECK)
    expect(desk.locator(".verdict")).to_contain_text("Ready to be published.")
    go(desk, "Compare with what readers have")
    expect(desk.locator(".direction--down")).to_contain_text("from soon to routine")
    expect(desk.locator(".direction--down")).to_contain_text("Throbbing")
    assert our_faults(desk, watch) == []

    desk.goto(PUBLISH)
    assert our_faults(desk, watch) == []
    desk.get_by_label("Note").fill("Throbbing alone can wait")
    press(desk, "Ask a second person")
    expect(desk.get_by_role("button", name="Approve and publish")).to_have_count(0)
    throbbing(reader)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("What to do at soon")

    staff("colleague")
    second = new_reader(viewport=WIDE)
    sign_in(second, "colleague")
    go(second, "Requests to publish")
    go(second, "A small check (draft)")
    expect(second.locator(".direction--down")).to_contain_text("from soon to routine")
    press(second, "Approve and publish")
    expect(second.locator(".messagelist")).to_contain_text("Readers get small release 2")

    throbbing(reader)
    expect(reader.get_by_role("heading", level=1)).to_contain_text("What to do at routine")
    expect(reader.locator("body")).to_contain_text("Release 2 of “A small check”")


def test_enter_in_a_name_saves_it_and_moves_nothing(desk: Page) -> None:
    begin(desk)
    go(desk, "Any of these?")
    order = desk.locator(".field-key input").evaluate_all("rows => rows.map(row => row.value)")

    name = desk.locator("#id_error")
    name.fill("Choose what fits")
    with desk.expect_navigation():
        name.press("Enter")

    expect(desk.locator(".messagelist")).to_contain_text("was changed successfully")
    expect(desk.locator("#id_error")).to_have_value("Choose what fits")
    after = desk.locator(".field-key input").evaluate_all("rows => rows.map(row => row.value)")
    assert after == order


def test_what_stands_in_the_way_of_deleting_is_accessible(desk: Page, watch: Watch) -> None:
    begin(desk)
    go(desk, "Any of these?")

    go(desk, "Delete")

    expect(desk.locator("#content")).to_contain_text("cannot be deleted yet")
    assert our_faults(desk, watch) == []

"""Reading an article on a phone whose script is off, and going on to the self-check."""

import re

import pytest
from playwright.sync_api import Page, expect

ARTICLE = "/articles/night-cramps/"
PATHS = (
    "/",
    "/articles/",
    ARTICLE,
    "/articles/stop-a-leg-cramp/",
    "/topics/cramps/",
    "/now/",
    "/about/",
    "/about/emergency-numbers/gb/",
    "/self-check/",
    "/self-check/legs/",
    "/self-check/legs/start/",
    "/no-such-page/",
)


def width_of_all(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def test_an_article_starts_with_its_answer_and_when_to_get_help(scriptless: Page) -> None:
    scriptless.goto(ARTICLE)

    expect(scriptless.get_by_role("heading", level=1)).to_have_text(
        "Why do my legs cramp at night?"
    )
    expect(scriptless.locator(".short-answer")).to_contain_text("Most cramps are harmless")
    card = scriptless.locator("#get-help")
    expect(card).to_contain_text("One leg swollen, warm or a new colour")
    expect(card).to_contain_text("Urgent: get help today for this")
    body = scriptless.get_by_role("heading", name="What may help")
    assert card.bounding_box()["y"] < body.bounding_box()["y"]  # type: ignore[index]  # both shown


def test_the_contents_unfold_and_lead_to_their_section(scriptless: Page) -> None:
    scriptless.goto(ARTICLE)
    contents = scriptless.locator("details.contents")
    expect(contents.get_by_role("link").first).not_to_be_visible()

    contents.locator("summary").click()
    contents.get_by_role("link", name="Sources").click()

    expect(scriptless).to_have_url(re.compile("#sources$"))
    expect(scriptless.get_by_role("heading", name="Sources")).to_be_in_viewport()


def test_a_citation_opens_its_source_over_the_text_and_leads_back(scriptless: Page) -> None:
    scriptless.goto(ARTICLE)
    citation = scriptless.locator(".questions a.citation")
    source = scriptless.locator(".sources li", has_text="A guide to cramps")
    citation.focus()
    expect(source).not_to_be_in_viewport()

    scriptless.keyboard.press("Enter")

    expect(source).to_be_in_viewport(ratio=1)
    expect(citation).to_be_in_viewport()
    back = source.get_by_role("link", name="Back to the text")
    expect(back).to_be_focused()

    scriptless.keyboard.press("Enter")

    expect(citation).to_be_focused()
    expect(citation).to_be_in_viewport()
    expect(back).to_be_hidden()


def test_an_open_source_is_printed_in_its_list_and_not_over_every_page(scriptless: Page) -> None:
    scriptless.goto(ARTICLE)
    scriptless.locator(".questions a.citation").click()
    source = scriptless.locator(".sources li:has(:target)")
    expect(source).to_have_css("position", "fixed")

    scriptless.emulate_media(media="print")

    expect(source).to_have_css("position", "static")
    expect(source.get_by_text("Back to the text")).to_be_hidden()


def test_going_back_closes_a_source_where_it_was_opened(scriptless: Page) -> None:
    scriptless.goto(ARTICLE)
    citation = scriptless.locator(".questions a.citation")
    citation.scroll_into_view_if_needed()
    place = scriptless.evaluate("scrollY")

    citation.click()
    expect(scriptless.get_by_role("link", name="Back to the text")).to_be_in_viewport()
    scriptless.go_back()

    expect(scriptless.get_by_role("link", name="Back to the text")).to_have_count(0)
    assert scriptless.evaluate("scrollY") == place


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_on_the_narrowest_phone(scriptless: Page, path: str) -> None:
    scriptless.set_viewport_size({"width": 320, "height": 568})

    scriptless.goto(path)

    assert width_of_all(scriptless) <= 320


def test_reading_leaves_no_cookie_behind(scriptless: Page) -> None:
    for path in ("/", "/articles/", ARTICLE, "/now/", "/about/", "/self-check/legs/"):
        scriptless.goto(path)

    assert scriptless.context.cookies() == []


def test_an_article_starts_the_self_check_with_its_problem_chosen(scriptless: Page) -> None:
    scriptless.goto(ARTICLE)

    scriptless.locator(".check-symptoms").get_by_role("link", name="Check my legs").click()
    expect(scriptless.get_by_role("main")).to_contain_text("Cramps that keep coming back")
    scriptless.get_by_role("button", name="Start now").click()

    expect(scriptless.get_by_role("heading", level=1)).to_contain_text(
        "First, is any of this happening?"
    )

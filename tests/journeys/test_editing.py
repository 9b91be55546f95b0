"""An editor writes an article: what the preview shows is what readers get."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.articles.standing import give
from tests.journeys.axe import our_faults
from tests.journeys.desk import BODY, NEW_ARTICLE, SAME_ON_BOTH, Desk, editor, sign_in
from tests.journeys.watch import Watch

PREVIEW = "/admin/markdown/preview/"


def at_the_desk(page: Page) -> Desk:
    editor()
    sign_in(page)
    desk = Desk(page)
    desk.open()
    return desk


@pytest.fixture
def desk(new_reader: Callable[..., Page]) -> Desk:
    return at_the_desk(new_reader(viewport={"width": 1600, "height": 900}))


def test_the_preview_shows_what_readers_get_once_it_is_published(desk: Desk) -> None:
    desk.fill_in()
    desk.add_question("Is it a clot?", "Most often not. [@guide-2021]")

    expect(desk.preview).to_contain_text("One leg suddenly cold, pale or blue")
    expect(desk.preview).to_contain_text("Emergency: call 112 now for this")
    expect(desk.preview.locator(".evidence")).to_contain_text("limited")
    expect(desk.preview.get_by_role("heading", name="Is it a clot?")).to_be_visible()
    expect(desk.preview.locator("#get-help")).to_contain_text("One leg swollen")
    previewed = desk.preview.evaluate(SAME_ON_BOTH)
    desk.save()
    give("calves-cramp")
    desk.page.goto("/articles/calves-cramp/")

    assert desk.page.locator("main article").evaluate(SAME_ON_BOTH) == previewed


def test_an_unknown_citation_leads_to_its_place_in_the_text(desk: Desk) -> None:
    desk.body.fill("## One\n\nSound.\n\nNobody knows. [@no-such-source]\n")

    desk.findings.filter(has_text="no-such-source").click()

    expect(desk.body).to_be_focused()
    line = "e => e.value.slice(e.selectionStart, e.selectionEnd)"
    assert desk.body.evaluate(line) == "[@no-such-source]"


def test_tab_leaves_the_text_box_and_adds_nothing_to_it(desk: Desk) -> None:
    desk.body.fill("Text.")

    desk.body.press("Tab")

    expect(desk.body).not_to_be_focused()
    expect(desk.body).to_have_value("Text.")


def test_undo_takes_back_what_was_typed(desk: Desk) -> None:
    desk.body.press_sequentially("Soon.")
    expect(desk.preview).to_contain_text("Soon.")

    desk.body.press("Control+z")

    expect(desk.body).not_to_have_value("Soon.")


def test_a_link_in_the_preview_does_not_leave_the_unsaved_text(desk: Desk) -> None:
    desk.body.fill(BODY)
    citation = desk.preview.locator("a.citation").first

    citation.click()

    expect(desk.body).to_have_value(BODY)
    assert desk.page.url.endswith(NEW_ARTICLE)


def test_the_text_is_not_lost_when_the_editor_was_signed_out(desk: Desk) -> None:
    desk.page.context.clear_cookies()

    desk.body.fill("Still mine.")

    expect(desk.page.locator(".editor-status")).to_contain_text("Sign in again")
    expect(desk.body).to_have_value("Still mine.")


def test_without_script_the_form_still_saves(scriptless: Page) -> None:
    desk = at_the_desk(scriptless)
    expect(scriptless.locator(".editor-preview")).to_have_count(0)

    desk.fill_in()
    desk.save()

    saved = Article.objects.get(slug="calves-cramp")
    assert saved.body.split() == BODY.split()
    give("calves-cramp")
    scriptless.goto("/articles/calves-cramp/")
    expect(scriptless.locator("main article")).to_contain_text("Stretch before bed.")


def test_nobody_but_staff_is_answered_by_the_preview(reader: Page) -> None:
    reader.goto("/admin/login/")
    token = reader.locator('[name="csrfmiddlewaretoken"]').get_attribute("value") or ""

    reply = reader.context.request.post(
        PREVIEW, form={"content": "Text."}, headers={"X-CSRFToken": token}, max_redirects=0
    )

    assert reply.status == 403
    assert reply.json() == {"error": "Sign in again, in another tab."}


def test_the_article_form_is_as_accessible_as_the_stock_admin(desk: Desk, watch: Watch) -> None:
    desk.fill_in()
    desk.body.press_sequentially(" [@no-such-source]")
    expect(desk.findings.filter(has_text="no-such-source")).to_have_count(1)

    assert our_faults(desk.page, watch) == []


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/articles/article/", "/admin/articles/redflag/"]
)
def test_the_desk_is_accessible(desk: Desk, watch: Watch, path: str) -> None:
    desk.page.goto(path)

    assert our_faults(desk.page, watch) == []

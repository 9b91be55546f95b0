"""The summary for a health worker on paper: one sheet, whatever was answered."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, PdfMargins, expect

from tests.journeys.axe import faults
from tests.journeys.watch import Watch
from tests.triage.finished import everything_slow, finished, holding
from triage.engine.questionnaire import Questionnaire
from triage.runs import cookie_name
from triage.summary import SOONER

# Most browsers leave about this much white when nobody tells them otherwise.
MARGINS: PdfMargins = {"top": "10mm", "bottom": "10mm", "left": "10mm", "right": "10mm"}
# A pregnant teenager is asked the most.
ASKED_MOST: dict[str, str | list[str]] = {
    "who": "child",
    "age": "age_12_15",
    "pregnancy": "pregnant",
}


@pytest.fixture
def sheet(new_reader: Callable[..., Page], site: str, legs: Questionnaire) -> Callable[..., Page]:
    """Opens the summary of a reader who gave these answers."""

    def opened(**answers: str | list[str]) -> Page:
        client = Client()
        path = holding(finished(legs, **answers), client)
        page = new_reader(viewport={"width": 360, "height": 640})
        cookie = client.cookies[cookie_name()]
        page.context.add_cookies(
            [{"name": cookie_name(), "value": cookie.value, "url": f"{site}{path}"}]
        )
        page.goto(f"{path}summary/")
        return page

    return opened


def sheets_of_paper(page: Page) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", margin=MARGINS)))


@pytest.mark.parametrize("problem", ["soreness", "massage", "cramps_recurrent", "other"])
def test_the_longest_way_through_fits_on_one_sheet(
    sheet: Callable[..., Page], legs: Questionnaire, problem: str
) -> None:
    clean = sheet(**ASKED_MOST, problem=problem)
    assert sheets_of_paper(clean) == 1

    full = sheet(**everything_slow(legs) | ASKED_MOST | {"problem": problem})
    assert sheets_of_paper(full) == 1


def test_a_result_to_look_after_at_home_fits_on_one_sheet_with_its_list(
    sheet: Callable[..., Page],
) -> None:
    page = sheet(who="child", age="age_12_15", problem="cramps_recurrent")

    expect(page.get_by_role("heading", name=SOONER)).to_be_visible()
    assert sheets_of_paper(page) == 1


def test_the_sheet_holds_the_result_and_leaves_out_what_is_only_for_the_screen(
    sheet: Callable[..., Page],
) -> None:
    page = sheet(problem="soreness", impact="stops")

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="See a health worker")).to_be_visible()
    expect(page.get_by_text("Said no to")).to_be_visible()
    expect(page.get_by_role("link", name="Save as a text file")).to_be_hidden()
    expect(page.locator(".masthead")).to_be_hidden()


def test_the_file_is_saved_with_the_result_in_it(sheet: Callable[..., Page]) -> None:
    page = sheet(problem="soreness", impact="stops")

    with page.expect_download() as saved:
        page.get_by_role("link", name="Save as a text file").click()

    text = saved.value.path().read_text(encoding="utf-8")
    assert saved.value.suggested_filename == "legwise-summary.txt"
    assert "HOW SOON: See a health worker in the next few days" in text


def test_the_summary_has_no_accessibility_fault(sheet: Callable[..., Page], watch: Watch) -> None:
    assert faults(sheet(problem="soreness", impact="stops"), watch) == []

"""axe finds nothing, by any of its rules, on any kind of page: on a phone, and wide in the dark."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.axe import faults
from tests.journeys.steps import START, answer, answer_all, go_on, start
from tests.journeys.watch import Watch

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "color_scheme": "light"}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}
PAGES = {
    "home": "/",
    "article": "/articles/night-cramps/",
    "article with a table and two cards": "/articles/stop-a-leg-cramp/",
    "list": "/articles/",
    "list without a hit": "/articles/?topic=none",
    "topic": "/topics/cramps/",
    "about": "/about/",
    "emergency numbers": "/about/emergency-numbers/gb/",
    "now": "/now/",
    "self-checks": "/self-check/",
    "start": START,
    "start from an article": f"{START}?problem=massage",
    "cleared": f"{START}?cleared",
    "outcome": f"{START}outcomes/soon/",
    "scorecard": f"{START}scorecard/",
    "paper sheet": f"{START}paper/",
    "answers lost": f"{START}AAAAAAAAAAAAAAAAAAAAAA/answers/",
    "no such page": "/nowhere/",
}


@pytest.fixture(params=[PHONE, DESK], ids=["phone-light", "wide-dark"])
def page(request: pytest.FixtureRequest, new_reader: Callable[..., Page]) -> Page:
    return new_reader(**request.param)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_accessible(page: Page, watch: Watch, path: str) -> None:
    page.goto(path)

    assert faults(page, watch) == []


def test_a_question_the_answers_and_self_care_are_accessible(
    page: Page, watch: Watch, harmless: dict[str, str]
) -> None:
    start(page)
    assert faults(page, watch) == []

    answer_all(page, {}, harmless)
    assert faults(page, watch) == []
    page.get_by_role("link", name="See my result").click()

    assert faults(page, watch) == []


def test_a_question_of_one_answer_is_accessible(page: Page, watch: Watch) -> None:
    start(page)
    for _ in range(2):
        answer(page, "none")

    assert faults(page, watch) == []


def test_a_question_with_an_error_is_accessible(page: Page, watch: Watch) -> None:
    start(page)

    go_on(page)

    assert faults(page, watch) == []


def test_a_question_with_help_unfolded_is_accessible(page: Page, watch: Watch) -> None:
    start(page)

    page.get_by_text("Why we ask").click()

    assert faults(page, watch) == []


def test_the_emergency_result_is_accessible(page: Page, watch: Watch) -> None:
    start(page)

    answer(page, "breathless")

    assert faults(page, watch) == []

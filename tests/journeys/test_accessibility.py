"""axe finds nothing, by any of its rules, on any kind of page: on a phone, and wide in the dark."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.steps import START, answer, answer_all, go_on, start
from tests.journeys.watch import Watch

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "color_scheme": "light"}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}
PAGES = {
    "home": "/",
    "article": "/articles/night-cramps/",
    "article with a table and two cards": "/articles/stop-a-leg-cramp/",
    "list": "/articles/",
    "list without a hit": "/articles/?audience=everyone&body=calf&topic=none",
    "topic": "/topics/cramps/",
    "about": "/about/",
    "emergency numbers": "/about/emergency-numbers/gb/",
    "now": "/now/",
    "self-checks": "/self-check/",
    "start": START,
    "start from an article": f"{START}?problem=massage",
    "cleared": f"{START}?cleared",
    "answers lost": f"{START}AAAAAAAAAAAAAAAAAAAAAA/answers/",
    "no such page": "/nowhere/",
}


@pytest.fixture(params=[PHONE, DESK], ids=["phone-light", "wide-dark"])
def page(request: pytest.FixtureRequest, new_reader: Callable[..., Page]) -> Page:
    return new_reader(**request.param)


def faults(page: Page, watch: Watch) -> list[str]:
    """What every rule of axe, best practice included, finds; each with the element at fault."""
    with watch.looking_away():
        violations = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {node['html']} ({node['failureSummary']})"
        for violation in violations
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_page_is_accessible(page: Page, watch: Watch, path: str) -> None:
    page.goto(path)

    assert faults(page, watch) == []


def test_every_question_is_accessible_and_so_are_answers_and_self_care(
    page: Page, watch: Watch, harmless: dict[str, str]
) -> None:
    start(page)
    assert faults(page, watch) == []

    answer_all(page, {}, harmless)
    assert faults(page, watch) == []
    page.get_by_role("link", name="See my result").click()

    assert faults(page, watch) == []


@pytest.mark.parametrize("problem", ["soreness", "massage"])
def test_a_question_of_one_answer_is_accessible(page: Page, watch: Watch, problem: str) -> None:
    start(page, problem)
    for _ in range(6):
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

"""What the checks find stands beside the text, and leads to the very words."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.axe import our_faults
from tests.journeys.desk import BODY, Desk, editor, sign_in
from tests.journeys.watch import Watch

SELECTED = "box => box.value.slice(box.selectionStart, box.selectionEnd)"
AGAINST = "😀 Stretching before bed never helps. [@stretch-01]"


@pytest.fixture
def desk(new_reader: Callable[..., Page]) -> Desk:
    editor()
    page = new_reader(viewport={"width": 1280, "height": 900})
    sign_in(page)
    desk = Desk(page)
    desk.open()
    return desk


def finding(desk: Desk, words: str) -> Locator:
    return desk.findings.filter(has_text=words)


def test_a_faulty_sentence_is_found_and_selected_by_mouse(desk: Desk) -> None:
    desk.body.fill(f"{BODY}\n{'A line.' * 9}\n\n{AGAINST}\n")

    finding(desk, "This is not what “stretch-01” says").click()

    expect(desk.body).to_be_focused()
    assert desk.body.evaluate(SELECTED) == "😀 Stretching before bed never helps."


def test_the_keyboard_alone_reaches_every_finding(desk: Desk, watch: Watch) -> None:
    desk.page.locator("#id_title").fill("Why do my calves cramp?")
    desk.body.fill(f"{BODY}\nIt may be myositis. {AGAINST}\n")
    expect(finding(desk, "myositis")).to_be_visible()
    expect(desk.page.get_by_role("heading", name="Stops publishing")).to_be_visible()
    expect(desk.page.get_by_role("heading", name="To consider")).to_be_visible()
    assert our_faults(desk.page, watch) == []

    finding(desk, "myositis").focus()
    desk.page.keyboard.press("Enter")

    expect(desk.body).to_be_focused()
    assert desk.body.evaluate(SELECTED) == "myositis"


def test_a_title_and_a_missing_warning_are_led_to_as_well(desk: Desk) -> None:
    desk.page.locator("#id_title").fill("Cramps")
    desk.body.fill(BODY)

    finding(desk, "Nobody would ask it").click()
    expect(desk.page.locator("#id_title")).to_be_focused()
    finding(desk, "Nothing says when to get help").click()

    expect(desk.page.locator("#id_get_help_from")).to_be_focused()


def test_the_numbers_and_the_hardest_sentence_are_shown(desk: Desk) -> None:
    desk.body.fill(
        f"{BODY}\nEpidemiological considerations notwithstanding, "
        "interventions *demonstrate* considerable heterogeneity everywhere.\n"
    )

    expect(desk.page.locator(".editor-numbers")).to_contain_text("Reading grade")
    marked = "() => [...CSS.highlights.get('hardest')].map(range => range.toString()).join()"
    assert desk.page.evaluate(marked).startswith("Epidemiological considerations")

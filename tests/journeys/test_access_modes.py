"""Every kind of page, in the modes people look at it: nothing is found by axe, nothing is clipped,
nothing is too small to hit, and the keyboard reaches everything in order.

Each page is loaded once and changed from mode to mode; every page in every mode is for the
drill. All that is wrong is told at once.
"""

from collections.abc import Callable, Iterator

import pytest
from justhtml import JustHTML
from playwright.sync_api import Page, expect

from legwise.screens.kinds import send_nothing
from tests.journeys import measuring
from tests.journeys.axe import OF_COLOUR, OF_DESK_COLOUR, faults, our_faults
from tests.journeys.desk import NEW_ARTICLE, Desk, editor, sign_in
from tests.journeys.kinds import (
    CHECK,
    IN_ERROR,
    LISTS,
    MISSING,
    READING,
    WRITING,
    by_letter,
    furnish,
)
from tests.journeys.modes import IS_THOROUGH, MODES, PHONE, WIDE, looked_at, modes_of_page
from tests.journeys.steps import START, answer, answer_all, follow, go_on, start
from tests.journeys.watch import Watch

DESK = ("/admin/", NEW_ARTICLE, "/admin/components/question_field/")
# Django's boxes of choices: buttons and labels that show an icon and clip their words.
STOCK_ICONS = (
    'class="selector-add"',
    'class="selector-remove"',
    '_input"><span class="help-tooltip',
)
# Specimens repeat ids, landmarks and headings of a page, each in a tree of its own.
OF_WHOLE_PAGES = ("heading-order", "landmark", "page-has-heading-one", "region")


def faults_in_modes(page: Page, watch: Watch, name: str, place: int) -> Iterator[str]:
    """All that is wrong with the page where the browser is, which is this one in a row."""
    JustHTML(watch.html(), strict=True)
    yield from (f"{name}: {fault}" for fault in measuring.faults_of_frame(page))
    for words, mode in modes_of_page(place).items():
        with looked_at(page, mode):
            found = measuring.faults_of_layout(page)
            if not mode.css:
                found += measuring.small_targets(page)
            if words == "light":
                found += measuring.small_controls(page)
            if "forced_colors" in mode.media:
                found += measuring.blank_icons(page)
            found += _axe(page, watch, words)
        yield from (f"{name}, {words}: {fault}" for fault in found)


def _axe(page: Page, watch: Watch, mode: str) -> list[str]:
    """Every rule once, and again where a mode can change what it finds."""
    if mode == "light" or IS_THOROUGH:
        return faults(page, watch)
    return faults(page, watch, OF_COLOUR) if mode == "dark" else []


@pytest.mark.parametrize(
    "pages", [READING, LISTS, WRITING, CHECK], ids=["reading", "lists", "writing", "check"]
)
def test_a_page_can_be_used_in_every_mode(
    reader: Page, watch: Watch, pages: dict[str, str]
) -> None:
    furnish()
    found: list[str] = []

    for place, (name, path) in enumerate(pages.items()):
        response = reader.goto(path)
        assert response is not None
        assert response.status == (404 if name in MISSING else 200), name
        found += faults_in_modes(reader, watch, name, place)

    assert not found, "\n".join(found)


def test_forms_with_errors_and_pages_by_letter_can_be_used_in_every_mode(
    reader: Page, watch: Watch
) -> None:
    found: list[str] = []

    for place, (name, path) in enumerate({**IN_ERROR, **by_letter()}.items()):
        response = reader.goto(path)
        assert response is not None
        assert response.status == 200, name
        if name in IN_ERROR:
            send_nothing(reader)
        assert reader.locator(".error-summary").count() == (name in IN_ERROR), name
        found += faults_in_modes(reader, watch, name, place)

    assert not found, "\n".join(found)


def test_the_self_check_can_be_used_in_every_mode(
    reader: Page, watch: Watch, harmless: dict[str, str]
) -> None:
    found: list[str] = []

    for place, name in enumerate(_through_the_check(reader, harmless)):
        found += faults_in_modes(reader, watch, name, place)

    assert not found, "\n".join(found)


def _through_the_check(page: Page, harmless: dict[str, str]) -> Iterator[str]:
    """Stops on the way through the check, by name."""
    start(page)
    page.get_by_text("Why we ask").click()
    yield "question, unfolded"
    go_on(page)
    yield "question with an error"
    for _ in range(2):
        answer(page, "none")
    yield "question of one answer"
    answer_all(page, {}, harmless)
    yield "answers"
    follow(page, page.get_by_role("link", name="See my result"))
    yield "result: self-care"
    follow(page, page.get_by_role("link", name="Summary for a health worker"))
    yield "summary"
    start(page)
    answer(page, "breathless")
    yield "result: emergency"


@pytest.mark.parametrize(
    "pages",
    [[*READING.values()], [*LISTS.values(), *WRITING.values(), *CHECK.values()]]
    if IS_THOROUGH
    else [["/", READING["article with a table and two cards"], "/articles/", START]],
)
def test_the_keyboard_reaches_everything_in_order_without_script(
    new_reader: Callable[..., Page], pages: list[str]
) -> None:
    page = new_reader(viewport=PHONE, java_script_enabled=False, reduced_motion="reduce")
    found: list[str] = []

    for path in pages:
        page.goto(path)
        found += [f"{path}: {fault}" for fault in measuring.faults_of_keyboard(page)]

    assert not found, "\n".join(found)


def test_the_keyboard_reaches_everything_on_a_question_with_an_error(
    new_reader: Callable[..., Page],
) -> None:
    page = new_reader(viewport=PHONE, reduced_motion="reduce")
    start(page)
    go_on(page)

    assert measuring.faults_of_keyboard(page) == []


def test_the_skip_link_comes_first_and_leads_past_the_menu(scriptless: Page) -> None:
    scriptless.goto(READING["article"])

    scriptless.keyboard.press("Tab")
    assert scriptless.locator(".skip-link:focus").bounding_box()["y"] >= 0  # type: ignore[index]
    scriptless.keyboard.press("Enter")
    scriptless.keyboard.press("Tab")

    assert scriptless.locator("main :focus").count() == 1


@pytest.fixture
def at_the_desk(new_reader: Callable[..., Page]) -> Page:
    page = new_reader(viewport=WIDE)
    editor()
    sign_in(page)
    return page


def test_the_desk_can_be_used_in_light_and_dark(at_the_desk: Page, watch: Watch) -> None:
    page = at_the_desk
    found: list[str] = []

    for path in DESK:
        page.goto(path)
        if path == NEW_ARTICLE:
            Desk(page).fill_in()
            expect(Desk(page).preview.get_by_role("heading", level=1)).not_to_be_empty()
        for words, only in (("light", ()), ("dark", OF_DESK_COLOUR)):
            with looked_at(page, MODES[words]):
                found += [f"{path}, {words}: {fault}" for fault in our_faults(page, watch, only)]

    ours = [fault for fault in found if not _is_of_specimens(fault)]
    assert not ours, "\n".join(ours)


def test_the_desk_can_be_used_however_it_is_looked_at(at_the_desk: Page) -> None:
    page = at_the_desk
    found: list[str] = []

    for path in DESK:
        page.goto(path)
        for words, mode in MODES.items():
            with looked_at(page, mode):
                faults = measuring.faults_of_layout(page)
                if not mode.css:
                    faults += measuring.small_targets(page)
            found += [f"{path}, {words}: {fault}" for fault in faults]

    ours = [fault for fault in found if not any(part in fault for part in STOCK_ICONS)]
    assert not ours, "\n".join(ours)


def _is_of_specimens(fault: str) -> bool:
    return "/components/" in fault and fault.split(": ")[1].startswith(OF_WHOLE_PAGES)

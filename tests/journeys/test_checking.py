"""The self-check from its first question to how soon to get help."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.steps import (
    START,
    answer,
    answer_all,
    answer_all_by_keyboard,
    change,
    choose_by_keyboard,
    follow,
    go_on,
    option,
    press_enter,
    start,
    step,
    tab_to,
)

PHONE = {"width": 360, "height": 640}


@pytest.fixture(params=[True, False], ids=["with-script", "without-script"])
def page(request: pytest.FixtureRequest, new_reader: Callable[..., Page]) -> Page:
    """A reader with a phone, with script and without."""
    return new_reader(viewport=PHONE, java_script_enabled=request.param)


def test_an_emergency_sign_ends_the_questions_with_a_call_for_help(page: Page) -> None:
    start(page)

    answer(page, "breathless")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Call the emergency number now")
    call = page.get_by_role("link", name="Call 112")
    expect(call.first).to_have_attribute("href", "tel:112")
    why = page.get_by_role("region", name="Why")
    expect(why).to_contain_text("New trouble breathing, or breathing that is worse than usual")


def test_a_reader_without_warning_signs_learns_to_look_after_it_at_home(
    page: Page, harmless: dict[str, str]
) -> None:
    start(page)

    answer_all(page, {"problem": "soreness"}, harmless)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    follow(page, page.get_by_role("link", name="See my result"))

    expect(page.get_by_role("heading", level=1)).to_contain_text("look after this at home")
    expect(page.get_by_role("region", name="Get help sooner if")).to_be_visible()


def test_the_problem_an_article_chose_is_not_asked_again_but_can_be_changed(
    page: Page, harmless: dict[str, str]
) -> None:
    start(page, "massage")

    answer_all(page, {}, harmless)

    main = page.get_by_role("main")
    expect(main).to_contain_text("Pain during or after a massage")
    change(page, "What is the main problem?")
    expect(page.locator(option("massage"))).to_be_checked()


def test_the_whole_check_can_be_walked_by_keyboard_alone(
    reader: Page, harmless: dict[str, str]
) -> None:
    reader.goto(START)
    tab_to(reader, ".button--start")
    press_enter(reader)

    answer_all_by_keyboard(reader, harmless)
    tab_to(reader, '.button[href$="/result/"]')
    press_enter(reader)

    expect(reader.get_by_role("heading", level=1)).to_contain_text("look after this at home")


def test_the_skip_link_passes_by_the_masthead(reader: Page) -> None:
    start(reader)

    tab_to(reader, ".skip-link")
    reader.keyboard.press("Enter")

    expect(reader.get_by_role("main")).to_be_focused()


def test_the_result_is_worded_for_the_child_the_check_is_for(
    reader: Page, harmless: dict[str, str]
) -> None:
    start(reader)
    answers = {"who": "child", "age": "age_5_11"}

    answer_all(reader, answers, harmless)

    expect(reader.get_by_role("main")).to_contain_text("How old is the child?")


# --- mistakes -------------------------------------------------------------------------------


def test_going_on_without_an_answer_says_what_to_do_and_leads_to_it(page: Page) -> None:
    start(page)

    go_on(page)

    assert page.title().startswith("Error: ")
    words = "Choose what is happening, or “None of these”"
    said = page.get_by_role("alert").get_by_role("link", name=words)
    question = page.get_by_role("group", name="First, is any of this happening?")
    expect(question).to_have_accessible_description(re.compile(words))
    said.click()
    expect(page).to_have_url(re.compile("#answer$"))
    expect(page.locator(option("chest_pain"))).to_be_in_viewport()


def test_an_answer_that_contradicts_itself_is_kept_and_can_be_put_right(reader: Page) -> None:
    start(reader)

    answer(reader, "chest_pain", "none")

    assert reader.title().startswith("Error: ")
    expect(reader.locator(option("chest_pain"))).to_be_checked()
    expect(reader.locator(option("none"))).to_be_checked()
    reader.locator(option("chest_pain")).uncheck()
    go_on(reader)
    assert step(reader) == "emergency_leg"


def test_the_link_in_the_error_puts_the_keyboard_on_the_first_option(reader: Page) -> None:
    start(reader)
    tab_to(reader, "form.step button")
    press_enter(reader)

    tab_to(reader, ".error-summary a")
    reader.keyboard.press("Enter")

    expect(reader.locator("#answer")).to_be_focused()
    choose_by_keyboard(reader, "none")
    expect(reader.locator(option("none"))).to_be_checked()

"""Going back, changing, reloading, two tabs, wiping, and a browser that keeps no cookies."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserType, Page, expect

from tests.journeys.conftest import WITH_SETTINGS
from tests.journeys.steps import (
    START,
    answer,
    answer_all,
    change,
    clear_answers,
    follow,
    option,
    run_cookies,
    run_url,
    start,
    step,
)
from tests.journeys.steps import go_on as send
from tests.journeys.watch import Watch


def test_the_back_button_of_the_browser_shows_what_was_answered(reader: Page) -> None:
    start(reader)
    answer(reader, "em_brain:not_sure")
    answer(reader, "none")
    assert step(reader) == "who"

    reader.go_back()
    assert step(reader) == "emergency_leg"
    expect(reader.locator(option("none"))).to_be_checked()
    reader.go_back()

    assert step(reader) == "emergency_body"
    expect(reader.locator(option("em_brain:not_sure"))).to_be_checked()


def test_a_change_made_after_going_back_counts_and_can_be_taken_back(reader: Page) -> None:
    start(reader)
    answer(reader, "none")
    answer(reader, "none")

    reader.go_back()
    answer(reader, "rash")
    assert step(reader) == "result"
    reader.go_back()
    expect(reader.locator(option("rash"))).to_be_checked()
    answer(reader, "none")

    assert step(reader) == "who"


def test_the_back_link_leads_to_the_question_before(reader: Page) -> None:
    start(reader)
    answer(reader, "none")

    follow(reader, reader.get_by_role("link", name="Back"))

    assert step(reader) == "emergency_body"
    expect(reader.locator(option("none"))).to_be_checked()


def test_changing_an_answer_at_the_end_changes_the_result(
    reader: Page, harmless: dict[str, str]
) -> None:
    start(reader)
    answer_all(reader, {}, harmless)

    change(reader, "How do your legs look and feel?")
    answer(reader, "swollen")
    assert step(reader) == "answers"
    follow(reader, reader.get_by_role("link", name="See my result"))

    expect(reader.get_by_role("heading", level=1)).to_contain_text("today")
    expect(reader.get_by_role("region", name="Why")).to_contain_text(
        "One leg, calf or ankle is swollen"
    )


def test_reloading_after_an_answer_asks_the_same_question_and_sends_nothing(reader: Page) -> None:
    start(reader)
    answer(reader, "none")
    sent: list[str] = []
    reader.on("request", lambda request: sent.append(request.method))

    reader.reload()

    assert step(reader) == "emergency_leg"
    assert "POST" not in sent
    reader.go_back()
    expect(reader.locator(option("none"))).to_be_checked()


def test_back_leads_over_refused_pages_to_what_was_answered(scriptless: Page) -> None:
    start(scriptless)
    send(scriptless)
    assert scriptless.title().startswith("Error: ")
    answer(scriptless, "none")
    send(scriptless)
    assert step(scriptless) == "emergency_leg"
    assert scriptless.title().startswith("Error: ")

    scriptless.go_back()
    assert step(scriptless) == "emergency_leg"
    scriptless.go_back()

    assert step(scriptless) == "emergency_body"
    assert not scriptless.title().startswith("Error: ")
    expect(scriptless.locator(option("none"))).to_be_checked()


# --- wiping ---------------------------------------------------------------------------------


def test_clearing_wipes_the_answers_and_back_does_not_show_them(
    reader: Page, harmless: dict[str, str]
) -> None:
    start(reader)
    answer_all(reader, {"em_breathing": "not_sure"}, harmless)
    journey = run_url(reader)
    assert run_cookies(reader) != []

    clear_answers(reader)
    assert run_cookies(reader) == []
    reader.go_back()

    expect(reader.get_by_role("heading", level=1)).to_have_text("Your answers are gone")
    expect(reader.locator("input:checked")).to_have_count(0)
    reader.goto(f"{journey}emergency_body/")
    expect(reader.locator("input:checked")).to_have_count(0)


def test_clearing_in_the_middle_leaves_the_questions(reader: Page) -> None:
    start(reader)
    answer(reader, "em_brain:not_sure")

    clear_answers(reader)

    assert reader.url.split("?")[0].endswith(START)
    assert run_cookies(reader) == []


# --- more than one journey, or none ---------------------------------------------------------


def test_two_tabs_keep_two_journeys(reader: Page) -> None:
    other = reader.context.new_page()
    start(reader)
    start(other)

    answer(reader, "none")
    answer(other, "breathless")

    assert step(reader) == "emergency_leg"
    assert step(other) == "result"
    reader.reload()
    assert step(reader) == "emergency_leg"
    assert len(run_cookies(reader)) == 2
    clear_answers(other)
    assert run_cookies(reader) == [run_url(reader).removeprefix(reader.url.split("/self")[0])]
    answer(reader, "none")
    assert step(reader) == "who"


@pytest.fixture
def refusing(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path: Path,
    site: str,
    watch: Watch,
) -> Iterator[Page]:
    """A reader who told the browser to refuse every cookie."""
    folder = tmp_path / "profile" / "Default"
    folder.mkdir(parents=True)
    wish = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (folder / "Preferences").write_text(json.dumps(wish), encoding="utf-8")
    context = browser_type.launch_persistent_context(
        folder.parent,
        base_url=site,
        **{**browser_type_launch_args, "executable_path": WITH_SETTINGS},
    )
    watch.over(context)
    yield context.pages[0]
    context.close()


def test_a_browser_that_refuses_cookies_gets_a_page_that_says_so_kindly(refusing: Page) -> None:
    start(refusing)

    assert refusing.context.cookies() == []
    expect(refusing.get_by_role("heading", level=1)).to_have_text("Your answers are gone")
    main = refusing.get_by_role("main")
    expect(main).to_contain_text("your browser refuses cookies")
    expect(main.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")


def test_answers_that_went_away_halfway_are_not_guessed(reader: Page) -> None:
    start(reader)
    answer(reader, "none")

    reader.context.clear_cookies(name="legwise-run")
    answer(reader, "none")

    expect(reader.get_by_role("heading", level=1)).to_have_text("Your answers are gone")
    reader.get_by_role("link", name="Start again").click()
    expect(reader.get_by_role("button", name="Start now")).to_be_visible()

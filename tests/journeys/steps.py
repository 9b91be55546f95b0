"""What a reader does in the self-check, by pointer or by keyboard alone."""

import re

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

START = "/self-check/legs/"
RUN_COOKIE = "legwise-run"
MOST_TABS = 40
MOST_STEPS = 60
# The mark of focus stands on the control, or on the broad target around it.
SHOWS_FOCUS = """() => {
  const here = document.activeElement;
  const around = here.closest("label") || here;
  const outlined = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const box = here.getBoundingClientRect();
  const isInView = box.bottom > 0 && box.top < innerHeight;
  return (outlined(here) || outlined(around)) && isInView;
}"""


def start(page: Page, problem: str = "") -> None:
    page.goto(f"{START}?problem={problem}" if problem else START)
    follow(page, page.get_by_role("button", name="Start now"))


def follow(page: Page, control: Locator) -> None:
    """Click what leads to another page, and be there: a click alone does not wait for it."""
    with page.expect_navigation():
        control.click()


def step(page: Page) -> str:
    """The last part of the address: the page's id, `answers` or `result`."""
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def run_url(page: Page) -> str:
    return page.url.rstrip("/").rsplit("/", 1)[0] + "/"


def option(option_id: str) -> str:
    """The box or button of an option, on a joint page too."""
    box = 'input[name="answer"]'
    return f'{box}[value="{option_id}"], {box}[value$=":{option_id}"]'


def answer(page: Page, *options: str) -> None:
    """Choose these options and no others, and go on."""
    while (ticked := page.locator('input[type="checkbox"]:checked')).count():
        ticked.first.uncheck()
    for chosen in options:
        page.locator(option(chosen)).check()
    go_on(page)


def go_on(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Continue"))


def answer_all(page: Page, answers: dict[str, str], harmless: dict[str, str]) -> None:
    """Answer every question asked, harmlessly where nothing else is said, to the end."""
    for _ in range(MOST_STEPS):
        here = step(page)
        if here in {"answers", "result"}:
            return
        answer(page, *_on_page(page, here, answers, harmless))
    raise AssertionError(f"still asking after {MOST_STEPS} answers, at {page.url}")


def _on_page(page: Page, here: str, answers: dict[str, str], harmless: dict[str, str]) -> list[str]:
    """What to choose here; on a joint page “none of these” where nothing else is said."""
    if here in harmless:
        return [answers.get(here, harmless[here])]
    told = [f"{question}:{chosen}" for question, chosen in answers.items()]
    return [value for value in told if page.locator(option(value)).count()] or ["none"]


def clear_answers(page: Page) -> None:
    follow(page, page.get_by_role("button", name="Clear my answers"))
    expect(page.get_by_role("main")).to_contain_text("Your answers are gone")


def run_cookies(page: Page) -> list[str]:
    """The paths of the journeys this browser holds."""
    cookies = page.context.cookies()
    return sorted(cookie["path"] for cookie in cookies if cookie["name"] == RUN_COOKIE)


def change(page: Page, question: str) -> None:
    """Follow "Change" beside a question on the page of answers."""
    follow(page, page.get_by_role("link", name=re.compile(f"^Change {re.escape(question)}")))


# --- by keyboard alone ----------------------------------------------------------------------


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus; every stop on the way must show where it is."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert shows_focus(page), page.evaluate("document.activeElement.outerHTML")
        if page.locator(f"{selector}:focus").count():
            return
    raise AssertionError(f"{MOST_TABS} Tabs never reach {selector} on {page.url}")


def shows_focus(page: Page) -> bool:
    """Whether a reader sees where the focus is, once the page has scrolled there."""
    try:
        page.wait_for_function(SHOWS_FOCUS)
    except PlaywrightTimeoutError:
        return False
    return True


def choose_by_keyboard(page: Page, option_id: str) -> None:
    """Space for a box; for a group of choices the arrows, as everywhere in a browser."""
    if page.locator('input[type="checkbox"]').count():
        tab_to(page, f"input[value='{option_id}']")
        page.keyboard.press("Space")
        return
    tab_to(page, 'input[type="radio"]')
    page.keyboard.press("Space")
    for _ in range(page.locator('input[type="radio"]').count()):
        if page.locator(option(option_id)).is_checked():
            return
        page.keyboard.press("ArrowDown")


def answer_all_by_keyboard(page: Page, harmless: dict[str, str]) -> None:
    for _ in range(MOST_STEPS):
        here = step(page)
        if here in {"answers", "result"}:
            return
        choose_by_keyboard(page, harmless.get(here, "none"))
        tab_to(page, "form.step button")
        press_enter(page)
    raise AssertionError(f"still asking after {MOST_STEPS} answers, at {page.url}")


def press_enter(page: Page) -> None:
    """Enter, where it leads to another page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")

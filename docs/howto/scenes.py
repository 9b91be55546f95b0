"""What the pictures of `docs/howto-editors.md` show: each scene goes on where the last ended."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import Page

if TYPE_CHECKING:
    from make import Camera

TITLE = "Why do my calves cramp in bed?"
SLUG = "calves-cramp-in-bed"
SHORT_ANSWER = "A cramp is a sudden, painful tightening of a muscle. [@cramp-01]"
BODY = """## What may help

Most cramps stop without any treatment. [@nhs-leg-cramps]

## When it is more than a cramp

:::urgent leg-clot
:::
"""
ADD = "/admin/articles/article/add/"
PREVIEWED = ".editor-preview article"


def press(page: Page, name: str) -> None:
    """Press what leads to another page, and be there."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).first.click()


def tool(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="This article").get_by_role("link", name=name).click()
    page.wait_for_load_state()


def choose(page: Page, field: str, *keys: str) -> None:
    for key in keys:
        value = page.locator(f"#id_{field}_from option", has_text=key).first.get_attribute("value")
        page.locator(f"#id_{field}_from").select_option(value)
        page.locator(f"#id_{field}_add").click()


def write(camera: "Camera") -> None:
    """An article with two citations and a care card, and what is still to mend."""
    page = camera.at_the_desk("editor", width=1600)
    page.goto(ADD)
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_title").press("Tab")
    page.locator("#id_slug").fill(SLUG)
    page.locator("#id_topic").select_option(index=1)
    page.locator("#id_short_answer").fill(SHORT_ANSWER)
    page.locator("#id_description").fill("Why calves cramp in bed, and what may help.")
    choose(page, "get_help", "leg-clot")
    page.locator("#id_body").fill(BODY.replace("[@nhs-leg-cramps]", "[@nhs-leg-cramp]"))
    page.locator(".editor-findings button", has_text="nhs-leg-cramp").first.wait_for()
    camera.take("write", page, page.locator(".editor-pair"))
    page.locator("#id_body").fill(BODY)
    page.locator("#id_note").fill("First text")
    press(page, "Save and continue editing")
    camera.take("saved", page, height=620)
    page.context.close()


def lose_and_recover(camera: "Camera") -> None:
    """A tab closed while typing, and a sign-in that ran out."""
    page = camera.at_the_desk("editor")
    _open(page)
    page.locator("#id_short_answer").fill(f"{SHORT_ANSWER} You can often feel a hard lump.")
    page.locator(".kept-since", has_text="Kept in this browser").wait_for()
    context = page.context
    page.close()
    later = context.new_page()
    _open(later)
    later.get_by_role("button", name="Show it").click()
    camera.take("kept", later, later.locator(".kept"), height=420)
    later.get_by_role("button", name="Put it back").click()
    context.clear_cookies()
    press(later, "Save and continue editing")
    camera.take("signed-out", later, height=640)
    camera.sign_in(later, "editor")
    camera.take("save-typed", later, height=520)
    press(later, "Save what I typed")
    context.close()


def put_a_picture_in(camera: "Camera") -> None:
    page = camera.at_the_desk("editor")
    _open(page)
    page.get_by_role("button", name="Add a picture").first.click()
    dialog = page.get_by_role("dialog")
    dialog.wait_for()
    camera.take("picture", page, dialog, height=700)
    page.context.close()


def send_to_review(camera: "Camera") -> None:
    page = camera.at_the_desk("editor")
    _open(page)
    tool(page, "Send to review")
    page.get_by_label("For the reviewer").fill("Is the short answer plain enough?")
    camera.take("send", page)
    press(page, "to review")
    page.context.close()


def sign_off(camera: "Camera") -> None:
    page = camera.at_the_desk("reviewer")
    camera.take("desk", page, height=620)
    _open(page)
    page.goto(page.url.replace("/change/", "/review/"))
    decision = page.locator(".decide")
    camera.take("review", page, decision)
    press(page, "Sign off version")
    page.context.close()


def schedule(camera: "Camera") -> None:
    page = camera.at_the_desk("publisher")
    _open(page)
    tool(page, "Publish")
    page.get_by_label("At a day and time").check()
    heading = page.get_by_role("heading", name="Publish version")
    camera.take("publish", page, heading, height=620)
    page.get_by_label("Now", exact=True).check()
    press(page, "Publish version")
    page.context.close()


def compare_and_restore(camera: "Camera") -> None:
    page = camera.at_the_desk("editor")
    _open(page)
    tool(page, "History")
    camera.take("history", page, height=620)
    press(page, "Compare the two chosen")
    camera.take("compare", page, height=620)
    page.context.close()


def change_a_claim(camera: "Camera") -> None:
    page = camera.at_the_desk("editor")
    page.goto("/admin/articles/claim/?q=cramp-01")
    page.locator("#result_list tbody th a").first.click()
    page.locator("#id_stance").select_option(index=2)
    press(page, "Save and continue editing")
    camera.take("claim", page, height=620)
    page.goto("/admin/")
    camera.take("affected", page, height=700)
    page.context.close()


def _open(page: Page) -> None:
    page.goto(f"/admin/articles/article/?q={SLUG}")
    page.locator("#result_list tbody th a").first.click()
    page.wait_for_load_state()


SCENES: tuple[Callable[["Camera"], None], ...] = (
    write,
    lose_and_recover,
    put_a_picture_in,
    send_to_review,
    sign_off,
    schedule,
    compare_and_restore,
    change_a_claim,
)

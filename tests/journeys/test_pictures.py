"""An editor adds a picture: described and credited first, seen in the preview, found again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission
from playwright.sync_api import Locator, Page, expect

from articles.editing import save_version
from articles.models import Article, Picture, RedFlag
from articles.publishing import publish
from tests.articles.pictures.making import encoded, scene
from tests.journeys.axe import our_faults
from tests.journeys.desk import SHORT_ANSWER, Desk, editor, sign_in
from tests.journeys.watch import Watch

SHOWS = "Someone leans on a wall [left] and stretches a *calf*"
# What a browser does when a file is pasted; a test cannot fill the clipboard with one.
PASTE = """(box, [bytes, type]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], "leg", { type }));
  const options = { clipboardData: data, bubbles: true, cancelable: true };
  box.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def leg(tmp_path: Path) -> Path:
    file = tmp_path / "IMG_1234.png"
    file.write_bytes(encoded(scene((1200, 800))))
    return file


@pytest.fixture
def desk(new_reader: Callable[..., Page]) -> Desk:
    page = new_reader(viewport={"width": 1600, "height": 900})
    may = ("add_picture", "change_picture", "view_picture", "delete_picture")
    editor().user_permissions.add(*Permission.objects.filter(codename__in=may))
    sign_in(page)
    desk = Desk(page)
    desk.open()
    return desk


def fill_in(desk: Desk) -> None:
    page = desk.page
    page.locator("#id_title").fill("Why do my calves cramp?")
    page.locator("#id_title").press("Tab")
    page.locator("#id_slug").fill("calves-cramp")
    page.locator("#id_topic").select_option(label="Cramps")
    page.locator("#id_short_answer").fill(SHORT_ANSWER)
    page.locator("#id_description").fill("Why calves cramp and what may help.")


def dialog(desk: Desk) -> Locator:
    return desk.page.get_by_role("dialog", name="Add a picture")


def add_button(desk: Desk) -> Locator:
    return desk.page.locator(".field-body").get_by_role("button", name="Add a picture")


def test_a_picture_is_described_added_and_read_by_everyone(desk: Desk, leg: Path) -> None:
    fill_in(desk)
    desk.body.fill("Before.\n\nAfter.")
    desk.body.evaluate("box => box.setSelectionRange(7, 7)")
    add_button(desk).click()
    window = dialog(desk)

    window.get_by_label("Picture", exact=True).set_input_files(leg)
    expect(window.get_by_label("What it shows")).to_be_focused()
    expect(window.locator("canvas")).to_be_visible()
    window.get_by_role("button", name="Add to the text").click()
    expect(window.get_by_label("What it shows")).to_have_attribute("aria-invalid", "true")
    expect(window).to_contain_text("Say what the picture shows, to someone who can't see it.")
    expect(window).to_contain_text("Say who made the picture, and under what licence.")
    assert not Picture.objects.exists()

    window.get_by_label("What it shows").fill(SHOWS)
    window.get_by_label("Who made it, and the licence").fill("Legwise editors")
    window.get_by_role("button", name="Add to the text").click()
    expect(window).to_be_hidden()

    row = Picture.objects.get()
    words = SHOWS.replace("[", "\\[").replace("]", "\\]").replace("*", "\\*")
    expect(desk.body).to_have_value(f"Before.\n\n![{words}]({row.address})\n\nAfter.")
    figure = desk.preview.locator("figure")
    expect(figure.get_by_role("img", name=SHOWS)).to_be_visible()
    expect(figure).to_contain_text("Picture: Legwise editors")
    desk.body.press("Control+z")
    expect(desk.body).to_have_value("Before.\n\nAfter.")
    desk.body.press("Control+Shift+z")
    desk.save()
    article = Article.objects.get(slug="calves-cramp")
    article.get_help.set(RedFlag.objects.all())
    publish(save_version(article, by=None), by=None)
    desk.page.goto("/articles/calves-cramp/")
    shown = desk.page.locator("main article figure img")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    assert shown.evaluate("image => image.naturalWidth") > 0


def test_a_pasted_picture_we_have_is_found_again(desk: Desk, leg: Path) -> None:
    pasted = [list(leg.read_bytes()), "image/png"]
    window = dialog(desk)
    desk.body.evaluate(PASTE, pasted)
    window.get_by_label("What it shows").fill(SHOWS)
    window.get_by_label("Who made it, and the licence").fill("Legwise editors")
    window.get_by_role("button", name="Add to the text").click()
    expect(window).to_be_hidden()

    desk.body.evaluate(PASTE, pasted)

    expect(window).to_contain_text("We have this picture already")
    expect(window.get_by_label("What it shows")).to_have_value(SHOWS)
    expect(window.get_by_label("Who made it, and the licence")).to_have_value("Legwise editors")
    window.get_by_role("button", name="Add to the text").click()
    expect(window).to_be_hidden()
    assert Picture.objects.count() == 1
    assert desk.body.input_value().count(Picture.objects.get().address) == 2


def test_a_picture_we_have_is_chosen_with_the_keyboard_alone(
    desk: Desk, leg: Path, watch: Watch
) -> None:
    desk.body.evaluate(PASTE, [list(leg.read_bytes()), "image/png"])
    window = dialog(desk)
    window.get_by_label("What it shows").fill("A calf")
    window.get_by_label("Who made it, and the licence").fill("Legwise editors")
    window.get_by_label("Who made it, and the licence").press("Enter")
    expect(window).to_be_hidden()
    desk.body.fill("")

    add_button(desk).press("Enter")
    window.get_by_text("Choose from pictures we have").press("Enter")
    window.get_by_label("Search what they show").fill("no such thing")
    expect(window).to_contain_text("None found.")
    window.get_by_label("Search what they show").fill("calf")
    expect(window).to_contain_text("Found: 1.")
    assert our_faults(desk.page, watch) == []
    window.get_by_role("button", name="A calf").press("Enter")
    window.get_by_label("What it shows").press("Tab")
    window.get_by_role("button", name="Add to the text").press("Enter")

    expect(desk.body).to_have_value(f"![A calf]({Picture.objects.get().address})")
    expect(desk.body).to_be_focused()


def test_a_file_that_is_no_picture_is_refused_before_anything_is_typed(
    desk: Desk, tmp_path: Path
) -> None:
    page = tmp_path / "leg.png"
    page.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    add_button(desk).click()

    dialog(desk).get_by_label("Picture", exact=True).set_input_files(page)

    expect(dialog(desk)).to_contain_text("We cannot use this file. Send a JPEG, PNG or WebP")
    dialog(desk).press("Escape")
    expect(dialog(desk)).to_be_hidden()


def test_what_was_typed_is_still_there_after_escape(desk: Desk, leg: Path) -> None:
    add_button(desk).click()
    dialog(desk).get_by_label("Picture", exact=True).set_input_files(leg)
    expect(dialog(desk).get_by_label("What it shows")).to_be_focused()
    dialog(desk).get_by_label("What it shows").fill("A calf")
    dialog(desk).press("Escape")

    add_button(desk).click()

    expect(dialog(desk).get_by_label("What it shows")).to_have_value("A calf")
    expect(dialog(desk).locator("canvas")).to_be_visible()


def test_without_script_the_desk_adds_a_picture_and_shows_the_line_to_copy(
    new_reader: Callable[..., Page], leg: Path
) -> None:
    page = new_reader(viewport={"width": 360, "height": 640}, java_script_enabled=False)
    may = ("add_picture", "change_picture", "view_picture", "delete_picture")
    editor().user_permissions.add(*Permission.objects.filter(codename__in=may))
    sign_in(page)
    Desk(page).open()
    link = page.locator(".field-body").get_by_role("link", name="Add a picture")
    page.goto(link.get_attribute("href") or "")

    page.get_by_label("Picture").set_input_files(leg)
    page.get_by_label("What it shows").fill("A calf")
    page.get_by_label("Who made it, and the licence").fill("Legwise editors")
    page.get_by_role("button", name="Save", exact=True).click()

    row = Picture.objects.get()
    expect(page.get_by_text(f"![A calf]({row.address})")).to_be_visible()
    expect(page.locator("#content")).to_contain_text("Nothing shows it.")
    assert (Path(settings.MEDIA_ROOT) / "pictures" / f"{row.name}.webp").is_file()

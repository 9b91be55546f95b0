"""Pointing at the leg on the smallest phone: by touch, by keyboard, and by a screen reader."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from articles.leg_drawing import SHAPES, touched_shapes_of
from groundwork import yaml_lines
from tests.articles.content import write_content
from tests.journeys.axe import faults
from tests.journeys.conftest import CRAMP_NOW, EMERGENCY_FLAG
from tests.journeys.modes import PHONE
from tests.journeys.steps import answer, go_on, start, step
from tests.journeys.watch import Watch

SMALLEST = {"width": 320, "height": 568}
WIDE = {"width": 1280, "height": 800}
PARTS = settings.HOUSE / "articles" / "content" / "body_parts.yaml"
PARTS_SHOWN = [part for part in SHAPES if touched_shapes_of(part)]
NAMES = [row["name"] for row in yaml_lines.load(PARTS.read_text(encoding="utf-8"))["body_parts"]]
SMALLEST_TARGET = 24
# From behind, little is seen of a foot; from the front, there is room for a thumb.
EXTRA = "#map-toes"
COLOURS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}

# The side of the largest square, in CSS pixels, in which every touch reaches the link of a shape.
LARGEST_SQUARE = """shape => {
  const step = 2, box = shape.getBoundingClientRect(), link = shape.closest("a");
  const columns = Math.floor(box.width / step), rows = Math.floor(box.height / step);
  const reaches = (x, y) => link.contains(document.elementFromPoint(x, y)?.closest("a"));
  let above = new Array(columns + 1).fill(0), largest = 0;
  for (let row = 0; row < rows; row++) {
    const sides = new Array(columns + 1).fill(0);
    for (let column = 0; column < columns; column++) {
      if (reaches(box.x + (column + 0.5) * step, box.y + (row + 0.5) * step))
        sides[column + 1] = 1 + Math.min(sides[column], above[column], above[column + 1]);
      largest = Math.max(largest, sides[column + 1]);
    }
    above = sides;
  }
  return largest * step;
}"""

# For each place that can be touched: its part, the answer it chooses, and its shorter side.
PLACES = """labels => labels.map(label => {
  const box = label.getBoundingClientRect();
  return {
    part: label.closest("g").getAttribute("class"),
    answer: label.control.value.replace("_", "-"),
    side: Math.min(box.width, box.height),
  };
})"""


@pytest.fixture(scope="session")
def content_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every part of the leg; the articles are about the calf."""
    folder = write_content(tmp_path_factory.mktemp("leg-map") / "content")
    flags = folder / "red_flags.yaml"
    text = flags.read_text(encoding="utf-8")
    flags.write_text(text.replace("red_flags:\n", f"red_flags:\n{EMERGENCY_FLAG}"), "utf-8")
    (folder / "body_parts.yaml").write_text(PARTS.read_text(encoding="utf-8"), "utf-8")
    (folder / "articles" / "stop-a-leg-cramp.md").write_text(CRAMP_NOW, "utf-8")
    return folder


def leg_map(page: Page) -> Locator:
    return page.get_by_role("group", name="Leg map")


def tab_to(page: Page, link: Locator) -> None:
    """By keyboard, so that the browser shows where it is."""
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()


@pytest.mark.parametrize("name", NAMES)
def test_a_part_is_a_link_on_the_map_and_one_in_the_list(scriptless: Page, name: str) -> None:
    scriptless.goto("/body/")

    expect(leg_map(scriptless).get_by_role("link", name=name, exact=True)).to_have_count(1)
    expect(scriptless.get_by_role("link", name=name, exact=True)).to_have_count(2)


def test_a_touch_on_a_calf_leads_to_its_articles(scriptless: Page) -> None:
    scriptless.goto("/body/")

    leg_map(scriptless).get_by_role("link", name="Calf").click()

    expect(scriptless).to_have_url(re.compile("/body/calf/$"))
    expect(scriptless.get_by_role("heading", level=1)).to_have_text("Calf")
    scriptless.get_by_role("link", name="Why do my legs cramp at night?").click()
    expect(scriptless).to_have_url(re.compile("/articles/night-cramps/$"))


def test_every_region_is_large_enough_for_a_thumb_on_the_smallest_phone(reader: Page) -> None:
    reader.set_viewport_size({"width": 320, "height": 1200})
    reader.goto("/body/")

    squares = [
        (shape.get_attribute("href"), shape.evaluate(LARGEST_SQUARE))
        for shape in reader.locator(".leg-map a use").all()
    ]

    assert len(squares) == sum(map(len, SHAPES.values()))
    assert [one for one in squares if one[1] < SMALLEST_TARGET and one[0] != EXTRA] == []


def test_the_keyboard_goes_through_the_map_in_the_order_of_the_list(reader: Page) -> None:
    reader.goto("/body/")
    leg_map(reader).get_by_role("link").first.focus()

    visited = []
    for _ in range(2 * len(NAMES)):
        visited.append(reader.evaluate("document.activeElement.getAttribute('href')"))
        reader.keyboard.press("Tab")

    listed = reader.locator(".leg-map ul a").evaluate_all("as => as.map(a => a.pathname)")
    assert visited == listed + listed
    assert reader.evaluate("document.activeElement.closest('.leg-map')") is None


@pytest.mark.parametrize("colours", COLOURS.values(), ids=COLOURS)
def test_focus_and_the_current_part_show_by_a_thicker_line(
    new_reader: Callable[..., Page], colours: dict[str, Any]
) -> None:
    page = new_reader(viewport=SMALLEST, **colours)
    page.goto("/body/calf/")
    page.locator("summary", has_text="Leg map").click()
    shin, calf = (leg_map(page).get_by_role("link", name=name) for name in ("Shin", "Calf"))
    at_rest = _line(shin)

    tab_to(page, shin)

    assert _line(shin)["width"] >= 3 * at_rest["width"] > 0
    assert _line(shin)["colour"] != at_rest["colour"]
    assert _line(calf)["width"] == 2 * at_rest["width"]
    assert _line(calf)["fill"] != _line(shin)["fill"]


def _line(link: Locator) -> dict[str, Any]:
    """How a region is drawn: the width of its line (in units of the drawing) and its colours."""
    look = "a => (s => ({width: parseFloat(s.strokeWidth), colour: s.stroke, fill: s.fill}))"
    return dict(link.evaluate(f"{look}(getComputedStyle(a))"))


def test_on_a_wide_screen_the_map_stands_beside_the_articles(
    new_reader: Callable[..., Page],
) -> None:
    page = new_reader(viewport=WIDE)

    page.goto("/body/calf/")

    drawing = leg_map(page).bounding_box()
    card = page.locator(".care-card").first.bounding_box()
    assert drawing
    assert card
    assert drawing["x"] + drawing["width"] < card["x"]
    expect(page.locator('.leg-map svg [aria-current="page"]')).to_have_count(1)


def to_where_it_is(page: Page) -> None:
    """On through the self-check to the question that the leg answers."""
    start(page, problem="soreness")
    for answers in (["none"], ["none"], ["me"], ["age_16_39"]):
        answer(page, *answers)
    assert step(page) == "where"


def test_a_touch_on_the_leg_answers_where_it_is_without_script(scriptless: Page) -> None:
    to_where_it_is(scriptless)

    scriptless.locator(".leg-choice .calf label").click()

    expect(scriptless.get_by_role("radio", name="Calf", exact=True)).to_be_checked()
    go_on(scriptless)
    assert step(scriptless) != "where"


def test_where_it_is_fits_one_phone_screen(reader: Page) -> None:
    to_where_it_is(reader)

    button = reader.get_by_role("button", name="Continue").bounding_box()

    assert button
    assert button["y"] + button["height"] <= PHONE["height"]


def test_every_place_on_the_leg_answers_for_its_part_and_is_large_enough(reader: Page) -> None:
    to_where_it_is(reader)

    places = reader.locator(".leg-choice label").evaluate_all(PLACES)

    assert (
        {place["part"] for place in places}
        == {place["answer"] for place in places}
        == set(PARTS_SHOWN)
    )
    assert [place for place in places if place["side"] < SMALLEST_TARGET] == []
    expect(reader.get_by_role("radio")).to_have_count(len(PARTS_SHOWN))
    # What is read out is the list alone, each part once.
    expect(reader.get_by_role("group", name="Where is it?")).to_have_count(1)
    expect(reader.locator("svg.leg-choice")).to_have_attribute("aria-hidden", "true")


def test_what_the_keyboard_chose_shows_on_the_leg_in_every_colour(reader: Page) -> None:
    to_where_it_is(reader)
    calf, shin = (reader.locator(f".leg-choice .{part}") for part in ("calf", "shin"))

    reader.get_by_role("radio", name="Calf", exact=True).focus()
    reader.keyboard.press("Space")
    reader.keyboard.press("ArrowDown")

    expect(reader.get_by_role("radio", name="Shin", exact=True)).to_be_checked()
    for colours in COLOURS.values():
        reader.emulate_media(**colours)
        assert _line(shin)["width"] == 2 * _line(calf)["width"]
        assert _line(shin)["fill"] != _line(calf)["fill"]


@pytest.mark.parametrize("path", ["/body/", "/body/calf/", "/body/foot/"])
@pytest.mark.parametrize("look", [(SMALLEST, "light"), (WIDE, "dark")], ids=["phone", "wide"])
def test_a_body_page_is_accessible_and_never_scrolls_sideways(
    new_reader: Callable[..., Page], watch: Watch, path: str, look: tuple[Any, Any]
) -> None:
    page = new_reader(viewport=look[0], color_scheme=look[1])
    page.goto(path)
    fold = page.locator("summary", has_text="Leg map")
    if fold.is_visible():
        fold.click()

    assert faults(page, watch) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= look[0]["width"]

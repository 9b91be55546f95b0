"""The ways people look at a page, and how a browser is told to do so without loading it again."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

from tests.drill import IS_DRILL

PHONE = {"width": 360, "height": 640}
NARROWEST = {"width": 320, "height": 568}
WIDE = {"width": 1280, "height": 800}
# WCAG 1.4.12, to the letter.
TEXT_SPACING = """* {
  line-height: 1.5 !important;
  letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important;
}
p { margin-block-end: 2em !important; }"""
LARGE_TEXT = ":root { font-size: 200% !important; }"
# Every rule of axe in every mode takes minutes: that is for the drill.
IS_THOROUGH = IS_DRILL


@dataclass(frozen=True)
class Mode:
    """`media`: what the browser prefers. `css`: a style sheet of the reader's own."""

    media: Mapping[str, Any] = field(default_factory=dict)
    viewport: Mapping[str, int] = field(default_factory=lambda: PHONE)
    css: str = ""


MODES = {
    "light": Mode(),
    "dark": Mode({"color_scheme": "dark"}, WIDE),
    "forced colours": Mode({"forced_colors": "active", "color_scheme": "dark"}),
    "320 px": Mode(viewport=NARROWEST),
    "200 % text": Mode(css=LARGE_TEXT),
    "200 % text, wide": Mode(css=LARGE_TEXT, viewport=WIDE),
    "text spacing": Mode(css=TEXT_SPACING),
    "reduced motion": Mode({"reduced_motion": "reduce"}),
}
# What breaks a page most often, and the largest change of its colours.
ALWAYS = ("light", "dark", "320 px")
_USUAL: dict[str, Any] = {
    "color_scheme": "light",
    "forced_colors": "none",
    "reduced_motion": "no-preference",
}
# A sheet of this kind is the reader's, not the page's: the content policy does not forbid it.
_DRESS = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""
# Colours that are still on their way to the new ones would be judged half way.
_SETTLE = """() => document.getAnimations()
  .filter((moving) => moving instanceof CSSTransition)
  .forEach((moving) => moving.finish())"""


def modes_of_page(place: int) -> dict[str, Mode]:
    """Those to look at the page in, which is this one in a row: each other mode gets its share."""
    others = [name for name in MODES if name not in ALWAYS]
    if IS_THOROUGH:
        return MODES
    return {name: MODES[name] for name in (*ALWAYS, others[place % len(others)])}


@contextmanager
def looked_at(page: Page, mode: Mode) -> Iterator[Page]:
    """The page in this mode, and as it usually is afterwards."""
    page.wait_for_load_state()
    page.set_viewport_size({"width": mode.viewport["width"], "height": mode.viewport["height"]})
    page.emulate_media(**{**_USUAL, **mode.media})
    page.evaluate(_DRESS, mode.css)
    page.evaluate(_SETTLE)
    yield page
    page.evaluate(_DRESS, "")
    page.emulate_media(**_USUAL)
    page.evaluate(_SETTLE)

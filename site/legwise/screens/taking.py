"""Takes the pictures: each page is opened once and looked at in every mode and width."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from legwise.screens.kinds import DESK, KINDS, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (320, 360, 768, 1280)
HEIGHT = 800
# A4 between usual margins, in pixels.
PAPER_WIDTH = 718
PATIENCE_MILLISECONDS = 30_000


@dataclass(frozen=True)
class Mode:
    """`media`: what the browser is told to prefer. `is_pseudo`: on the site of that language."""

    media: Mapping[str, Any] = field(default_factory=dict)
    is_pseudo: bool = False
    widths: tuple[int, ...] = ()


MODES = {
    "light": Mode(),
    "dark": Mode({"color_scheme": "dark"}),
    "forced": Mode({"forced_colors": "active", "color_scheme": "dark"}),
    "print": Mode({"media": "print"}, widths=(PAPER_WIDTH,)),
    "pseudo": Mode(is_pseudo=True),
}
_USUAL: dict[str, Any] = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}


@dataclass(frozen=True)
class Wanted:
    """What to picture; all of it are names from KINDS and MODES."""

    kinds: tuple[str, ...] = tuple(KINDS)
    modes: tuple[str, ...] = tuple(MODES)
    widths: tuple[int, ...] = WIDTHS


def take(
    browser: "Browser", address: str, wanted: Wanted, folder: Path, tell: Callable[[str], None]
) -> None:
    """Picture everything wanted, in these modes, of the site at `address`."""
    context = browser.new_context(base_url=address, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    page = context.new_page()
    is_signed_in = False
    for kind in wanted.kinds:
        # In print there are no buttons to go on with, nor a field to sign in by.
        page.emulate_media(**_USUAL)
        if kind in DESK and not is_signed_in:
            sign_in(page)
            is_signed_in = True
        KINDS[kind].open(page)
        for name, mode, width in _looks(wanted):
            _picture(page, mode, width, folder / f"{kind}-{name}-{width}.png")
        tell(kind)
    context.close()


def _looks(wanted: Wanted) -> Iterator[tuple[str, Mode, int]]:
    for name in wanted.modes:
        for width in MODES[name].widths or wanted.widths:
            yield name, MODES[name], width


def _picture(page: "Page", mode: Mode, width: int, path: Path) -> None:
    page.emulate_media(**{**_USUAL, **mode.media})
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.screenshot(path=path, full_page=True)

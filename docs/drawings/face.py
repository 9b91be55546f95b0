"""Makes the icons and the paper that social pictures are printed on: python docs/drawings/face.py

Chromium draws them from `static/icons/icon.svg` and `stretch.svg`, so there is one leg and one
stretch. Needs the requirements for development; look at what comes out before keeping it.
"""

import base64
import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HOUSE = Path(__file__).resolve().parents[2]
ICONS = HOUSE / "static" / "icons"
PAPER = HOUSE / "site" / "legwise" / "pictures" / "social-paper.png"
FONT = HOUSE / "static" / "fonts" / "legible.woff2"

CHALK, INK, MOSS, LAGOON, CLAY, SAND = (
    "#fdfcf8",
    "#1b2422",
    "#434e4b",
    "#0b4f54",
    "#a9502e",
    "#dcd5c4",
)
FAVICON_SIZES = (16, 32, 48)
# A maskable icon may lose all but the circle of 80 % in its middle; the leg stays well inside.
MASKABLE_SCALE = 0.78
SOCIAL = (1200, 630)
COLOURS_KEPT = 64

Shot = Callable[[str, int, int], Image.Image]


def main() -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )

        def shot(html: str, width: int, height: int) -> Image.Image:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.set_content(html)
            page.evaluate("document.fonts.ready")
            picture = page.screenshot(omit_background=True)
            page.close()
            return Image.open(io.BytesIO(picture))

        draw_icons(shot)
        draw_social(shot)
        browser.close()


def draw_icons(shot: Shot) -> None:
    """The favicon, the icon of a home screen, and the manifest's, with and without a mask."""
    rounded, square, masked = icon(), icon(corner=0), icon(corner=0, scale=MASKABLE_SCALE)
    small = [shot(filling(rounded), size, size) for size in FAVICON_SIZES]
    sizes = [(size, size) for size in FAVICON_SIZES]
    small[-1].save(ICONS / "favicon.ico", sizes=sizes, append_images=small[:-1])
    keep(shot(filling(square), 180, 180), ICONS / "apple-touch-icon.png")
    for size in (192, 512):
        keep(shot(filling(rounded), size, size), ICONS / f"icon-{size}.png")
        keep(shot(filling(masked), size, size), ICONS / f"maskable-{size}.png")


def icon(corner: int = 7, scale: float = 1) -> str:
    """The icon as it is in `icon.svg`, in its light colours; `scale` is the leg's."""
    svg = re.sub(r"<style>.*?</style>", "", (ICONS / "icon.svg").read_text(encoding="utf-8"))
    ground, leg = re.fullmatch(r"(<svg[^>]*><rect[^>]*>)(.*)</svg>\s*", svg, re.DOTALL).groups()  # type: ignore[union-attr]  # its shape is ours
    place = f"translate({16 - 16 * scale} {2 * scale}) scale({scale})" if scale < 1 else ""
    ground = ground.replace('rx="7"', f'rx="{corner}"')
    return f'{ground}<g transform="{place}">{leg}</g></svg>'


def filling(svg: str) -> str:
    return f"<style>*{{margin:0}}svg{{display:block;width:100vw;height:100vh}}</style>{svg}"


def draw_social(shot: Shot) -> None:
    """The paper, and the picture for pages without one of their own."""
    PAPER.parent.mkdir(exist_ok=True)
    keep(shot(sheet(""), *SOCIAL), PAPER)
    words = "<h1>Sore, cramping<br>or massaged legs?</h1><p>What is known, and when to get help</p>"
    keep(shot(sheet(words), *SOCIAL), ICONS / "social.png")


def sheet(words: str) -> str:
    """Warm paper, the name at the foot, and the stretch of the home page standing on a rule."""
    stretch = (ICONS / "stretch.svg").read_text(encoding="utf-8").replace("#000", LAGOON)
    stretch = stretch.replace("<svg ", '<svg viewBox="0 0 260 156" ', 1)
    style = f"""
        @font-face {{ font-family: L; src: url({data_address(FONT)}); font-weight: 400 700 }}
        * {{ margin: 0 }}
        body {{ background: {CHALK}; color: {INK}; font: 700 48px L; overflow: hidden }}
        .rule {{ position: absolute; inset: 560px 0 0; border-top: 3px solid {SAND} }}
        .band {{ position: absolute; inset: 0 auto 0 0; width: 20px; background: {LAGOON} }}
        .name {{ position: absolute; left: 80px; top: 466px; letter-spacing: -1.5px;
                 display: flex; gap: 18px; align-items: center }}
        .name svg {{ width: 72px; height: 72px }}
        .stretch {{ position: absolute; right: 80px; top: 399px; width: 275px }}
        .stretch svg {{ width: 275px; height: 165px; display: block }}
        .knot {{ position: absolute; left: 54px; top: 91px; width: 18px; height: 18px;
                 border-radius: 50%; background: {CLAY} }}
        h1 {{ position: absolute; left: 80px; top: 92px; font-size: 92px; line-height: 1.1;
              letter-spacing: -3px }}
        p {{ position: absolute; left: 80px; top: 322px; font-size: 38px; font-weight: 400;
             color: {MOSS} }}
    """
    return (
        f'<style>{style}</style>{words}<div class="band"></div><div class="rule"></div>'
        f'<div class="name">{icon()}Legwise</div>'
        f'<div class="stretch">{stretch}<div class="knot"></div></div>'
    )


def data_address(path: Path) -> str:
    return "data:font/woff2;base64," + base64.b64encode(path.read_bytes()).decode()


def keep(picture: Image.Image, path: Path) -> None:
    """As few bytes as its few colours allow. A picture that can be seen through keeps its edges."""
    if picture.mode == "RGB" or picture.getchannel("A").getextrema()[0] == 255:
        picture = picture.convert("RGB").quantize(COLOURS_KEPT, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)


if __name__ == "__main__":
    main()

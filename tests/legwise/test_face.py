"""Icons, manifest and titles: what the site shows of itself in tabs and on home screens."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.test import Client
from PIL import Image

ICONS = settings.HOUSE / "static" / "icons"
LAGOON = (11, 79, 84)
SAFE_RADIUS = 0.4
"""Of the width of a maskable icon; what is further from the middle may be cut off."""


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("apple-touch-icon", 180),
        ("icon-192", 192),
        ("icon-512", 512),
        ("maskable-192", 192),
        ("maskable-512", 512),
    ],
)
def test_an_icon_has_the_size_its_name_says(name: str, size: int) -> None:
    assert Image.open(ICONS / f"{name}.png").size == (size, size)


def test_the_favicon_holds_three_sizes() -> None:
    icon = Image.open(ICONS / "favicon.ico")

    assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}


@pytest.mark.parametrize("name", ["apple-touch-icon", "maskable-192", "maskable-512"])
def test_an_icon_that_will_be_cut_fills_its_square(name: str) -> None:
    icon = Image.open(ICONS / f"{name}.png").convert("RGBA")
    corners = [icon.getpixel((x, y)) for x in (0, icon.width - 1) for y in (0, icon.height - 1)]

    assert corners == [(*LAGOON, 255)] * 4


@pytest.mark.parametrize("size", [192, 512])
def test_the_foot_of_a_maskable_icon_is_where_no_mask_cuts(size: int) -> None:
    """The leg may leave at the top; its lower half has to be whole."""
    icon = Image.open(ICONS / f"maskable-{size}.png").convert("RGB")
    middle, safe = size / 2, size * SAFE_RADIUS
    outside = {
        icon.getpixel((x, y))
        for x in range(size)
        for y in range(size // 2, size)
        if (x - middle) ** 2 + (y - middle) ** 2 > safe**2
    }

    assert outside == {LAGOON}


def test_the_drawn_icon_has_colours_for_dark_tabs() -> None:
    svg = (ICONS / "icon.svg").read_text(encoding="utf-8")

    ElementTree.fromstring(svg)
    assert "prefers-color-scheme:dark" in svg


def test_the_manifest_may_be_kept_and_all_it_names_is_there(db: None) -> None:
    response = Client().get("/manifest.webmanifest")
    manifest = response.json()

    assert response["Content-Type"] == "application/manifest+json"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert not response.cookies
    for icon in manifest["icons"]:
        found = finders.find(icon["src"].removeprefix(settings.STATIC_URL))
        assert found
        width, height = Image.open(Path(found)).size
        assert icon["sizes"] == f"{width}x{height}"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert manifest["start_url"] == "/"
    assert [shortcut["url"] for shortcut in manifest["shortcuts"]] == ["/now/", "/self-check/legs/"]


def test_a_page_names_manifest_icons_and_what_is_shared(db: None) -> None:
    page = Client().get("/now/").content.decode()

    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    assert '<meta property="og:title" content="A leg cramp right now">' in page
    assert '<meta name="twitter:card" content="summary_large_image">' in page
    assert re.search(r'property="og:description" content="[^"]{20,}"', page)
    assert page.count("<title>") == 1


def test_a_title_is_escaped_where_it_is_said_again() -> None:
    template = Template(
        "{% load face %}<title>{% page_title %} {{ title }} {% endpage_title %}</title>"
        '<meta content="{{ page_title }}">'
    )

    page = template.render(Context({"title": 'A "leg" <b>&'}))

    assert page == (
        "<title>A &quot;leg&quot; &lt;b&gt;&amp;</title>"
        '<meta content="A &quot;leg&quot; &lt;b&gt;&amp;">'
    )

"""The gallery of components: nothing forgotten, nothing missing, for staff alone."""

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client
from justhtml import JustHTML
from pytest_django.fixtures import Settings

from legwise.gallery.components import FOLDER, Component, html_of
from legwise.gallery.looks import Look, look, switches
from legwise.gallery.samples import COMPONENTS
from legwise.gallery.sheets import in_mode, sheet

GALLERY = "/admin/components/"
MISSING = "A-VARIABLE-IS-MISSING"
# What a page of ours may say wherever it stands; a component has only its inputs.
EVERYWHERE = {"True", "False", "None"}


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    client.force_login(User.objects.create_user("editor", is_staff=True))
    return client


def test_every_component_is_shown() -> None:
    files = {path.stem for path in FOLDER.glob("*.html")}

    assert files - COMPONENTS.keys() == set()


def test_a_component_has_at_least_one_state_and_says_what_it_is() -> None:
    bare = [each.name for each in COMPONENTS.values() if not (each.specimens and each.comment)]

    assert bare == []


@pytest.mark.parametrize("component", COMPONENTS.values(), ids=COMPONENTS)
def test_no_state_lacks_an_input(component: Component, settings: Settings) -> None:
    settings.TEMPLATES = _telling_what_is_missing()

    rendered = [html_of(component, specimen) for specimen in component.specimens]

    assert all(rendered)
    assert [html for html in rendered if MISSING in html] == []
    assert [word for html in rendered for word in EVERYWHERE if f">{word}<" in html] == []


def _telling_what_is_missing() -> list[dict[str, Any]]:
    templates: list[dict[str, Any]] = deepcopy(django_settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = MISSING
    return templates


@pytest.mark.parametrize("urgency", ["emergency", "urgent", "soon", "routine", "self-care"])
def test_every_urgency_has_its_card_and_its_banner(urgency: str) -> None:
    for name, part in (("care_card", "care-card"), ("result_banner", "result")):
        pages = [html_of(COMPONENTS[name], each) for each in COMPONENTS[name].specimens]

        shown = [html for html in pages if f"{part}--{urgency}" in html]
        assert shown, name
        assert [html for html in shown if "<span></span>" in html] == []


@pytest.mark.parametrize("name", COMPONENTS)
@pytest.mark.parametrize("query", ["", "?mode=dark&dir=rtl", "?mode=print&text=200&width=phone"])
def test_a_page_of_the_gallery_is_valid_html(staff: Client, name: str, query: str) -> None:
    response = staff.get(f"{GALLERY}{name}/{query}")

    assert response.status_code == 200
    JustHTML(response.content.decode(), strict=True)


def test_the_index_leads_to_every_component(staff: Client) -> None:
    page = staff.get(GALLERY).content.decode()

    assert [name for name in COMPONENTS if f'href="{GALLERY}{name}/"' not in page] == []
    JustHTML(page, strict=True)


@pytest.mark.parametrize("path", ["", "care_card/", "dark.css"])
def test_only_staff_see_the_gallery(client: Client, db: None, path: str) -> None:
    signed_out = client.get(GALLERY + path)
    client.force_login(User.objects.create_user("reader"))
    not_staff = client.get(GALLERY + path)

    for response in (signed_out, not_staff):
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("path", ["no-such-component/", "no-such-mode.css"])
def test_what_is_not_there_is_not_found(staff: Client, path: str) -> None:
    assert staff.get(GALLERY + path).status_code == 404


def test_an_address_with_nonsense_shows_the_usual_look() -> None:
    assert look(QueryDict("mode=purple&dir=up&text=9999&width=<script>")) == Look()


def test_a_switch_changes_one_thing_and_keeps_the_others() -> None:
    mode, *_others = switches(Look(dir="rtl"), "/here/")

    assert [(choice.url, choice.is_chosen) for choice in mode.choices] == [
        ("/here/?dir=rtl", True),
        ("/here/?mode=dark&dir=rtl", False),
        ("/here/?mode=print&dir=rtl", False),
    ]


PUBLIC = (
    "@media screen and (prefers-color-scheme:dark){a{}}@media print{b{}}"
    "@media screen and (min-width:68rem){c{}}@media (min-width:40rem){d{}}"
    "@media (forced-colors:active){e{}}"
)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("light", ["not all", "not all", "(min-width:68rem)", "(min-width:40rem)"]),
        ("dark", ["all", "not all", "(min-width:68rem)", "(min-width:40rem)"]),
        ("print", ["not all", "all", "not all", "(min-width:40rem)"]),
    ],
)
def test_a_mode_answers_what_the_sheet_asks_the_browser(mode: str, expected: list[str]) -> None:
    dark, printed, wide, middle = expected
    kind = "@media" if wide == "not all" else "@container"

    assert in_mode(PUBLIC, mode) == (
        f"@media {dark}{{a{{}}}}@media {printed}{{b{{}}}}{kind} {wide}{{c{{}}}}"
        f"@container {middle}{{d{{}}}}@media (forced-colors:active){{e{{}}}}"
        ".page{padding:0;max-inline-size:none}"
    )


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_no_question_to_the_browser_is_left_that_a_mode_decides(mode: str) -> None:
    css = sheet(mode)

    assert "prefers-color-scheme" not in css
    assert "@media print" not in css
    assert "light dark" not in css
    assert 'url("icons/' not in css


def test_the_style_sheet_is_kept_because_its_address_follows_its_content(staff: Client) -> None:
    page = staff.get(f"{GALLERY}notice/?mode=dark").content.decode()
    address = page.split('<link rel="stylesheet" href="')[-1].split('"')[0]

    response = staff.get(address)

    assert address.startswith(f"{GALLERY}dark.css?")
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_the_gallery_brings_no_styles_to_readers() -> None:
    assert Path(django_settings.HOUSE / "static/css/admin/gallery.css").exists()
    assert "specimen" not in sheet("light")

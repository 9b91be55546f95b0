"""Drawings: shown from the register with the editor's words, light, and the same in one hand."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from justhtml.dom import Element

from articles.drawings import DRAWINGS
from articles.readability import plain_text
from tests.articles.markdown.registers import ask, render, whole
from tests.articles.markdown.safety import elements, text_of

FOLDER = settings.HOUSE / "static" / "drawings"
GENERATOR = settings.HOUSE / "docs" / "drawings" / "draw.py"
HEAVIEST_BYTES = 4096
SVG = "{http://www.w3.org/2000/svg}"
PARTS = {"svg", "title", "style", "defs", "g", "path", "rect", "circle", "use"}

CALF = ":::drawing calf-stretch\nKeep your heel down.\n:::"


def named(html: str, name: str) -> list[Element]:
    return [element for element in elements(html) if element.name == name]


def remedies(body: str) -> list[str]:
    return [finding.remedy for finding in render(body).findings]


def test_a_drawing_stands_with_its_words_and_an_alternative_text() -> None:
    rendered = render(f"Before.\n\n{CALF}\n\nAfter.")

    (figure,) = named(rendered.body_html, "figure")
    (picture,) = named(rendered.body_html, "img")
    (words,) = named(rendered.body_html, "figcaption")
    drawing = DRAWINGS["calf-stretch"]
    assert figure.attrs == {"class": "drawing"}
    assert picture.attrs == {
        "src": "/static/drawings/calf-stretch.svg",
        "alt": drawing.shows,
        "width": str(drawing.width),
        "height": str(drawing.height),
        "loading": "lazy",
    }
    assert words.to_text().strip() == "Keep your heel down."
    assert rendered.findings == ()


def test_the_words_may_cite_and_are_counted() -> None:
    rendered = render(":::drawing calf-stretch\nKeep it\nstraight. [@trial-2020]\n:::")

    assert rendered.cited_sources == ("trial-2020",)
    assert rendered.word_count == 3


def test_an_answer_may_hold_a_drawing() -> None:
    rendered = render(questions=ask(CALF))

    assert len(named(rendered.questions_html, "img")) == 1
    assert rendered.findings == ()


def test_an_unknown_drawing_is_shown_and_reported_and_its_words_stay() -> None:
    rendered = render(":::drawing calf-strech\nKeep your heel down.\n:::")

    assert "calf-strech: no such drawing" in text_of(rendered.body_html)
    assert "Keep your heel down." in text_of(rendered.body_html)
    assert named(rendered.body_html, "img") == []
    assert [(f.line, f.remedy) for f in rendered.findings] == [(1, "Did you mean “calf-stretch”?")]


@pytest.mark.parametrize(
    ("body", "remedy"),
    [
        (":::drawing\nWords.\n:::", "Write one key after the word: :::drawing calf-stretch"),
        (
            ":::drawing calf-stretch raised-leg\nWords.\n:::",
            "Write one key after the word: :::drawing calf-stretch",
        ),
        (":::drawing calf-stretch\n:::", "Say on the line before ::: what to look at in it."),
        (":::drawing calf-stretch\nWords.", "Write ::: on the next line."),
        (":::drawin calf-stretch\n:::", "Did you mean “drawing”?"),
        (
            "- :::drawing calf-stretch\n  Words.\n  :::",
            "Put it on lines of its own, with an empty line before it.",
        ),
    ],
)
def test_a_faulty_drawing_is_reported(body: str, remedy: str) -> None:
    assert remedies(body) == [remedy]


def test_a_drawing_left_open_swallows_nothing() -> None:
    rendered = render(":::drawing calf-stretch\n\n## Next\n\n:::urgent leg-clot\n:::\n\nLast.")

    assert [heading.title for heading in rendered.headings] == ["Next"]
    assert rendered.shown_red_flags == ("leg-clot",)


def test_a_short_answer_holds_no_drawing() -> None:
    rendered = render(short_answer=CALF)

    assert named(whole(rendered), "img") == []
    assert [f.remedy for f in rendered.findings] == ["Move it to the body."]


def test_the_words_beside_a_drawing_count_as_words_readers_see() -> None:
    assert plain_text(f"Before.\n\n{CALF}\nAfter.").split() == [
        *("Before.", "Keep", "your", "heel", "down.", "After."),
    ]


# --- the files --------------------------------------------------------------------------------


def test_every_file_is_in_the_register_and_every_entry_has_its_file() -> None:
    assert {path.stem for path in FOLDER.glob("*")} == set(DRAWINGS)
    assert [key for key in DRAWINGS if finders.find(f"drawings/{key}.svg") is None] == []


def test_a_drawing_keeps_an_address_without_a_hash() -> None:
    """Saved HTML holds the address, and `collectstatic` must not take the plain file away."""
    assert not getattr(settings, "WHITENOISE_KEEP_ONLY_HASHED_FILES", False)


@pytest.mark.parametrize("key", DRAWINGS)
def test_a_drawing_is_light_and_plain(key: str) -> None:
    file = FOLDER / f"{key}.svg"
    root = ElementTree.parse(file).getroot()

    assert file.stat().st_size <= HEAVIEST_BYTES
    assert {part.tag.removeprefix(SVG) for part in root.iter()} <= PARTS
    assert root[0].tag == f"{SVG}title"
    assert root[0].text
    assert not re.search(r"\b(?:url|href=\"[^#]|on\w+=)", file.read_text(encoding="utf-8"))
    assert "prefers-color-scheme:dark" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", DRAWINGS)
def test_the_register_knows_the_size_of_a_drawing(key: str) -> None:
    root = ElementTree.parse(FOLDER / f"{key}.svg").getroot()

    drawing = DRAWINGS[key]
    assert (root.get("width"), root.get("height")) == (str(drawing.width), str(drawing.height))


def test_the_files_are_what_the_generator_draws(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(GENERATOR), str(tmp_path)], check=True)

    drawn = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*")}
    assert drawn == {p.name: p.read_text(encoding="utf-8") for p in FOLDER.glob("*")}

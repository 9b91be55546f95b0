"""A picture in an article's text: a figure with its sizes, its words and its credit."""

from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from justhtml.dom import Element

from articles.markdown import (
    ArticleText,
    PictureEntry,
    RenderedArticle,
    render_article,
    render_prose,
)
from articles.markdown.cleaning import clean
from articles.markdown.pictures import FOLDER, SIZES
from articles.models import Picture
from articles.models.picture import KEPT_IN
from articles.pictures.inserting import markdown_of
from tests.articles.markdown.registers import REGISTER, ask
from tests.articles.markdown.safety import elements, faults, text_of

CALF = PictureEntry(
    name="kqm3xq9dthsw",
    width=1000,
    height=500,
    widths=(400, 800, 1000),
    alternative_text="Someone stretches the left calf",
    credit="Wellcome Collection, CC BY 4.0",
    caption="Keep the heel down.",
)
ADDRESS = "/media/pictures/kqm3xq9dthsw.webp"
PLAIN = f"![]({ADDRESS})"
WITH_PICTURES = replace(
    REGISTER,
    pictures={
        CALF.name: CALF,
        "empty": replace(CALF, name="empty", alternative_text="", caption=""),
    },
)


def shown(body: str = "", **changes: Any) -> RenderedArticle:
    values: dict[str, Any] = {"title": "Why?", "short_answer": "", **changes}
    return render_article(ArticleText(body=body, **values), WITH_PICTURES)


def named(html: str, name: str) -> list[Element]:
    return [element for element in elements(html) if element.name == name]


def alternative_text(html: str) -> str | None:
    (image,) = named(html, "img")
    return image.attrs["alt"]


def test_a_picture_is_a_figure_with_every_size_and_its_credit() -> None:
    rendered = shown(f"Before.\n\n{PLAIN}\n\nAfter.")

    names = [element.name for element in elements(rendered.body_html)]
    assert names == ["p", "figure", "img", "figcaption", "span", "p"]
    assert named(rendered.body_html, "figure")[0].attrs == {"class": "picture"}
    assert named(rendered.body_html, "img")[0].attrs == {
        "src": ADDRESS,
        "srcset": f"{ADDRESS[:-5]}-400.webp 400w, {ADDRESS[:-5]}-800.webp 800w, {ADDRESS} 1000w",
        "sizes": SIZES,
        "width": "1000",
        "height": "500",
        "alt": "Someone stretches the left calf",
        "loading": "lazy",
        "decoding": "async",
    }
    words = named(rendered.body_html, "figcaption")[0].to_text()
    assert " ".join(words.split()) == (
        "Keep the heel down. Picture: Wellcome Collection, CC BY 4.0"
    )
    assert rendered.findings == ()
    assert faults(rendered.body_html) == []


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS[:-5]}-400.webp", f"<{ADDRESS}>"])
def test_any_of_its_addresses_shows_the_picture(address: str) -> None:
    assert shown(f"![]({address})").body_html == shown(PLAIN).body_html


def test_words_in_the_text_win_over_the_picture_s_own() -> None:
    rendered = shown(f'![The *left* calf]({ADDRESS} "Start here")')

    assert alternative_text(rendered.body_html) == "The left calf"
    assert "Start here" in rendered.body_html
    assert "Keep the heel down." not in rendered.body_html


def test_words_under_a_picture_have_an_end() -> None:
    rendered = shown(f'![]({ADDRESS} "{"x" * 301}")')

    assert "Keep the heel down." in rendered.body_html
    assert [f.problem for f in rendered.findings] == [
        "The words under a picture are longer than 300 characters."
    ]


@pytest.mark.parametrize("address", ["/media/" + "x" * 50_000, "x" * 50_000])
def test_one_long_address_shown_many_times_stays_short(address: str) -> None:
    rendered = shown("![][a]\n\n" * 1000 + f"[a]: {address}")

    assert len(rendered.body_html) < 300_000
    assert max(len(f.problem) for f in rendered.findings) < 200


def test_no_words_at_all_are_a_finding() -> None:
    rendered = shown("a\n\n![](/media/pictures/empty.webp)")

    (finding,) = rendered.findings
    assert (finding.line, finding.problem) == (3, "A picture has no alternative text.")


@pytest.mark.parametrize("words", ["alt text needed", "image", "IMG_1234.jpg", "x" * 251])
def test_words_that_say_nothing_are_a_finding(words: str) -> None:
    assert [finding.line for finding in shown(f"a\n\n![{words}]({ADDRESS})").findings] == [3]


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("/media/pictures/unknown123.webp", "We have no picture at"),
        ("/media/pictures/kqm3xq9dthsw.png", "We have no picture at"),
        ("/media/pictures/../pictures/kqm3xq9dthsw.webp", "We have no picture at"),
        ("/static/drawings/calf-stretch.svg", "We have no picture at"),
        ("kqm3xq9dthsw", "is not on our own site"),
        (f"https://evil.example{ADDRESS}", "is not on our own site"),
        (f"//evil.example{ADDRESS}", "is not on our own site"),
        ("", "is not on our own site"),
    ],
)
def test_a_picture_that_no_row_knows_is_not_shown_and_reported(address: str, problem: str) -> None:
    rendered = shown(f"a\n\n![A calf]({address})")

    assert "<img" not in rendered.body_html
    assert "broken" in rendered.body_html
    assert [(f.line, problem in f.problem) for f in rendered.findings] == [(3, True)]


@pytest.mark.parametrize(
    "body",
    [
        f"Words {PLAIN} around it.",
        f"## {PLAIN}",
        f"[{PLAIN}](/now/)",
        f"**{PLAIN}**",
        f"| a |\n|---|\n| {PLAIN} |",
        f":::drawing calf-stretch\n{PLAIN}\n:::",
        f"Text.[^1]\n\n[^1]: {PLAIN}",
    ],
)
def test_a_picture_without_room_for_its_credit_is_reported(body: str) -> None:
    rendered = shown(body)

    assert "A picture stands where its credit has no room." in [
        finding.problem for finding in rendered.findings
    ]
    assert "pictures/" not in rendered.body_html
    assert faults(rendered.body_html) == []


def test_a_short_answer_holds_no_picture() -> None:
    rendered = shown(short_answer=PLAIN)

    assert "<img" not in rendered.short_answer_html
    assert len(rendered.findings) == 1


@pytest.mark.parametrize(
    "body", [f"{PLAIN}\n{PLAIN}", f"{PLAIN}\n\n{PLAIN}", f"{PLAIN}  \n{PLAIN}"]
)
def test_two_pictures_are_two_figures(body: str) -> None:
    rendered = shown(body)

    assert len(named(rendered.body_html, "figure")) == 2
    assert named(rendered.body_html, "p") == []
    assert rendered.findings == ()


@pytest.mark.parametrize("body", [f"- {PLAIN}\n- b", f"1. a\n\n   {PLAIN}\n\n2. b", f"> {PLAIN}"])
def test_a_picture_can_stand_in_a_list_or_a_quotation(body: str) -> None:
    rendered = shown(body)

    assert len(named(rendered.body_html, "figure")) == 1
    assert rendered.findings == ()


def test_an_answer_may_hold_a_picture() -> None:
    rendered = shown(questions=ask(f"Like this:\n\n{PLAIN}"))

    assert len(named(rendered.questions_html, "figure")) == 1
    assert rendered.findings == ()


def test_words_of_a_row_are_words_and_no_html() -> None:
    hostile = '"><script>alert(1)</script> onerror=x'
    row = replace(CALF, alternative_text=hostile, credit=hostile, caption=hostile)
    register = replace(WITH_PICTURES, pictures={CALF.name: row})

    html = render_article(ArticleText("", "", PLAIN), register).body_html

    assert faults(html) == []
    assert alternative_text(html) == hostile
    assert text_of(html).count(hostile) == 2


@pytest.mark.parametrize(
    "value",
    [
        "https://evil.example/a.webp 400w",
        "/media/pictures/a.webp 400w, https://evil.example/a.webp 800w",
        "javascript:alert(1) 1w",
        "/media/pictures/a.webp 400w,",
        "/media/pictures/../a.webp 1w",
        "",
    ],
)
def test_the_cleaner_lets_no_other_addresses_pass_as_sizes(value: str) -> None:
    html = clean(f'<img src="/media/pictures/a.webp" srcset="{value}" sizes="1px" decoding="sync">')

    attributes = named(html, "img")[0].attrs
    assert set(attributes) <= {"src", "srcset", "loading"}
    assert not attributes.get("srcset")


def test_a_page_may_show_pictures_too() -> None:
    prose = render_prose(PLAIN, replace(REGISTER, pictures={CALF.name: CALF}))

    assert len(named(prose.html, "figure")) == 1
    assert render_prose(PLAIN).findings[0].problem.startswith("We have no picture")


def test_text_addresses_are_where_files_are_kept_and_served() -> None:
    assert f"{settings.MEDIA_URL}{KEPT_IN}/" == FOLDER


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=80)
)
def test_whatever_an_editor_says_reads_the_same_in_the_text(words: str) -> None:
    row = Picture(name=CALF.name, width=1000, widths=[400, 1000])

    rendered = shown(markdown_of(row, f"Calf {words} leg"))

    assert alternative_text(rendered.body_html) == f"Calf {words} leg"
    assert rendered.findings == ()

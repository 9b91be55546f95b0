"""Whatever is typed, in whichever field, readers get only what is on the list."""

from collections.abc import Callable

import pytest
from justhtml import JustHTML

from articles.markdown import ArticleText, QuestionText, render_article, render_markdown
from articles.markdown.cleaning import clean
from articles.markdown.parser import read, to_html
from tests.articles.markdown.registers import claim, red_flag, register, render, source, whole
from tests.articles.markdown.safety import elements, faults, text_of
from tests.hostile import payloads

FIELDS: dict[str, Callable[[str], str]] = {
    "body": lambda text: whole(render(text)),
    "short answer": lambda text: whole(render(short_answer=text)),
    "answer": lambda text: whole(render(questions=(QuestionText("Why?", text),))),
    "question": lambda text: whole(render(questions=(QuestionText(text, "Because."),))),
    "get_help": lambda text: whole(render(get_help=(text,))),
    "prose": render_markdown,
}


families = pytest.mark.parametrize("family", payloads.FAMILIES)


def test_there_are_enough_of_them_and_each_is_another() -> None:
    assert len(payloads.ALL) == len(set(payloads.ALL)) >= 300


@families
@pytest.mark.parametrize("field", FIELDS)
def test_a_hostile_text_is_harmless_in_every_field(family: str, field: str) -> None:
    html = {payload: FIELDS[field](payload) for payload in payloads.FAMILIES[family]}

    assert {payload: faults(made) for payload, made in html.items() if faults(made)} == {}
    for made in html.values():
        JustHTML(f"<!DOCTYPE html><title>x</title>{made}", sanitize=False, strict=True)


RUNS = {"script", "svg", "math", "style", "iframe", "form", "object", "template"}


@families
def test_the_parser_makes_no_element_out_of_raw_html_even_before_cleaning(family: str) -> None:
    for payload in payloads.FAMILIES[family]:
        found = elements(to_html(read(payload, "body")))

        assert not {element.name for element in found} & RUNS, payload
        assert not [name for each in found for name in each.attrs if name[:2] == "on"], payload


def test_the_cleaner_alone_would_stop_raw_html() -> None:
    found = {payload: faults(clean(payload)) for payload in payloads.MARKUP}

    assert {payload: said for payload, said in found.items() if said} == {}


def test_raw_html_is_shown_as_it_was_typed() -> None:
    html = render("Never <script>alert(1)</script> this").body_html

    assert "Never <script>alert(1)</script> this" in text_of(html)


def test_a_link_we_refuse_stays_readable() -> None:
    html = render("[tap](javascript:alert(1))").body_html

    assert [element.name for element in elements(html)] == ["p"]
    assert "javascript:alert(1)" in text_of(html)


@pytest.mark.parametrize(
    "address",
    ["https://a.example/b?c=d#e", "http://a.example", "mailto:a@b.example", "tel:112", "/now/#s-a"],
)
def test_an_ordinary_link_gets_through(address: str) -> None:
    (link,) = elements(render(f"[x]({address})").body_html)[1:]

    assert link.attrs == {"href": address}


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_a_hostile_register_is_shown_as_words() -> None:
    entries = register(
        source(
            "bad",
            authors=HOSTILE,
            title=HOSTILE,
            publisher=HOSTILE,
            url="javascript:alert(1)",
            kind=HOSTILE,
        ),
        source("worse", doi=HOSTILE),
        claim("c", "bad", "worse", wording=HOSTILE),
        red_flag("r", "urgent", wording=HOSTILE, what_to_do=HOSTILE),
        red_flag("e", "emergency", wording=HOSTILE),
        number=HOSTILE,
    )
    text = ArticleText(HOSTILE, "Yes [@c]", ":::urgent r\n:::\n", (), ("r", "e"))

    html = whole(render_article(text, entries))

    assert faults(html) == []
    in_sources, in_cards, numbers_to_call = 3, 5, 3
    assert text_of(html).count(HOSTILE) == in_sources + in_cards + numbers_to_call


@pytest.mark.parametrize("key", [HOSTILE, "a b", "é", "a\nb", ""])
def test_a_hostile_key_in_the_register_breaks_nothing(key: str) -> None:
    entries = register(source(key), claim("c", key, HOSTILE))

    html = whole(render_article(ArticleText("", "[@c]", ""), entries))

    assert faults(html) == []

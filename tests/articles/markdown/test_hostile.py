"""Whatever is typed, in whichever field, readers get only what is on the list."""

from collections.abc import Callable

import pytest
from justhtml import JustHTML

from articles.markdown import ArticleText, QuestionText, render_article, render_markdown
from articles.markdown.cleaning import clean
from articles.markdown.parser import read, to_html
from tests.articles.markdown import payloads
from tests.articles.markdown.registers import claim, red_flag, register, render, source, whole
from tests.articles.markdown.safety import elements, faults, text_of

FIELDS: dict[str, Callable[[str], str]] = {
    "body": lambda text: whole(render(text)),
    "short answer": lambda text: whole(render(short_answer=text)),
    "answer": lambda text: whole(render(questions=(QuestionText("Why?", text),))),
    "question": lambda text: whole(render(questions=(QuestionText(text, "Because."),))),
    "get_help": lambda text: whole(render(get_help=(text,))),
    "prose": render_markdown,
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("payload", payloads.ALL)
def test_a_hostile_text_is_harmless_in_every_field(payload: str, field: str) -> None:
    html = FIELDS[field](payload)

    assert faults(html) == []
    JustHTML(f"<!DOCTYPE html><title>x</title>{html}", sanitize=False, strict=True)


@pytest.mark.parametrize("payload", payloads.ALL)
def test_the_parser_makes_no_element_out_of_raw_html_even_before_cleaning(payload: str) -> None:
    html = to_html(read(payload, "body"))

    names = {element.name for element in elements(html)}
    assert not names & {"script", "svg", "math", "style", "iframe", "form", "object", "template"}
    assert not [name for element in elements(html) for name in element.attrs if name[:2] == "on"]


@pytest.mark.parametrize("payload", payloads.RAW_HTML + payloads.FOREIGN)
def test_the_cleaner_alone_would_stop_raw_html(payload: str) -> None:
    assert faults(clean(payload)) == []


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

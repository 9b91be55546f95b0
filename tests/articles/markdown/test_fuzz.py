"""What holds for every text, tried on texts nobody would type."""

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.markdown import render_markdown
from articles.markdown.cleaning import clean
from tests.articles.markdown.registers import ask, render, whole
from tests.articles.markdown.safety import elements, faults, ids, text_of
from tests.drill import times
from tests.hostile import payloads

OUR_SYNTAX = (
    ":::urgent leg-clot\n",
    ":::soon leg-clot nonsense\n",
    ":::questions\n",
    ":::\n",
    "[@trial-2020]",
    "[@stretch-01]",
    "[@nonsense]",
    "[@",
    "[^1]",
    "[^1]: ",
)
MARKS = ("# ", "## ", "> ", "- ", "1. ", ": ", "*", "**", "~~", "`", "```\n", "|", "|-|-|\n", "\\")
LINKS = ("[", "](", ")", "![", "<", ">", "](/now/)", "](javascript:x)", "[a]: ", "&#x6A;")
SPACES = (" ", "    ", "\n", "\n\n", "\t", "\x00", "\r\n", "\u2028")

PIECES = (*OUR_SYNTAX, *MARKS, *LINKS, *SPACES, *payloads.ALL)
pieces = st.sampled_from(PIECES) | st.text(max_size=5)
texts = st.lists(pieces, max_size=40).map("".join)


@settings(max_examples=times(40, 200), deadline=None)
@given(texts, texts, texts)
def test_no_text_gets_past_the_renderer(short_answer: str, body: str, answer: str) -> None:
    rendered = render(
        body,
        short_answer=short_answer,
        questions=ask(answer, answer),
        get_help=("leg-clot", "clot-lung", body[:20]),
    )
    html = whole(rendered)

    assert faults(html) == []
    assert len(ids(html)) == len(set(ids(html)))
    assert {e.attrs["href"] for e in elements(html) if e.attrs.get("class") == "citation"} <= {
        f"#{way_back}" for way_back in ids(rendered.sources_html)
    }
    assert all(finding.line >= 0 for finding in rendered.findings)


@settings(max_examples=times(40, 200), deadline=None)
@given(texts)
def test_cleaning_again_changes_nothing(text: str) -> None:
    html = render_markdown(text)

    assert clean(html) == html


VISIBLE = ("# ", "> ", "- ", ": ", "*", "~~", "|", "a|b\n-|-\n", "\n", "\n\n", "    ")
visible = st.sampled_from((*OUR_SYNTAX, *VISIBLE))


@settings(max_examples=times(60, 400), deadline=None)
@given(st.lists(visible, max_size=40))
def test_no_word_vanishes_without_a_finding(marks: list[str]) -> None:
    number = count()
    body = "".join(f"{mark}w{next(number)}w " for mark in marks)

    rendered = render(body)

    words = text_of(rendered.body_html)
    lost = [f"w{n}w" for n in range(len(marks)) if f"w{n}w" not in words]
    assert not lost or rendered.findings

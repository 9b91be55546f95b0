"""What a careful editor writes raises nothing."""

from dataclasses import replace

import pytest

from articles.checks import check
from articles.markdown import ArticleText
from tests.articles.checks.manuscripts import FACTS, with_body
from tests.articles.markdown.registers import register, source


@pytest.mark.parametrize(
    "typed",
    [
        "In two trials it went away. [@trial-2020]",
        "In two trials it went away:\n\n- by day two [@trial-2020]\n- by day three",
        "We have not read a study of it.",
        "Our policy: rest for two days.",
        "## Cold\n\nCold causes pain. See [why](/articles/leg-cramps/).",
        "## Cold\n\nCold causes pain.\n\nIt passes. [@trial-2020]",
        "## When\n\nIf it causes pain, stop.",
        "Ask: does it prevent cramps?",
    ],
)
def test_what_needs_no_source_is_left_alone(typed: str) -> None:
    assert [one for one in with_body(typed).findings if one.check == "unsourced"] == []


@pytest.mark.parametrize(
    "typed",
    [
        "This is called myositis.",
        "Inflamed muscle (myositis) hurts.",
        "Myositis is when a muscle is inflamed. In myositis, rest.",
        "A deep vein thrombosis, or DVT, needs help.",
        "CECS (pressure in a muscle) goes away. CECS is rare.",
        "DO NOT rub it. You must NOT wait.",
        "In the UK and the USA, ask the NHS.",
        "Arthritis needs a diagnosis. Photography helps nobody.",
        "See [it](https://example.org/CECS/myositis). `CECS` [@trial-2020]",
        "A plain line of plain words.",
    ],
)
def test_words_that_are_known_or_explained_are_no_jargon(typed: str) -> None:
    assert [one for one in with_body(typed).findings if one.check == "jargon"] == []


def test_a_hard_word_is_named_once() -> None:
    found = with_body("It may be myositis. Then myositis hurts. Myositis!").findings

    assert [one.check for one in found if one.check == "jargon"] == ["jargon"]


@pytest.mark.parametrize("typed", ["Less < than 5 and > 3.", "`<b>`", "<https://example.org>"])
def test_what_is_no_html_is_not_called_so(typed: str) -> None:
    assert [one for one in with_body(typed).findings if one.check == "typed-html"] == []


def test_many_faulty_sources_are_one_finding_that_counts_them() -> None:
    keys = [f"source-{number}" for number in range(9)]
    facts = replace(FACTS, register=register(*(source(key, year=None) for key in keys)))
    body = " ".join(f"So. [@{key}]" for key in keys)

    found = check(ArticleText("Why?", "", body), facts).findings

    (undated,) = [one for one in found if one.check == "undated-source"]
    assert undated.problem.endswith("source-4, source-5 and 3 more.")

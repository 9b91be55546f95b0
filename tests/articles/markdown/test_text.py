"""Tables, pictures, links, sources, and counting words."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.utils.translation import get_language, override

from articles.markdown import (
    ArticleText,
    cards,
    render_article,
    render_markdown,
    render_prose,
)
from tests.articles.markdown.registers import ask, register, render, source, whole
from tests.articles.markdown.safety import elements, ids, text_of

TABLE = "| Sign | Meaning |\n|:--|--:|\n| *a* | b |"


def test_a_table_scrolls_in_a_box_that_has_a_name() -> None:
    box = elements(render(TABLE).body_html)[0]

    assert box.attrs == {
        "class": "table-scroll",
        "role": "region",
        "tabindex": "0",
        "aria-label": "Table: Sign, Meaning",
    }


def test_alignment_is_a_class_and_heads_name_their_columns() -> None:
    cells = [e for e in elements(render(TABLE).body_html) if e.name in {"th", "td"}]

    assert [e.attrs for e in cells] == [
        {"scope": "col"},
        {"scope": "col", "class": "align-right"},
        {},
        {"class": "align-right"},
    ]


def test_a_cell_too_many_is_reported() -> None:
    rendered = render("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | lost |")

    assert [f.line for f in rendered.findings] == [4]


def test_links_to_our_own_pages_are_collected_once_and_left_alone() -> None:
    rendered = render(
        "[a](/now/) [b](#s-rest) [c](https://a.example/) [d](mailto:a@b.example) [e](/now/)",
        questions=ask("[f](/articles/x/#s-y)"),
    )

    assert rendered.internal_links == ("/now/", "#s-rest", "/articles/x/#s-y")
    assert rendered.findings == ()


def test_a_link_without_a_beginning_is_reported() -> None:
    assert [f.problem for f in render("[a](www.a.example/b)").findings] == [
        "The link “www.a.example/b” leads nowhere."
    ]


def test_sources_are_listed_in_the_order_of_their_numbers() -> None:
    rendered = render("[@guide-2021] [@trial-2020]")

    items = [e for e in elements(rendered.sources_html) if e.name == "li"]
    assert ids(rendered.sources_html) == ["s1-1", "s2-1"]
    assert items[1].to_text() == (
        "Back to the text A Group. A trial of stretching. A Journal 1:1, 2020. Randomised trial"
    )


@pytest.mark.parametrize(
    ("changes", "words", "address"),
    [
        ({"doi": "10.1/2"}, "A Group. Does it? A Journal 1:1, 2020.", "https://doi.org/10.1/2"),
        ({"year": None}, "A Group. Does it? A Journal 1:1.", "https://journal.example/k"),
        ({"authors": "", "publisher": ""}, "Does it? 2020.", "https://journal.example/k"),
    ],
)
def test_a_source_shows_what_is_known_of_it(
    changes: dict[str, str], words: str, address: str
) -> None:
    entries = register(source("k", title="Does it?", kind="other", **changes))

    html = render_article(ArticleText("", "[@k]", ""), entries).sources_html

    assert " ".join(text_of(html).split()).removeprefix("Back to the text ") == words
    assert [e.attrs["href"] for e in elements(html) if e.name == "a"] == ["#c1-1", address]


def test_words_are_counted_as_readers_meet_them() -> None:
    rendered = render(
        "## Two words\n\nIt's 48-hour *rest*.[@trial-2020]\n\n:::urgent leg-clot\n:::",
        short_answer="One.",
        questions=ask("Two more."),
    )

    assert rendered.word_count == 2 + 3 + 1 + 2


def test_the_language_of_the_desk_does_not_reach_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cards, "_", lambda words: f"{get_language()}: {words}")

    with override("de"):
        html = render(":::urgent unknown\n:::").body_html
        prose = render_markdown(":::urgent unknown\n:::")

    assert f"{settings.LANGUAGE_CODE}: " in html
    assert f"{settings.LANGUAGE_CODE}: " in prose


def test_the_same_text_comes_out_the_same() -> None:
    first, again = (render(TABLE, get_help=("leg-clot",)) for _ in range(2))

    assert first == again
    assert whole(first) != whole(replace(first, help_html=""))


def test_prose_is_rendered_the_same_way_but_leans_on_no_register() -> None:
    prose = render_prose("# About\n\n[us](/about/) [@trial-2020]")

    assert prose.headings[0].id == "s-about"
    assert prose.internal_links == ("/about/",)
    assert [f.line for f in prose.findings] == [3]
    assert render_markdown("*a*") == "<p><em>a</em></p>\n"


def test_text_nested_too_deeply_is_reported() -> None:
    rendered = render(">" * 30 + " lost")

    assert [f.remedy for f in rendered.findings] == ["Use two levels at most."]


def test_three_levels_of_lists_are_no_trouble() -> None:
    rendered = render("- a\n  - b\n    - c\n      - d")

    assert "d" in text_of(rendered.body_html)
    assert rendered.findings == ()

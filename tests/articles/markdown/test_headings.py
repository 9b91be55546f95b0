"""Section ids, which links and signposts rely on."""

import pytest

from articles.markdown import Heading, heading_id
from tests.articles.markdown.registers import ask, render
from tests.articles.markdown.safety import elements, ids


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("What to do now", "s-what-to-do-now"),
        ("Don’t stretch: it hurts!", "s-dont-stretch-it-hurts"),
        ("48–72 hours", "s-4872-hours"),
        ("Stretch / heat", "s-stretch-heat"),
        ("Café & thé", "s-cafe-the"),
        ("snake_case - and -- dashes", "s-snake-case-and-dashes"),
        ("تشنج", "s-تشنج"),
        ("???", "s-section"),
    ],
)
def test_an_id_is_made_of_the_words(title: str, anchor: str) -> None:
    assert heading_id(title) == anchor
    assert ids(render(f"## {title}").body_html) == [anchor]


def test_namesakes_are_counted() -> None:
    rendered = render("## Rest\n\n## Rest\n\n## Rest 2\n\n## Rest\n")

    assert ids(rendered.body_html) == ["s-rest", "s-rest-2", "s-rest-2-2", "s-rest-3"]


def test_the_main_heading_belongs_to_the_title() -> None:
    rendered = render("# Rest\n\nText.\n\nSet with a line\n===")

    assert [e.name for e in elements(rendered.body_html)] == ["h2", "p", "h2"]
    assert rendered.headings[0] == Heading("s-rest", "Rest", 2)


def test_headings_are_collected_in_order_without_marks() -> None:
    rendered = render("## *Heat* or `cold`\n\n### Why\n\n#### Deeper")

    assert rendered.headings == (
        Heading("s-heat-or-cold", "Heat or cold", 2),
        Heading("s-why", "Why", 3),
    )


@pytest.mark.parametrize(
    "title", ["source-trial-2020", "care-card-1", "fn1", "get-help", "contents"]
)
def test_no_heading_takes_an_id_of_the_page(title: str) -> None:
    rendered = render(f"## {title}")

    assert all(name.startswith("s-") for name in ids(rendered.body_html))


def test_an_answer_holds_no_heading() -> None:
    rendered = render(questions=ask("## Big"))

    assert [e.name for e in elements(rendered.questions_html)].count("h4") == 1
    assert [f.field for f in rendered.findings] == ["question 1"]


def test_an_empty_heading_is_reported() -> None:
    assert [f.problem for f in render("##\n\nText").findings] == ["A heading has no words."]

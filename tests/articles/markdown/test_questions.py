"""Common questions stand open on the page, once."""

from articles.markdown import Heading
from tests.articles.markdown.registers import ask, render
from tests.articles.markdown.safety import elements, text_of


def test_questions_follow_the_body_unless_it_places_them() -> None:
    rendered = render("Text.", questions=ask("Because *so*."))

    assert [e.name for e in elements(rendered.questions_html)] == ["section", "h2", "h3", "p", "em"]
    assert "Question 1?" not in rendered.body_html
    assert rendered.headings == (
        Heading("s-common-questions", "Common questions", 2),
        Heading("s-question-1", "Question 1?", 3),
    )


def test_the_text_can_place_them() -> None:
    rendered = render("Before.\n\n:::questions\n:::\n\nAfter.", questions=ask("Because."))

    words = text_of(rendered.body_html)
    assert words.index("Before.") < words.index("Because.") < words.index("After.")
    assert rendered.questions_html == ""
    assert rendered.findings == ()


def test_placing_them_twice_is_reported_and_shows_them_once() -> None:
    rendered = render(":::questions\n:::\n\n:::questions\n:::", questions=ask("Because."))

    assert rendered.body_html.count("Because.") == 1
    assert [(f.line, f.remedy) for f in rendered.findings] == [(4, "Delete this block.")]


def test_placing_none_is_reported() -> None:
    rendered = render(":::questions\n:::")

    assert [f.line for f in rendered.findings] == [1]


def test_an_answer_cannot_place_the_questions() -> None:
    rendered = render(questions=ask(":::questions\n:::"))

    assert [f.field for f in rendered.findings] == ["question 1"]


def test_no_questions_make_no_section() -> None:
    assert render("Text.").questions_html == ""

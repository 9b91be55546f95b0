"""What holds for every text: checking never fails, ends soon, and places what it finds."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.checks import check, place_of, said_of
from articles.markdown import ArticleText, QuestionText
from tests.articles.checks.manuscripts import CLEAN, FACTS, selected
from tests.articles.markdown.test_fuzz import texts
from tests.drill import times

WORDS = (
    "Salt helps. ",
    "not ",
    "[@salt-04]",
    "[@rub-07]",
    "Yes. ",
    "](/articles/",
    "NSAID ",
    "e.g. ",
)
typed = st.lists(texts | st.sampled_from(WORDS), max_size=6).map("".join)


@settings(max_examples=times(30, 150), deadline=None)
@given(typed, typed, typed, typed, st.text(max_size=20))
def test_any_text_can_be_checked(title: str, short: str, body: str, answer: str, slug: str) -> None:
    text = ArticleText(title, short, body, (QuestionText(title, answer),), (slug,))

    made = check(text, FACTS, description=short, slug=slug)

    for finding in made.findings:
        assert 0 <= finding.start <= finding.end
        assert said_of(finding)
        assert place_of(finding)
        if finding.end:
            assert selected(finding, normal(text), normal_ends(short)).strip()
    assert made.numbers


def normal_ends(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def normal(text: ArticleText) -> ArticleText:
    """The text as a text box would hold it."""
    return replace(
        text,
        short_answer=normal_ends(text.short_answer),
        body=normal_ends(text.body),
        questions=tuple(replace(q, answer=normal_ends(q.answer)) for q in text.questions),
    )


HOSTILE = [
    *("[@", "[", "](", "<a ", "!(", "| ", " ", "\n", "\n# a", "- a\n", "1. ", "> ", "a. ", "A"),
    *(
        "AB ",
        "not ",
        "itis ",
        "a.[@salt-04]",
        "Salt helps [@salt-04] ",
        "[a](/b/) ",
        "**",
        "(",
        ". ",
    ),
    *("“", "\x00", "e.g. ", "- [@a]\n  ", "😀", "5 in 10 ", "a" * 30 + "itis", "<b>", "é", "no "),
]


@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_a_very_long_text_is_checked_in_the_end(piece: str) -> None:
    length = times(6_000, 30_000)
    body = (piece * length)[:length]

    made = check(replace(CLEAN, body=body), FACTS)

    assert made.reading.words >= 0

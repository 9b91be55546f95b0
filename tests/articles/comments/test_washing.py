"""A reader's words keep all a person can mean, and lose links and what no keyboard makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from articles.comments.washing import has_words, mark_of, paragraphs, typed, without_links

NOTE = "[link taken out]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://pills.example/buy?x=1 now", f"See {NOTE} now"),
        ("See HTTP://PILLS.EXAMPLE", f"See {NOTE}"),
        ("See www.pills.example.", f"See {NOTE}"),
        ("pills.com, good ones", f"{NOTE}, good ones"),
        ("Go to pills.co.uk/now or write to me@pills.example", f"Go to {NOTE} or write to {NOTE}"),
        ("javascript:alert(1)", NOTE),
        ("[good](https://pills.example)", f"[good]({NOTE}"),
        ('<a href="https://pills.example">x</a>', f'<a href="{NOTE}'),
        ("(www.pills.example)", f"({NOTE}"),
        ("日本語https://pills.example", f"日本語{NOTE}"),
    ],
)
def test_a_link_leaves_a_note_in_its_place(text: str, expected: str) -> None:
    assert without_links(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "It helped.Next day it was gone",
        "e.g. magnesium, i.e. a tablet, at 3.30 a.m.",
        "I took 2.5 mg/day, 10/12 nights.",
        "Note: it hurt. Data: none.",
        "**Bold** _words_ # and > marks",
        "خدر في الساق 🦵🏽",
        "a..b ... and so on",
    ],
)
def test_what_is_no_link_stays(text: str) -> None:
    assert without_links(text) == (text, 0)
    assert typed(text) == text
    assert paragraphs(text) == text


def test_paragraphs_stay_and_empty_lines_do_not_pile_up() -> None:
    assert paragraphs(typed("\r\nOne\r\n\r\n\r\n \t\r\n\r\nTwo\rThree\n")) == "One\n\nTwo\nThree"


def test_letters_nobody_types_are_left_out() -> None:
    assert typed("a\x00b\x07c\u202ed\u2066e\x85f") == "abcd\u2066ef"


def test_links_alone_are_no_words() -> None:
    assert not has_words(" https://a.example www.b.example\n")
    assert has_words("🦵 https://a.example")


@pytest.mark.parametrize("same", ["it  HELPED, me!", "\tIt helped me.\n", "It helped me"])
def test_texts_that_differ_in_case_space_and_marks_are_the_same(same: str) -> None:
    assert mark_of(same) == mark_of("It helped me")


def test_other_words_and_other_signs_are_not_the_same() -> None:
    assert len({mark_of(text) for text in ("It helped", "It helped me", "🦵", "🙂", "!?")}) == 5


@given(some.text(max_size=300))
def test_washing_twice_is_washing_once(text: str) -> None:
    once = paragraphs(typed(text))

    assert paragraphs(typed(once)) == once
    assert "\x00" not in once
    once.encode()


@given(some.lists(some.sampled_from(["a", ".", "-", "@", "www.", "x://", " ", "com"])))
def test_no_text_of_links_holds_one_afterwards(parts: list[str]) -> None:
    washed, _ = without_links("".join(parts))

    assert without_links(washed) == (washed, 0)
    assert "x://" not in washed

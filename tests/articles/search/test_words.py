"""One normal form: what counts as the same word, and which words count at all."""

import pytest

from articles.search.mending import nearest
from articles.search.spelling import distance, sound_of, sounds_near
from articles.search.words import is_telling, stem, stems_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cramps", "cramping"),
        ("Café", "cafes"),
        ("doctor’s", "doctors"),
        ("don't", "don’t"),
        ("MASSAGE", "massaged"),
        ("cœur", "cœur"),
        ("ﬁbre", "fibres"),
    ],
)
def test_two_ways_of_writing_a_word_are_the_same(one: str, other: str) -> None:
    assert stem(one) == stem(other) != ""


@pytest.mark.parametrize(("one", "other"), [("leg", "log"), ("calf", "calm"), ("run", "ruin")])
def test_two_words_are_not_the_same(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_that_say_nothing_are_passed_over_and_those_of_time_are_not() -> None:
    assert stems_of("Why do I still get the cramp after a massage?") == [
        "still",
        "cramp",
        "after",
        "massag",
    ]
    assert not is_telling("Don’t")


@pytest.mark.parametrize("odd", ["_", "🙂", "'", "\0", "-", "\u202e"])
def test_what_is_no_word_has_no_normal_form(odd: str) -> None:
    assert stems_of(odd) == []


def test_other_writing_is_kept_as_it_is() -> None:
    assert stems_of("تشنج الساق 足がつる") == ["تشنج", "الساق", "足かつる"]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("rabdomiolisis", "rhabdomyolysis"),
        ("magneseum", "magnesium"),
        ("hamstirng", "hamstring"),
        ("siatica", "sciatica"),
        ("cramsp", "cramps"),
    ],
)
def test_a_mistyped_word_sounds_near_to_the_right_one(wrong: str, right: str) -> None:
    assert sound_of(right) in sounds_near(wrong)


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("calf", "calf", 0), ("calf", "claf", 1), ("calf", "half", 1), ("calf", "calves", 3)],
)
def test_letters_between_two_words_are_counted(one: str, other: str, far: int) -> None:
    assert distance(one, other, 5) == far
    assert distance(other, one, 5) == far


def test_what_is_no_word_of_letters_is_not_mended() -> None:
    assert nearest(["x1", "12", "ab", "a" * 60]) == {}

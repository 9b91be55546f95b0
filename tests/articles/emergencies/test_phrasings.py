"""What a line of words recognises, and what takes it back."""

import pytest

from articles.phrasings import BrokenPhrasing, Recogniser, parse
from articles.phrasings.parsing import LONGEST_LINE
from articles.phrasings.words import LISTS


def meets(line: str, text: str) -> bool:
    return bool(Recogniser({"flag": [parse(line)]}).found_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "leg cold and blue",
        "blue, icy toes",
        "my leg. it is cold. it is blue.",
        "LEGS ARE FREEZING AND WHITE",
        "my calves went cold then blu",
    ],
)
def test_groups_are_met_in_any_order_and_form(text: str) -> None:
    assert meets("LEG + cold, icy, freezing + blue, white", text)


@pytest.mark.parametrize("text", ["leg cold", "cold and blue", "", "blue", "leg"])
def test_every_group_must_be_there(text: str) -> None:
    assert not meets("LEG + cold + blue", text)


def test_groups_far_apart_are_not_about_the_same_thing() -> None:
    near = "leg one two three cold"
    far = "leg one two three four cold"

    assert meets("leg + cold within 5", near)
    assert not meets("leg + cold within 5", far)
    assert not meets("leg + cold within 5", "leg one. two three cold")


def test_a_run_of_words_stands_together_but_for_small_words() -> None:
    assert meets("short breath", "i am short of breath")
    assert not meets("short breath", "short walks take my breath")


@pytest.mark.parametrize("typed", ["swolen", "swollne", "swolllen", "swillen", "Swollen"])
def test_one_slip_of_the_finger_is_forgiven(typed: str) -> None:
    assert meets("swollen", typed)


@pytest.mark.parametrize("typed", ["swln", "wollen", "swimming"])
def test_another_word_is_no_slip(typed: str) -> None:
    assert not meets("swollen", typed)


def test_a_real_word_one_letter_away_is_no_slip() -> None:
    assert not meets("stroke", "heel strike")
    assert not meets("white", "hurts while walking")


def test_a_word_in_quotation_marks_counts_in_this_form_alone() -> None:
    assert meets('"leg" + SWOLLEN', "swollen leg")
    assert not meets('"leg" + SWOLLEN', "swollen legs")


def test_what_makes_it_harmless_calls_it_off() -> None:
    line = "LEG + cold unless bath, ice"

    assert meets(line, "my leg is cold")
    assert not meets(line, "cold bath for legs")


@pytest.mark.parametrize(
    "text",
    [
        "not swollen",
        "it isn't swollen",
        "no pain or swelling",
        "no redness, pain or swelling",
        "i dont have any swelling",
        "without swelling",
        "never swollen",
        "isn’t swollen",
    ],
)
def test_a_denial_takes_a_sign_back(text: str) -> None:
    assert not meets("SWOLLEN", text)


@pytest.mark.parametrize(
    "text",
    [
        "not red but swollen",
        "not red. swollen",
        "not red, swollen",
        "i have no idea why it is swollen",
        "not sure why, swollen",
        "i can't sleep, swollen",
        "it isn't getting better and still swollen",
        "no good since it was swollen",
    ],
)
def test_a_denial_ends(text: str) -> None:
    assert meets("SWOLLEN", text)


@pytest.mark.parametrize(
    "text",
    [
        "can't feel my leg",
        "cannot feel my leg",
        "cant feel leg",
        "can not feel leg",
        "not able to feel my leg",
        "unable to feel my leg",
        "couldn’t feel my leg",
    ],
)
def test_what_somebody_cannot_do_is_a_sign(text: str) -> None:
    assert meets("CANNOT + feel + LEG", text)


def test_a_denial_that_the_phrasing_asks_for_is_a_sign() -> None:
    assert meets("no pulse + foot", "there is no pulse in my foot")
    assert meets("havent + PEE", "havent peed")
    assert not meets("SWOLLEN + PEE", "haven't peed, no, not swollen")


@pytest.mark.parametrize(
    "text",
    [
        "can massage cause swelling",
        "what is a swollen leg",
        "symptoms of a swollen leg",
        "how to avoid swollen legs",
        "how do doctors test swollen legs",
    ],
)
def test_a_question_about_the_world_tells_of_nobody(text: str) -> None:
    assert not meets("SWOLLEN", text)


@pytest.mark.parametrize(
    "text",
    [
        "what is wrong, swollen leg",
        "what is happening to my swollen leg",
        "signs of a clot? my leg is swollen",
        "what are the symptoms of a clot my leg is swollen",
        "symptoms of a clot i have a swollen leg",
    ],
)
def test_a_question_about_oneself_does(text: str) -> None:
    assert meets("SWOLLEN", text)


def test_what_is_long_over_is_no_sign_unless_it_is_back() -> None:
    assert not meets("dvt", "had a dvt 5 years ago")
    assert meets("dvt", "had a dvt 5 years ago and now again")
    assert meets("SWOLLEN", "had a dvt 5 years ago, leg swollen")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "Write groups"),
        ("leg +", "is empty"),
        ("leg, , foot", "is empty"),
        ("LEGG + cold", "There is no list “LEGG”"),
        ("the + cold", "“the” says nothing"),
        ("leg + cold within 0", "from 1 to"),
        ("leg + cold within 99", "from 1 to"),
        ("a + b + c + d + e + f", "at most 5 groups"),
        ("x" * (LONGEST_LINE + 1), "at most 400 characters"),
        ("+", "is empty"),
        ("👣 + cold", "says nothing"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_with_its_repair(line: str, said: str) -> None:
    with pytest.raises(BrokenPhrasing, match=said):
        parse(line)


@pytest.mark.parametrize("name", LISTS)
def test_every_shared_list_can_be_used(name: str) -> None:
    assert parse(name).groups[0]

"""Wording follows whom the check is for."""

import pytest

from tests.triage.engine.factory import given, option, outcome, rule, single
from triage.engine.conditions import Includes
from triage.engine.urgency import Urgency
from triage.engine.wording import BadWording, check_wording, spoken, voice_of

THREE = "Rest {your|their|the child's} leg."


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ("me", "Rest your leg."),
        ("someone", "Rest their leg."),
        ("child", "Rest the child's leg."),
    ],
)
def test_each_voice_has_its_own_wording(voice: str, said: str) -> None:
    assert spoken(THREE, voice) == said


def test_with_two_wordings_the_second_serves_both_others() -> None:
    assert [spoken("{you|they} rest", voice) for voice in ("me", "someone", "child")] == [
        "you rest",
        "they rest",
        "they rest",
    ]


def test_a_wording_may_be_empty_and_may_come_twice() -> None:
    assert spoken("Hold {my|their} leg{|, gently,} with {my|their} hand", "child") == (
        "Hold their leg, gently, with their hand"
    )


def test_text_without_braces_stays_as_it_is() -> None:
    assert spoken("Rest | now.", "child") == "Rest | now."


@pytest.mark.parametrize("text", ["{}", "{your}", "{a|b|c|d}"])
def test_fewer_than_two_or_more_than_three_wordings_are_refused(text: str) -> None:
    with pytest.raises(BadWording, match="needs two or three wordings"):
        check_wording(f"Rest {text} leg.")


@pytest.mark.parametrize("text", ["{your|their leg", "your|their} leg", "{a|{b|c}}", "}{"])
def test_an_unclosed_brace_is_refused(text: str) -> None:
    with pytest.raises(BadWording, match="is not closed"):
        check_wording(text)


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\ud800"])
def test_a_character_that_cannot_be_shown_is_refused(character: str) -> None:
    with pytest.raises(BadWording, match="cannot be shown"):
        check_wording(f"Rest{character} now.")


def test_a_new_line_and_a_smile_can_be_shown() -> None:
    check_wording("Rest.\n\tThen walk. 😀")


def test_a_voice_nobody_has_is_refused() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        spoken(THREE, "neighbour")


@pytest.mark.parametrize("who", ["me", "someone", "child"])
def test_the_voice_follows_the_answer_to_who(who: str) -> None:
    assert voice_of(given(who=who)) == who


def test_until_it_is_known_we_speak_to_the_reader() -> None:
    assert voice_of({}) == "me"
    assert voice_of(given(who="stranger")) == "me"


def test_every_part_with_words_checks_them() -> None:
    broken = "{your leg"

    with pytest.raises(BadWording):
        option("a", label=broken)
    with pytest.raises(BadWording):
        option("a", group=broken)
    with pytest.raises(BadWording):
        single("age", "young", "old", hint=broken)
    with pytest.raises(BadWording):
        rule("r", Urgency.SOON, Includes("age", ("old",)), reason=broken)
    with pytest.raises(BadWording):
        outcome(Urgency.SOON, do=("Rest.", broken))

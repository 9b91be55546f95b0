"""The difference between two versions: true word by word, readable, and never slow."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import sequences
from articles.differences import Names, Part, Row, Spans, compared, difference, words
from articles.sequences import MOST_STEPS, Budget, matches

TEXT = st.text(alphabet="ab \n.", max_size=60)


def content(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Why?",
        "short_answer": "So.",
        "get_help": ["leg-clot"],
        "body": "## One\n\nRest for a day.\n",
        "questions": [["Is it a clot?", "Most often not."], ["How long?", "Two days."]],
        "related": [7],
        "topic": "cramps",
        "description": "What it is.",
        "keywords": "",
        "problem": "other",
        "audiences": [],
        "body_parts": [],
        "order": 50,
        **changes,
    }


def side(spans: Spans) -> str:
    return "".join(f"[{span.text}]" if span.is_changed else span.text for span in spans)


def told(rows: tuple[Row, ...]) -> list[tuple[str, str, str]]:
    return [(row.kind, side(row.before), side(row.after)) for row in rows]


def only(parts: tuple[Part, ...]) -> Part:
    (part,) = parts
    return part


# What stays, what goes, what comes


@given(st.lists(st.integers(0, 3), max_size=30), st.lists(st.integers(0, 3), max_size=30))
def test_matches_are_the_same_in_both_and_in_order(old: list[int], new: list[int]) -> None:
    i = j = 0
    for match in matches(old, new, Budget()):
        assert match.before >= i
        assert match.after >= j
        i, j = match.before + match.length, match.after + match.length
        assert old[match.before : i] == new[match.after : j]


@given(st.lists(st.integers(0, 3), max_size=12), st.lists(st.integers(0, 3), max_size=12))
def test_with_budget_enough_as_much_stays_as_can(old: list[int], new: list[int]) -> None:
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            longest[i + 1][j + 1] = (
                longest[i][j] + 1 if one == other else max(longest[i][j + 1], longest[i + 1][j])
            )

    assert sum(match.length for match in matches(old, new, Budget())) == longest[-1][-1]


@given(TEXT, TEXT, st.integers(0, 200))
def test_both_sides_say_all_of_both_texts_whatever_the_budget(
    old: str, new: str, steps: int
) -> None:
    before, after = words(old, new, Budget(steps))

    assert "".join(span.text for span in before) == old
    assert "".join(span.text for span in after) == new


@given(TEXT, TEXT)
def test_without_what_changed_both_sides_are_the_same(old: str, new: str) -> None:
    before, after = words(old, new, Budget())

    same = [[span.text for span in spans if not span.is_changed] for spans in (before, after)]
    assert same[0] == same[1]


def test_a_changed_word_is_marked_and_no_more() -> None:
    before, after = words("Rest for two days [@a-01].", "Rest for three days [@a-02].", Budget())

    assert side(before) == "Rest for [two] days [[@a-01]]."
    assert side(after) == "Rest for [three] days [[@a-02]]."


def test_changes_with_little_between_them_are_one() -> None:
    before, after = words("Pull the toes up.", "Push the heel up.", Budget())

    assert (side(before), side(after)) == ("[Pull the toes] up.", "[Push the heel] up.")


def test_a_change_of_space_alone_can_be_seen() -> None:
    before, after = words("One\n\n", "One\n", Budget())

    assert [span.shown for span in before] == ["One", "¶\n¶\n"]
    assert [span.shown for span in after] == ["One", "¶\n"]


# Lines


def test_what_stays_far_from_a_change_is_folded() -> None:
    lines = [f"Line {number}.\n" for number in range(9)]

    rows = compared(lines, [*lines[:4], "Something else.\n", *lines[5:]], Budget())

    assert [(row.kind, row.count) for row in rows] == [
        ("folded", 3),
        ("same", 1),
        ("changed", 0),
        ("same", 1),
        ("folded", 3),
    ]


def test_a_line_that_came_in_between_pairs_with_nothing() -> None:
    rows = compared(["Rest your leg.\n"], ["Drink water.\n", "Rest your sore leg.\n"], Budget())

    assert told(rows) == [
        ("changed", "", "[Drink water.]"),
        ("changed", "Rest your leg.", "Rest your [sore ]leg."),
    ]


# Whole versions


def test_the_same_twice_has_no_difference() -> None:
    found = difference(content(), content())

    assert found.parts == ()
    assert "Text" in found.unchanged


@pytest.mark.parametrize(("name", "value"), [(name, "x") for name in ("title", "topic", "body")])
def test_every_field_that_differs_is_told(name: str, value: str) -> None:
    assert len(difference(content(), content(**{name: value})).parts) == 1


def test_no_field_of_a_version_is_forgotten() -> None:
    other = {
        name: [] if isinstance(value, list) else "another" for name, value in content().items()
    }

    found = difference(content(), {**other, "audiences": ["a"], "body_parts": ["b"]})

    assert found.unchanged == ()


def test_settings_and_articles_are_called_by_their_names() -> None:
    names = Names({"related": {7: "Calf stretches", 8: "Cramps"}, "problem": {"other": "Else"}})

    found = difference(content(), content(related=[8], problem="soreness"), names)

    assert [(part.title, told(part.rows)) for part in found.parts] == [
        ("Related articles", [("changed", "[Calf stretches]", "[Cramps]")]),
        ("Problem in the self-check", [("changed", "[Else]", "[soreness]")]),
    ]


def test_a_reworded_question_is_held_against_its_earlier_self() -> None:
    after = [["How long?", "Two days."], ["Might it be a clot?", "Most often not."]]

    parts = difference(content(), content(questions=after)).parts

    assert [part.title for part in parts] == [
        "Common question, changed: Might it be a clot?",
        "Order of the common questions",
    ]


def test_questions_that_came_and_went_say_so() -> None:
    after = [["How long?", "Two days."], ["Can I run?", "Wait a week."]]

    parts = difference(content(), content(questions=after)).parts

    assert [part.title for part in parts] == [
        "Common question, gone: Is it a clot?",
        "Common question, new: Can I run?",
    ]
    assert told(parts[0].rows) == [("changed", "[Is it a clot?\nMost often not.]", "")]


# Long and hostile texts


def scattered(seed: int, alphabet: str, length: int = 100_000) -> str:
    return "".join(random.Random(seed).choices(alphabet, k=length))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\n" * 50_000, "b\n" * 50_000),
        ("a\nb\n" * 25_000, "b\na\n" * 25_000),
        (scattered(1, "ab\n"), scattered(2, "ab\n")),
        (scattered(3, "ab \n."), scattered(4, "ab \n.")),
        ("a " * 50_000, "b a " * 25_000),
        ("a" * 100_000, "b" * 100_000),
        ("", "[@" * 50_000),
    ],
)
def test_no_text_takes_more_steps_than_there_are(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    def counted(one: list[int], other: list[int], x: int, y: int) -> int:
        nonlocal looks
        reached = slid(one, other, x, y)
        looks += 1 + reached - x
        return reached

    slid = sequences._slid
    monkeypatch.setattr(sequences, "_slid", counted)

    part = only(difference(content(body=old), content(body=new)).parts)

    assert looks <= MOST_STEPS
    assert len(part.rows) < 5_000


def test_a_hundred_questions_are_paired() -> None:
    old = [[f"Question {number}?", f"Answer {number}."] for number in range(100)]

    found = difference(content(questions=old), content(questions=old[::-1]))

    assert [part.title for part in found.parts] == ["Order of the common questions"]

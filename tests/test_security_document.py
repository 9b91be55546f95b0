"""docs/security.md names what shows each promise, and every test it names is there."""

import re
from collections import Counter
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
DOC = (HOUSE / "docs" / "security.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
# The standard's own sums: items of level 1, and those that level 2 adds.
LEVEL_1, LEVEL_2 = 70, 183
LEVEL_1_WITHOUT_A_SUBJECT = {
    "4.4.1",
    *(f"10.4.{number}" for number in range(1, 6)),
    "11.3.1",
    "11.3.2",
}


def rows() -> list[tuple[str, str, str, str]]:
    return ROW.findall(DOC)


def without_a_subject() -> list[str]:
    return re.findall(r"\d+\.\d+\.\d+", DOC.partition("## What does not apply")[2])


def test_every_item_of_both_levels_is_there_once() -> None:
    ids = [each[0] for each in rows()] + without_a_subject()

    assert [each for each, times in Counter(ids).items() if times > 1] == []
    assert len(ids) == LEVEL_1 + LEVEL_2
    first = {each[0] for each in rows() if each[1] == "1"} | LEVEL_1_WITHOUT_A_SUBJECT
    assert len(first) == LEVEL_1
    assert set(without_a_subject()) >= LEVEL_1_WITHOUT_A_SUBJECT


def test_every_test_it_names_exists() -> None:
    named = re.findall(r"`(tests/[\w/.]+)`", DOC)

    assert len(named) > 150
    assert [path for path in named if not (HOUSE / path).exists()] == []


def test_each_item_is_shown_by_a_test_a_duty_or_a_reason() -> None:
    reasons = DOC.partition("Not met, and why:")[2].partition("## ")[0]

    for item, level, _, shown in rows():
        assert re.fullmatch(r"`tests/[\w/.]+`|Deployer|Not met", shown), item
        if shown == "Not met":
            assert level == "2", item
            assert f"**{item}**" in reasons


def test_the_sums_are_right_and_nearly_everything_of_ours_is_met() -> None:
    kinds = Counter("a test" if each[3].startswith("`") else each[3] for each in rows())
    ours = kinds["a test"] + kinds["Not met"]

    said = (
        f"{len(rows())} items apply. For\n{kinds['a test']} a test is named, "
        f"{kinds['Deployer']} are duties of whoever deploys, {kinds['Not met']} are not met"
    )
    assert said in DOC
    assert kinds["a test"] / ours >= 0.95

"""How many of the written emergencies are caught and how many harmless questions set off a card.

`python -m tests.articles.emergencies.reckoning` prints it, with what was missed; `--quiet` leaves
out the held-out and last lists' words, so that nobody tunes on them by accident.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from articles.phrasings import Recogniser, in_english, parse

FOLDER = Path(__file__).parent
SHIPPED = FOLDER.parents[2] / "articles" / "content" / "red_flags.yaml"
COUNTED = ("emergency", "urgent")


@dataclass(frozen=True)
class Tally:
    """Of `total` texts, those that went wrong: emergencies missed, harmless ones with a card."""

    total: int
    wrong: tuple[str, ...]

    @property
    def right(self) -> int:
        return self.total - len(self.wrong)


@cache
def recogniser() -> Recogniser:
    """The shipped phrasings, as `articles.emergencies` makes them from the register."""
    rows = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["red_flags"]
    return Recogniser(
        {
            row["key"]: [parse(line) for line in row.get("phrasings", ())]
            for row in rows
            if row["urgency"] in COUNTED
        }
    )


def written(name: str) -> Any:
    return yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def missed(phrases: Iterable[dict[str, Any]]) -> Tally:
    """Caught means that one of the red flags named beside the phrase is among those found."""
    return _tally([(one["says"], set(one["flags"])) for one in phrases], _is_missed)


def false_alarms(texts: Iterable[str]) -> Tally:
    return _tally([(text, set()) for text in texts], lambda found, _: bool(found))


def silent(texts: Iterable[str]) -> Tally:
    """Emergencies for which no card is shown at all."""
    return _tally([(text, set()) for text in texts], lambda found, _: not found)


def in_gloss(phrases: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Spanish phrases as the phrasings know them."""
    return [{**one, "says": in_english(one["says"])} for one in phrases]


def _is_missed(found: set[str], expected: set[str]) -> bool:
    return found.isdisjoint(expected)


def _tally(
    texts: list[tuple[str, set[str]]], is_wrong: Callable[[set[str], set[str]], bool]
) -> Tally:
    wrong = (
        text
        for text, expected in texts
        if is_wrong({one.key for one in recogniser().found_in(text)}, expected)
    )
    return Tally(len(texts), tuple(wrong))


def main() -> None:
    is_quiet = "--quiet" in sys.argv
    for half in ("tuning", "held_out"):
        _say(f"emergencies caught, {half}", missed(written("phrases")[half]), hides=is_quiet)
        _say(f"harmless without a card, {half}", false_alarms(written("harmless")[half]), is_quiet)
    last = written("last")
    _say("emergencies caught, last thirty", missed(last["emergencies"]), is_quiet)
    says = [one["says"] for one in last["emergencies"]]
    _say("  of these with any card at all", silent(says), is_quiet)
    _say("harmless without a card, last thirty", false_alarms(last["harmless"]), is_quiet)
    for part, texts in written("spanish").items():
        _say(
            f"Spanish emergencies caught, {part}", missed(in_gloss(texts["emergencies"])), is_quiet
        )
        harmless = false_alarms(map(in_english, texts["harmless"]))
        _say(f"harmless Spanish without a card, {part}", harmless, is_quiet)


def _say(name: str, tally: Tally, hides: bool) -> None:
    print(f"{name}: {tally.right} of {tally.total}")
    for text in () if hides else tally.wrong:
        print(f"  not: {text}")


if __name__ == "__main__":
    main()

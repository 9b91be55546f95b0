"""Contrast of the colours as they are written down: 7:1 for text, 3:1 for what carries meaning."""

import re
from itertools import product
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[2] / "static" / "css"
URGENCIES = ("emergency", "urgent", "soon", "routine", "self-care")
TEXT = 7.0
MEANING = 3.0

TEXT_PAIRS = [
    *product(("text", "text-soft", "action", "error"), ("page", "sheet")),
    *product(("text", "text-soft", "action"), [f"{level}-wash" for level in URGENCIES]),
    *[(f"{level}-on", f"{level}-ground") for level in URGENCIES],
    *product(["on-action"], ("action", "action-strong")),
]
MEANING_PAIRS = [
    *product(("edge", "accent", "action", "error"), ("page", "sheet")),
    *[(f"{level}-rim", ground) for level in URGENCIES for ground in ("page", f"{level}-wash")],
]


def colours() -> dict[str, dict[str, str]]:
    """Scheme -> purpose -> what is written there: a colour, or another name."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for part in ("tokens", "urgency", "check/urgency"):
        css = (STYLES / f"{part}.css").read_text(encoding="utf-8")
        usual, in_the_dark = css.split("@media")[0], css.split("prefers-color-scheme: dark")[1]
        light |= _declared(usual)
        dark |= _declared(usual) | _declared(in_the_dark)
    return {"light": light, "dark": dark}


def _declared(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): ([^;]+);", css))


SCHEMES = colours()


def luminance(scheme: str, name: str) -> float:
    value = SCHEMES[scheme][name]
    if value.startswith("var(--"):
        return luminance(scheme, value[len("var(--") : -1])
    digits = value[1:] if len(value) == len("#112233") else "".join(2 * d for d in value[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(scheme: str, one: str, other: str) -> float:
    low, high = sorted((luminance(scheme, one), luminance(scheme, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_stands_out_seven_to_one(scheme: str) -> None:
    pale = {pair: contrast(scheme, *pair) for pair in TEXT_PAIRS}

    assert {pair: found for pair, found in pale.items() if found < TEXT} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_carries_meaning_stands_out_three_to_one(scheme: str) -> None:
    pale = {pair: contrast(scheme, *pair) for pair in MEANING_PAIRS}

    assert {pair: found for pair, found in pale.items() if found < MEANING} == {}


def test_the_two_ends_of_the_scale_are_told_right() -> None:
    SCHEMES["light"] |= {"black": "#000", "white": "#ffffff"}

    assert round(contrast("light", "black", "white"), 3) == 21

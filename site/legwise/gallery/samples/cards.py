"""Care cards and result banners: the five urgencies, and the words that stand for them."""

from typing import Any

from articles.red_flag_words import Spoken
from legwise.gallery.components import Component, Specimen
from legwise.gallery.samples.words import LONG_TITLE, LONG_WORD, NUMBER, signs

# Below `soon` no red flag exists; the words are the self-check's own.
_PLAIN = Spoken("plain", "A leg that is a little sore after a long day", "Rest it for a while.")
_PLAIN_TOO = Spoken("plain-too", "Sore muscles after new exercise", "Go on moving gently.")
_LONG = Spoken("long", f"{LONG_TITLE} {LONG_WORD}", f"{LONG_TITLE} {LONG_WORD}")
_SIGNS = {
    "emergency": signs("clot-lung", "stroke-brain", "no-blood-flow", "spine-nerves", "sepsis"),
    "urgent": signs("leg-clot", "skin-infection", "fracture"),
    "soon": signs("clot-watch", "lump"),
    "routine": [_PLAIN, _PLAIN_TOO],
    "self-care": [_PLAIN, _PLAIN_TOO],
}


def _card(label: str, level: str, flags: list[Spoken], heading: int = 2) -> Specimen:
    inputs = {
        "level": level,
        "flags": flags,
        "emergency_number": NUMBER,
        "id": f"card-{level}",
        "heading": heading,
    }
    return Specimen(label, inputs)


def _cards() -> tuple[Specimen, ...]:
    ones = [_card(f"{level}, one sign", level, flags[:1]) for level, flags in _SIGNS.items()]
    many = [_card(f"{level}, several signs", level, flags) for level, flags in _SIGNS.items()]
    long = [_card("very long words", "urgent", [_LONG, *_SIGNS["urgent"]])]
    inside = [_card("inside a text, one heading lower", "soon", _SIGNS["soon"], heading=3)]
    return (*ones, *many, *long, *inside)


_RESULTS = {
    "emergency": (
        "Call the emergency number now",
        "Your answer can mean something that needs help right now.",
        "Now",
    ),
    "urgent": (
        "Get medical help today",
        "Your answers mean a health worker should look at this today, day or night.",
        "Within hours, the same day",
    ),
    "soon": (
        "See a health worker in the next few days",
        "This does not look like an emergency, but it should be checked soon.",
        "Within 1 to 3 days",
    ),
    "routine": ("Book a routine visit", "", "Within 1 to 4 weeks"),
    "self-care": ("You can look after this at home", "", ""),
}


def _banner(label: str, urgency: str, title: str, lead: str, when: str) -> Specimen:
    inputs: dict[str, Any] = {
        "urgency": urgency,
        "title": title,
        "lead": lead,
        "when": when,
        "emergency_number": NUMBER,
    }
    return Specimen(label, inputs)


def _banners() -> tuple[Specimen, ...]:
    usual = (_banner(urgency, urgency, *words) for urgency, words in _RESULTS.items())
    return (*usual, _banner("very long words", "emergency", LONG_TITLE, LONG_WORD, LONG_TITLE))


_LINE = {"question": "Is one leg swollen?", "answers": ["Yes, one leg", "Not sure"]}
_SIGN = {"question": "", "answers": ["A fever, or feeling hot, cold or shivery"]}


def _level(urgency: str, lines: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "urgency": urgency,
        "count": len(lines) + more.get("more", 0),
        "lines": lines,
        "more": more.get("more", 0),
        "is_open": more.get("is_open", True),
    }


_SOONER = (
    Specimen(
        "every level, open and folded",
        {
            "levels": [
                _level("emergency", [_SIGN], is_open=True),
                _level("urgent", [_LINE, _SIGN], is_open=False),
                _level("soon", [_LINE] * 3, more=1),
                _level("routine", [_LINE] * 2, more=7),
            ]
        },
        frame="<section>{}</section>",
    ),
)

CARDS = (
    Component("care_card", "Care card", _cards()),
    Component("result_banner", "Result banner", _banners()),
    Component("sooner", "Get help sooner", _SOONER),
    Component("help_strip", "Help strip", (Specimen("as it is", {"emergency_number": NUMBER}),)),
)

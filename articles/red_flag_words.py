"""Red flags in the language a reader chose, on every card that shows them.

A translation holds only for the English it was made from: once an editor changes that, readers
get the English again, so that no card says less than the register does.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from html import unescape
from itertools import groupby
from typing import Protocol

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.markdown.cards import TOP_HEADING, Worded, care_card
from articles.models import RedFlag, RedFlagWords, Urgency
from groundwork.languages import is_own
from groundwork.pages import Remembered

# The finished card of templates/components/care_card.html; nothing in it is nested in its kind.
_CARD = re.compile(
    r'<(?P<tag>section|div) class="care-card care-card--(?P<level>[a-z-]+)".*?</(?P=tag)>',
    re.DOTALL,
)
_ID = re.compile(r'class="care-card__title" id="([^"]+)"')
_ONE_SIGN = re.compile(
    r"<li>(?P<wording>.*?) <span class=\"care-card__do\">(?P<what_to_do>.*?)</span></li>", re.DOTALL
)
_SIGNS = re.compile(r"<dt>(?P<wording>.*?)</dt>\s*<dd>(?P<what_to_do>.*?)</dd>", re.DOTALL)


class Flag(Worded, Protocol):
    """A red flag, from the register or from its file."""

    @property
    def key(self) -> str: ...


@dataclass(frozen=True)
class Spoken:
    """A red flag's words as a card shows them. `lang` is empty if the page speaks it."""

    key: str
    wording: str
    what_to_do: str
    lang: str = ""


def in_language(flags: Iterable[Flag]) -> list[Flag | Spoken]:
    """The red flags as the reader's language words them. One query, none in the site's own."""
    if is_own():
        return list(flags)
    known = {row.key: _spoken(row) for row in _rows()}
    return [known.get(flag.key) or in_english(flag) for flag in flags]


def by_urgency(flags: Iterable[RedFlag]) -> list[tuple[str, list[Flag | Spoken]]]:
    """Red flags in the reader's language, for a card for each urgency, the most urgent first."""
    ordered = sorted(flags, key=lambda flag: Urgency.values.index(flag.urgency))
    said = {flag.key: flag for flag in in_language(ordered)}
    return [
        (level, [said[flag.key] for flag in of_level])
        for level, of_level in groupby(ordered, key=lambda flag: flag.urgency)
    ]


def advice_by_english() -> dict[str, str]:
    """What to do, in the language that is spoken, by what it was translated from. One query."""
    return {row.red_flag.what_to_do: row.what_to_do for row in _rows()}


def in_english(flag: Flag) -> Spoken:
    """A red flag without words in the language that is spoken, marked as English."""
    return Spoken(flag.key, flag.wording, flag.what_to_do, settings.LANGUAGE_CODE)


def _rows() -> list[RedFlagWords]:
    """What holds in the language that is spoken. One query, or none while nothing changes."""
    return _HOLDING.get(get_language() or "")


def _holding(language: str) -> list[RedFlagWords]:
    rows = RedFlagWords.objects.filter(language=language).select_related("red_flag")
    return [row for row in rows if row.holds]


_HOLDING = Remembered(_holding)


def _spoken(row: RedFlagWords) -> Spoken:
    return Spoken(row.key, row.wording, row.what_to_do)


def cards_in_language(*texts: str) -> list[SafeString]:
    """Finished HTML with its care cards in the reader's language. One query, or none.

    A sign that has no words there stays in English, marked as such.
    """
    if not is_own() and any("care-card" in html for html in texts):
        known = {row.red_flag.wording: _spoken(row) for row in _rows()}
        texts = tuple(_CARD.sub(partial(_card_again, known), html) for html in texts)
    return [mark_safe(html) for html in texts]  # noqa: S308 - finished and sanitised at save


def _card_again(known: Mapping[str, Spoken], match: re.Match[str]) -> str:
    card_id = _ID.search(match[0])
    signs = [*_SIGNS.finditer(match[0])] or [*_ONE_SIGN.finditer(match[0])]
    if card_id is None or not signs:
        return match[0]
    heading = TOP_HEADING if match["tag"] == "section" else TOP_HEADING + 1
    return care_card(
        match["level"],
        [_sign_again(known, sign) for sign in signs],
        emergency_number=settings.EMERGENCY_NUMBER,
        card_id=card_id[1],
        heading=heading,
    )


def _sign_again(known: Mapping[str, Spoken], sign: re.Match[str]) -> Spoken:
    wording, what_to_do = unescape(sign["wording"]), unescape(sign["what_to_do"])
    english = Spoken(wording, wording, what_to_do, settings.LANGUAGE_CODE)
    return known.get(wording, english)

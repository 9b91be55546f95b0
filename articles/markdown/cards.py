"""Care cards: what they say comes from the register of red flags, never from the text."""

from collections.abc import Iterable
from typing import Protocol

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.markdown.entries import LEVELS, RedFlagEntry
from articles.markdown.findings import broken_line, nearest
from articles.markdown.rendering import Rendering

TOP_HEADING = 2
"""A card before the article's text; inside the text it is one lower."""


class Worded(Protocol):
    """What a card shows of a red flag."""

    @property
    def wording(self) -> str: ...
    @property
    def what_to_do(self) -> str: ...


def care_card(
    level: str,
    flags: Iterable[Worded],
    *,
    emergency_number: str,
    card_id: str,
    heading: int = TOP_HEADING,
) -> SafeString:
    """One finished card. `card_id` must be the only one of its name on the page."""
    context = {
        "level": level,
        "flags": tuple(flags),
        "emergency_number": emergency_number,
        "id": card_id,
        "heading": heading,
    }
    return render_to_string("components/care_card.html", context)


def card_from_container(rendering: Rendering, level: str, keys: list[str]) -> str:
    """The card a `:::level keys` container asks for; what it cannot show stands above it.

    A red flag of another level gets a card of that level: no text can talk it down.
    """
    if not keys:
        rendering.report(
            _("This card names no red flag."),
            _("Write keys after the level: :::%(level)s key-of-a-red-flag") % {"level": level},
        )
        return broken_line(_(":::%(level)s: no red flag named") % {"level": level})
    faults, flags = _look_up(rendering, keys)
    for flag in flags:
        _check_level(rendering, flag, level)
    return "".join([*faults, *_cards_by_level(rendering, flags, TOP_HEADING + 1)])


def help_cards(rendering: Rendering, keys: Iterable[str]) -> str:
    """Cards for an article's `get_help`, one for each level, most urgent first."""
    rendering.in_field, rendering.line = "get_help", 0
    faults, flags = _look_up(rendering, keys)
    return "".join([*faults, *_cards_by_level(rendering, flags, TOP_HEADING)])


def _look_up(rendering: Rendering, keys: Iterable[str]) -> tuple[list[str], list[RedFlagEntry]]:
    faults: list[str] = []
    flags: list[RedFlagEntry] = []
    for key in dict.fromkeys(keys):
        flag = rendering.register.red_flags.get(key)
        if flag is not None:
            flags.append(flag)
            rendering.red_flags.append(key)
            continue
        problem = _("No red flag has the key “%(key)s”.") % {"key": key}
        rendering.report(problem, nearest(key, rendering.register.red_flags))
        faults.append(broken_line(_("%(key)s: no such red flag") % {"key": key}))
    return faults, flags


def _check_level(rendering: Rendering, flag: RedFlagEntry, level: str) -> None:
    if flag.urgency == level:
        return
    words = {"key": flag.key, "its": flag.urgency, "level": level}
    rendering.report(
        _("“%(key)s” is %(its)s in the register, but this card says %(level)s.") % words,
        _("Move it to a card of its own: :::%(its)s %(key)s") % words,
    )


def _cards_by_level(rendering: Rendering, flags: list[RedFlagEntry], heading: int) -> list[str]:
    by_level = ((level, [flag for flag in flags if flag.urgency == level]) for level in LEVELS)
    return [
        care_card(
            level,
            flags_of_level,
            emergency_number=rendering.register.emergency_number,
            card_id=rendering.next_card_id(),
            heading=heading,
        )
        for level, flags_of_level in by_level
        if flags_of_level
    ]

"""Which red flags somebody's own words describe: in a search, in a comment.

The register is remembered until it is written to, so that an editor's change counts at once in
every process. What is made of its phrasings is kept for as long as they stay the same.
A Spanish text is held against the same phrasings, word for word in English.
"""

import logging
from functools import lru_cache

from articles.models import RedFlag, Urgency
from articles.phrasings import BrokenPhrasing, Phrasing, Recogniser, in_english, parse
from groundwork.pages import Remembered

MOST_SHOWN = 3
_MOST_URGENT_FIRST = (Urgency.EMERGENCY, Urgency.URGENT)

Lines = tuple[tuple[str, str], ...]
"""Keys, each with its phrasings as they stand in the register."""

logger = logging.getLogger(__name__)


def red_flags_in(text: str) -> list[RedFlag]:
    """The red flags a text describes, the most urgent first; none for harmless words.

    At most MOST_SHOWN, and only those that need help now or today. Costs a query after the register
    was written to, else none.
    """
    if not any(map(str.isalnum, text)):
        return []
    flags = {flag.key: flag for flag in _ALARMING.get()}
    recogniser = _recogniser(tuple((flag.key, flag.phrasings) for flag in flags.values()))
    found = sorted(
        [*recogniser.found_in(text), *recogniser.found_in(in_english(text))],
        key=lambda one: (_MOST_URGENT_FIRST.index(Urgency(flags[one.key].urgency)), -one.groups),
    )
    return [flags[key] for key in dict.fromkeys(one.key for one in found)][:MOST_SHOWN]


_ALARMING = Remembered(lambda: list(RedFlag.objects.alarming().order_by("key")))


@lru_cache(maxsize=2)
def _recogniser(lines: Lines) -> Recogniser:
    """About 30 ms the first time after a change."""
    return Recogniser({key: _readable(key, phrasings) for key, phrasings in lines})


def _readable(key: str, phrasings: str) -> list[Phrasing]:
    """A line that cannot be read any more is left out: better fewer words than an error page."""
    readable: list[Phrasing] = []
    for line in filter(None, map(str.strip, phrasings.splitlines())):
        try:
            readable.append(parse(line))
        except BrokenPhrasing as broken:
            logger.error("Red flag %s: %s", key, broken)
    return readable

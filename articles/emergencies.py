"""Which red flags somebody's own words describe: in a search, in a comment.

The register is read anew each time, in one query, so that an editor's change counts at once in
every process. What is made of its phrasings is kept for as long as they stay the same.
"""

import logging
from functools import lru_cache

from articles.models import RedFlag, Urgency
from articles.phrasings import BrokenPhrasing, Phrasing, Recogniser, parse

MOST_SHOWN = 3
_MOST_URGENT_FIRST = (Urgency.EMERGENCY, Urgency.URGENT)

Lines = tuple[tuple[str, str], ...]
"""Keys, each with its phrasings as they stand in the register."""

logger = logging.getLogger(__name__)


def red_flags_in(text: str) -> list[RedFlag]:
    """The red flags a text describes, the most urgent first; none for harmless words.

    At most MOST_SHOWN, and only those that need help now or today. Costs one query at most.
    """
    if not any(map(str.isalnum, text)):
        return []
    flags = {flag.key: flag for flag in RedFlag.objects.alarming().order_by("key")}
    lines = tuple((flag.key, flag.phrasings) for flag in flags.values())
    found = sorted(
        _recogniser(lines).found_in(text),
        key=lambda one: (_MOST_URGENT_FIRST.index(Urgency(flags[one.key].urgency)), -one.groups),
    )
    return [flags[one.key] for one in found[:MOST_SHOWN]]


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

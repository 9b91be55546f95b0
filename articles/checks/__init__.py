"""Checks of an article's text: what would harm a reader, and what to think about.

`check` is the one way in: text and facts in, findings out, in the order of the page and each with
its place, reason and repair. No database in here but in `articles.checks.gathering`.
"""

from articles.checks.checking import CHECKS, blocking, check
from articles.checks.facts import NO_FACTS, CheckFacts
from articles.checks.report import Report, place_of, said_of

__all__ = [
    "CHECKS",
    "NO_FACTS",
    "CheckFacts",
    "Report",
    "blocking",
    "check",
    "place_of",
    "said_of",
]

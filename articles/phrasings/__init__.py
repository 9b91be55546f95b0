"""Recognises what somebody describes, in their own words, by concepts an editor wrote down.

Knows no database: lines of text in, keys out. `docs/emergency-words.md` describes the lines.
"""

from articles.phrasings.matching import Found, Recogniser
from articles.phrasings.parsing import MOST_LINES, BrokenPhrasing, Phrasing, parse
from articles.phrasings.spanish import in_english

__all__ = ["MOST_LINES", "BrokenPhrasing", "Found", "Phrasing", "Recogniser", "in_english", "parse"]

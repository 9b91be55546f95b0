"""Wording that follows whom the check is for.

A text may hold alternatives in braces: `{your leg|their leg|your child's leg}` for the reader
themselves, someone they care for, and a child. Two alternatives: the second serves both others.
"""

import re
from collections.abc import Mapping

VOICE_QUESTION = "who"
VOICES = ("me", "someone", "child")

_ALTERNATIVES = re.compile(r"\{([^{}]*)\}")
# Control characters other than tab and line end, and halves of characters.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class BadWording(ValueError):
    """Braces that do not close, or that offer fewer than two or more than three wordings."""


def spoken(text: str, voice: str) -> str:
    """The text as said to or of this voice. Raises ValueError for a voice nobody has."""
    place = VOICES.index(voice)

    def choose(match: re.Match[str]) -> str:
        wordings = match.group(1).split("|")
        return wordings[min(place, len(wordings) - 1)]

    return _ALTERNATIVES.sub(choose, text)


def check_wording(text: str) -> None:
    """Refuse braces that would not read well, and what cannot be shown. Raises `BadWording`."""
    if _UNSHOWN.search(text):
        raise BadWording(f"A character in {text[:60]!a} cannot be shown. Take it out.")
    for match in _ALTERNATIVES.finditer(text):
        if not 2 <= match.group(1).count("|") + 1 <= len(VOICES):
            raise BadWording(f"“{match.group(0)}” needs two or three wordings with | between.")
    if set("{}") & set(_ALTERNATIVES.sub("", text)):
        raise BadWording(f"A brace in “{text[:60]}” is not closed.")


def voice_of(answers: Mapping[str, frozenset[str]]) -> str:
    """Whom the wording speaks of, from the answer to `who`; the reader until it is given."""
    chosen = answers.get(VOICE_QUESTION, frozenset())
    return next((voice for voice in VOICES if voice in chosen), VOICES[0])

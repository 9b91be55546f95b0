"""What is wrong with a text, said so that an editor can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.html import format_html
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Finding:
    """One fault, or one thing to think about.

    `field` is "title", "description", "short_answer", "get_help", "body" or "question 3" (its
    answer); `line` counts from 1 within that field, and is 0 where a field has no lines. The words
    at fault stand from character `start` to before character `end` of the field, its lines ending
    in "\\n"; both are 0 where the place is not known yet. `check` names what found it. What
    `blocks` would harm a reader or break the page; the rest is advice.
    """

    field: str
    line: int
    problem: str
    remedy: str
    start: int = 0
    end: int = 0
    check: str = "page"
    blocks: bool = True


def broken(words: str) -> str:
    """Words that stand where something could not be shown, so that nothing vanishes unseen."""
    return format_html('<mark class="broken">{}</mark>', words)


def broken_line(words: str) -> str:
    """The same on a line of its own."""
    return format_html("<p>{}</p>\n", broken(words))


def nearest(key: str, known: Iterable[str]) -> str:
    """Advice on a key nobody knows: the nearest one there is, or where keys come from."""
    close = get_close_matches(key.lower(), list(known), n=1, cutoff=0.6)
    if close:
        return _("Did you mean “%(key)s”?") % {"key": close[0]}
    return _("Look the key up in the register, or add the entry there first.")

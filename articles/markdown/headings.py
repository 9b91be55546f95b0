"""Headings: their ids, which links and signposts rely on, and the list of contents.

Ids start with "s-", so that a heading can never take an id the page uses itself.
"""

import re
from dataclasses import dataclass

from django.utils.text import slugify
from markdown_it.token import Token

PAGE_LEVEL = 2
"""The highest heading inside a page: h1 is its title."""

ANSWER_LEVEL = 4
"""Below a common question, which is h3."""

DEEPEST_WITH_ID = 3


@dataclass(frozen=True)
class Heading:
    """A section people can be sent to: `#id`."""

    id: str
    title: str
    level: int


def heading_id(title: str) -> str:
    """The id a heading gets if no other on the page has it: "s-what-to-do-now"."""
    slug = slugify(title) or slugify(title, allow_unicode=True)
    return "s-" + (re.sub(r"[-_]+", "-", slug) or "section")


def unique_id(title: str, taken: dict[str, int]) -> str:
    """`heading_id`, with -2, -3 … for its namesakes. `taken` counts the uses of each id."""
    wanted = candidate = heading_id(title)
    while candidate in taken:
        taken[wanted] += 1
        candidate = f"{wanted}-{taken[wanted]}"
    taken[candidate] = 1
    return candidate


def heading_title(inline: Token) -> str:
    """A heading's words alone: no marks, no citations."""
    children = inline.children or ()
    return "".join(_words(child) for child in children).strip()


def _words(child: Token) -> str:
    if child.type in {"softbreak", "hardbreak"}:
        return " "
    return child.content if child.type in {"text", "code_inline"} else ""

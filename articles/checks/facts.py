"""What the checks know of the world beyond the text, as one plain value."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from articles.markdown import EMPTY_REGISTER, Register


@dataclass(frozen=True)
class CheckFacts:
    """The registers, what readers can reach, and what became of links and sources.

    `addresses` holds the ids on each public page that is made of rows, by its path: articles,
    topics, the glossary, pages about us; None where they are not known, so that any may be.
    `hidden` are paths of articles nobody may read yet. `renamed` leads from a path to the one it
    redirects to; `failed_links` from the address of another site to why the link check could not
    open it; `retracted` from a source's key to when and why. `unchecked` are sources without a
    date of checking, `partly_checked` claims.
    """

    register: Register = EMPTY_REGISTER
    addresses: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)
    failed_links: Mapping[str, str] = field(default_factory=dict)
    retracted: Mapping[str, str] = field(default_factory=dict)
    unchecked: frozenset[str] = frozenset()
    partly_checked: frozenset[str] = frozenset()


NO_FACTS = CheckFacts()

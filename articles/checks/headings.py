"""The outline: headings in order, each with a name of its own and something below it."""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from articles.checks.blocks import Block
from articles.checks.manuscript import Manuscript, at
from articles.markdown import Finding

TOP = 2
"""The level of a section: the title is 1."""


def headings_out_of_order(manuscript: Manuscript) -> Iterator[Finding]:
    above = 1
    for heading in _headings(manuscript):
        if heading.level < TOP:
            problem = _("This heading is on the level of the title.")
            yield _finding(heading, "heading-order", problem, _("Begin its line with ##."))
        elif heading.level > above + 1:
            words = {"is": "#" * heading.level, "should": "#" * (above + 1)}
            problem = _("This heading skips a level: %(is)s, where %(should)s is next.") % words
            remedy = _("Begin its line with %(should)s.") % words
            yield _finding(heading, "heading-order", problem, remedy)
        above = max(heading.level, TOP)


def empty_sections(manuscript: Manuscript) -> Iterator[Finding]:
    body = [block for block in manuscript.blocks if block.field == "body"]
    followed = [*pairwise(body), *([(body[-1], None)] if body else [])]
    for heading, after in followed:
        if heading.kind != "heading" or not heading.typed.strip():
            continue
        if after is None or (after.kind == "heading" and after.level <= heading.level):
            problem = _("Nothing stands below this heading.")
            remedy = _("Write what it promises, or delete it.")
            yield _finding(heading, "empty-section", problem, remedy)


def equal_headings(manuscript: Manuscript) -> Iterator[Finding]:
    seen: set[str] = set()
    for heading in _headings(manuscript):
        words = " ".join(heading.typed.casefold().split())
        if words in seen:
            problem = _("Another heading says the same.")
            remedy = _("Name what is special here: readers choose from a list of headings.")
            yield _finding(heading, "equal-headings", problem, remedy)
        seen.add(words)


def _headings(manuscript: Manuscript) -> Iterator[Block]:
    return (b for b in manuscript.blocks if b.kind == "heading" and b.field == "body")


def _finding(heading: Block, check: str, problem: str, remedy: str) -> Finding:
    return at(heading.part(0, len(heading.typed)), check, problem, remedy)

"""HTML that somebody typed: readers see its brackets."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.blocks import Block
from articles.checks.manuscript import Manuscript, at
from articles.markdown import Finding

_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>\n]{0,200})?/?>|<!--")


def typed_html(manuscript: Manuscript) -> Iterator[Finding]:
    for block in manuscript.blocks:
        for start, end in _tags(block):
            place = block.part(start, end)
            problem = _("HTML doesn't work here: readers see “%(tag)s”.") % {"tag": place.typed}
            remedy = _("Take it out: **strong**, *slanted*, and an empty line between paragraphs.")
            yield at(place, "typed-html", problem, remedy)


def _tags(block: Block) -> Iterator[tuple[int, int]]:
    """Tags among the words; what is typed as code is meant to be seen."""
    words = [child.content for child in block.children if child.type == "text"]
    tags = [tag for content in words for tag in _TAG.findall(content)]
    read_to = 0
    for tag in tags:
        found = block.typed.find(tag, read_to)
        if found >= 0:
            read_to = found + len(tag)
            yield found, read_to

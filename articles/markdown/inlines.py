"""What stands within a line: citations are resolved, links collected, pictures checked."""

import re

from django.utils.translation import gettext as _
from markdown_it.token import Token

from articles.markdown.citations import cite, unfinished
from articles.markdown.findings import broken
from articles.markdown.pictures import settle_picture
from articles.markdown.rendering import Rendering

_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")
_EXTERNAL = re.compile(r"//|[^/?#]*:")


def settle_inline(rendering: Rendering, inline: Token, in_heading: bool = False) -> None:
    """Work through one inline token's children, changing them in place."""
    first_line, read_to, line_ends = rendering.line, 0, 0
    for child in inline.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            rendering.line += 1
        elif child.type in {"text", "code_inline"}:
            _read_words(rendering, child)
        elif child.type == "link_open":
            _collect_link(rendering, str(child.attrGet("href")))
        elif child.type == "image":
            settle_picture(rendering, child)
        elif child.type == "citation":
            line_ends += inline.content.count("\n", read_to, child.meta["at"])
            read_to = child.meta["at"]
            rendering.line = first_line + line_ends
            _settle_citation(rendering, child, in_heading)


def _read_words(rendering: Rendering, token: Token) -> None:
    rendering.words += len(_WORD.findall(token.content))
    if token.type == "text" and "](" in token.content:
        rendering.report(
            _("A link did not work; readers see its brackets."),
            _("Write [words](/page/) or [words](https://…), with no citation among the words."),
        )


def _settle_citation(rendering: Rendering, token: Token, in_heading: bool) -> None:
    if not token.meta["closed"]:
        html = unfinished(rendering, token.markup)
    elif in_heading:
        rendering.report(
            _("A citation cannot stand in a heading."),
            _("Put [@%(key)s] after the sentence it supports.") % {"key": token.content},
        )
        html = broken(token.markup)
    else:
        html = cite(rendering, token.content)
    token.type, token.content = "html_inline", html


def _collect_link(rendering: Rendering, href: str) -> None:
    if _EXTERNAL.match(href):
        return
    rendering.links.append(href)
    if not href.startswith(("/", "#")):
        rendering.report(
            _("The link “%(href)s” leads nowhere.") % {"href": href},
            _("Start it with https:// for another site, or with / for a page of ours."),
        )

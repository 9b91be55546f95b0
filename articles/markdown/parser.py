"""The one Markdown parser, and what it reads a field into.

Raw HTML is off three times over: the option, and both rules that would make it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from articles.markdown.citations import citations_plugin
from articles.markdown.containers import containers_plugin
from articles.markdown.footnotes import label_footnotes
from articles.markdown.tables import label_tables

MAX_NESTING = 12
"""Lists and quotations within each other; deeper text would be left out, so it is reported."""

URL_SCHEMES = frozenset({"https", "http", "mailto", "tel"})

_SCHEME = re.compile(r"[\s\x00-\x1f]*([^/?#]*?):")


class Parser(MarkdownIt):
    """CommonMark that refuses, as literal text, a link whose scheme we don't allow."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's name)
        scheme = _SCHEME.match(url)
        return scheme is None or scheme[1].lower() in URL_SCHEMES


@dataclass(frozen=True)
class Passage:
    """One field's Markdown, read. Later steps change its tokens in place."""

    field: str
    text: str
    tokens: list[Token]
    env: dict[str, Any]


def read(text: str, field: str, part: str = "") -> Passage:
    """Parse one field. `part` keeps the notes of fields within a page apart from the page's own."""
    env: dict[str, Any] = {"docId": part} if part else {}
    return Passage(field, text, PARSER.parse(text, env), env)


def to_html(passage: Passage) -> str:
    """HTML as the tokens say it: not yet sanitised."""
    html: str = PARSER.renderer.render(passage.tokens, PARSER.options, passage.env)
    return html


def lines(tokens: list[Token]) -> Iterator[tuple[int, Token]]:
    """Every block token with the line it starts on, from 1."""
    line = 1
    for token in tokens:
        if token.map:
            line = token.map[0] + 1
        yield line, token


def _make_parser() -> Parser:
    md = Parser("commonmark", {"html": False, "maxNesting": MAX_NESTING})
    md.enable(["table", "strikethrough"]).disable(["html_block", "html_inline"])
    # Notes written in the line (^[...]) would nest without a limit, so only [^1] is read.
    md.use(footnote_plugin, inline=False).use(deflist_plugin)
    md.use(containers_plugin).use(citations_plugin)
    md.use(label_footnotes).use(label_tables)
    return md


PARSER = _make_parser()

"""Tables: alignment as a class, and a named box that scrolls on a narrow screen.

The box can be reached with the keyboard, so it needs a role and a name: its column headings.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.markdown.headings import heading_title

_ALIGNMENTS = {"text-align:right": "align-right", "text-align:center": "align-center"}


def label_tables(md: MarkdownIt) -> None:
    """Render tables without `style`, inside their box."""
    md.add_render_rule("table_open", _open)
    md.add_render_rule("table_close", _close)
    md.add_render_rule("th_open", _cell)
    md.add_render_rule("td_open", _cell)


def _open(_self: Any, tokens: Sequence[Token], index: int, *_rest: Any) -> str:
    header = takewhile(lambda token: token.type != "thead_close", tokens[index:])
    titles = (heading_title(token) for token in header if token.type == "inline")
    label = _("Table: %(columns)s") % {"columns": ", ".join(filter(None, titles))}
    box = '<div class="table-scroll" role="region" tabindex="0" aria-label="{}">\n<table>\n'
    return format_html(box, label)


def _close(*_rest: Any) -> str:
    return "</table>\n</div>\n"


def _cell(_self: Any, tokens: Sequence[Token], index: int, *_rest: Any) -> str:
    cell = tokens[index]
    alignment = _ALIGNMENTS.get(str(cell.attrGet("style")))
    return f'<{cell.tag} class="{alignment}">' if alignment else f"<{cell.tag}>"

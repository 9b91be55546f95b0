"""What an editor typed and readers would never see: it is reported, so that nothing vanishes."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.markdown.parser import MAX_NESTING, Passage, lines
from articles.markdown.rendering import Rendering

_NESTS = {"blockquote_open", "list_item_open", "dd_open"}
_CELL_EDGE = re.compile(r"(?<!\\)\|")
_LINE_END = re.compile(r"\r\n?|\n")


def report_unseen(rendering: Rendering, passage: Passage) -> None:
    """Report everything in a passage that reading it left out."""
    rendering.in_field = passage.field
    _report_nesting(rendering, passage)
    _report_notes(rendering, passage)
    _report_addresses(rendering, passage)
    _report_cells(rendering, passage)


def _report_nesting(rendering: Rendering, passage: Passage) -> None:
    for line, token in lines(passage.tokens):
        if token.type in _NESTS and token.level >= MAX_NESTING - 1:
            rendering.line = line
            rendering.report(
                _("Lists or quotations are nested too deeply; what is inside is left out."),
                _("Use two levels at most."),
            )


def _report_notes(rendering: Rendering, passage: Passage) -> None:
    notes = passage.env.get("footnotes", {}).get("refs", {})
    for label in (name[1:] for name, number in notes.items() if number < 0):
        before, _found, _after = passage.text.partition(f"[^{label}]:")
        rendering.line = before.count("\n") + 1
        problem = _("The note “%(label)s” is never referred to.") % {"label": label}
        rendering.report(problem, _("Put [^%(label)s] where it belongs.") % {"label": label})


def _report_addresses(rendering: Rendering, passage: Passage) -> None:
    """`[@key]: word` is how Markdown gives a link its address, and shows nothing."""
    for label, link in passage.env.get("references", {}).items():
        if label.startswith("@"):
            rendering.line = link["map"][0] + 1
            rendering.report(
                _("A citation followed by a colon is read as the address of a link."),
                _("Put the citation after the sentence it supports."),
            )


def _report_cells(rendering: Rendering, passage: Passage) -> None:
    for line, columns, cells in _rows(passage):
        if cells > columns:
            rendering.line = line
            rendering.report(
                _("This row has more cells than the table has columns; the last are left out."),
                _("Take a cell out, or give the table another column."),
            )


def _rows(passage: Passage) -> Iterator[tuple[int, int, int]]:
    """Each row of a table with its line, the table's columns, and the cells that were typed."""
    typed = _LINE_END.split(passage.text)
    columns = 0
    for line, token in lines(passage.tokens):
        if token.type == "table_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and columns and token.level == _TOP_ROW:
            yield line, columns, len(_cells(typed[line - 1]))


_TOP_ROW = 2
"""The level of rows in a table of its own; in a list or quotation, marks stand before them."""


def _cells(row: str) -> list[str]:
    cells = _CELL_EDGE.split(row.strip())
    return cells[cells[0] == "" : -1 if cells[-1] == "" and len(cells) > 1 else None]

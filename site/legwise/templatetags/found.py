"""How the words that were looked for are shown in what was found."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.search.passages import Piece

register = template.Library()


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A text with the words that were looked for marked."""
    return mark_safe("".join(map(_said, pieces)))  # noqa: S308 - each piece is escaped


def _said(piece: Piece) -> str:
    text = escape(piece.text)
    return f"<mark>{text}</mark>" if piece.is_marked else text

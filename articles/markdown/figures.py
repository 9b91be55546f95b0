"""Drawings in a text: the picture comes from the register, the words beside it from the editor."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.drawings import DRAWINGS, Drawing
from articles.markdown.findings import broken, nearest
from articles.markdown.rendering import Rendering

FIGURE_END = "</figcaption></figure>\n"


def figure_start(rendering: Rendering, keys: list[str]) -> str:
    """The figure up to its words. What cannot be shown stands before them, and is reported."""
    drawing = DRAWINGS.get(keys[0]) if len(keys) == 1 else None
    return _figure(drawing) if drawing else _broken_figure(_fault(rendering, keys))


def misplaced_figure() -> str:
    return _broken_figure(":::drawing")


def _fault(rendering: Rendering, keys: list[str]) -> str:
    if len(keys) != 1:
        rendering.report(
            _("This block should name one drawing."),
            _("Write one key after the word: :::drawing calf-stretch"),
        )
        return f":::drawing {' '.join(keys)}"
    problem = _("No drawing has the key “%(key)s”.") % {"key": keys[0]}
    rendering.report(problem, nearest(keys[0], DRAWINGS))
    return _("%(key)s: no such drawing") % {"key": keys[0]}


def _figure(drawing: Drawing) -> str:
    return format_html(
        '<figure class="drawing"><img src="{}" alt="{}" width="{}" height="{}"><figcaption>',
        drawing.address,
        drawing.shows,
        drawing.width,
        drawing.height,
    )


def _broken_figure(words: str) -> str:
    return format_html('<figure class="drawing"><figcaption>{} ', broken(words))

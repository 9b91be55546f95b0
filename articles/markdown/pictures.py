"""Pictures in a text: a paragraph of its own becomes a figure, with its sizes and its credit.

What each picture is comes from the register. The words between the square brackets win over its
own alternative text, and a title in quotation marks wins over its caption.
"""

import re
from itertools import pairwise

from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from markdown_it.token import Token

from articles.markdown.alternative_text import fault_of_alternative_text
from articles.markdown.entries import PictureEntry
from articles.markdown.findings import broken
from articles.markdown.rendering import Rendering
from articles.stored_words import picture_credit

FOLDER = "/media/pictures/"
"""Where pictures are served; settings.MEDIA_URL and the folder uploads are kept in."""

SIZES = "(min-width: 45rem) 40rem, 100vw"
"""How wide a figure is shown: the column of text, or a phone's whole screen."""

LONGEST_CAPTION = 300
"""Characters."""

_OURS = re.compile(rf"{FOLDER}([0-9a-z]+)(?:-[0-9]+)?\.webp")
_ALONE = "stands_alone"
_MOST_OF_AN_ADDRESS = 100
_BREAKS = {"softbreak", "hardbreak"}


def picture_file(name: str, width: int, largest: int) -> str:
    """The name of the file of one width; the largest is the picture's own."""
    return f"{name}.webp" if width == largest else f"{name}-{width}.webp"


def let_stand_alone(tokens: list[Token]) -> None:
    """Take the paragraph away around pictures that fill it: no paragraph can hold a figure."""
    for (opening, inline), (_same, closing) in pairwise(pairwise(tokens)):
        is_paragraph = (opening.type, closing.type) == ("paragraph_open", "paragraph_close")
        if is_paragraph and _holds_only_pictures(inline):
            opening.hidden = closing.hidden = True
            for child in inline.children or ():
                child.meta[_ALONE] = True


def settle_picture(rendering: Rendering, image: Token) -> None:
    """Make the HTML of one picture, or mark it as broken and report why."""
    source = str(image.attrGet("src"))
    ours = _OURS.fullmatch(source)
    picture = rendering.register.pictures.get(ours[1]) if ours else None
    typed = _typed(rendering, image)
    if picture is None:
        html = _unknown(rendering, source)
    elif not image.meta.get(_ALONE):
        html = _misplaced(rendering, typed or picture.alternative_text)
    else:
        words = _alternative_text(rendering, typed, picture)
        html = _figure(picture, words, _caption(rendering, image, picture))
    image.type, image.content = "html_inline", html


def _holds_only_pictures(inline: Token) -> bool:
    kinds = {child.type for child in inline.children or ()} - _BREAKS
    return kinds == {"image"}


def _typed(rendering: Rendering, image: Token) -> str:
    """The words between the square brackets, as they were meant."""
    if any(child.type == "citation" for child in image.children or ()):
        rendering.report(
            _("A citation cannot stand in a picture's alternative text."),
            _("Put it after the sentence it supports."),
        )
    return " ".join("".join(map(_words, image.children or ())).split())


def _words(token: Token) -> str:
    if token.type in _BREAKS:
        return " "
    if token.type == "citation":
        return token.markup
    return "".join(map(_words, token.children)) if token.children else token.content


def _alternative_text(rendering: Rendering, typed: str, picture: PictureEntry) -> str:
    words = typed or picture.alternative_text
    if fault := fault_of_alternative_text(words):
        rendering.report(
            _("A picture has no alternative text."),
            _("Write it between the square brackets. %(fault)s") % {"fault": fault},
        )
    return words


def _caption(rendering: Rendering, image: Token, picture: PictureEntry) -> str:
    typed = str(image.attrGet("title") or "")
    if len(typed) <= LONGEST_CAPTION:
        return typed or picture.caption
    rendering.report(
        _("The words under a picture are longer than %(most)s characters.")
        % {"most": LONGEST_CAPTION},
        _("Move what is beyond into the text."),
    )
    return picture.caption


def _unknown(rendering: Rendering, source: str) -> str:
    is_ours = source.startswith("/") and not source.startswith("//")
    said = (
        _("We have no picture at “%(source)s”.")
        if is_ours
        else _("The picture “%(source)s” is not on our own site.")
    )
    # One long address can be shown by many references; it must not fill the page each time.
    source = Truncator(source).chars(_MOST_OF_AN_ADDRESS)
    rendering.report(
        said % {"source": source},
        _("Press “Add a picture” under the text box: upload it there, or choose one we have."),
    )
    shown = _("No such picture: %(source)s") if is_ours else _("Picture from elsewhere: %(source)s")
    return broken(shown % {"source": source})


def _misplaced(rendering: Rendering, words: str) -> str:
    rendering.report(
        _("A picture stands where its credit has no room."),
        _("Put it in the body, on a line of its own with an empty line before and after."),
    )
    return broken(_("Picture: %(words)s") % {"words": words})


def _figure(picture: PictureEntry, words: str, caption: str) -> str:
    return format_html(
        '<figure class="picture"><img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" '
        'alt="{}" decoding="async"><figcaption>{}<span class="picture__credit">{}</span>'
        "</figcaption></figure>",
        FOLDER + picture_file(picture.name, picture.width, picture.width),
        ", ".join(_candidate(picture, width) for width in picture.widths),
        SIZES,
        picture.width,
        picture.height,
        words,
        f"{caption} " if caption else "",
        picture_credit(picture.credit),
    )


def _candidate(picture: PictureEntry, width: int) -> str:
    return f"{FOLDER}{picture_file(picture.name, width, picture.width)} {width}w"

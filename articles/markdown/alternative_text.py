"""Which words can stand for a picture when somebody cannot see it."""

import re

from django.utils.translation import gettext as _

LONGEST_ALTERNATIVE_TEXT = 250
"""Characters: two spoken sentences. What needs more belongs in the text, where all can read it."""

_ENDINGS = "jpe?g|jfif|png|webp|gif|svg|hei[cf]|avif|tiff?|bmp"
_MAKERS = r"IMG|DSC[FN]?|PXL|MVIMG|screen ?shot|image|photo|picture|scan"
_FILE_NAME = re.compile(
    rf"\S+\.(?:{_ENDINGS})|(?:(?:{_MAKERS})[-_ ]?|P)[(]?\d[-_\d .:~()]*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+")
# Words that say there is a picture, and not what is in it.
_EMPTY_WORDS = frozenset(
    [
        *("a", "an", "the", "of", "this", "alt", "text", "needed", "untitled", "unknown"),
        *("image", "images", "img", "picture", "pictures", "pic", "photo", "photos"),
        *("photograph", "drawing", "figure", "illustration", "graphic", "screenshot", "logo"),
    ]
)


def fault_of_alternative_text(words: str) -> str:
    """Why these words cannot be an alternative text, and what would work; empty if they can."""
    typed = words.strip()
    said = [word.casefold() for word in _WORD.findall(typed)]
    if not typed:
        return _("Say what the picture shows, to someone who can't see it.")
    if len(typed) > LONGEST_ALTERNATIVE_TEXT:
        most = LONGEST_ALTERNATIVE_TEXT
        return _("Shorten what the picture shows to %(most)s characters.") % {"most": most}
    if _FILE_NAME.fullmatch(typed):
        return _("“%(typed)s” is a file's name. Say what the picture shows.") % {"typed": typed}
    if set(said) <= _EMPTY_WORDS:
        return _("“%(typed)s” doesn't say what the picture shows.") % {"typed": typed}
    return ""

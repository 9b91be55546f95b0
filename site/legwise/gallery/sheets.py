"""The readers' style sheet as one mode alone, whatever the browser prefers.

The modes are not written twice: the public sheet itself is taken, and its questions to the browser
are answered beforehand. Widths are asked of the specimen's frame, not of the window.
"""

import re

from django.conf import settings
from django.templatetags.static import static

from groundwork.styles import JOINED, join

_URL = re.compile(r'url\("([^"]+)"\)')
_MEDIA = re.compile(r"@media ([^{]+)\{")
_MAIN = re.compile(r"(?<![\w.-])main(?=[\s,{>:])")
_DARK = "(prefers-color-scheme:dark)"
_NEVER = "not all"
# A desk page has its own main; a specimen stands in what takes its place.
_PAGE = ".page{padding:0;max-inline-size:none}"


def sheet(mode: str) -> str:
    """Both public sheets, joined, as they are in `mode`: light, dark or print."""
    css = "".join(join(settings.HOUSE / "static" / folder) for folder in JOINED.values())
    return in_mode(_URL.sub(lambda found: f'url("{static(found[1])}")', css), mode)


def in_mode(css: str, mode: str) -> str:
    css = _MEDIA.sub(lambda found: f"{_answered(found[1].strip(), mode)}{{", css)
    scheme = "dark" if mode == "dark" else "light"
    css = _MAIN.sub(".page", css.replace("color-scheme:light dark", f"color-scheme:{scheme}"))
    return css + _PAGE


def _answered(question: str, mode: str) -> str:
    """One `@media` with what the mode decides taken out of its question."""
    is_for_screen = question.startswith("screen")
    asked = question.removeprefix("screen and ")
    if question == "print":
        return f"@media {'all' if mode == 'print' else _NEVER}"
    if is_for_screen and mode == "print":
        return f"@media {_NEVER}"
    if asked == _DARK:
        return f"@media {'all' if mode == 'dark' else _NEVER}"
    return f"@container {asked}" if "width" in asked else f"@media {asked}"

"""The Markdown that shows a picture: what an editor finds in the text, and may change there."""

import re

from articles.models import Picture

# Everything that would mean something between square brackets.
_MARKS = re.compile(r"[\\`*_\[\]<>&!~@:^|]")


def markdown_of(picture: Picture, alternative_text: str = "") -> str:
    """One line, with the words given, or with the picture's own."""
    words = " ".join((alternative_text or picture.alternative_text).split())
    return f"![{_MARKS.sub(_escaped, words)}]({picture.address})"


def _escaped(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"

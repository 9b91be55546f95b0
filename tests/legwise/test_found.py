"""What was looked for is marked, and nothing in it becomes markup."""

from articles.search.passages import Piece
from legwise.templatetags.found import marked


def test_the_words_that_were_looked_for_are_marked() -> None:
    pieces = [Piece("a ", False), Piece("cramp", True), Piece(" at night", False)]

    assert marked(pieces) == "a <mark>cramp</mark> at night"


def test_every_piece_is_escaped() -> None:
    said = marked([Piece("<b>", False), Piece("<i>&", True)])

    assert said == "&lt;b&gt;<mark>&lt;i&gt;&amp;</mark>"

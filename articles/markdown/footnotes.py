"""Notes under a text: lettered, so that they aren't taken for sources, with named ways back."""

from collections.abc import Sequence
from string import ascii_lowercase
from typing import Any

from django.utils.html import format_html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.markdown.headings import ANSWER_LEVEL, PAGE_LEVEL
from articles.stored_words import note_name, note_way_back, notes_title


def label_footnotes(md: MarkdownIt) -> None:
    """Replace the footnote plugin's render rules that lack names, letters or a heading."""
    md.add_render_rule("footnote_caption", _caption)
    md.add_render_rule("footnote_ref", _reference)
    md.add_render_rule("footnote_block_open", _block_open)
    md.add_render_rule("footnote_anchor", _way_back)


def letter(number: int) -> str:
    """a, b … z, aa, ab … for 0, 1 …"""
    more, last = divmod(number, len(ascii_lowercase))
    return (letter(more - 1) if more else "") + ascii_lowercase[last]


def _caption(_self: Any, tokens: Sequence[Token], index: int, *_rest: Any) -> str:
    return letter(tokens[index].meta["id"])


def _name(self: Any, tokens: Sequence[Token], index: int, *rest: Any) -> tuple[str, str]:
    """The note's id, and the id of this one mention of it."""
    note = self.rules["footnote_anchor_name"](tokens, index, *rest)
    mention = tokens[index].meta.get("subId", 0)
    return f"fn{note}", f"fnref{note}" + (f":{mention}" if mention else "")


def _reference(self: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    note, mention = _name(self, tokens, index, *rest)
    mark = letter(tokens[index].meta["id"])
    return format_html(
        '<sup><a href="#{}" id="{}" aria-label="{}">{}</a></sup>',
        note,
        mention,
        note_name(mark),
        mark,
    )


def _way_back(self: Any, tokens: Sequence[Token], index: int, *rest: Any) -> str:
    _note, mention = _name(self, tokens, index, *rest)
    words = note_way_back(letter(tokens[index].meta["id"]))
    return format_html(' <a href="#{}" aria-label="{}">↩</a>', mention, words)


def _block_open(_self: Any, _tokens: Sequence[Token], _index: int, _options: Any, env: Any) -> str:
    """Under a whole page the heading is h2; under a part of one, such as an answer, h4."""
    level = ANSWER_LEVEL if "docId" in env else PAGE_LEVEL
    return format_html(
        '<section class="notes">\n<h{}>{}</h{}>\n<ol type="a">\n', level, notes_title(), level
    )

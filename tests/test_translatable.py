"""Every interface text of a template is marked for translation.

Words that come from the database or a questionnaire are variables; what stands in a template
itself is ours to translate.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
# The name is the same in every language.
NAME = "Legwise"
SPOKEN_ATTRIBUTES = {"alt", "aria-label", "placeholder", "title"}
# Inputs of components that hold words.
SPOKEN_INPUTS = re.compile(r"""\b(?:title|text|label|caption|first|lead)=(["'])[^"']*[A-Za-z]""")
_LETTERS = re.compile(r"[A-Za-z]{2,}")
# Blocks that hold no words.
_SILENT_BLOCKS = {"bodyclass", "coltype", "main_class", "picture", "robots"}
# Stand-ins for tags and variables: in an attribute, or as text, they say nothing.
_BLANK = "\ue000"


class _Texts(HTMLParser):
    """Gathers words between tags and in attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        spoken = (
            {*SPOKEN_ATTRIBUTES, "content"} if _is_description(tag, named) else SPOKEN_ATTRIBUTES
        )
        for name in spoken & named.keys():
            self.handle_data(named[name] or "")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            return
        words = data.replace(_BLANK, " ").replace(NAME, "").strip()
        if _LETTERS.search(words):
            self.found.append(" ".join(words.split()))


def _is_description(tag: str, named: dict[str, str | None]) -> bool:
    return tag == "meta" and named.get("name") == "description"


def unmarked(template: str) -> list[str]:
    """The words of a template that no translator would ever see."""
    tokens = Lexer(template).tokenize()
    texts = _Texts()
    texts.feed(_without_marked(tokens))
    texts.close()
    inputs = [token.contents for token in tokens if _has_bare_words(token)]
    return texts.found + inputs


def _has_bare_words(token: Token) -> bool:
    is_include = token.token_type == TokenType.BLOCK and token.contents.startswith("include ")
    return is_include and bool(SPOKEN_INPUTS.search(token.contents))


def _without_marked(tokens: list[Token]) -> str:
    """The template's HTML; whatever is a tag, a variable or marked is blank."""
    html: list[str] = []
    closing = ""
    for token in tokens:
        word = token.contents.split(" ", 1)[0] if token.token_type == TokenType.BLOCK else ""
        if closing:
            closing = "" if word == closing else closing
        elif word in {"blocktranslate", "comment"}:
            closing = f"end{word}"
        elif word == "block" and token.split_contents()[1] in _SILENT_BLOCKS:
            closing = "endblock"
        if token.token_type == TokenType.TEXT and not closing:
            html.append(token.contents)
        elif token.token_type != TokenType.COMMENT:
            html.append(_BLANK)
    return "".join(html)


def templates() -> list[str]:
    names = (str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
    return sorted(names)


@pytest.mark.parametrize("name", templates())
def test_no_interface_text_is_left_unmarked(name: str) -> None:
    assert unmarked((TEMPLATES / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("<p>Read this</p>", ["Read this"]),
        ('<p>{% translate "Read this" %}</p>', []),
        ("<p>{% blocktranslate %}Call <b>{{ n }}</b>{% endblocktranslate %} now</p>", ["now"]),
        ('<nav aria-label="Letters">{{ x }}</nav>', ["Letters"]),
        ('<nav aria-label="{% translate "Letters" %}">{{ x }}</nav>', []),
        (
            '{% include "a.html" with title="Gone" url=url only %}',
            ['include "a.html" with title="Gone" url=url only'],
        ),
        ('{% include "a.html" with title=_("Gone") id="x" only %}', []),
        ("{% block title %}Glossary{% endblock %}", ["Glossary"]),
        ("{# What it is #}{% comment %}Inputs{% endcomment %}<p>·, {{ x }}</p>", []),
        ('<meta name="description" content="Words">', ["Words"]),
        ("<title>{{ name }} - Legwise</title>", []),
    ],
)
def test_bare_words_are_told_from_marked_ones(template: str, expected: list[str]) -> None:
    assert unmarked(template) == expected

"""The glossary within a text: the first use of a term leads to its meaning.

A text is cut into words once and its words are looked up, so the time grows with the text and not
with the number of terms.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse
from markdown_it.token import Token

MOST_LINKS = 12
"""Links to the glossary in one article; with more, none would stand out."""

# A word with its inner hyphens and apostrophes, a stretch of white space, or a mark.
_PIECE = re.compile(r"\w+(?:[-'’]\w+)*|\s+|[^\w\s]")
_LINK_EDGES = {"link_open", "link_close"}
_WORDS = {"text", "softbreak"}


@dataclass(frozen=True)
class TermEntry:
    """A term as texts use it: `names` are the term itself and every other name it has."""

    slug: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Use:
    """A name that stands in a text, from character `start` to before character `end`."""

    start: int
    end: int
    slug: str


class Glossary:
    """Every name of every term. A name that two terms share belongs to the first of them."""

    def __init__(self, entries: Iterable[TermEntry] = ()) -> None:
        self._slugs: dict[str, str] = {}
        # First word of a name -> how many pieces such names have, the longest first.
        self._lengths: dict[str, list[int]] = {}
        for entry in entries:
            for name in entry.names:
                self._learn(name, entry.slug)

    def uses(self, text: str) -> Iterator[Use]:
        """The names in a text in their order: whole words, the longest name at each place."""
        found = list(_PIECE.finditer(text))
        pieces = [_plain(match[0]) for match in found]
        place = 0
        while place < len(pieces):
            length, slug = self._longest(pieces, place)
            if slug:
                yield Use(found[place].start(), found[place + length - 1].end(), slug)
            place += length

    def _learn(self, name: str, slug: str) -> None:
        pieces = [_plain(piece) for piece in _PIECE.findall(name.strip())]
        if not pieces:
            return
        words = "".join(pieces)
        self._slugs.setdefault(words if _is_abbreviation(words) else words.casefold(), slug)
        lengths = self._lengths.setdefault(pieces[0].casefold(), [])
        if len(pieces) not in lengths:
            lengths.append(len(pieces))
            lengths.sort(reverse=True)

    def _longest(self, pieces: list[str], place: int) -> tuple[int, str]:
        """How many pieces the longest name at this place has, and whose it is; (1, "") if none."""
        for length in self._lengths.get(pieces[place].casefold(), ()):
            words = "".join(pieces[place : place + length])
            slug = self._slugs.get(words) or self._slugs.get(words.casefold())
            if slug and place + length <= len(pieces):
                return length, slug
        return 1, ""


NO_TERMS = Glossary()


@dataclass
class TermLinks:
    """The terms met in one article so far, in reading order, and how many of them are linked."""

    glossary: Glossary
    met: dict[str, None] = field(default_factory=dict)
    count: int = 0

    def pass_over(self, title: str) -> None:
        """A term in the title is what the article is about: it is used, and never linked."""
        self.met.update((use.slug, None) for use in self.glossary.uses(title))

    def link(self, inline: Token) -> None:
        """Link the first uses in one inline token's words, in place. Links stay as they are."""
        children = inline.children or []
        runs = groupby(zip(children, _are_words(children), strict=True), key=lambda pair: pair[1])
        inline.children = [
            token
            for are_words, pairs in runs
            for token in _chosen(self, [child for child, _ in pairs], are_words)
        ]

    def linked(self, text: str) -> Iterator[Token]:
        """The tokens of a text with its first uses linked."""
        end = 0
        for use in self.glossary.uses(text):
            if self._is_to_be_linked(use.slug):
                yield _text(text[end : use.start])
                yield from _link(use.slug, text[use.start : use.end])
                end = use.end
        yield _text(text[end:])

    def _is_to_be_linked(self, slug: str) -> bool:
        if slug in self.met:
            return False
        self.met[slug] = None
        self.count += 1
        return self.count <= MOST_LINKS


def _chosen(links: TermLinks, tokens: list[Token], are_words: bool) -> Iterable[Token]:
    """Words on several lines are one text, since a name may run over the end of a line."""
    if not are_words:
        return tokens
    lines = ("\n" if token.type == "softbreak" else token.content for token in tokens)
    return links.linked("".join(lines))


def _are_words(children: list[Token]) -> list[bool]:
    """For each token, whether it holds plain words outside any link."""
    depth = 0
    answers = []
    for child in children:
        depth += child.nesting if child.type in _LINK_EDGES else 0
        answers.append(depth == 0 and child.type in _WORDS)
    return answers


def _link(slug: str, words: str) -> list[Token]:
    address = f"{reverse('articles:glossary')}#t-{slug}"
    opening = Token("link_open", "a", 1, attrs={"href": address})
    return [opening, _text(words), Token("link_close", "a", -1)]


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)


def _plain(piece: str) -> str:
    return " " if piece.isspace() else piece.replace("’", "'")


def _is_abbreviation(words: str) -> bool:
    """Names in capitals are meant as they stand: RICE is not rice."""
    return len(words) > 1 and words.isupper()

"""The articles from A to Z: by their titles as people ask them, and by what they are about.

“Why do my legs cramp at night?” begins with W as thousands of questions do. So each article also
stands under its first key words, as in the index of a book.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.glossary import NO_LETTER, first_letter, plain_order
from articles.models import Edition
from groundwork.pages import kept

KEY_WORDS_TAKEN = 4
MOST_UNDER_A_WORD = 3


@dataclass(frozen=True)
class Line:
    """A line of the index: the articles it leads to, by (title, address)."""

    words: str
    articles: tuple[tuple[str, str], ...]
    is_title: bool


@dataclass(frozen=True)
class Letter:
    name: str
    lines: tuple[Line, ...]


@kept()
@require_safe
def a_to_z(request: HttpRequest) -> HttpResponse:
    """One query."""
    rows = Edition.objects.public().order_by("order", "title", "pk")
    found = [*rows.values_list("title", "keywords", "article__slug")]
    return render(request, "articles/a_to_z.html", {"letters": letters(found)})


def letters(articles: Iterable[tuple[str, str, str]]) -> list[Letter]:
    """The index of articles given as title, key words and slug; without empty letters."""
    lines = sorted(
        [*_titles(articles := list(articles)), *_key_words(articles)],
        key=lambda line: (first_letter(line.words), plain_order(line.words), not line.is_title),
    )
    groups = groupby(lines, key=lambda line: first_letter(line.words))
    # Numbers come last, as people look for letters.
    made = [Letter(name, tuple(some)) for name, some in groups]
    return sorted(made, key=lambda letter: letter.name == NO_LETTER)


def _titles(articles: list[tuple[str, str, str]]) -> Iterable[Line]:
    for title, _words, slug in articles:
        yield Line(title, ((title, _url(slug)),), is_title=True)


def _key_words(articles: list[tuple[str, str, str]]) -> Iterable[Line]:
    """The first key words of each article; a word that many share leads to the first few."""
    under: dict[str, list[tuple[str, str]]] = {}
    written: dict[str, str] = {}
    for title, words, slug in articles:
        for word in [each.strip() for each in words.split(",") if each.strip()][:KEY_WORDS_TAKEN]:
            key = plain_order(word)
            written.setdefault(key, word[:1].upper() + word[1:])
            under.setdefault(key, []).append((title, _url(slug)))
    for key, found in under.items():
        yield Line(written[key], tuple(found[:MOST_UNDER_A_WORD]), is_title=False)


def _url(slug: str) -> str:
    return reverse("articles:detail", args=[slug])

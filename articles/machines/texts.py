"""An article's finished HTML as other programs want it: in plain words, in sections, absolute."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser

from django.conf import settings

from articles.models import Edition
from groundwork.machine_text import speakable

_HEADINGS = {"h2", "h3", "h4"}
_LISTS = {"dd", "dl", "dt", "li", "ol", "ul"}
_BLOCKS = _HEADINGS | _LISTS | {"blockquote", "br", "div", "figcaption", "p", "summary", "tr"}
_CELLS = frozenset({"td", "th"})
# Marks beside the words: a number in brackets, how good the evidence is, a drawn sign.
_MARKS = frozenset({"citation", "evidence", "care-card__icon"})
_VOID = frozenset({"br", "hr", "img", "wbr"})
_SPACE = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_BEFORE_A_STOP = re.compile(r" (?=[.,;:?!](?:\s|$))")
_HEADING = re.compile(r'<h2 id="([^"]*)"[^>]*>(.*?)</h2>', re.DOTALL)
_QUESTIONS = re.compile(r'<section class="questions".*?</section>', re.DOTALL)
_QUESTION = re.compile(r'<h3 id="([^"]*)"[^>]*>(.*?)</h3>(.*?)(?=<h3 |</section>)', re.DOTALL)
_OUR_ADDRESS = re.compile(r' (href|src)="(?=/(?!/))')
_PLACE_HERE = re.compile(r' href="(?=#)')


class _Words(HTMLParser):
    """Gathers the words of a piece of HTML; a block begins a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.depth_of_mark = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth_of_mark:
            self.depth_of_mark += tag not in _VOID
        elif _MARKS & set((dict(attrs).get("class") or "").split()):
            self.depth_of_mark = 1
        elif tag in _BLOCKS:
            self.said.append("\n")
        elif tag in _CELLS:
            self.said.append(" ")
        elif tag == "img":
            self.said.append(f" {dict(attrs).get('alt') or ''} ")

    def handle_endtag(self, tag: str) -> None:
        if self.depth_of_mark:
            self.depth_of_mark -= 1
        elif tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.depth_of_mark:
            self.said.append(data.replace("\n", " "))


def plain(html: str) -> str:
    """The words, a line for each block, without citations and evidence marks."""
    words = _Words()
    words.feed(html)
    words.close()
    text = _LINES.sub("\n", _SPACE.sub(" ", "".join(words.said)))
    return speakable(_BEFORE_A_STOP.sub("", text)).strip()


@lru_cache(maxsize=512)
def one_line(html: str) -> str:
    return plain(html).replace("\n", " ")


def absolute(html: str, page: str) -> str:
    """The HTML of a page of ours with whole addresses, for pages that are not."""
    html = _PLACE_HERE.sub(lambda _found: f' href="{page}', html)
    return _OUR_ADDRESS.sub(lambda found: f' {found[1]}="{settings.SITE_URL}', html)


@dataclass(frozen=True)
class Question:
    """A common question of an article: `id` is its place on the page."""

    id: str
    question: str
    answer_html: str


@dataclass(frozen=True)
class Section:
    """What stands under one heading of an article; the first may have none."""

    id: str
    title: str
    html: str


def questions(edition: Edition) -> list[Question]:
    """The common questions, wherever in the text they stand."""
    section = _QUESTIONS.search(edition.questions_html or edition.body_html)
    found = _QUESTION.findall(section[0]) if section else []
    return [Question(at, one_line(asked), answer.strip()) for at, asked, answer in found]


def sections(edition: Edition) -> list[Section]:
    """The body cut at its headings, without the common questions."""
    _first, *rest = parts = _HEADING.split(_QUESTIONS.sub("", edition.body_html))
    named = zip(rest[0::3], rest[1::3], rest[2::3], strict=True)
    found = [Section("", "", parts[0].strip())]
    found += [Section(at, one_line(title), html.strip()) for at, title, html in named]
    return [section for section in found if section.html]

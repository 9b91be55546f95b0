"""A whole article: the order in which its parts are read, numbered and cleaned."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override

from articles.markdown.blocks import Allowed, settle
from articles.markdown.cards import help_cards
from articles.markdown.citations import with_ways_back
from articles.markdown.cleaning import clean
from articles.markdown.entries import ArticleText, Register
from articles.markdown.findings import Finding
from articles.markdown.headings import Heading
from articles.markdown.parser import read, to_html
from articles.markdown.questions import Questions
from articles.markdown.rendering import Rendering
from articles.markdown.sources import sources_list
from groundwork.languages import is_own

RENDERER_VERSION = 8
"""Raise it when the same text would come out differently, so that `rerender` finds old rows."""


@dataclass(frozen=True)
class RenderedArticle:
    """Finished, sanitised HTML, and what the text was found to hold.

    `questions_html` is empty when the text places the questions itself. `cited_sources` are in
    the order of their numbers, the other tuples in reading order, each entry once.
    """

    short_answer_html: str
    help_html: str
    body_html: str
    questions_html: str
    sources_html: str
    headings: tuple[Heading, ...]
    findings: tuple[Finding, ...]
    cited_sources: tuple[str, ...]
    cited_claims: tuple[str, ...]
    shown_red_flags: tuple[str, ...]
    used_terms: tuple[str, ...]
    internal_links: tuple[str, ...]
    word_count: int


def render_article(text: ArticleText, register: Register) -> RenderedArticle:
    """Render every part of an article, in the site's language whoever is at the desk.

    Numbers are given in reading order: short answer, body, and the common questions where the
    body places them, or else after it. Saving, checking and publishing all ask for the same text
    with the same register, so the last few answers are remembered.
    """
    found = _LAST.get(text, register)
    if found is None:
        with override(settings.LANGUAGE_CODE):
            found = _render(text, Rendering(register))
        _LAST.put(text, register, found)
    return found


def findings_of(
    text: ArticleText, register: Register, rendered: RenderedArticle
) -> tuple[Finding, ...]:
    """The findings of what was rendered, in the language that is spoken at the desk."""
    if is_own():
        return rendered.findings
    return _render(text, Rendering(register)).findings


class _Last:
    """The articles rendered last, each with the very register it was rendered with."""

    def __init__(self, limit: int = 48) -> None:
        self.limit = limit
        self._rendered: OrderedDict[ArticleText, tuple[Register, RenderedArticle]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, text: ArticleText, register: Register) -> RenderedArticle | None:
        with self._lock:
            kept, rendered = self._rendered.get(text, (None, None))
        return rendered if kept is register else None

    def put(self, text: ArticleText, register: Register, rendered: RenderedArticle) -> None:
        with self._lock:
            self._rendered[text] = (register, rendered)
            self._rendered.move_to_end(text)
            while len(self._rendered) > self.limit:
                self._rendered.popitem(last=False)


_LAST = _Last()


def _render(text: ArticleText, rendering: Rendering) -> RenderedArticle:
    rendering.terms.pass_over(text.title)
    questions = Questions(rendering, text.questions)
    help_html = help_cards(rendering, text.get_help)
    short_answer = read(text.short_answer, "short_answer", part="a")
    settle(rendering, short_answer, Allowed(headings=False, cards=False, term_links=False))
    body = read(text.body, "body")
    settle(rendering, body, Allowed(place_questions=questions.place))
    questions_html = "" if questions.are_placed else questions.html()
    return RenderedArticle(
        short_answer_html=clean(with_ways_back(rendering, to_html(short_answer))),
        help_html=clean(help_html),
        body_html=clean(with_ways_back(rendering, to_html(body))),
        questions_html=clean(with_ways_back(rendering, questions_html)),
        sources_html=clean(sources_list(rendering)),
        headings=tuple(rendering.headings),
        findings=tuple(rendering.findings),
        cited_sources=tuple(rendering.numbers),
        cited_claims=tuple(dict.fromkeys(rendering.claims)),
        shown_red_flags=tuple(dict.fromkeys(rendering.red_flags)),
        used_terms=tuple(rendering.terms.met),
        internal_links=tuple(dict.fromkeys(rendering.links)),
        word_count=rendering.words,
    )

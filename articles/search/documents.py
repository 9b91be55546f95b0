"""What of an article, a term or an outcome can be found, as values ready for the index."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from articles.models import Edition, Term
from articles.models.search import SearchDocument
from articles.search.words import mark_of, stem, stems_of, telling_words

MOST_WORDS = 20_000
LONGEST_SECTION = 6_000
BAR = " | "

_HEADING = re.compile(r'<h[23] id="([^"]+)"[^>]*>(.*?)</h[23]>', re.DOTALL)
# Marks that lead to a source say nothing by themselves.
_NOTE_MARK = re.compile(r'<a class="(?:citation|evidence)[^>]*>.*?</a>', re.DOTALL)
_BLOCK_END = re.compile(r"</(?:p|li|dt|dd|h\d|td|th|tr|div|summary)>|<br ?/?>")
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Section:
    """A part of a page that a passage can be taken from. `anchor` is empty for its beginning."""

    anchor: str
    heading: str
    text: str

    def kept(self) -> list[str]:
        """What the index keeps: both as they are, then both in normal form."""
        in_heading = f" {' '.join(stems_of(self.heading))} "
        words = dict.fromkeys(stems_of(f"{self.heading} {self.text}"))
        return [self.anchor, self.heading, self.text, in_heading, f" {' '.join(words)} "]


@dataclass(frozen=True)
class Findable:
    """Something to be found, in the words of whoever wrote it.

    `phrases` are what people may type for it, `questions` and `headings` what it answers. An
    article has no `url` here, since its address may change.
    """

    key: str
    title: str
    about: str = ""
    url: str = ""
    phrases: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    sections: tuple[Section, ...] = field(default=())

    @property
    def texts(self) -> Iterator[str]:
        yield self.title
        yield self.about
        yield from (*self.phrases, *self.questions, *self.headings)
        yield from (section.text for section in self.sections)

    def words(self) -> list[str]:
        """Every telling word as it is written, at most `MOST_WORDS`."""
        return telling_words(" \n ".join(self.texts))[:MOST_WORDS]


def of_edition(edition: Edition) -> Findable:
    """A whole article. Its care cards are left out: they stand on every page."""
    body = [*_sections(edition.body_html)]
    asked = [*_sections(edition.questions_html)]
    headings = [section.heading for section in body if section.heading]
    questions = [section.heading for section in asked if section.heading]
    # Questions may have been placed inside the text.
    questions += [heading for heading in headings if heading.rstrip().endswith("?")]
    beginning = Section("", "", plain(edition.short_answer_html))
    return Findable(
        key=str(edition.pk),
        title=edition.title,
        about=edition.description,
        phrases=tuple(word.strip() for word in edition.keywords.split(",") if word.strip()),
        questions=tuple(dict.fromkeys(questions)),
        headings=tuple(heading for heading in headings if heading not in questions),
        sections=(beginning, *body, *asked),
    )


def of_term(term: Term) -> Findable:
    """A word of the glossary."""
    return Findable(
        key=term.slug,
        title=term.term,
        about=term.meaning,
        url=term.get_absolute_url(),
        phrases=term.names[1:],
        sections=(Section("", "", term.meaning),),
    )


def fill(document: SearchDocument, found: Findable) -> SearchDocument:
    """Give a row what can be found, in normal form."""
    document.title = found.title[:200]
    document.about = found.about[:400]
    document.url = found.url
    whole = (found.title, *found.phrases, *found.questions)
    document.exact = " ".join(dict.fromkeys(filter(None, (mark_of(stems_of(w)) for w in whole))))
    document.title_words = f" {' '.join(stems_of(found.title))} "
    lines = (found.phrases, found.questions, found.headings)
    document.head_words = "\n".join(_phrases(line) for line in lines)
    stems = dict.fromkeys(stem(word) for word in found.words())
    document.body_words = f" {' '.join(stems)} "
    document.sections = [section.kept() for section in found.sections if section.text]
    return document


def plain(markup: str) -> str:
    """The text of HTML that was made by us."""
    text = _BLOCK_END.sub(" ", _NOTE_MARK.sub("", markup))
    return _SPACE.sub(" ", html.unescape(_TAG.sub("", text))).strip()


def _sections(markup: str) -> Iterator[Section]:
    """A page's HTML cut at its headings."""
    pieces = _HEADING.split(markup)
    if beginning := plain(pieces[0]):
        yield Section("", "", beginning[:LONGEST_SECTION])
    for anchor, heading, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        yield Section(anchor, plain(heading), plain(text)[:LONGEST_SECTION])


def _phrases(texts: Iterable[str]) -> str:
    phrases = dict.fromkeys(" ".join(stems_of(text)) for text in texts)
    return f"{BAR}{BAR.join(phrase for phrase in phrases if phrase)}{BAR}"

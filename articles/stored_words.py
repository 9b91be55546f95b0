"""Words of ours that stand in stored HTML, and the same in the language a reader chose.

What is stored is made in the site's language: an editor's text, with evidence marks, numbers of
sources, ways back and headings of ours in it. On a page in another language these speak it.
"""

import re
from collections.abc import Callable
from functools import lru_cache, partial

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language, override, pgettext
from django.utils.translation import gettext as _

from groundwork.languages import is_own

POLICY = "policy"


def evidence_words(strength: str) -> str:
    """A strength as readers see it; "policy" is what we chose, without a study to cite."""
    return {
        "strong": pgettext("evidence", "strong evidence"),
        "moderate": pgettext("evidence", "moderate evidence"),
        "limited": pgettext("evidence", "limited evidence"),
        "expert-opinion": pgettext("evidence", "expert opinion"),
        POLICY: pgettext("evidence", "our policy"),
    }[strength]


def source_kinds() -> dict[str, str]:
    """The kinds of work, in words readers know."""
    return {
        "guideline": pgettext("source", "guideline"),
        "systematic-review": pgettext("source", "review of many studies"),
        "rct": pgettext("source", "randomised trial"),
        "cohort": pgettext("source", "study that followed people over time"),
        "case-report": pgettext("source", "case report"),
        "reference-page": pgettext("source", "health service page"),
        "review": pgettext("source", "expert review"),
        "experiment": pgettext("source", "laboratory experiment"),
        "regulator": pgettext("source", "medicines regulator"),
        "textbook": pgettext("source", "textbook"),
        "patient-info": pgettext("source", "leaflet for patients"),
    }


def questions_title() -> str:
    return _("Common questions")


def notes_title() -> str:
    return _("Notes")


def note_name(letter: str) -> str:
    return _("Note %(letter)s") % {"letter": letter}


def note_way_back(letter: str) -> str:
    return _("Back to the text of note %(letter)s") % {"letter": letter}


def picture_credit(name: str) -> str:
    return _("Picture: %(credit)s") % {"credit": name}


def in_our_language(html: str) -> str:
    """Finished HTML whose words of ours are in the reader's language, and marked as such."""
    if is_own():
        return html
    lang = f' lang="{get_language()}"'
    for pattern, said in _STORED:
        html = pattern.sub(partial(_again, said, lang), html)
    return _TABLE.sub("", html)


def _again(said: Callable[[str], str], lang: str, found: re.Match[str]) -> str:
    """`start` stays and is marked; the words after it are said again."""
    words = said(found["of"])
    return f"{found['start']}{lang}{found['between']}{words}" if words else found[0]


def _name(name: Callable[[str], str]) -> Callable[[str], str]:
    """An accessible name; what is seen, a number, a letter or an arrow, stays as it is."""
    return lambda of: f'{name(of)}">'


@lru_cache(maxsize=1)
def _kinds_by_words() -> dict[str, str]:
    with override(settings.LANGUAGE_CODE):
        return {capfirst(words): kind for kind, words in source_kinds().items()}


def _kind(words: str) -> str:
    kind = _kinds_by_words().get(words)
    return capfirst(source_kinds()[kind]) if kind else ""


def _retracted() -> str:
    return _("Retracted.")


@lru_cache(maxsize=1)
def _retracted_as_stored() -> str:
    with override(settings.LANGUAGE_CODE):
        return _retracted()


def _retraction(words: str) -> str:
    return _retracted() if words == _retracted_as_stored() else ""


# How the renderer writes each; an editor's own text cannot hold classes or ids of this shape.
_STORED: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (
        re.compile(
            r'(?P<start><a class="evidence evidence--(?P<of>[a-z-]+)")(?P<between>[^>]*>)[^<]*'
        ),
        evidence_words,
    ),
    (
        re.compile(
            r'(?P<start><a class="citation"[^>]*?)(?P<between> aria-label=")'
            r'[^"]*">(?=\[(?P<of>\d+)\])'
        ),
        _name(lambda number: _("Source %(number)s") % {"number": number}),
    ),
    (
        re.compile(
            r'(?P<start><a href="#fn[^"]+" id="fnref[^"]+")(?P<between> aria-label=")'
            r'[^"]*">(?=(?P<of>[a-z]+)<)'
        ),
        _name(note_name),
    ),
    (
        re.compile(
            r'(?P<start><a href="#fnref[^"]+")(?P<between> aria-label=")[^"]* (?P<of>[a-z]+)">(?=↩)'
        ),
        _name(note_way_back),
    ),
    (
        re.compile(
            r'(?P<start><section class="(?P<of>questions)"[^>]*>\s*<h2[^>]*)(?P<between>>)[^<]*'
        ),
        lambda _of: questions_title(),
    ),
    (
        re.compile(r'(?P<start><section class="(?P<of>notes)">\s*<h\d)(?P<between>>)[^<]*'),
        lambda _of: notes_title(),
    ),
    (
        re.compile(r'(?P<start><span class="picture__credit")(?P<between>>)[^<:]*: (?P<of>[^<]*)'),
        picture_credit,
    ),
    (
        re.compile(r'(?P<start><a id="(?P<of>s\d+)-\d+" href="#c[\d-]+")(?P<between>>)[^<]*'),
        lambda _of: _("Back to the text"),
    ),
    (
        re.compile(r'(?P<start><span class="sources__kind")(?P<between>>)(?P<of>[^<]*)'),
        _kind,
    ),
    (
        re.compile(
            r"(?P<start><strong)(?P<between>>)(?P<of>[^<]*)(?=</strong></li>\n?(?:<li>|</ol>))"
        ),
        _retraction,
    ),
)
# A table's name is made of its headings, which are the editor's; only the word before them is ours.
_TABLE = re.compile(r'(?<=role="region" tabindex="0" aria-label=")[^":]*: ')

"""What articles are made of."""

from datetime import date
from itertools import product
from types import SimpleNamespace

from django.utils.safestring import mark_safe

from articles.models.evidence import Stance, Strength
from legwise.gallery.components import Component, Specimen
from legwise.gallery.samples.words import LONG_TITLE, LONG_WORD

_PROSE = '<div class="prose">{}</div>'
_IN_LINE = (
    "<p>The sentence it belongs to. {} The next sentence goes on, so that both share a line.</p>"
)
_HEADINGS = ["Do this now", "How long is normal?", "What may help", "When it is more"]


def _heading(number: int, title: str) -> dict[str, object]:
    return {"id": f"s-{number}", "title": title, "level": 2}


def _contents(label: str, titles: list[str], has_sources: bool) -> Specimen:
    headings = [_heading(number, title) for number, title in enumerate(titles)]
    return Specimen(label, {"headings": headings, "has_sources": has_sources})


_MARKS = tuple(
    Specimen(
        f"{stance.label}, {strength.label}",
        {"strength": strength.value, "words": f"{strength.label} evidence: {stance.label}"},
        _IN_LINE,
    )
    for stance, strength in product(Stance, Strength)
)
_PLAIN_MARKS = (
    Specimen("strong", {"strength": "strong", "words": "strong evidence"}, _IN_LINE),
    Specimen("moderate", {"strength": "moderate", "words": "moderate evidence"}, _IN_LINE),
    Specimen("limited", {"strength": "limited", "words": "limited evidence"}, _IN_LINE),
    Specimen("expert opinion", {"strength": "expert-opinion", "words": "expert opinion"}, _IN_LINE),
    Specimen("our policy", {"strength": "policy", "words": "our policy"}, _IN_LINE),
)

_ANSWER = mark_safe(
    "<p>Each answer stands open. It may have <b>several</b> paragraphs.</p>"
    "<ul><li>And a list.</li><li>With a second line.</li></ul>"
)
_QUESTIONS = [
    {"question": "Does it matter?", "id": "s-does-it-matter", "answer": _ANSWER},
    {"question": LONG_TITLE, "id": "s-long", "answer": _ANSWER},
]

_SOURCE = {
    "key": "herbert-2011",
    "places": [],
    "authors": "Herbert RD, de Noronha M, Kamper SJ.",
    "title": "Stretching to prevent or reduce muscle soreness after exercise.",
    "href": "https://doi.org/10.1002/14651858.CD004577.pub3",
    "published": "Cochrane Database of Systematic Reviews, CD004577, 2011.",
    "kind": "review of many studies",
}
_BARE_SOURCE = {**_SOURCE, "key": "bare", "authors": "", "href": "", "published": "", "kind": ""}

_CLINICIAN = SimpleNamespace(name="A clinician", role="physiotherapist", get_absolute_url="/about/")
_REVIEW = SimpleNamespace(
    person=_CLINICIAN, decided_at=date(2026, 3, 2), review_due=date(2027, 3, 2)
)
_BYLINE = {"authors": "Legwise editors", "updated_on": date(2026, 5, 11)}
_UNREVIEWED = {"review": None, "overdue": None}

_NARROW_TABLE = "| Cramp | Length |\n|---|---:|\n| Calf | 4 |\n| Thigh | 12 |\n"
_WIDE_TABLE = (
    "| What | When | Where | How often | With what | Why |\n|---|---|---|---|---|---|\n"
    + "| Some words that need room | In the morning | At a wall | Three times | A towel | So |\n"
    * 3
)
_DRAWING = (
    ":::drawing calf-stretch\nKeep the back heel on the floor. The words stand beside it.\n:::"
)
_TEXT = f"""## A section heading

A paragraph with a [link](/articles/), **strong** words and *stressed* ones. {LONG_WORD}

### A heading below it

1. First this.
2. Then that.

- A point.
- Another, which is long enough to run over the end of the line on every phone there is.

> Words of somebody else.

## Another section

Term
: What it means.
"""

READING = (
    Component(
        "byline",
        "Byline",
        (
            Specimen("not reviewed", {**_BYLINE, **_UNREVIEWED}),
            Specimen("reviewed", {**_BYLINE, "review": _REVIEW, "overdue": None}),
            Specimen("review overdue", {**_BYLINE, "review": None, "overdue": _REVIEW}),
            Specimen("without a date", {**_BYLINE, **_UNREVIEWED, "updated_on": ""}),
        ),
    ),
    Component(
        "contents",
        "Contents",
        (
            _contents("with sources", _HEADINGS, has_sources=True),
            _contents("without sources, long titles", [LONG_TITLE, "Short"], has_sources=False),
        ),
    ),
    Component(
        "citation",
        "Citation",
        (
            Specimen("one digit", {"key": "herbert-2011", "number": 3}, _IN_LINE),
            Specimen("two digits", {"key": "herbert-2011", "number": 42}, _IN_LINE),
        ),
    ),
    Component("evidence_mark", "Evidence mark", _PLAIN_MARKS + _MARKS),
    Component(
        "questions",
        "Common questions",
        (
            Specimen("two", {"title": "Common questions", "id": "s-common", "rows": _QUESTIONS}),
            Specimen("one", {"title": "Common questions", "id": "s-one", "rows": _QUESTIONS[:1]}),
        ),
    ),
    Component(
        "sources",
        "Sources",
        (
            Specimen("two, the second without an address", {"rows": [_SOURCE, _BARE_SOURCE]}),
            Specimen("eleven", {"rows": [{**_SOURCE, "key": f"s{n}"} for n in range(11)]}),
        ),
    ),
    Component(
        "table",
        "Table",
        (
            Specimen("narrow", markdown=_NARROW_TABLE, frame=_PROSE),
            Specimen("wide: it scrolls in its box", markdown=_WIDE_TABLE, frame=_PROSE),
        ),
        about="An editor's Markdown table, in a named box that scrolls.",
    ),
    Component(
        "drawing",
        "Figure",
        (Specimen("with its words", markdown=_DRAWING, frame=_PROSE),),
        about="A line drawing of the register (articles/drawings.py) with an editor's words.",
    ),
    Component(
        "prose",
        "Running text",
        (Specimen("headings, lists, a quotation", markdown=_TEXT, frame=_PROSE),),
        about="What an editor writes in Markdown.",
    ),
)

"""What lists and frames of pages are made of: the way in, the way on, and what to do when empty."""

from types import SimpleNamespace
from typing import Any

from articles.search.passages import Piece
from legwise.gallery.components import Component, Specimen
from legwise.gallery.samples.words import LONG_TITLE, LONG_WORD

_TEASERS = '<ul class="teasers" role="list"><li>{}</li></ul>'
_TOPICS = '<ul class="topics" role="list"><li>{}</li></ul>'
_MASTHEAD = '<header class="masthead"><div class="wrap">{}</div></header>'


def _article(title: str, description: str = "What it is, what helps, and when it is more.") -> Any:
    return SimpleNamespace(title=title, description=description, get_absolute_url="/articles/")


_ARTICLES = [_article("Night cramps"), _article(LONG_TITLE), _article("Growing pains")]
_TOPIC = SimpleNamespace(title="Cramps", get_absolute_url="/topics/cramps/")
_TITLES = [{"title": "Home", "url": "/"}, {"title": "Cramps", "url": "/topics/cramps/"}]


def _pieces(words: str) -> list[Piece]:
    return [Piece(words, is_marked=False)]


_PASSAGE = [
    Piece("Many people wake with a ", is_marked=False),
    Piece("cramp", is_marked=True),
    Piece(" in the calf.", is_marked=False),
]


def _result(kind: str, section: str, title: str = "Night cramps") -> dict[str, Any]:
    passage = {"heading": _pieces(section), "pieces": _PASSAGE} if section else None
    return {
        "kind": kind,
        "title": _pieces(title),
        "about": _PASSAGE,
        "page_url": "/articles/",
        "url": "/articles/#s-what-may-help",
        "passage": passage,
    }


def _choice(label: str, is_chosen: bool = False) -> dict[str, Any]:
    return {"label": label, "url": "/articles/", "is_chosen": is_chosen}


def _groups(chosen: str = "All") -> list[dict[str, Any]]:
    topics = ("All", "Cramps", "Soreness after exercise", "Massage", "Getting help")
    parts = ("All", "Calf", "Thigh", LONG_WORD)
    return [
        {"heading": "Topic", "choices": [_choice(name, name == chosen) for name in topics]},
        {"heading": "Part of the leg", "choices": [_choice(name, name == "All") for name in parts]},
    ]


def _filters(label: str, chosen: str, is_open: bool) -> Specimen:
    inputs = {"groups": _groups(chosen), "is_open": is_open, "label": "Filter articles"}
    return Specimen(label, inputs)


def _page(number: int, now: int) -> dict[str, Any]:
    return {"number": number, "url": f"?page={number}", "is_current": number == now}


def _pagination(label: str, numbers: list[int], now: int) -> Specimen:
    """A 0 stands for pages left out."""
    inputs = {
        "pages": [_page(number, now) for number in numbers],
        "previous_url": f"?page={now - 1}" if now > 1 else "",
        "next_url": f"?page={now + 1}" if now < numbers[-1] else "",
    }
    return Specimen(label, inputs)


def _region(name: str, shapes: tuple[str, ...], **more: bool) -> dict[str, Any]:
    plain = {"url": "/body/", "is_current": False, "is_written": False}
    drawn = [{"name": shape, "across": across} for shape in shapes for across in (120, 456)]
    return {"name": name, "shapes": drawn, **plain, **more}


_REGIONS = [
    _region("Hip", ("hip",)),
    _region("Thigh", ("thigh",)),
    _region("Knee", ("knee",), is_current=True),
    _region("Lower leg", ("lower",)),
    _region("Ankle and foot", ("ankle", "foot")),
    _region("Whole leg", ("whole",), is_written=True),
    _region("Anywhere else", ()),
]


def _search(label: str, words: str) -> Specimen:
    return Specimen(label, {"url": "/search/", "words": words, "id": "q"})


LISTS = (
    Component("wordmark", "Wordmark", (Specimen("in the masthead", {}, _MASTHEAD),)),
    Component(
        "breadcrumbs",
        "Breadcrumbs",
        (
            Specimen("two", {"items": _TITLES}),
            Specimen("long", {"items": [*_TITLES, {"title": LONG_TITLE, "url": "#"}]}),
        ),
    ),
    Component(
        "article_card",
        "Article in a list",
        (
            Specimen("usual", {"article": _article("Night cramps"), "level": 2}, _TEASERS),
            Specimen("long", {"article": _article(LONG_TITLE, LONG_TITLE), "level": 3}, _TEASERS),
        ),
    ),
    Component(
        "topic_card",
        "Topic",
        (
            Specimen(
                "with articles",
                {"topic": _TOPIC, "articles": _ARTICLES, "level": 2},
                _TOPICS,
            ),
            Specimen("empty", {"topic": _TOPIC, "articles": [], "level": 2}, _TOPICS),
        ),
    ),
    Component(
        "filters",
        "Filters",
        (_filters("nothing chosen", "All", False), _filters("one chosen", "Cramps", True)),
    ),
    Component(
        "pagination",
        "Pagination",
        (
            _pagination("first page", [1, 2, 3, 4, 5], 1),
            _pagination("in the middle of many", [1, 0, 9, 10, 11, 0, 120], 10),
            _pagination("last page", [1, 2], 2),
        ),
    ),
    Component(
        "search_box",
        "Search box",
        (
            _search("empty", ""),
            _search("with words", "charley horse"),
            _search("very long words", LONG_TITLE),
        ),
    ),
    Component(
        "search_result",
        "Search result",
        (
            Specimen("a section of an article", {"result": _result("article", "What may help")}),
            Specimen("a term of the glossary", {"result": _result("term", "")}),
            Specimen("an outcome of the self-check", {"result": _result("outcome", "")}),
            Specimen("a very long title", {"result": _result("article", LONG_TITLE, LONG_TITLE)}),
        ),
    ),
    Component(
        "leg_map",
        "Leg map",
        (Specimen("some parts, one of them chosen", {"regions": _REGIONS}),),
    ),
    Component(
        "leg_map_shapes",
        "Shapes of the leg map",
        (
            Specimen(
                "the front",
                {},
                '<svg viewBox="0 0 240 700">{}<use href="#map-front" x="120"/></svg>',
            ),
        ),
    ),
    Component(
        "empty",
        "Empty state",
        (
            Specimen(
                "nothing found",
                {
                    "title": "No article fits all of these",
                    "text": "Take one filter away, or look at everything.",
                    "url": "/articles/",
                    "label": "All articles",
                },
            ),
        ),
    ),
    Component(
        "notice",
        "Notice",
        (
            Specimen(
                "usual",
                {"title": "Your answers are gone", "text": "They were wiped from this browser."},
            ),
            Specimen("long", {"title": LONG_TITLE, "text": f"{LONG_TITLE} {LONG_WORD}"}),
        ),
    ),
    Component(
        "untranslated",
        "Only in English",
        tuple(Specimen(what, {"what": what}) for what in ("text", "questions", "list")),
    ),
    Component(
        "button",
        "Button",
        tuple(
            Specimen(
                label,
                frame=f'<p><a class="{f"button {variant}".strip()}" href="#">{words}</a></p>',
            )
            for label, variant, words in (
                ("main", "", "Check my legs"),
                ("secondary", "button--secondary", "I have a cramp right now"),
                ("start", "button--start", "Start now"),
                ("emergency", "button--emergency", "Call 112"),
                ("quiet", "button--quiet", "Clear my answers and leave"),
                ("very long words", "", f"{LONG_TITLE} {LONG_WORD}"),
            )
        ),
        about="A link or button that acts: class button and a variant.",
    ),
)

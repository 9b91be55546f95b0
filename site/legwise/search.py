"""The search page: what answers somebody's words, and what helps when nothing does.

Words that describe an emergency bring the care card before anything else. Spanish words are looked
for in English, and the page says so. A page costs three queries with results, and a few more with a
mistyped word or without results; never more with more articles.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.emergencies import red_flags_in
from articles.filters import Choice, FilterGroup
from articles.models import RedFlag, SearchDocument, Topic
from articles.phrasings import in_english
from articles.red_flag_words import by_urgency
from articles.search import misses
from articles.search.finding import Found, Wanted, find
from articles.search.queries import MOST_CHARACTERS
from groundwork import throttle
from groundwork.pages import kept

MISSES_COUNTED = 20
"""Of one sender in an hour, so that nobody fills the list alone."""
LAST_PAGE = 100
PAGES_AROUND = 1
LONGEST_CHOICE = 60


@dataclass(frozen=True)
class PageLink:
    """One page of results; a number of 0 stands for pages left out."""

    number: int
    url: str = ""
    is_current: bool = False


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results for `q`, of one `kind` or `topic` if that is chosen; a way in without it."""
    typed = " ".join(request.GET.get("q", "")[:MOST_CHARACTERS].split())
    wanted = _wanted(request.GET)
    looked_for = in_english(typed)
    found = find(looked_for or typed, wanted)
    if typed and not found.is_near and wanted == Wanted():
        _count_miss(request, typed)
    cards = _cards(red_flags_in(typed)) if typed else []
    context = {
        "typed": typed,
        "looked_for": looked_for,
        "found": found,
        "state": _state(typed, found),
        "count": _count(found),
        "cards": cards,
        "groups": _groups(typed, wanted, found),
        "is_filtered": bool(wanted.kind or wanted.topic),
        "unfiltered_url": _address(typed),
        "mended_url": _address(found.query.mended),
        "pages": _pages(typed, wanted, found),
        "previous_url": _page_url(typed, wanted, found, found.page - 1),
        "next_url": _page_url(typed, wanted, found, found.page + 1),
        # Read only where a template shows them.
        "topics": Topic.objects.all(),
        "examples": [(words, _address(words)) for words in _examples()],
    }
    return render(request, "legwise/search.html", context)


@kept()
@require_safe
@cache_control(public=True, max_age=86_400)
def open_search(request: HttpRequest) -> HttpResponse:
    """How a browser searches here from its own bar."""
    context = {"search_url": f"{settings.SITE_URL}{reverse('search')}"}
    kind = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "legwise/opensearch.xml", context, content_type=kind)


def _wanted(query: QueryDict) -> Wanted:
    """The choices in the address; a page that is no number is the first."""
    page = query.get("page", "")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 4 else 1
    kind, topic = (query.get(name, "")[:LONGEST_CHOICE] for name in ("kind", "topic"))
    return Wanted(
        page=min(number, LAST_PAGE),
        kind=kind if kind in SearchDocument.Kind.values else "",
        topic=topic,
    )


def _state(typed: str, found: Found) -> str:
    """Which of the pages it is."""
    if not typed:
        return "empty"
    if found.results:
        return "found" if found.is_near else "far"
    return "none" if found.query.unknown or found.query.slots else "unreadable"


def _count(found: Found) -> str:
    text = ngettext("%(total)d result", "%(total)d results", found.total)
    return text % {"total": found.total}


def _count_miss(request: HttpRequest, typed: str) -> None:
    sender = throttle.sender_of(request)
    if misses.kept_form(typed) and throttle.is_allowed(
        "search-miss", sender, limit=MISSES_COUNTED, window=timedelta(hours=1)
    ):
        misses.count(typed)


def _cards(flags: Iterable[RedFlag]) -> list[dict[str, Any]]:
    """A card for each urgency, the most urgent first."""
    return [
        {"level": level, "flags": said, "id": f"care-{level}"} for level, said in by_urgency(flags)
    ]


def _groups(typed: str, wanted: Wanted, found: Found) -> list[FilterGroup]:
    """Each filter with how many it leaves; one with a single choice is no filter."""
    labels = dict(SearchDocument.Kind.choices)
    kinds = {kind: (str(labels[kind]), count) for kind, count in found.kinds.items()}
    groups = [
        _group(_("Kind"), "kind", kinds, typed, wanted),
        _group(_("Topic"), "topic", found.topics, typed, wanted),
    ]
    is_chosen = {"kind": wanted.kind, "topic": wanted.topic}
    return [each for each in groups if len(each.choices) > 2 or is_chosen[each.name]]


def _group(
    heading: str, name: str, counts: dict[str, tuple[str, int]], typed: str, wanted: Wanted
) -> FilterGroup:
    chosen = {"kind": wanted.kind, "topic": wanted.topic}
    others = {key: value for key, value in chosen.items() if key != name}
    links = [Choice(_("All"), _address(typed, **others), not chosen[name])]
    for value, (label, count) in counts.items():
        url = _address(typed, **{**others, name: value})
        is_name = name == "topic"
        links.append(Choice(label, url, chosen[name] == value, is_name, count))
    return FilterGroup(name, heading, tuple(links))


def _pages(typed: str, wanted: Wanted, found: Found) -> list[PageLink]:
    """First, last, and those around this one; nothing for a single page."""
    if found.pages < 2:
        return []
    near = range(found.page - PAGES_AROUND, found.page + PAGES_AROUND + 1)
    shown = sorted({1, found.pages, *near} & set(range(1, found.pages + 1)))
    links: list[PageLink] = []
    for number in shown:
        if links and number > links[-1].number + 1:
            links.append(PageLink(0))
        url = _page_url(typed, wanted, found, number)
        links.append(PageLink(number, url, number == found.page))
    return links


def _page_url(typed: str, wanted: Wanted, found: Found, number: int) -> str:
    if not 1 <= number <= found.pages:
        return ""
    page = str(number) if number > 1 else ""
    return _address(typed, kind=wanted.kind, topic=wanted.topic, page=page)


def _address(typed: str, **choices: str) -> str:
    """The search page for these words; choices that are not made are left out."""
    chosen = {name: value for name, value in choices.items() if value}
    return f"{reverse('search')}?{urlencode({'q': typed, **chosen})}"


def _examples() -> list[str]:
    """What others look for, to begin with."""
    return [_("cramp at night"), _("sore after massage"), _("charley horse"), _("blood clot")]

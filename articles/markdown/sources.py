"""The numbered list of sources that an article ends with."""

from typing import Any

from django.template.loader import render_to_string

from articles.markdown.entries import SourceEntry
from articles.markdown.rendering import Rendering
from articles.stored_words import source_kinds


def sources_list(rendering: Rendering) -> str:
    """The cited sources in the order of their numbers; empty if none is cited.

    Made last, when it is known how often each is cited: each citation has a way back.
    """
    if not rendering.numbers:
        return ""
    rows = [
        _row(rendering.register.sources[key]) | {"places": _places(rendering, number)}
        for key, number in rendering.numbers.items()
    ]
    return render_to_string("components/sources.html", {"rows": rows})


def _places(rendering: Rendering, number: int) -> list[str]:
    return [f"{number}-{time}" for time in range(1, rendering.times_cited[number] + 1)]


def _row(source: SourceEntry) -> dict[str, Any]:
    published = ", ".join(filter(None, [source.publisher, str(source.year or "")]))
    return {
        "authors": _closed(source.authors),
        "title": _closed(source.title),
        "href": href(source),
        "published": _closed(published),
        "kind": kind_words(source),
        "is_retracted": source.is_retracted,
    }


def _closed(words: str) -> str:
    """With a full stop, unless a mark ends the words already."""
    return words if not words or words.endswith((".", "?", "!")) else f"{words}."


def href(source: SourceEntry) -> str:
    """Where to read it. A DOI outlives a page's address, so it comes first."""
    return f"https://doi.org/{source.doi}" if source.doi else source.url


def kind_words(source: SourceEntry) -> str:
    """The kind of work in words readers know; an unknown kind is not shown."""
    return source_kinds().get(source.kind, "")

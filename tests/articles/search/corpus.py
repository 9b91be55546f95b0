"""Things to find without writing articles for them: each is a page of “another room”."""

from collections.abc import Iterable

import pytest

from articles.search import findables, indexing
from articles.search.documents import Findable, Section
from articles.search.finding import find


def thing(key: str, title: str, text: str = "", **more: tuple[str, ...]) -> Findable:
    return Findable(key, title, text, f"/{key}/", sections=(Section("", "", text),), **more)


def put(monkeypatch: pytest.MonkeyPatch, things: Iterable[Findable]) -> None:
    """Let just these be found in other rooms."""
    monkeypatch.setattr(findables, "_sources", [lambda: list(things)])
    indexing.put_findables()


def found(typed: str) -> list[str]:
    """The keys of what is found on the first page, the best first."""
    return [result.page_url.strip("/") for result in find(typed).results]

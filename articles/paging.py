"""Long lists a page at a time, with the links for `components/pagination.html`.

A view of such a list is `kept("page")`: the page cache shows it no parameter it does not name.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

ARTICLES_SHOWN = 40


def paged(
    rows: Any, query: QueryDict, most: int, choices: Mapping[str, str] | None = None
) -> tuple[Page[Any], dict[str, Any]]:
    """The page asked for, and `pages`, `previous_url` and `next_url`. One query for the count.

    No number is the first page, and one beyond the end the last. `pages` is empty where there is
    only one. `choices` are the other parameters of the address, which its pages keep.
    """
    pages = Paginator(rows, most)
    shown = pages.get_page(query.get("page"))

    def link(number: int) -> str:
        return f"?{urlencode({**(choices or {}), 'page': number})}"

    return shown, {
        "pages": _numbers(shown.number, pages, link) if pages.num_pages > 1 else [],
        "previous_url": link(shown.number - 1) if shown.has_previous() else "",
        "next_url": link(shown.number + 1) if shown.has_next() else "",
    }


def _numbers(
    current: int, pages: Paginator[Any], link: Callable[[int], str]
) -> list[dict[str, object]]:
    """0 stands for pages left out."""
    numbers = pages.get_elided_page_range(current, on_each_side=1, on_ends=1)
    return [
        {"number": number, "url": link(number), "is_current": number == current}
        if isinstance(number, int)
        else {"number": 0}
        for number in numbers
    ]

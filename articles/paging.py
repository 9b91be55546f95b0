"""The links from one page of a long list to the others, for `components/pagination.html`."""

from typing import Any

from django.core.paginator import Page, Paginator


def links_to(shown: Page[Any], pages: Paginator[Any]) -> dict[str, Any]:
    """`pages`, `previous_url` and `next_url`; no pages where there is only one."""
    return {
        "pages": _numbers(shown.number, pages) if pages.num_pages > 1 else [],
        "previous_url": _link(shown.number - 1) if shown.has_previous() else "",
        "next_url": _link(shown.number + 1) if shown.has_next() else "",
    }


def _numbers(current: int, pages: Paginator[Any]) -> list[dict[str, object]]:
    """0 stands for pages left out."""
    numbers = pages.get_elided_page_range(current, on_each_side=1, on_ends=1)
    return [
        {"number": number, "url": _link(number), "is_current": number == current}
        if isinstance(number, int)
        else {"number": 0}
        for number in numbers
    ]


def _link(number: int) -> str:
    return f"?page={number}"

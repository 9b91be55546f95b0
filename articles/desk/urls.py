"""Addresses of the desk's pages on an article, below `/admin/articles/article/`."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from articles.desk import addresses, comparing, history, links, publish, review

VIEWS: dict[str, tuple[str, Callable[..., Any]]] = {
    "history": ("history/", history.history),
    "compare": ("compare/", comparing.compare),
    "version": ("versions/<int:number>/", history.version),
    "version_alone": ("versions/<int:number>/alone/", history.version_alone),
    "restore": ("versions/<int:number>/restore/", history.restore),
    "review": ("review/", review.review),
    "ask": ("review/ask/", review.ask),
    "decide": ("review/decide/", review.decide),
    "take_back": ("review/take-back/", review.take_back),
    "publish": ("publish/", publish.publish),
    "unschedule": ("publish/unschedule/", publish.unschedule),
    "archive": ("archive/", publish.archive),
    "rename": ("rename/", addresses.rename),
    "settle": ("rechecks/<int:recheck>/settle/", addresses.settle),
    "previews": ("previews/", links.links),
    "revoke": ("previews/<int:link>/revoke/", links.revoke),
}


def desk_urls(guard: Callable[..., Any]) -> list[URLPattern]:
    """`guard`: the admin's own, which asks the signed-out to sign in and keeps what they typed."""
    return [
        path(f"<int:pk>/{address}", guard(view), name=f"articles_article_{name}")
        for name, (address, view) in VIEWS.items()
    ]

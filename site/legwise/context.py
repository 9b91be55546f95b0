"""What every public template may say about the site."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from groundwork.languages import Elsewhere, elsewhere


def site(request: HttpRequest) -> dict[str, Any]:
    """The emergency number, this page's canonical address (no query string), and its languages.

    `here`: its path if it stands in the menu at the top, else nothing.
    """
    return {
        "emergency_number": settings.EMERGENCY_NUMBER,
        "site_url": settings.SITE_URL,
        "here": request.path if request.path in _menu(get_language() or "") else "",
        "canonical_url": f"{settings.SITE_URL}{request.path}",
        "other_languages": SimpleLazyObject(lambda: _other_languages(request)),
    }


@lru_cache
def _menu(_language: str) -> frozenset[str]:
    """Where the menu leads in the language that is spoken."""
    names = ("articles:list", "now", "about")
    return frozenset({reverse("triage:start", args=["legs"]), *map(reverse, names)})


def _other_languages(request: HttpRequest) -> tuple[Elsewhere, ...]:
    """The same page in the other languages, or their start pages where there is none.

    None from within a self-check: its answers belong to this very address.
    """
    if request.resolver_match and "run_id" in request.resolver_match.kwargs:
        return ()
    return elsewhere(request.path) or elsewhere("/")

"""Which language a page speaks: the one its path begins with, and nothing else decides.

No header and no cookie is looked at, so a page is the same for everyone who asks for its address.
The site's own language has no prefix. What editors write is in that language alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from http import HTTPStatus
from typing import ParamSpec, TypeVar
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

Given = ParamSpec("Given")
Made = TypeVar("Made")

LONGEST_PATH = 300
DESK = "/admin"
# Places that speak one language. A preview's address is a secret, which no page repeats.
ONE_LANGUAGE = ("static", "media", "api", "feed", "healthz", "preview")


@dataclass(frozen=True)
class Elsewhere:
    """The same page in another language. `name` is in that language."""

    code: str
    name: str
    path: str


class PathLanguageMiddleware:
    """Speaks the language of the path while a request lasts, and names the page's others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_of(request.path_info)):
            response = self.get_response(request)
        if _is_page_for_everyone(response) and (link := _links(request.path_info)):
            response.headers["Link"] = link
        return response


def others() -> dict[str, str]:
    """The languages beside the site's own: their names, by code."""
    return {code: name for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE}


def language_of(path: str) -> str:
    """The language a path asks for; the site's own for any that does not begin with another."""
    first = path[1:].partition("/")[0]
    return first if first in others() else settings.LANGUAGE_CODE


def is_own() -> bool:
    """Whether the language spoken now is the one that editors write in."""
    return translation.get_language() in (settings.LANGUAGE_CODE, None)


def prefix_of(language: str) -> str:
    """What paths begin with: `/es`, or nothing for the site's own language."""
    return "" if language == settings.LANGUAGE_CODE else f"/{language}"


def bare(path: str) -> str:
    """The path in the site's own language, whether or not there is such a page."""
    return path.removeprefix(prefix_of(language_of(path))) or "/"


def is_of_the_desk(path: str) -> bool:
    """Whether editors work there, whatever language it speaks."""
    own = bare(path)
    return own == DESK or own.startswith(f"{DESK}/")


def in_same_language(path: str, address: str) -> str:
    """The address in the language that the path speaks."""
    return f"{prefix_of(language_of(path))}{bare(address)}"


def in_own_language(act: Callable[Given, Made]) -> Callable[Given, Made]:
    """What is stored reads the same, whatever language its editor speaks."""

    @wraps(act)
    def speaking(*given: Given.args, **named: Given.kwargs) -> Made:
        with translation.override(settings.LANGUAGE_CODE):
            return act(*given, **named)

    return speaking


@lru_cache(maxsize=1024)
def elsewhere(path: str) -> tuple[Elsewhere, ...]:
    """The page at this path in the other languages; none if it speaks one language alone."""
    if len(path) > LONGEST_PATH:
        return ()
    own = bare(path)
    if own.split("/")[1] in ONE_LANGUAGE:
        return ()
    found = (
        Elsewhere(code, str(name), f"{prefix_of(code)}{own}")
        for code, name in settings.LANGUAGES
        if code != language_of(path)
    )
    return tuple(each for each in found if _is_ours(each.path))


def _is_ours(path: str) -> bool:
    with translation.override(language_of(path)):
        try:
            resolve(path)
        except Resolver404:
            return False
    return True


def _is_page_for_everyone(response: HttpResponse) -> bool:
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return is_page and response.status_code == HTTPStatus.OK and "public" in _rules(response)


def _rules(response: HttpResponse) -> str:
    return response.headers.get("Cache-Control", "")


def _links(path: str) -> str:
    """The header that tells search engines of a page's languages; empty if it has only one."""
    found = elsewhere(path)
    if not found:
        return ""
    own = language_of(path)
    paths = {own: path, **{each.code: each.path for each in found}}
    rows = [_link(paths[code], code) for code, _ in settings.LANGUAGES if code in paths]
    return ", ".join([*rows, _link(paths[settings.LANGUAGE_CODE], "x-default")])


def _link(path: str, language: str) -> str:
    return f'<{settings.SITE_URL}{quote(path)}>; rel="alternate"; hreflang="{language}"'

"""Keeps cookies with the rooms they are for: reading pages stay free of them."""

from collections.abc import Callable
from copy import copy

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from groundwork.languages import DESK, bare, is_of_the_desk, language_of, prefix_of

ROOMS_OF_FORMS = frozenset({"admin", "self-check", "updates"})
"""First parts of addresses below which there is nothing that everybody reads."""


class RoomCookiesMiddleware:
    """Narrows the form cookie's path to `reach_of` the form that it is for.

    The desk's cookies go to the desk in each language: one sign-in is for all of them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.CSRF_COOKIE_NAME in response.cookies:
            response.cookies[settings.CSRF_COOKIE_NAME]["path"] = reach_of(request.path)
        if is_of_the_desk(request.path):
            _send_to_all_languages(response)
        return response


def _send_to_all_languages(response: HttpResponse) -> None:
    """Once for each path the desk has: a browser tells cookies apart by their paths, too."""
    rooms = [f"{prefix_of(code)}{DESK}/" for code, _ in settings.LANGUAGES]
    for cookie in list(response.cookies.values()):
        if cookie["path"] not in rooms:
            continue
        for room in rooms:
            if room != cookie["path"]:
                again = copy(cookie)
                again["path"] = room
                response.cookies[f"{cookie.key} {room}"] = again


def reach_of(path: str) -> str:
    """The part of the site a form's cookie is sent to: its room of forms, or its own page alone.

    `/self-check/legs/x/` -> `/self-check/`; `/articles/x/comment/` -> `/articles/x/comment/`.
    """
    room = bare(path).lstrip("/").split("/", 1)[0]
    start = prefix_of(language_of(path))
    return f"{start}/{room}/" if room in ROOMS_OF_FORMS else escape_uri_path(path)

"""Keeps the form cookie with the form that asked for it: reading pages stay free of it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import escape_uri_path

from groundwork.languages import bare, language_of, prefix_of

ROOMS_OF_FORMS = frozenset({"admin", "self-check", "updates"})
"""First parts of addresses below which there is nothing that everybody reads."""


class RoomCookiesMiddleware:
    """Narrows the form cookie's path to `reach_of` the form that it is for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.CSRF_COOKIE_NAME in response.cookies:
            response.cookies[settings.CSRF_COOKIE_NAME]["path"] = reach_of(request.path)
        return response


def reach_of(path: str) -> str:
    """The part of the site a form's cookie is sent to: its room of forms, or its own page alone.

    `/self-check/legs/x/` -> `/self-check/`; `/articles/x/comment/` -> `/articles/x/comment/`.
    """
    room = bare(path).lstrip("/").split("/", 1)[0]
    start = prefix_of(language_of(path))
    return f"{start}/{room}/" if room in ROOMS_OF_FORMS else escape_uri_path(path)

"""Keeps the form cookie in the room whose form asked for it: reading pages stay free of it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class RoomCookiesMiddleware:
    """Narrows the form cookie's path to the first part of the address, such as `/admin/`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if settings.CSRF_COOKIE_NAME in response.cookies:
            response.cookies[settings.CSRF_COOKIE_NAME]["path"] = room_of(request.path)
        return response


def room_of(path: str) -> str:
    """`/self-check/legs/x/` -> `/self-check/`; `/` -> `/`."""
    first = path.lstrip("/").split("/", 1)[0]
    return f"/{first}/" if first else "/"

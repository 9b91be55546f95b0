"""Turns away requests no honest browser sends, with a plain 400 instead of a crash further in."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render

NUL = "\x00"


class PlainRequestMiddleware:
    """Refuses NUL bytes in an address: PostgreSQL cannot hold them and nobody types them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return unreadable(request)
        return self.get_response(request)


def unreadable(request: HttpRequest) -> HttpResponse:
    """A kind 400: nothing was changed, and where urgent help is."""
    if request.path.startswith("/admin/"):
        return HttpResponseBadRequest("This address holds a character we cannot read.")
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)

"""Turns away requests no honest browser sends, with a plain page instead of a crash further in."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import gettext as _

from groundwork.languages import bare, is_of_the_desk

NUL = "\x00"
METHODS = ("GET", "HEAD", "POST")
FOR_MACHINES = "/api/"
"""Below this address programs are told in their own way what they may ask."""


class PlainRequestMiddleware:
    """Refuses methods no form has and NUL bytes in an address, which PostgreSQL cannot hold."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if NUL in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return unreadable(request)
        if request.method not in METHODS and not bare(request.path).startswith(FOR_MACHINES):
            return _in_words(request, HttpResponseNotAllowed(METHODS))
        response = self.get_response(request)
        is_bare = isinstance(response, HttpResponseNotAllowed) and not response.content
        return _in_words(request, response) if is_bare else response


def unreadable(request: HttpRequest, status: int = HTTPStatus.BAD_REQUEST) -> HttpResponse:
    """A kind 400: nothing was changed, and where urgent help is."""
    if is_of_the_desk(request.path):
        return HttpResponseBadRequest(_("We cannot read this request."), status=status)
    return render(request, "400.html", status=status)


def _in_words(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    """A refusal of a method, with a page for whoever looks at it."""
    page = unreadable(request, status=refusal.status_code)
    for name, value in refusal.items():
        if not name.startswith("Content-"):
            page.headers[name] = value
    return page

"""Stand-in until the real views are there."""

from django.http import HttpRequest, HttpResponse


def preview(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=501)


def upload(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=501)

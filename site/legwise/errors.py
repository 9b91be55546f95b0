"""Pages for when something is wrong. Each says where urgent help is, and none needs the database."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose proof of origin is missing: too old, or cookies are refused."""
    context = {"is_self_check": request.path.startswith("/self-check/")}
    return render(request, "403_form.html", context, status=HTTPStatus.FORBIDDEN)

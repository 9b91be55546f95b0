"""Pages for when something is wrong. Each says where urgent help is, with or without a database."""

import logging
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from legwise.urgent_help import emergency_signs

logger = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address or form we cannot read."""
    return _page(request, "400.html", HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """A page for people with another role."""
    return _page(request, "403.html", HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """An address that leads nowhere."""
    return _page(request, "404.html", HTTPStatus.NOT_FOUND)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose proof of origin is missing: too old, or cookies are refused."""
    is_self_check = request.path.startswith("/self-check/")
    return _page(request, "403_form.html", HTTPStatus.FORBIDDEN, is_self_check=is_self_check)


def server_error(request: HttpRequest) -> HttpResponse:
    """A 500 in our own look, or in none at all if even that breaks."""
    try:
        return _page(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)
    except Exception:
        logger.exception("The 500 page itself could not be made")
        context = {
            "emergency_number": settings.EMERGENCY_NUMBER,
            "red_flags": emergency_signs(),
        }
        page = render_to_string("500_plain.html", context)
        return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _page(request: HttpRequest, template: str, status: HTTPStatus, **context: Any) -> HttpResponse:
    context["red_flags"] = emergency_signs()
    return render(request, template, context, status=status)

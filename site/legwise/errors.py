"""Pages for when something is wrong. Each says where urgent help is, with or without a database."""

import logging
import sys
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

from articles.comments import views as comments
from groundwork.languages import bare, is_of_the_desk
from groundwork.logs import request_id
from legwise import desk
from legwise.urgent_help import emergency_signs

logger = logging.getLogger(__name__)

RETRY_SECONDS = 30
NOT_TYPED = {"csrfmiddlewaretoken"}


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
    """A form whose proof of origin is missing: too old, or cookies are refused.

    The desk and the comments give back what was typed; elsewhere there is little to type again.
    """
    if page := desk.form_too_old(request):
        return page
    if request.resolver_match and request.resolver_match.view_name == "articles:comment":
        return comments.form_again(request, **request.resolver_match.kwargs)
    is_self_check = bare(request.path).startswith("/self-check/")
    return _page(request, "403_form.html", HTTPStatus.FORBIDDEN, is_self_check=is_self_check)


def server_error(request: HttpRequest) -> HttpResponse:
    """A 500 in our own look, or in none at all if even that breaks; a 503 with no database."""
    try:
        if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
            return _without_database(request)
        return _page(
            request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR, request_id=request_id.get()
        )
    except Exception:
        logger.exception("The 500 page itself could not be made")
        context = {
            "emergency_number": settings.EMERGENCY_NUMBER,
            "red_flags": emergency_signs(),
            "request_id": request_id.get(),
        }
        page = render_to_string("500_plain.html", context)
        return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)


def _without_database(request: HttpRequest) -> HttpResponse:
    """Nothing was saved; what was typed is given back to be copied, and to nobody else."""
    is_public = not is_of_the_desk(request.path)
    sent = [(name, str(text)) for name, text in request.POST.items()]
    typed = [text for name, text in sent if name not in NOT_TYPED and text.strip()]
    context = {"typed": typed if is_public else [], "is_form": request.method == "POST"}
    page = _page(request, "503.html", HTTPStatus.SERVICE_UNAVAILABLE, **context)
    page.headers["Retry-After"] = str(RETRY_SECONDS)
    add_never_cache_headers(page)
    return page


def _page(request: HttpRequest, template: str, status: HTTPStatus, **context: Any) -> HttpResponse:
    context["red_flags"] = emergency_signs()
    return render(request, template, context, status=status)

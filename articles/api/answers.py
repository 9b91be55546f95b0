"""How the interface answers: JSON for anybody's page, kept for a while, errors in words."""

from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from articles.machines.structured import whole_address
from groundwork.pages import kept

KEPT_SECONDS = 600
PAGE_ROWS = 50
ALLOWED = "GET, HEAD, OPTIONS"
Told = dict[str, Any]
Given = ParamSpec("Given")
Row = TypeVar("Row", bound=Model)


class NotThere(Exception):
    """What was asked for is not published here, in words for whoever asked."""


def interface(
    view: Callable[Concatenate[HttpRequest, Given], Told | HttpResponse],
) -> Callable[Concatenate[HttpRequest, Given], HttpResponse]:
    """Makes a view of the interface from a function that returns what is told."""

    @kept("page")
    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        match request.method:
            case "GET" | "HEAD":
                response = _told(view, request, *args, **kwargs)
            case "OPTIONS":
                response = HttpResponse(status=HTTPStatus.NO_CONTENT)
                response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
                response.headers["Access-Control-Max-Age"] = "86400"
            case _:
                response = _refusal(HTTPStatus.METHOD_NOT_ALLOWED, "This interface only reads.")
                response.headers["Allow"] = ALLOWED
        return _for_everybody(response)

    return answer


def _told(
    view: Callable[Concatenate[HttpRequest, Given], Told | HttpResponse],
    request: HttpRequest,
    /,
    *args: Given.args,
    **kwargs: Given.kwargs,
) -> HttpResponse:
    try:
        told = view(request, *args, **kwargs)
    except NotThere as problem:
        return _refusal(HTTPStatus.NOT_FOUND, str(problem))
    return told if isinstance(told, HttpResponse) else _json(told)


def _for_everybody(response: HttpResponse) -> HttpResponse:
    """Any page may ask; there are no cookies to abuse, and nothing here is secret."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Methods"] = ALLOWED
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if response.status_code < HTTPStatus.BAD_REQUEST:
        response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


def _json(told: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def _refusal(status: HTTPStatus, words: str) -> HttpResponse:
    begin = whole_address(reverse("machines:api:index"))
    return _json({"error": words, "status": status.value, "see": begin}, status)


def page_of(request: HttpRequest, rows: QuerySet[Row], tell: Callable[[Row], Told]) -> Told:
    """One page of a list, with the ways to the next and the one before. Counts, then reads."""
    pages = Paginator(rows, PAGE_ROWS)
    asked = request.GET.get("page", "1")
    try:
        page = pages.page(asked)
    except (EmptyPage, PageNotAnInteger):
        words = f"There is no page “{asked[:20]}”. This list has pages 1 to {pages.num_pages}."
        raise NotThere(words) from None
    here = whole_address(request.path)
    return {
        "count": pages.count,
        "pages": pages.num_pages,
        "page": page.number,
        "next": f"{here}?page={page.number + 1}" if page.has_next() else None,
        "previous": f"{here}?page={page.number - 1}" if page.has_previous() else None,
        "results": [tell(row) for row in page],
    }

"""Pages of every kind for the layer's tests, and their addresses."""

from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseServerError
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from groundwork.pages import kept


class Made:
    """What happened in the views so far."""

    times: int = 0
    environ: dict[str, object] = {}
    is_broken: bool = False


def _page(request: HttpRequest, words: str) -> HttpResponse:
    Made.times += 1
    Made.environ = dict(request.META)
    if Made.is_broken:
        return HttpResponseServerError("broken")
    return HttpResponse(f"<p>{words} " + "calf " * 200, headers={"X-Made": "by a view"})


@kept("part", "for")
def groups(request: HttpRequest) -> HttpResponse:
    names = ", ".join(Group.objects.order_by("name").values_list("name", flat=True))
    return _page(request, f"{names} {request.GET.get('part', '')} {request.GET.get('for', '')}")


@kept()
@csrf_exempt
def plain(request: HttpRequest) -> HttpResponse:
    return _page(request, "plain")


@kept()
def with_cookie(request: HttpRequest) -> HttpResponse:
    response = _page(request, "cookie")
    response.set_cookie("who", "somebody")
    return response


@kept()
def with_form(request: HttpRequest) -> HttpResponse:
    """Its cookie is set by a middleware, when the view is long done."""
    get_token(request)
    return _page(request, "form")


@kept()
def never(request: HttpRequest) -> HttpResponse:
    response = _page(request, "never")
    response.headers["Cache-Control"] = "no-store"
    return response


@kept()
def for_each(request: HttpRequest) -> HttpResponse:
    response = _page(request, "for each")
    response.headers["Vary"] = "Cookie"
    return response


@kept()
def missing(request: HttpRequest) -> HttpResponse:
    Made.times += 1
    return HttpResponseNotFound("nothing here")


def private(request: HttpRequest) -> HttpResponse:
    return _page(request, "private")


urlpatterns = [
    path("groups/", groups),
    path("plain/", plain),
    path("with-cookie/", with_cookie),
    path("with-form/", with_form),
    path("never/", never),
    path("for-each/", for_each),
    path("missing/", missing),
    path("private/", private),
]

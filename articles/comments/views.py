"""Comments as readers meet them: those of an article, the form for one more, and what follows.

The form lives apart, so that only its own page needs a cookie. Nobody may keep or index it.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from articles.comments import sending
from articles.comments.page import Written, form_page
from articles.comments.standing import Standing, standing_of
from articles.models import Comment
from articles.paging import paged
from groundwork.pages import kept

COMMENTS_SHOWN = 20


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Kept by nobody, indexed by nobody; and what was typed is in no report of an error."""

    @wraps(view)
    @sensitive_variables()
    @sensitive_post_parameters()
    def guarded(request: HttpRequest, slug: str) -> HttpResponse:
        response = view(request, slug)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@kept("page")
@require_safe
def comments(request: HttpRequest, slug: str) -> HttpResponse:
    """What readers wrote about an article, newest first. Three queries at the most."""
    standing = standing_of(slug)
    if moved := standing.elsewhere("comments"):
        return moved
    written = Comment.objects.filter(article=standing.article.article_id)
    shown, links = paged(written, request.GET, COMMENTS_SHOWN)
    context = {"standing": standing, "comments": shown, **links}
    return render(request, "articles/comments/list.html", context)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def comment(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, or what became of it. What was typed before an article moved is not lost."""
    standing = standing_of(slug)
    if request.method != "POST":
        if moved := standing.elsewhere("comment"):
            return moved
        written = Written.nothing() if standing.is_open else None
        return _shown(request, standing, written)
    written = sending.written_in(request.POST)
    if not standing.is_open:
        return _shown(request, standing, written, HTTPStatus.FORBIDDEN)
    status = sending.send(written, request=request, standing=standing)
    if status is not HTTPStatus.SEE_OTHER:
        return _shown(request, standing, written, status)
    told = "?links" if written.form.links_taken_out else ""
    return HttpResponseRedirect(
        reverse("articles:comment-sent", args=[standing.article.slug]) + told
    )


@private
@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens now. It knows nothing of what was sent."""
    standing = standing_of(slug)
    if moved := standing.elsewhere("comment-sent"):
        return moved
    context = {"standing": standing, "took_links": "links" in request.GET}
    return render(request, "articles/comments/sent.html", context)


@private
def form_again(request: HttpRequest, slug: str) -> HttpResponse:
    """For a form without a valid proof of origin: all that was typed, to be sent once more."""
    written = sending.written_in(request.POST)
    sending.say_origin_is_missing(written)
    return _shown(request, standing_of(slug), written, HTTPStatus.FORBIDDEN)


def _shown(
    request: HttpRequest,
    standing: Standing,
    written: Written | None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    if not standing.is_open:
        context = {"standing": standing, "text": written.typed.get("text", "") if written else ""}
        return render(request, "articles/comments/closed.html", context, status=status)
    context = {"standing": standing, **form_page(written or Written.nothing())}
    return render(request, "articles/comments/form.html", context, status=status)

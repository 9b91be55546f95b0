"""What every desk page about an article has around it: the way back, and the other pages."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.desk.access import CHANGE, PUBLISH, may
from articles.desk.standing import Standing, standing_of
from articles.models import Article
from groundwork.headers import policy_text

ADMIN = "admin:articles_article_"


@dataclass(frozen=True)
class Tool:
    """A link to one of the desk's pages on an article."""

    name: str
    url: str
    is_current: bool


def url_of(page: str, article: Article, *more: int) -> str:
    return reverse(f"{ADMIN}{page}", args=[article.pk, *more])


def tools(request: HttpRequest, article: Article, standing: Standing) -> list[Tool]:
    """Those this person may use, in the order of the work."""
    offered = [(_("History"), "history", True)]
    if standing.public:
        offered.append((_("Compare with what readers have"), "compare", True))
    offered.append((_("Preview link"), "previews", may(request, CHANGE)))
    asks = _("Review") if standing.waiting or not may(request, CHANGE) else _("Send to review")
    offered.append((asks, "review", True))
    offered.append((_("Publish…"), "publish", may(request, PUBLISH)))
    offered.append((_("Archive…"), "archive", may(request, PUBLISH) and standing.is_public))
    offered.append((_("Address…"), "rename", may(request, PUBLISH)))
    links = ((name, url_of(page, article)) for name, page, is_shown in offered if is_shown)
    return [Tool(name, url, url == request.path) for name, url in links]


def page(
    request: HttpRequest,
    template: str,
    title: str,
    article: Article,
    context: dict[str, Any],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """One of the desk's pages; `standing` may come with the context."""
    standing = context.get("standing") or standing_of(article)
    around = {
        **admin.site.each_context(request),
        "title": title,
        "article": article,
        "standing": standing,
        "tools": tools(request, article, standing),
        "trail": [
            {"name": _("Articles"), "url": reverse(f"{ADMIN}changelist")},
            {"name": str(article), "url": url_of("change", article)},
        ],
    }
    return render(request, f"admin/articles/{template}", {**around, **context}, status=status)


def done(request: HttpRequest, said: str, url: str) -> HttpResponseRedirect:
    messages.success(request, said)
    return HttpResponseRedirect(url)


def refused(request: HttpRequest, said: object, url: str) -> HttpResponseRedirect:
    messages.error(request, str(said))
    return HttpResponseRedirect(url)


def with_policy(response: HttpResponse, directive: str) -> HttpResponse:
    """The site's policy, but pages of ours may frame, or be framed by, pages of ours."""
    policy = {**settings.SECURE_CSP, directive: ["'self'"]}
    response.headers["Content-Security-Policy"] = policy_text(policy)
    return response

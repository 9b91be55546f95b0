"""Any version as readers would see it: for whoever has a link, and for the desk's own pages.

Nothing of it may be indexed, kept, or told to another site.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from articles import editing, rendering
from articles.models import ArticleVersion, Edition, PreviewLink

PAGE = "articles/version.html"
PRIVATE = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """What a link leads to; unknown, expired and revoked ones get the same answer."""
    link = PreviewLink.objects.behind(token)
    if link is None:
        gone = render(request, "articles/no_preview.html", _nowhere(), status=HTTPStatus.NOT_FOUND)
        return private(gone)
    link.note_use(timezone.now())
    return private(drawn(request, link.version, until=link))


def drawn(
    request: HttpRequest, version: ArticleVersion, until: PreviewLink | None = None
) -> HttpResponse:
    """The readers' page of a version, with a banner where somebody came by a link."""
    edition = as_edition(version)
    context = {"article": edition, "related": _chosen(edition), "link": until, **_nowhere()}
    return render(request, PAGE, context)


def as_edition(version: ArticleVersion) -> Edition:
    """The edition readers would get, saved nowhere."""
    edition = Edition(
        article=version.article,
        version=version,
        starts_at=version.made_at,
        review=editing.sign_off_of(version),
    )
    rendering.lay_out(edition)
    return edition


def private(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    for name, value in PRIVATE.items():
        response.headers[name] = value
    return response


def _chosen(edition: Edition) -> list[Edition]:
    """What was chosen by hand to be read next, as far as readers have it. One query."""
    chosen = Edition.objects.public().filter(article__in=edition.related).teasers()
    return sorted(chosen, key=lambda each: edition.related.index(each.article_id))


def _nowhere() -> dict[str, str]:
    """The address holds a secret: it is nobody's canonical one."""
    return {"canonical_url": ""}

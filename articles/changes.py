"""What readers had of an article, edition by edition: since when, what changed, who signed it."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Edition
from articles.paging import paged
from articles.ways import edition_at
from groundwork.pages import kept

EDITIONS_SHOWN = 30


@kept("page")
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Newest first; only of an article that readers have. Three queries, four at the most."""
    article = edition_at(slug)
    if article is None:
        raise Http404
    if article.slug != slug:
        return HttpResponseRedirect(reverse("articles:changes", args=[article.slug]))
    shown, links = paged(_had_by_readers(article), request.GET, EDITIONS_SHOWN)
    context = {
        "article": article,
        "editions": shown,
        "start": shown.paginator.count - shown.start_index() + 1,
        "is_first_shown": not shown.has_next(),
        **links,
    }
    return render(request, "articles/changes.html", context)


def _had_by_readers(article: Edition) -> QuerySet[Edition]:
    rows = Edition.objects.filter(article=article.article_id, starts_at__lte=timezone.now())
    told = ("starts_at", "ends_at", "note", "review", "review__decided_at", "review__person")
    person = ("review__person__name", "review__person__role", "review__person__slug")
    rows = rows.select_related("review__person").only(*told, *person)
    return rows.order_by("-starts_at", "-pk")

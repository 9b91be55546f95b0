"""Any two versions of an article side by side, with names where a version keeps keys."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.desk.access import article_for, version_of
from articles.desk.pages import page
from articles.desk.standing import Standing, standing_of
from articles.differences import Content, Difference, Names, difference
from articles.models import Article, ArticleVersion, Audience, BodyPart, RedFlag, Topic

PUBLIC = "public"


@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """`before` and `after` are numbers; “public” is what readers have."""
    article = article_for(request, pk)
    standing = standing_of(article)
    before, after = _chosen(request, article, standing)
    numbers = [str(number) for number in article.versions.values_list("number", flat=True)]
    context = {
        "standing": standing,
        "before": before,
        "after": after,
        "numbers": numbers,
        "difference": between(before.content, after.content) if before and after else None,
    }
    title = _("Compare two versions")
    return page(request, "compare.html", title, article, context)


def between(before: Content, after: Content) -> Difference:
    """The difference of two contents, in words. Costs five queries."""
    return difference(before, after, names_in(before, after))


def names_in(*contents: Content) -> Names:
    """What the keys in these contents are called."""
    related = {key for content in contents for key in content["related"]}
    titles = Article.objects.filter(pk__in=related).values_list("pk", "title")
    return Names(
        {
            "related": {**dict.fromkeys(related, _("An article that is gone")), **dict(titles)},
            "topic": dict(Topic.objects.values_list("slug", "title")),
            "problem": {value: str(label) for value, label in Article.Problem.choices},
            "get_help": _names(RedFlag.objects.values_list("key", "name"), "get_help", contents),
            "audiences": dict(Audience.objects.values_list("slug", "name")),
            "body_parts": dict(BodyPart.objects.values_list("slug", "name")),
        }
    )


def _names(rows: Iterable[tuple[str, str]], name: str, contents: Iterable[Content]) -> Any:
    used = {key for content in contents for key in content[name]}
    return {key: called for key, called in rows if key in used}


def _chosen(
    request: HttpRequest, article: Article, standing: Standing
) -> tuple[ArticleVersion | None, ArticleVersion | None]:
    """What was asked for; else what readers have, or the version before, against the newest."""
    newest = standing.version
    after = _side(request.GET.get("after", ""), article, standing) or newest
    before = _side(request.GET.get("before", ""), article, standing)
    if before is None and newest:
        public = standing.public.version if standing.public else None
        before = public or article.versions.filter(number__lt=newest.number).first() or newest
    return before, after


def _side(asked: str, article: Article, standing: Standing) -> ArticleVersion | None:
    """Nothing for what was not asked for; raises `Http404` for what is not there."""
    if asked == PUBLIC and standing.public:
        return standing.public.version
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 10
    if not asked:
        return None
    return version_of(article, int(asked) if is_number else 0)

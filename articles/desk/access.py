"""Who may do what with an article at the desk. Each page asks for its article here."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from articles.models import Article, ArticleVersion

SEE = "articles.view_article"
CHANGE = "articles.change_article"
REVIEW = "articles.review_article"
PUBLISH = "articles.publish_article"


def signed_in(request: HttpRequest) -> User:
    """Whoever is at the desk; only behind the admin's own guard."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def may(request: HttpRequest, permission: str) -> bool:
    """Whoever may change an article may see it, as everywhere in the admin."""
    user = signed_in(request)
    return user.has_perm(permission) or (permission == SEE and user.has_perm(CHANGE))


def article_for(request: HttpRequest, pk: int, *permissions: str) -> Article:
    """An article with its newest version, for someone who has all these permissions.

    Raises `PermissionDenied` before it looks for the article, then `Http404`.
    """
    if not all(may(request, permission) for permission in (SEE, *permissions)):
        raise PermissionDenied
    return get_object_or_404(Article.objects.select_related("head__author", "topic"), pk=pk)


def version_of(article: Article, number: int) -> ArticleVersion:
    """Raises `Http404`."""
    rows = article.versions.select_related("author", "article__topic")
    return get_object_or_404(rows, number=number)

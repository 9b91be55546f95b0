"""Where a picture is shown. Its name is random, so any text that holds it shows it."""

from django.db.models import Q, QuerySet

from articles.models import Article, Edition, EditionQuerySet, Page, Picture, Topic

_WRITTEN = ("short_answer", "body", "questions__answer")
_MADE = ("body_html", "questions_html")


def articles_showing(picture: Picture) -> QuerySet[Article]:
    """Articles whose text holds the picture, or whose readers get it, now or later."""
    in_public = editions_showing(picture).order_by().values("article")
    found = Article.objects.filter(_holding(picture, _WRITTEN) | Q(pk__in=in_public))
    return Article.objects.filter(pk__in=found.order_by().values("pk"))


def editions_showing(picture: Picture) -> EditionQuerySet:
    """What readers get with the picture, and what they will get."""
    editions = Edition.objects.not_over().filter(_holding(picture, _MADE))
    return editions.select_related("version", "article")


def topics_showing(picture: Picture) -> QuerySet[Topic]:
    return Topic.objects.filter(_holding(picture, ("introduction",)))


def pages_showing(picture: Picture) -> QuerySet[Page]:
    return Page.objects.filter(_holding(picture, ("body",)))


def uses(picture: Picture) -> list[Article | Topic | Page]:
    """Every text that shows the picture. Costs three queries."""
    return [*articles_showing(picture), *topics_showing(picture), *pages_showing(picture)]


def is_used(picture: Picture) -> bool:
    """Costs at most three queries."""
    places = (articles_showing(picture), topics_showing(picture), pages_showing(picture))
    return any(place.exists() for place in places)


def _holding(picture: Picture, fields: tuple[str, ...]) -> Q:
    parts = ((f"{field}__contains", picture.address_stem) for field in fields)
    return Q(*parts, _connector=Q.OR)

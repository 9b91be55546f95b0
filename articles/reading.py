"""What to read next: chosen by hand first, then by shared topic."""

from django.db.models import Case, F, IntegerField, Q, Value, When

from articles.models import Article

MOST_RELATED = 5
AFTER_EVERY_CHOICE = 1000


def more_to_read(article: Article) -> list[Article]:
    """At most `MOST_RELATED` published articles, never the article itself. One query."""
    by_hand = Q(chosen_by__article=article)
    rank = Case(
        When(by_hand, then=F("chosen_by__order")),
        default=Value(AFTER_EVERY_CHOICE),
        output_field=IntegerField(),
    )
    others = (
        Article.objects.published()
        .filter(by_hand | Q(topic=article.topic_id))
        .exclude(pk=article.pk)
        .annotate(rank=rank)
        .order_by("rank", "order", "title")
        .teasers()
    )
    return _first_of_each(list(others[: MOST_RELATED * 8]))


def _first_of_each(articles: list[Article]) -> list[Article]:
    """An article chosen by several others comes back once for each; keep its best place."""
    return list({article.pk: article for article in reversed(articles)}.values())[::-1][
        :MOST_RELATED
    ]

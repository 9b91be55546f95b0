"""Where an address leads: to its own article, a renamed one, or one that replaces it.

A former address leads to the article's row, not to another address; an archived article may name
its replacement. Following both stops at the first public article and never goes round.
"""

from dataclasses import dataclass

from articles.models import Article, Edition, FormerAddress


@dataclass(frozen=True)
class Way:
    """What readers get at an address. `is_for_ever`: the article was renamed and is nowhere else.

    `is_replaced`: it is another article than the one that was asked for.
    """

    edition: Edition
    is_for_ever: bool
    is_replaced: bool


def way_from(slug: str) -> Way | None:
    """The way from an address that has no public article of its own. A few queries."""
    former = FormerAddress.objects.filter(slug=slug).select_related("article").first()
    article = former.article if former else Article.objects.filter(slug=slug).first()
    first = article
    seen: set[int] = set()
    while article is not None and article.pk not in seen:
        edition = Edition.objects.public().for_reading().filter(article=article).first()
        if edition is not None:
            return Way(edition, is_for_ever=article == first, is_replaced=article != first)
        seen.add(article.pk)
        article = article.replaced_by
    return None


def edition_at(slug: str) -> Edition | None:
    """What readers get at an address, wherever it leads now. One query unless it leads on."""
    edition = Edition.objects.public().for_reading().filter(article__slug=slug).first()
    if edition is None and (way := way_from(slug)):
        return way.edition
    return edition

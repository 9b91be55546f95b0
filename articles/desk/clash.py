"""Two editors on one article: what the second sees when the first has saved meanwhile."""

from dataclasses import dataclass

from django.http import QueryDict

from articles.desk.comparing import between as difference_between
from articles.desk.typed import content_of
from articles.differences import Difference
from articles.models import Article, ArticleVersion


@dataclass(frozen=True)
class Clash:
    """What they changed and what you changed, both since the version you opened."""

    newer: ArticleVersion
    opened: ArticleVersion
    theirs: Difference
    yours: Difference

    @property
    def is_same(self) -> bool:
        """Both typed the same."""
        return self.theirs == self.yours


def is_older(form: QueryDict, article: Article) -> bool:
    """Whether a form was opened before the newest version was saved."""
    return article.head is not None and form.get("opened", "") != str(article.head.number)


def between(form: QueryDict, article: Article, newer: ArticleVersion) -> Clash:
    """A form that does not say what it was opened from is held against the version before."""
    opened = form.get("opened", "")
    number = int(opened) if opened.isascii() and opened.isdecimal() and len(opened) < 10 else 0
    rows = article.versions.all()
    base = rows.filter(number=number).first() or rows.filter(number__lt=newer.number).first()
    base = base or newer
    yours = content_of(form, base.content)
    return Clash(
        newer,
        base,
        difference_between(base.content, newer.content),
        difference_between(base.content, yours),
    )

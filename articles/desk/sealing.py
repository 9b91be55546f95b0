"""Publishing and archiving on the strength of a page: what it showed must still be so.

The seal names the newest version and what readers have and will get. Both are looked at again
under the article's lock, so that of two people who publish at once one is told of the other.
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import publishing
from articles.desk.standing import Standing, standing_of
from articles.editing import Refused
from articles.models import Article, Edition

CHANGED = gettext_lazy(
    "It was changed since you looked. This page shows it as it is now: look again, then press."
)


@dataclass(frozen=True)
class Seal:
    """Of a page that shows this."""

    version: int
    editions: tuple[int, ...]

    def __str__(self) -> str:
        return ".".join(map(str, (self.version, *self.editions)))


def seal_of(standing: Standing) -> str:
    """The same as long as text, publication and schedule are; “0” before there is a version."""
    shown = [*([standing.public] if standing.public else []), *standing.coming]
    number = standing.version.number if standing.version else 0
    return str(Seal(number, tuple(edition.pk for edition in shown)))


@transaction.atomic
def publish(
    article: Article,
    *,
    seal: str,
    by: User,
    at: datetime | None = None,
    until: datetime | None = None,
    note: str = "",
) -> Edition:
    """Give readers the newest version. Raises `Refused`, `NotSafe` among them."""
    standing = _unchanged(article, seal)
    if standing.version is None:
        raise Refused(_("Save the article first: there is no version to publish."))
    return publishing.publish(standing.version, by=by, at=at, until=until, note=note)


@transaction.atomic
def archive(
    article: Article,
    *,
    seal: str,
    by: User,
    at: datetime | None = None,
    replacement: Article | None = None,
) -> Edition:
    """Take it from readers. Raises `Refused`."""
    _unchanged(article, seal)
    return publishing.archive(article, by=by, at=at, replacement=replacement)


@transaction.atomic
def unschedule(article: Article, *, seal: str, by: User) -> int:
    """Take back what is to come. Raises `Refused`."""
    _unchanged(article, seal)
    return publishing.unschedule(article, by=by)


def _unchanged(article: Article, seal: str) -> Standing:
    rows = Article.objects.select_for_update(of=("self",)).select_related("head__author")
    standing = standing_of(rows.get(pk=article.pk))
    if seal_of(standing) != seal:
        raise Refused(CHANGED)
    return standing

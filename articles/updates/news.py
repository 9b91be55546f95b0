"""What became new or changed for readers in a stretch of time, as a digest tells it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Min
from django.utils.translation import get_language

from articles.models import Edition
from groundwork.languages import others, prefix_of


@dataclass(frozen=True)
class News:
    """One article in a digest. `notes`: what publishers wrote about each change, oldest first."""

    title: str
    description: str
    path: str
    is_new: bool
    changed_at: datetime
    notes: tuple[str, ...]

    @property
    def url(self) -> str:
        """Whole, in the language that is spoken: a reader's mail leads to a reader's page."""
        language = get_language() or ""
        prefix = prefix_of(language) if language in others() else ""
        return f"{settings.SITE_URL}{prefix}{self.path}"


class Changes:
    """Everything that began for readers after `since` and until `until`. Three queries."""

    def __init__(self, since: datetime, until: datetime) -> None:
        self.until = until
        self._begun: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
        editions = Edition.objects.filter(starts_at__gt=since, starts_at__lte=until)
        rows = editions.order_by("starts_at", "pk").values_list("article", "starts_at", "note")
        for article, starts_at, note in rows:
            self._begun[article].append((starts_at, note))
        of_these = Edition.objects.filter(article__in=list(self._begun))
        firsts = of_these.order_by().values("article").annotate(first=Min("starts_at"))
        self._first = {row["article"]: row["first"] for row in firsts}
        # What has been taken from readers again is no news.
        self._public = list(of_these.public(until).teasers())

    def for_reader(self, topics: Collection[int], since: datetime) -> list[News]:
        """What they were not told yet, in the order of the topics. No query."""
        return [
            self._news(edition, since)
            for edition in self._public
            if edition.topic_id in topics and self._begun[edition.article_id][-1][0] > since
        ]

    def _news(self, edition: Edition, since: datetime) -> News:
        begun = [each for each in self._begun[edition.article_id] if each[0] > since]
        return News(
            title=edition.title,
            description=edition.description,
            path=edition.get_absolute_url(),
            is_new=self._first[edition.article_id] > since,
            changed_at=begun[-1][0],
            notes=tuple(dict.fromkeys(note for _, note in begun if note)),
        )

"""Where articles stand with readers, for tests to ask and to change."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from articles import editing, publishing
from articles.models import Article, Edition


def edition_of(slug: str) -> Edition:
    """What readers get of an article now."""
    return Edition.objects.public().for_reading().get(article__slug=slug)


def public_slugs() -> list[str]:
    return sorted(Edition.objects.public().values_list("article__slug", flat=True))


def take_back(slug: str) -> None:
    """As if readers never had had it."""
    Edition.objects.filter(article__slug=slug).delete()


def put_off(slug: str) -> None:
    """As if readers were to get it for the first time tomorrow."""
    tomorrow = timezone.now() + timedelta(days=1)
    Edition.objects.filter(article__slug=slug).update(starts_at=tomorrow)


def give(slug: str, *, by: User | None = None) -> Edition:
    """Save the working copy as a version and give it to readers at once."""
    article = Article.objects.get(slug=slug)
    return publishing.publish(editing.save_version(article, by=by), by=by)

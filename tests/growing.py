"""Many articles, versions and comments made of one, straight into the tables.

What they say does not matter here, only how many there are.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from articles.models import (
    Article,
    ArticleVersion,
    Comment,
    Edition,
    HeldComment,
    SearchDocument,
)

BATCH = 1_000


@transaction.atomic
def grow(*, articles: int = 0, versions: int = 0, comments: int = 0) -> None:
    """More public articles like the first there is, and to that one more versions and comments."""
    first = Edition.objects.public().select_related("article", "version").order_by("pk")[0]
    _more_articles(first, articles)
    _more_versions(first.article, versions)
    _more_comments(first.article, comments)


def _more_articles(like: Edition, count: int) -> None:
    start = Article.objects.count()
    made = _put(
        Article,
        (
            _copy(like.article, slug=f"grown-{start + n}", title=f"{like.title} {n}", head=None)
            for n in range(count)
        ),
    )
    versions = _put(ArticleVersion, (_copy(like.version, article=one, number=1) for one in made))
    for article, version in zip(made, versions, strict=True):
        article.head = version
    Article.objects.bulk_update(made, ["head"], batch_size=BATCH)
    editions = _put(
        Edition,
        (
            _copy(like, article=version.article, version=version, title=version.article.title)
            for version in versions
        ),
    )
    _lean_alike(like.article, made)
    _lean_alike(like, editions)
    document = SearchDocument.objects.get(edition=like)
    keys = ((edition, f"grown-{edition.pk}") for edition in editions)
    _put(SearchDocument, (_copy(document, edition=one, key=key) for one, key in keys))


def _more_versions(article: Article, count: int) -> None:
    last = article.versions.order_by("-number")[0]
    made = _put(
        ArticleVersion,
        (_copy(last, number=last.number + 1 + n, content_hash=f"{n:064}") for n in range(count)),
    )
    if made:
        Article.objects.filter(pk=article.pk).update(head=made[-1])


def _more_comments(article: Article, count: int) -> None:
    now = timezone.now()
    start = HeldComment.objects.count()
    held = _put(
        HeldComment,
        (
            HeldComment(
                article=article,
                name="A reader",
                text=f"It helped {n}.",
                shown_name="A reader",
                shown_text=f"It helped {n}.",
                text_mark=f"{start + n:064}",
                form_token=f"{start + n}",
                sent_at=now - timedelta(minutes=n),
                # Every other one waits.
                decision=HeldComment.Decision.APPROVED if n % 2 else "",
                decided_at=now if n % 2 else None,
            )
            for n in range(count)
        ),
    )
    _put(
        Comment,
        (
            Comment(
                article=article,
                held=one,
                kind=one.kind,
                name=one.name,
                text=one.text,
                sent_at=one.sent_at,
            )
            for one in held
            if one.decision
        ),
    )


def _lean_alike(one: models.Model, others: Iterable[models.Model]) -> None:
    """The same topics, parts, sources and so on, but for articles chosen by hand."""
    many = list(others)
    for field in one._meta.many_to_many:
        if field.remote_field.model is Article:
            continue
        through: Any = field.remote_field.through
        ours, theirs = field.m2m_column_name(), field.m2m_reverse_name()
        there = [row.pk for row in getattr(one, field.name).all()]
        rows = (through(**{ours: other.pk, theirs: pk}) for other in many for pk in there)
        _put(through, rows)


def _copy(row: Any, **changed: Any) -> Any:
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in changed
    }
    return type(row)(**fields, **changed)


def _put(model: Any, rows: Iterable[Any]) -> list[Any]:
    waiting: Iterator[Any] = iter(rows)
    done: list[Any] = []
    while batch := list(islice(waiting, BATCH)):
        done += model._base_manager.bulk_create(batch)
    return done

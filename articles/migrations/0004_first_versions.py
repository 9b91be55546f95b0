"""Every article gets its first version; what was published becomes an edition, as it was."""

import hashlib
import json
from typing import Any

from django.db import migrations
from django.db.models import Model
from django.utils import timezone

PLAIN = ("title", "short_answer", "description", "body", "keywords", "problem", "order")
LAID_OUT = ("title", "description", "keywords", "problem", "order")
MADE = (
    "short_answer_html",
    "help_html",
    "body_html",
    "questions_html",
    "sources_html",
    "headings",
    "word_count",
    "rendered_by",
)
LEANS_ON = ("cites_sources", "cites_claims", "shows_red_flags", "uses_terms")


def content_of(article: Any) -> dict[str, Any]:
    """As `articles.snapshot` took it when this was written."""

    def plain(value: Any) -> Any:
        return value.replace("\r\n", "\n") if isinstance(value, str) else value

    questions = article.questions.order_by("order", "pk")
    related = article.related_choices.order_by("order", "pk")
    return {
        **{name: plain(getattr(article, name)) for name in PLAIN},
        "topic": article.topic.slug,
        "get_help": sorted(article.get_help.values_list("key", flat=True)),
        "body_parts": sorted(article.body_parts.values_list("slug", flat=True)),
        "audiences": sorted(article.audiences.values_list("slug", flat=True)),
        "questions": [[plain(each.question), plain(each.answer)] for each in questions],
        "related": list(related.values_list("other_id", flat=True)),
    }


def hash_of(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def make_first_versions(apps: Any, _editor: Any) -> None:
    articles = apps.get_model("articles", "Article").objects
    versions = apps.get_model("articles", "ArticleVersion").objects
    for article in articles.select_related("topic").iterator():
        content = content_of(article)
        article.head = versions.create(
            article=article,
            number=1,
            content=content,
            content_hash=hash_of(content),
            made_at=article.updated_at,
        )
        article.save(update_fields=["head"])
        if article.state == "published":
            make_edition(apps, article, content)


def make_edition(apps: Any, article: Any, content: dict[str, Any]) -> None:
    changed = min(article.updated_at, timezone.now())
    edition: Model = apps.get_model("articles", "Edition").objects.create(
        article=article,
        version=article.head,
        starts_at=max(article.published_at, changed),
        topic=article.topic,
        related=content["related"],
        **{name: getattr(article, name) for name in (*LAID_OUT, *MADE)},
    )
    for name in ("body_parts", "audiences", *LEANS_ON):
        getattr(edition, name).set(getattr(article, name).all())


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_versions_and_editions"),
    ]

    operations = [
        migrations.RunPython(make_first_versions, migrations.RunPython.noop),
    ]

"""What a version holds: an article's whole content as plain JSON, its hash, and the way back.

Everything an editor can set is in it but the slug: to rename is an act of its own and changes no
word. Subjects and red flags stand by their keys, related articles by their rows, so that a
renamed article leaves others' versions, and their sign-offs, as they were.
"""

import hashlib
import json
from typing import Any

from django.db import transaction

from articles.markdown import ArticleText, QuestionText
from articles.models import (
    Article,
    Audience,
    BodyPart,
    CommonQuestion,
    RedFlag,
    RelatedArticle,
    Topic,
)

Content = dict[str, Any]

PLAIN = ("title", "short_answer", "description", "body", "keywords", "problem", "order")
LINKS = {
    "get_help": (RedFlag, "key"),
    "body_parts": (BodyPart, "slug"),
    "audiences": (Audience, "slug"),
}


def of(article: Article) -> Content:
    """The working copy as it is saved now. Costs six queries."""
    questions = article.questions.order_by("order", "pk").values_list("question", "answer")
    related = article.related_choices.order_by("order", "pk").values_list("other_id", flat=True)
    return {
        **{name: _plain(getattr(article, name)) for name in PLAIN},
        "topic": article.topic.slug,
        **{name: _keys(article, name) for name in LINKS},
        "questions": [[_plain(question), _plain(answer)] for question, answer in questions],
        "related": list(related),
    }


def mark(content: Content) -> str:
    """SHA-256 of the content: the same for equal content, on any machine."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def text_of(content: Content) -> ArticleText:
    """The words of a version, for the renderer and the checks."""
    return ArticleText(
        title=content["title"],
        short_answer=content["short_answer"],
        body=content["body"],
        questions=tuple(QuestionText(*each) for each in content["questions"]),
        get_help=tuple(content["get_help"]),
    )


@transaction.atomic
def put_back(article: Article, content: Content) -> None:
    """Make the working copy what a version holds; what is no longer there is left out."""
    for name in PLAIN:
        setattr(article, name, content[name])
    topic = Topic.objects.filter(slug=content["topic"]).first()
    article.topic = topic or article.topic
    article.save()
    for name, (model, key) in LINKS.items():
        rows = model._default_manager.filter(**{f"{key}__in": content[name]})
        getattr(article, name).set(rows)
    _put_questions(article, content["questions"])
    _put_related(article, content["related"])


def _keys(article: Article, name: str) -> list[str]:
    key = LINKS[name][1]
    return sorted(getattr(article, name).values_list(key, flat=True))


def _plain(value: Any) -> Any:
    """Text with one kind of line end: browsers send another than files hold."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _put_questions(article: Article, questions: list[list[str]]) -> None:
    article.questions.all().delete()
    CommonQuestion.objects.bulk_create(
        CommonQuestion(article=article, question=question, answer=answer, order=order)
        for order, (question, answer) in enumerate(questions)
    )


def _put_related(article: Article, related: list[int]) -> None:
    known = set(Article.objects.filter(pk__in=related).values_list("pk", flat=True))
    article.related_choices.all().delete()
    RelatedArticle.objects.bulk_create(
        RelatedArticle(article=article, other_id=other, order=order)
        for order, other in enumerate(related)
        if other in known and other != article.pk
    )

"""Articles as records: front matter, body and common questions, and the row they make.

What comes in by file is saved as a version and published at once, unless the article is archived.
"""

from dataclasses import dataclass
from typing import Any

from articles.intake.kinds import Kind, Link, State
from articles.models import (
    Article,
    Audience,
    BodyPart,
    CommonQuestion,
    RedFlag,
    RelatedArticle,
    Topic,
)
from groundwork.shapes import Shape

FRONT = Shape(
    {
        "title": str,
        "topic": str,
        "short_answer": str,
        "description": str,
        "get_help": list,
        "problem": str,
    },
    {
        "audiences": list,
        "body_parts": list,
        "keywords": list,
        "related": list,
        "order": int,
    },
)
TOPIC = Link(Topic, "slug")


@dataclass(frozen=True)
class ArticleKind(Kind):
    """An article's row has parts in other tables: questions, related articles, the topic."""

    def rows(self) -> dict[str, Any]:
        rows = Article.objects.select_related("topic").prefetch_related(
            *self.links, "questions", "related_choices__other"
        )
        return {row.slug: row for row in rows}

    def state_of(self, row: Any) -> State:
        return {
            **{name: getattr(row, name) for name in self._plain_fields()},
            **{name: self._linked(row, name) for name in self.links},
            "topic": row.topic.slug,
            "keywords": [word.strip() for word in row.keywords.split(",") if word.strip()],
            "related": [choice.other.slug for choice in row.related_choices.all()],
            "questions": [[q.question, q.answer] for q in row.questions.all()],
        }

    def apply(self, row: Any, state: State) -> Article:
        article: Article = row or Article()
        for name in self._plain_fields():
            setattr(article, name, state[name])
        article.topic = Topic.objects.get(slug=state["topic"])
        article.keywords = ", ".join(state["keywords"])
        article.full_clean()
        article.save()
        for name, link in self.links.items():
            getattr(article, name).set(link.rows(state[name]))
        self._put_questions(article, state)
        return article

    def put_related(self, article: Article, slugs: list[str]) -> None:
        """Choose the related articles; a slug that is no article yet is passed over."""
        others = {other.slug: other for other in Article.objects.filter(slug__in=slugs)}
        article.related_choices.all().delete()
        RelatedArticle.objects.bulk_create(
            RelatedArticle(article=article, other=others[slug], order=order)
            for order, slug in enumerate(slugs)
            if slug in others and slug != article.slug
        )

    def _put_questions(self, article: Article, state: State) -> None:
        article.questions.all().delete()
        questions = [
            CommonQuestion(article=article, question=question, answer=answer, order=order)
            for order, (question, answer) in enumerate(state["questions"])
        ]
        for question in questions:
            question.full_clean()
        CommonQuestion.objects.bulk_create(questions)

    def _plain_fields(self) -> list[str]:
        return ["slug", "title", "short_answer", "description", "body", "problem", "order"]


ARTICLE = ArticleKind(
    "article",
    "articles",
    "",
    Article,
    "slug",
    FRONT,
    links={
        "get_help": Link(RedFlag, "key"),
        "body_parts": Link(BodyPart, "slug"),
        "audiences": Link(Audience, "slug"),
    },
)

"""An article that readers have, and people with different rights."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import editing
from articles.models import Article, ArticleVersion
from tests.articles.content import write_content
from tests.articles.desk.people import EDITOR, PUBLISHER, REVIEWER, ROWS, person, signed_in
from tests.articles.loaded import load_content


@pytest.fixture
def article(db: None, tmp_path: Path) -> Article:
    load_content(write_content(tmp_path / "content"))
    return Article.objects.get(slug="night-cramps")


@pytest.fixture
def editor(db: None) -> User:
    return person("editor", *EDITOR, *ROWS)


@pytest.fixture
def reviewer(db: None) -> User:
    return person("reviewer", *REVIEWER)


@pytest.fixture
def publisher(db: None) -> User:
    return person("publisher", *PUBLISHER)


@pytest.fixture
def desk(article: Article, editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def second(article: Article, editor: User) -> ArticleVersion:
    """A version that readers don't have."""
    return typed(article, editor)


def typed(
    article: Article, by: User, body: str = "## New\n\nStretch at noon. [@stretch-01]\n"
) -> ArticleVersion:
    article.body = body
    article.save()
    return editing.save_version(article, by=by)

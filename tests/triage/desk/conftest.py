"""A desk with a small draft, the article it leads to, and people who may do various things."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.triage.desk.pressing import publish
from tests.triage.desk.small import person, signed_in, small_draft
from triage.models import Draft, Release


@pytest.fixture
def draft(db: None, tmp_path: Path) -> Draft:
    load_content(write_content(tmp_path / "content"))
    return small_draft()


@pytest.fixture
def editor(db: None) -> User:
    return person("editor", "view_draft", "change_draft", "view_release", "publish_draft")


@pytest.fixture
def colleague(db: None) -> User:
    return person("colleague", "view_draft", "view_release", "publish_draft")


@pytest.fixture
def desk(editor: User) -> Client:
    return signed_in(editor)


@pytest.fixture
def first(draft: Draft, desk: Client) -> Release:
    publish(desk)
    return Release.objects.get(check_slug="small")

"""The desk's pages are HTML by the letter, as they are sent: no parser has to guess."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from justhtml import JustHTML

from articles.models import Article
from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.test_growth import DESK
from tests.triage.desk.small import small_draft

OF_AN_ARTICLE = ("archive/", "compare/", "previews/", "rename/", "versions/1/")
OTHERS = (
    "/admin/articles/article/add/",
    "/admin/articles/source/add/",
    "/admin/auth/user/",
    "/admin/auth/user/add/",
    "/admin/components/",
    "/admin/password_change/",
    "/admin/self-check/small/check/",
    "/admin/self-check/small/publish/",
    "/admin/triage/draft/",
)


@pytest.mark.django_db
def test_every_kind_of_page_at_the_desk_is_strict_html(tmp_path: Path) -> None:
    load_content(write_content(tmp_path))
    small_draft()
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    key = Article.objects.get(slug="night-cramps").pk
    first_pages = [path.format(pk=key) for path in DESK if not path.endswith("=2")]
    of_one = [f"/admin/articles/article/{key}/{page}" for page in OF_AN_ARTICLE]

    for path in (*first_pages, *of_one, *OTHERS):
        response = client.get(path)

        assert response.status_code == 200, path
        JustHTML(response.content.decode(), strict=True)

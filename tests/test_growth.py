"""A page asks the database as often for a thousand articles, versions and comments as for a few."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from groundwork.pages import remembering
from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.drill import times
from tests.growing import grow

FEW = 3
# More than fit on a page; and far more.
SOME = 60
MANY = times(60, 1_000)
SLUG = "night-cramps"
PUBLIC = [
    "/",
    "/articles/",
    "/articles/?topic=cramps",
    "/articles/?page=2",
    "/articles/a-to-z/",
    "/topics/cramps/",
    "/body/",
    "/body/calf/",
    f"/articles/{SLUG}/",
    f"/articles/{SLUG}/changes/",
    f"/articles/{SLUG}/comments/",
    f"/articles/{SLUG}/comments/?page=2",
    f"/articles/{SLUG}/comment/",
    f"/articles/{SLUG}/feedback/",
    "/glossary/",
    "/search/?q=cramp",
    "/search/?q=cramp&page=2",
    "/feed/",
    "/topics/cramps/feed/",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/sitemap-articles-1.xml",
    "/llms.txt",
    "/api/v1/articles/",
    "/api/v1/articles/?page=2",
    f"/api/v1/articles/{SLUG}/",
    "/api/v1/claims/",
    "/api/v1/sources/trial-2020/",
    "/api/v1/red-flags/leg-clot/",
]
DESK = [
    "/admin/",
    "/admin/articles/article/",
    "/admin/articles/article/?p=2",
    "/admin/articles/article/?q=cramp",
    "/admin/articles/article/{pk}/change/",
    "/admin/articles/article/{pk}/history/",
    "/admin/articles/article/{pk}/review/",
    "/admin/articles/article/{pk}/publish/",
    "/admin/articles/heldcomment/",
    "/admin/articles/source/",
    "/admin/articles/claim/",
    "/admin/articles/redflag/",
    "/admin/articles/term/",
    "/admin/articles/topic/",
    "/admin/groundwork/auditentry/",
]


@pytest.fixture
def site(db: None, tmp_path: Path) -> None:
    load_content(write_content(tmp_path))
    # The front of the desk counts what waits only where it does not show all of it.
    grow(articles=FEW, versions=FEW, comments=6 * FEW)


@pytest.fixture
def editor(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("chief", password="long enough"))
    return client


def _cost(client: Client, path: str) -> int:
    """Queries for a page that nobody has asked for before, but for what a process learns once."""
    client.get(path)
    cache.clear()
    remembering.forget_everything()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(path)
    assert response.status_code == 200, path
    return len(asked)


def _costs(client: Client, paths: list[str], *, with_second_pages: bool) -> dict[str, int]:
    pk = Article.objects.get(slug=SLUG).pk
    asked = [path for path in paths if with_second_pages or not path.endswith("=2")]
    return {path: _cost(client, path.format(pk=pk)) for path in asked}


@pytest.mark.parametrize("paths", [PUBLIC, DESK], ids=["readers", "desk"])
def test_a_page_costs_as_many_queries_however_much_there_is(
    site: None, editor: Client, paths: list[str]
) -> None:
    client = editor if paths is DESK else Client()
    of_few = _costs(client, paths, with_second_pages=False)

    grow(articles=SOME, versions=SOME, comments=2 * SOME)
    of_some = _costs(client, paths, with_second_pages=True)
    grow(articles=MANY, versions=MANY, comments=2 * MANY)
    of_many = _costs(client, paths, with_second_pages=True)

    assert {path: of_some[path] for path in of_few} == of_few
    assert of_many == of_some

"""Pages full of hostile texts in a real browser: no script runs and nobody else is asked."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.hostile import rows
from tests.hostile.payloads import ALL
from tests.journeys.desk import NEW_ARTICLE, PASSWORD, Desk, sign_in
from tests.journeys.ears import Ears

IDS_TAKEN = "[...document.querySelectorAll('[id]')].map(one => one.id)"


@pytest.fixture
def ears(live_server: LiveServer) -> Iterator[Ears]:
    rows.make()
    ears = Ears(str(live_server.url))
    yield ears
    assert ears.complaints == []


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], live_server: LiveServer, ears: Ears) -> Page:
    context = new_context(base_url=str(live_server.url), viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    ears.over(context)
    return context.new_page()


def test_readers_pages_full_of_them_do_nothing(page: Page) -> None:
    full = [f"/articles/n{number}/" for number in rows.FULL]
    lists = ["/", "/articles/", "/glossary/", "/search/?q=alert", "/articles/n0/comments/"]

    for path in (*full, *lists, "/topics/n3/", "/articles/n0/changes/"):
        page.goto(path)
        page.mouse.move(300, 300)
        ids = page.evaluate(IDS_TAKEN)
        assert len(ids) == len(set(ids)), path


def test_the_preview_of_all_of_them_does_nothing(page: Page) -> None:
    User.objects.create_superuser("editor", password=PASSWORD)
    sign_in(page)
    page.goto(NEW_ARTICLE)
    desk = Desk(page)

    desk.body.fill("\n\n".join(ALL) + "\n\nThe last line.")

    expect(desk.preview).to_contain_text("The last line.")


def test_the_desk_full_of_them_does_nothing(page: Page) -> None:
    User.objects.create_superuser("editor", password=PASSWORD)
    article = Article.objects.get(slug="n0")
    sign_in(page)

    for path in ("history/", "versions/1/", "publish/", "change/"):
        page.goto(f"/admin/articles/article/{article.pk}/{path}")
    for path in ("articles/article/", "articles/heldcomment/", "articles/redflag/"):
        page.goto(f"/admin/{path}")

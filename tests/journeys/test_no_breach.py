"""In a real browser nothing breaks the policy and no script fails, at the desk no more than here.

Any complaint of the console is a failure, not only one that names the policy.
"""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import BrowserContext, Page, expect

from articles.models import Article
from tests.journeys import kinds, steps
from tests.journeys.desk import NEW_ARTICLE, PASSWORD, Desk, sign_in
from tests.journeys.ears import Ears
from tests.triage.desk.small import small_draft

PUBLIC = {**kinds.READING, **kinds.LISTS, **kinds.WRITING, **kinds.CHECK}


@pytest.fixture
def ears(site: str) -> Iterator[Ears]:
    ears = Ears(site)
    yield ears
    assert ears.complaints == []


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], site: str, ears: Ears) -> Page:
    context = new_context(base_url=site, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(30_000)
    ears.over(context)
    return context.new_page()


def test_nothing_is_complained_of_on_readers_pages(page: Page) -> None:
    kinds.furnish()
    addresses = [path for name, path in PUBLIC.items() if name not in kinds.MISSING]

    for path in (*addresses, "/es/", "/es/articles/night-cramps/"):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        assert "require-trusted-types-for 'script'" in answer.headers["content-security-policy"]


def test_nothing_is_complained_of_in_a_self_check(page: Page, harmless: dict[str, str]) -> None:
    steps.start(page)
    steps.go_on(page)
    while steps.step(page) not in ("answers", "result"):
        chosen = page.locator('input[name="answer"]').evaluate_all("all => all.at(-1).value")
        steps.answer(page, chosen.split(":")[-1])

    steps.follow(page, page.locator("main .button[href$='/result/']"))
    expect(page.locator("h1")).to_be_visible()


def test_nothing_is_complained_of_at_the_desk(page: Page) -> None:
    User.objects.create_superuser("editor", password=PASSWORD)
    small_draft()
    article = Article.objects.get(slug="night-cramps")
    desk = f"/admin/articles/article/{article.pk}"
    sign_in(page)
    lists = ("articles/article", "articles/heldcomment", "articles/picture", "triage/release")
    views = ("history", "compare", "versions/1", "publish", "review", "previews")

    for path in (
        "/admin/",
        *(f"/admin/{each}/" for each in lists),
        *(f"{desk}/{each}/" for each in views),
        "/admin/components/",
        "/admin/components/care_card/",
        "/admin/self-check/small/check/",
        "/admin/self-check/small/diagram/",
        "/admin/groundwork/auditentry/",
        "/admin/articles/claim/add/",
        "/admin/articles/picture/add/",
        "/admin/password_change/",
    ):
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, path
        assert "default-src 'none'; script-src 'self'" in answer.headers["content-security-policy"]


def test_nothing_is_complained_of_in_the_editor_and_its_preview(page: Page) -> None:
    User.objects.create_superuser("editor", password=PASSWORD)
    sign_in(page)
    page.goto(NEW_ARTICLE)
    desk = Desk(page)

    desk.fill_in()

    expect(desk.preview).to_contain_text("Stretch before bed.")
    page.get_by_role("button", name="Add a picture").first.click()
    expect(page.locator("dialog[open]")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("dialog[open]")).to_have_count(0)

"""The desk for everyone: axe finds nothing in its forms and lists, and keys reach everything."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import Article, BodyPart, Claim
from articles.models import Page as AboutPage
from tests.drill import IS_DRILL
from tests.journeys.axe import OF_COLOUR, faults
from tests.journeys.desk import NEW_ARTICLE, PASSWORD, sign_in
from tests.journeys.steps import follow
from tests.journeys.watch import Watch

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 640}, "color_scheme": "light"}
WIDE: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"}


@pytest.fixture(params=[PHONE, WIDE], ids=["phone-light", "wide-dark"])
def look(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = request.param
    return found


@pytest.fixture
def page(look: dict[str, Any], new_reader: Callable[..., Page]) -> Page:
    User.objects.create_superuser("editor", password=PASSWORD)
    return new_reader(**look)


def paths() -> list[str]:
    """A list, a form, rows and double lists, lists that look things up, and who did what."""
    article = Article.objects.filter(questions__isnull=False).first() or Article.objects.first()
    assert article is not None
    claim = Claim.objects.all()[0]
    return [
        "/admin/articles/article/",
        f"/admin/articles/article/{article.pk}/change/",
        NEW_ARTICLE,
        f"/admin/articles/claim/{claim.pk}/change/",
        f"/admin/articles/claim/{claim.pk}/history/",
        "/admin/articles/source/add/",
        "/admin/articles/page/",
        f"/admin/articles/bodypart/{BodyPart.objects.all()[0].pk}/delete/",
        f"/admin/auth/user/{User.objects.get().pk}/change/",
        "/admin/password_change/",
    ]


def test_axe_finds_nothing_at_the_desk_and_nothing_sticks_out(
    page: Page, watch: Watch, look: dict[str, Any]
) -> None:
    # Only colours can differ from what was found in light.
    only = OF_COLOUR if look is WIDE and not IS_DRILL else ()
    AboutPage.objects.create(slug="privacy", title="Privacy", description="x", body="x")
    page.goto("/admin/")
    found = {"signing in": faults(page, watch, only)}
    sign_in(page)

    for path in paths():
        page.goto(path)
        found[path] = faults(page, watch, only)
        wider = "document.documentElement.scrollWidth - innerWidth"
        assert page.evaluate(wider) <= 0, path
    follow(page, page.get_by_role("button", name="Log out"))
    found["signed out"] = faults(page, watch, only)

    assert {path: those for path, those in found.items() if those} == {}


def test_errors_lead_to_their_fields_and_keys_press_what_looks_like_a_button(page: Page) -> None:
    sign_in(page)
    page.goto(NEW_ARTICLE)
    add = page.get_by_role("button", name="Add another Common question")
    add.focus()

    page.keyboard.press("Space")
    expect(page.locator(".dynamic-questions")).to_have_count(1)
    page.locator("[name='_save']").first.press("Enter")
    way = page.locator(".error-ways a").first
    way.focus()
    page.keyboard.press("Enter")

    expect(page.locator("#id_title")).to_be_focused()

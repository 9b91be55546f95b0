"""What readers get: articles, lists, topics; with how many queries, and without cookies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from justhtml import JustHTML

from articles.intake import load_folder
from articles.models import Article, Audience, Topic

pytestmark = pytest.mark.django_db
Counts = Callable[[int], Any]
PAGES = (
    "/articles/night-cramps/",
    "/articles/",
    "/articles/?topic=cramps",
    "/topics/cramps/",
    "/",
    "/now/",
    "/about/",
    "/about/emergency-numbers/gb/",
)


@pytest.fixture
def site(content: Path) -> Client:
    assert load_folder(content).problems == []
    return Client()


def test_an_article_shows_answer_help_text_questions_and_sources_in_that_order(
    site: Client,
) -> None:
    page = site.get("/articles/night-cramps/").content.decode()

    places = [
        page.index(words)
        for words in (
            "<h1>Why do my legs cramp at night?",
            "Nobody knows for sure",
            "One leg swollen, warm or a new colour",
            "Stretch before bed",
            "Is it a clot?",
            "A trial of stretching",
            "Read next",
        )
    ]
    assert places == sorted(places)
    assert "By Legwise editors" in page
    assert "Not yet reviewed by a clinician" in page
    assert "/self-check/legs/?problem=cramps_recurrent" in page
    assert "limited evidence" in page


@pytest.mark.parametrize(
    ("url", "queries"),
    [
        ("/articles/night-cramps/", 2),
        ("/", 3),
        ("/topics/cramps/", 2),
        ("/articles/", 4),
        ("/articles/?topic=cramps&for=everyone&part=calf", 4),
        ("/now/", 1),
        ("/about/", 1),
        ("/about/emergency-numbers/gb/", 1),
    ],
)
def test_a_page_costs_few_queries_however_many_articles_there_are(
    site: Client, django_assert_num_queries: Counts, url: str, queries: int
) -> None:
    _add_articles(30)

    with django_assert_num_queries(queries):
        assert site.get(url).status_code == 200


@pytest.mark.parametrize("url", PAGES)
def test_reading_sets_no_cookie(site: Client, url: str) -> None:
    response = site.get(url)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("url", PAGES)
def test_pages_are_valid_html_with_one_first_heading(site: Client, url: str) -> None:
    page = site.get(url).content.decode()

    document = JustHTML(page, strict=True, sanitize=False)

    assert len(document.query("h1")) == 1
    assert document.query("html[lang]")
    assert document.query("main")


@pytest.mark.parametrize("url", [*PAGES, "/articles/none/", "/admin/login/"])
def test_every_page_has_the_strict_policy(site: Client, url: str) -> None:
    response = site.get(url)

    policy = response["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("change", ["draft", "tomorrow"])
def test_an_article_that_is_not_public_yet_is_nowhere(site: Client, change: str) -> None:
    from datetime import timedelta

    from django.utils import timezone

    article = Article.objects.get(slug="calf-stretch")
    if change == "draft":
        article.state = Article.State.DRAFT
    else:
        article.published_at = timezone.now() + timedelta(days=1)
    article.save()

    assert site.get("/articles/calf-stretch/").status_code == 404
    for url in ("/", "/articles/", "/topics/cramps/", "/articles/night-cramps/"):
        assert "How do I stretch my calf?" not in site.get(url).content.decode()


def test_filters_narrow_the_list_and_combine(site: Client) -> None:
    runners = Audience.objects.create(slug="runners", name="Runners", order=1)
    Article.objects.get(slug="calf-stretch").audiences.set([runners])

    page = site.get("/articles/?for=runners&topic=cramps").content.decode()

    assert "How do I stretch my calf?" in page
    assert "Why do my legs cramp at night?" not in page
    assert 'href="/articles/?topic=cramps"' in page
    assert 'aria-current="true"' in page


@pytest.mark.parametrize(
    "query", ["?topic=none", "?for=%00", "?part=<script>", "?topic=" + "x" * 5000]
)
def test_filters_that_fit_nothing_say_what_to_do(site: Client, query: str) -> None:
    response = site.get(f"/articles/{query}")

    assert response.status_code in {200, 400}
    assert b"<script>" not in response.content
    if response.status_code == 200:
        assert "No article fits all of these" in response.content.decode()


def test_an_empty_site_still_has_its_pages(db: None) -> None:
    client = Client()

    for url in ("/", "/articles/", "/now/"):
        assert client.get(url).status_code == 200
    assert client.get("/articles/x/").status_code == 404


def test_related_articles_are_chosen_by_hand_first_and_never_the_article_itself(
    site: Client,
) -> None:
    _add_articles(8)
    article = Article.objects.get(slug="night-cramps")

    from articles.reading import more_to_read

    related = more_to_read(article)
    assert related[0].slug == "calf-stretch"
    assert article not in related
    assert len({other.pk for other in related}) == len(related) == 5


def _add_articles(count: int) -> None:
    topic = Topic.objects.get(slug="cramps")
    original = Article.objects.get(slug="night-cramps")
    for number in range(count):
        original.pk = None
        original._state.adding = True
        original.slug = f"copy-{number}"
        original.title = f"Copy {number}"
        original.topic = topic
        original.save()

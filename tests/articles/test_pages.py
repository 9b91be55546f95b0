"""What readers get: articles, lists, topics; with how many queries, and without cookies."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from justhtml import JustHTML

from articles.models import Article, Audience, BodyPart, Edition, Page, RedFlag
from articles.reading import more_to_read
from legwise.views import NOW_ARTICLE, NUMBERS_PAGE
from tests.articles.loaded import load_content
from tests.articles.standing import edition_of, give, put_off, take_back
from tests.restoring import restored

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
    load_content(content)
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
        ("/topics/cramps/", 3),
        ("/articles/", 5),
        ("/articles/?topic=cramps&for=everyone&part=calf", 5),
        ("/now/", 1),
        ("/about/", 1),
        ("/about/emergency-numbers/gb/", 1),
    ],
)
def test_a_page_costs_few_queries_however_many_articles_there_are(
    content: Path, django_assert_num_queries: Counts, url: str, queries: int
) -> None:
    def fill() -> None:
        load_content(content)
        _add_articles(30)
        Article.objects.filter(slug="copy-0").update(slug=NOW_ARTICLE)

    restored("two articles and thirty copies", fill)

    with django_assert_num_queries(queries):
        assert Client().get(url).status_code == 200


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
    script = "'self'" if url.startswith("/admin/") else "'none'"
    assert policy.startswith(f"default-src 'none'; script-src {script}; style-src 'self'")
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]


@pytest.mark.parametrize("change", ["draft", "tomorrow"])
def test_an_article_that_is_not_public_yet_is_nowhere(site: Client, change: str) -> None:
    (take_back if change == "draft" else put_off)("calf-stretch")

    assert site.get("/articles/calf-stretch/").status_code == 404
    for url in ("/", "/articles/", "/topics/cramps/", "/articles/night-cramps/"):
        assert "How do I stretch my calf?" not in site.get(url).content.decode()


def test_filters_narrow_the_list_and_combine(site: Client) -> None:
    runners = Audience.objects.create(slug="runners", name="Runners", order=1)
    edition_of("calf-stretch").audiences.set([runners])

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


@pytest.mark.parametrize(
    ("query", "words", "url"),
    [
        ("?topic=zzz&part=calf", "the topic “zzz”", "/articles/?part=calf"),
        ("?for=zzz", "the readers “zzz”", "/articles/"),
        ("?part=zzz", "the part of the leg “zzz”", "/articles/"),
        ("?term=zzz", "the word “zzz”", "/articles/"),
        ("?topic=<b>zzz</b>", "the topic “&lt;b&gt;zzz&lt;/b&gt;”", "/articles/"),
    ],
)
def test_a_filter_we_do_not_know_is_named_and_can_be_taken_away(
    site: Client, query: str, words: str, url: str
) -> None:
    page = site.get(f"/articles/{query}").content.decode()

    assert f'We don\'t know {words}. <a href="{url}">Take it away</a>' in page
    assert page.count("Take it away") == 1
    assert "No article fits all of these" in page


def test_a_filter_we_know_is_not_called_unknown(site: Client) -> None:
    BodyPart.objects.create(slug="thigh", name="Thigh", order=2)

    page = site.get("/articles/?topic=cramps&for=everyone&part=thigh").content.decode()

    assert "No article fits all of these" in page
    assert "We don't know" not in page


def test_the_numbers_come_before_what_is_said_about_them(site: Client) -> None:
    Page.objects.create(
        slug=NUMBERS_PAGE, title="Numbers", description="Numbers.", body="Say where you are."
    )

    page = site.get(f"/about/{NUMBERS_PAGE}/").content.decode()

    assert page.index("</table>") < page.index('<div class="prose">')


def test_an_empty_site_still_has_its_pages(db: None) -> None:
    client = Client()

    for url in ("/", "/articles/", "/now/"):
        assert client.get(url).status_code == 200
    assert client.get("/articles/x/").status_code == 404


def test_what_is_read_instead_of_an_article_that_is_gone_is_short(site: Client) -> None:
    _add_articles(8)
    Edition.objects.filter(article__slug="night-cramps").update(ends_at=timezone.now())

    response = site.get("/articles/night-cramps/")

    page = response.content.decode()
    assert response.status_code == 410
    assert "<h1>We no longer publish this article</h1>" in page
    assert "“Why do my legs cramp at night?” was here until" in page
    assert len(JustHTML(page, sanitize=False).query(".teasers > li")) == 4


def test_related_articles_are_chosen_by_hand_first_and_never_the_article_itself(
    site: Client,
) -> None:
    _add_articles(8)
    article = edition_of("night-cramps")

    related = more_to_read(article)
    assert related[0].slug == "calf-stretch"
    assert article not in related
    assert len({other.pk for other in related}) == len(related) == 5


def _add_articles(count: int) -> None:
    """Public copies of an article."""
    flag = RedFlag.objects.get(key="leg-clot")
    original = Article.objects.get(slug="night-cramps")
    for number in range(count):
        original.pk = None
        original._state.adding = True
        original.slug = f"copy-{number}"
        original.title = f"Copy {number}"
        original.head = None
        original.save()
        original.get_help.add(flag)
        give(original.slug)

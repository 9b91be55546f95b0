"""What pages say of themselves to search engines: in schema.org's words, and true."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.intake import load_folder
from articles.models import Article, Edition, Person, Review, Topic
from tests.articles.content import edit
from tests.articles.loaded import load_content
from tests.articles.machines.schema_org import faults, told
from tests.articles.standing import edition_of, give

pytestmark = pytest.mark.django_db
ARTICLE = "/articles/night-cramps/"
HOSTILE = "</script><script>alert(1)</script> & ]]> <!-- \u2028"


@pytest.fixture
def site(content: Path) -> Client:
    load_content(content)
    return Client()


def _sign(slug: str, *, due: date) -> None:
    edition = edition_of(slug)
    person = Person.objects.create(slug="dr-a", name="Dr A", role="Doctor, Leeds")
    edition.review = Review.objects.create(
        article=edition.article,
        version=edition.version,
        asked_by=User.objects.create_user("asks"),
        decision=Review.Decision.APPROVED,
        decided_by=User.objects.create_user("decides"),
        decided_at=timezone.now(),
        person=person,
        review_due=due,
    )
    edition.save()


@pytest.mark.parametrize("path", ["/", ARTICLE, "/topics/cramps/", "/body/calf/"])
def test_structured_data_is_made_of_what_schema_org_defines(site: Client, path: str) -> None:
    _sign("night-cramps", due=timezone.localdate())

    assert faults(told(site.get(path).content.decode())) == []


def test_the_definitions_would_notice_a_fault() -> None:
    page = {"@context": "https://schema.org", "@type": "MedicalWebPage"}

    assert faults(page | {"acceptedAnswer": {"@type": "Answer", "text": "x"}})
    assert faults(page | {"dateModified": "yesterday"})
    assert faults(page | {"author": {"@type": "Question"}})
    assert faults(page | {"madeUp": "x"})
    assert faults(page | {"@type": "Page"})
    assert faults({"@type": "MedicalWebPage"})


def test_an_article_tells_what_stands_on_its_page(site: Client) -> None:
    page = told(site.get(ARTICLE).content.decode())

    today = timezone.now().date().isoformat()
    assert page["@type"] == ["MedicalWebPage", "FAQPage"]
    assert page["url"] == f"{settings.SITE_URL}{ARTICLE}"
    assert (page["datePublished"], page["dateModified"]) == (today, today)
    assert page["citation"] == ["https://doi.org/10.1000/1", "https://health.example/cramps"]
    (question,) = page["mainEntity"]
    assert question["name"] == "Is it a clot?"
    assert question["acceptedAnswer"]["text"] == "Most often not."
    assert [crumb["name"] for crumb in page["breadcrumb"]["itemListElement"]] == [
        "Articles",
        "Cramps",
    ]


def test_an_article_is_published_once_and_modified_with_each_edition(site: Client) -> None:
    long_ago = timezone.now() - timedelta(days=40)
    Edition.objects.filter(article__slug="night-cramps").update(starts_at=long_ago)
    Article.objects.filter(slug="night-cramps").update(title="Why do legs cramp?")
    give("night-cramps")

    page = told(site.get(ARTICLE).content.decode())

    assert page["datePublished"] == long_ago.date().isoformat()
    assert page["dateModified"] == timezone.now().date().isoformat()


@pytest.mark.parametrize(
    ("days_left", "is_told"), [(30, True), (0, True), (-1, False)], ids=["due", "today", "late"]
)
def test_a_review_is_told_of_only_while_it_holds(
    site: Client, days_left: int, is_told: bool
) -> None:
    _sign("night-cramps", due=timezone.localdate() + timedelta(days=days_left))

    page = told(site.get(ARTICLE).content.decode())

    assert ("lastReviewed" in page) is is_told
    assert ("reviewedBy" in page) is is_told


def test_an_article_nobody_signed_tells_of_no_review(site: Client) -> None:
    assert "lastReviewed" not in site.get(ARTICLE).content.decode()


def test_an_article_without_questions_is_no_page_of_questions(content: Path) -> None:
    edit(
        content / "articles" / "night-cramps.md",
        "\n=== Common questions ===\n\n### Is it a clot?\n\nMost often not. [@guide-2021]\n",
        "",
    )
    load_folder(content)

    page = told(Client().get(ARTICLE).content.decode())

    assert page["@type"] == "MedicalWebPage"
    assert "mainEntity" not in page


def test_the_start_page_tells_how_to_search(site: Client) -> None:
    action = told(site.get("/").content.decode())["potentialAction"]

    assert action["target"]["urlTemplate"] == (
        f"{settings.SITE_URL}/search/?q={{search_term_string}}"
    )
    assert action["query-input"] == "required name=search_term_string"


def test_no_title_ends_the_block_early(site: Client) -> None:
    Edition.objects.filter(article__slug="night-cramps").update(title=HOSTILE, description=HOSTILE)
    Topic.objects.update(title=HOSTILE)

    for path in (ARTICLE, "/topics/cramps/", "/body/calf/"):
        page = site.get(path).content.decode()
        assert page.count("<script") == page.count("</script>") == 1
        block = page[page.index("<script") : page.index("</script>")]
        assert not {"<", "&", "\u2028"} & set(block.removeprefix("<script"))
    assert told(site.get(ARTICLE).content.decode())["name"] == HOSTILE

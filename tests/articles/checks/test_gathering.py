"""The facts are what the database says now, at the same cost for any text."""

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.checks import check
from articles.checks.gathering import facts_about
from articles.markdown import ArticleText
from articles.models import Article, Claim, Edition, FormerAddress, Source
from tests.articles.loaded import load_content

pytestmark = pytest.mark.django_db


def asking(body: str) -> ArticleText:
    return ArticleText("Why do my legs hurt?", "So.", body, (), ("leg-clot",))


def found(body: str) -> list[tuple[str, bool]]:
    text = asking(body)
    return [(one.check, one.blocks) for one in check(text, facts_about(text)).findings]


@pytest.fixture(autouse=True)
def _content(content: Path) -> None:
    load_content(content)


@pytest.mark.parametrize(
    "address",
    [
        *("/articles/calf-stretch/", "/articles/calf-stretch/#s-what-may-help", "/topics/cramps/"),
        *("/about/", "/about/#s-who-we-are", "/about/emergency-numbers/gb/", "/glossary/"),
    ],
)
def test_what_readers_can_reach_is_known(address: str) -> None:
    assert found(f"See [it]({address}).") == []


@pytest.mark.parametrize(
    "address",
    [
        *("/articles/no/", "/articles/calf-stretch/#s-no", "/topics/no/", "/about/no/"),
        *("/about/#s-no", "/about/emergency-numbers/xx/", "/glossary/#t-no"),
    ],
)
def test_what_readers_cannot_reach_is_known(address: str) -> None:
    assert [blocks for _check, blocks in found(f"See [it]({address}).")] == [True]


def test_an_article_taken_from_readers_is_told_apart_from_one_that_never_was() -> None:
    Edition.objects.filter(article__slug="calf-stretch").update(ends_at=timezone.now())

    text = asking("See [it](/articles/calf-stretch/).")

    assert "not published" in check(text, facts_about(text)).blocking[0].problem
    assert check(text, facts_about(text, together=["calf-stretch"])).blocking == ()


def test_a_former_address_is_a_detour_and_not_the_end() -> None:
    article = Article.objects.get(slug="calf-stretch")
    FormerAddress.objects.create(slug="old-stretch", article=article)

    text = asking("See [it](/articles/old-stretch/).")

    (moved,) = check(text, facts_about(text)).findings
    assert (moved.check, moved.blocks) == ("renamed-link", False)
    assert moved.remedy == "Write /articles/calf-stretch/ instead."


def test_an_article_that_is_replaced_leads_to_the_other() -> None:
    one, other = Article.objects.order_by("slug")
    Edition.objects.filter(article=one).update(ends_at=timezone.now())
    Article.objects.filter(pk=one.pk).update(replaced_by=other)

    assert found(f"See [it](/articles/{one.slug}/).") == [("renamed-link", False)]


def test_articles_that_replace_each_other_lead_nowhere() -> None:
    one, other = Article.objects.order_by("slug")
    Edition.objects.update(ends_at=timezone.now())
    Article.objects.filter(pk=one.pk).update(replaced_by=other)
    Article.objects.filter(pk=other.pk).update(replaced_by=one)

    assert found(f"See [it](/articles/{one.slug}/).") == [("dead-link", True)]


def test_a_retracted_source_stops_whatever_rests_on_it() -> None:
    Source.objects.filter(key="trial-2020").update(
        retracted_on=date(2026, 5, 3), retraction_note="The journal says so."
    )

    text = asking("Stretch before bed. [@stretch-01]")

    (stopped,) = check(text, facts_about(text)).blocking
    assert stopped.check == "retracted-source"
    assert "on 3 May 2026. The journal says so." in stopped.problem


def test_what_was_not_checked_is_known() -> None:
    Source.objects.update(checked_on=date(2026, 1, 1))
    assert ("unchecked-source", False) not in found("So. [@stretch-01]")

    Source.objects.update(checked_on=None)
    Claim.objects.update(checked=Claim.Checked.PARTLY_RESOLVED)

    assert ("unchecked-source", False) in found("So. [@stretch-01]")
    assert ("partly-checked", False) in found("So. [@stretch-01]")


def test_any_text_costs_the_same_queries() -> None:
    few, many = (
        asking("[a](/articles/no/)"),
        asking("[a](/articles/calf-stretch/) [b](/articles/no/) " * 50),
    )

    with CaptureQueriesContext(connection) as of_few:
        facts_about(few)
    with CaptureQueriesContext(connection) as of_many:
        facts_about(many)

    assert len(of_many) == len(of_few)
    assert len(of_many) <= 20


def test_registers_at_hand_are_not_read_again() -> None:
    text = asking("")
    entries = facts_about(text).register

    with CaptureQueriesContext(connection) as queries:
        facts_about(text, entries)

    assert len(queries) <= 10

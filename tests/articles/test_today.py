"""The desk's first page: what waits for whom, counted right, in as few queries as ever."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import editing, publishing, rechecks
from articles.models import Article, ArticleVersion, Claim, Edition, Review
from articles.today import boxes
from groundwork.desk import Box
from tests.articles.loaded import load_content
from tests.drill import times

pytestmark = pytest.mark.django_db
MANY = times(1000, 5000)


@pytest.fixture
def article(content: Path) -> Article:
    load_content(content)
    return Article.objects.get(slug="night-cramps")


def person(role: str) -> User:
    user = User.objects.create_user(role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user


def changed(article: Article, by: User, title: str = "Another title") -> ArticleVersion:
    article.title = title
    article.save()
    return editing.save_version(article, by=by)


def found(user: User) -> dict[str, Box]:
    return {box.key: box for box in boxes(User.objects.get(pk=user.pk))}


def test_on_a_quiet_day_nothing_waits(article: Article) -> None:
    client = Client()
    client.force_login(person("Editor"))

    assert "Nothing waits for you today." in client.get("/admin/").content.decode()


def test_a_review_waits_for_others_but_not_for_its_writer(article: Article) -> None:
    editor, reviewer = person("Editor"), person("Reviewer")
    editing.ask_for_review(changed(article, editor), by=editor)

    assert [row.title for row in found(reviewer)["to-review"].rows] == ["Another title"]
    assert "to-review" not in found(editor)
    assert "drafts" not in found(editor)


def test_what_was_returned_waits_for_its_writer_until_it_is_changed(article: Article) -> None:
    editor, reviewer = person("Editor"), person("Reviewer")
    review = editing.ask_for_review(changed(article, editor), by=editor)
    editing.return_with_remarks(review, by=reviewer, remarks="Shorter, please.")

    assert found(editor)["returned"].rows[0].about == "Shorter, please."

    changed(article, editor, "A shorter title")
    assert "returned" not in found(editor)


def test_a_draft_and_a_schedule_are_told_apart(article: Article) -> None:
    publisher = person("Publisher")
    version = changed(article, publisher)
    assert found(publisher)["drafts"].count == 1

    publishing.publish(version, by=publisher, at=timezone.now() + timedelta(days=1))

    assert "drafts" not in found(publisher)
    assert found(publisher)["scheduled"].rows[0].title == "Another title"


def test_what_was_signed_off_is_ready_and_no_draft(article: Article) -> None:
    editor, reviewer = person("Editor"), person("Reviewer")
    review = editing.ask_for_review(changed(article, editor), by=editor)
    in_a_year = timezone.localdate() + timedelta(days=365)
    editing.approve(review, by=reviewer, review_due=in_a_year)

    assert [row.title for row in found(editor)["ready"].rows] == ["Another title"]
    assert "drafts" not in found(editor)


def test_an_archived_article_is_no_draft_and_a_planned_end_is_told(article: Article) -> None:
    publisher = person("Publisher")
    publishing.archive(article, by=publisher, at=timezone.now() + timedelta(days=2))
    assert found(publisher)["ending"].count == 1

    publishing.archive(article, by=publisher)

    assert set(found(publisher)) == set()


@pytest.mark.parametrize(("days", "is_told"), [(-3, True), (30, True), (31, False)])
def test_reviews_due_are_told_on_or_before(article: Article, days: int, is_told: bool) -> None:
    editor, reviewer = person("Editor"), person("Reviewer")
    assert article.head is not None
    review = editing.ask_for_review(article.head, by=editor)
    tomorrow = timezone.localdate() + timedelta(days=1)
    editing.approve(review, by=reviewer, review_due=tomorrow)
    Review.objects.update(review_due=timezone.localdate() + timedelta(days=days))

    assert ("reviews-due" in found(editor)) == is_told


def test_what_leans_on_a_changed_claim_is_pressing(article: Article) -> None:
    editor = person("Editor")
    rechecks.ask(Claim.objects.get(), change="stance: may help → harms", by=editor)

    box = found(editor)["rechecks"]

    assert (box.count, box.is_pressing) == (2, True)


def test_whoever_may_not_see_articles_sees_no_boxes(article: Article) -> None:
    changed(article, person("Editor"))

    assert boxes(User.objects.create_user("someone", is_staff=True)) == []


def many(article: Article, count: int) -> None:
    """As many drafts, each with a waiting recheck, made without the work of saving them."""
    head = article.head
    assert head is not None
    articles = Article.objects.bulk_create(
        Article(
            title=f"Draft {n}",
            slug=f"draft-{n}",
            topic=article.topic,
            short_answer="A short answer of some length.",
            description="Described.",
            body="Text.\n",
        )
        for n in range(count)
    )
    versions = ArticleVersion.objects.bulk_create(
        ArticleVersion(article=each, number=1, content={}, content_hash=f"{each.slug:0<64}")
        for each in articles
    )
    for each, version in zip(articles, versions, strict=True):
        each.head = version
    Article.objects.bulk_update(articles, ["head"], batch_size=500)
    with connection.cursor() as cursor:
        # Databases count their rows by themselves, but not within a second.
        cursor.execute("ANALYZE")


def queries_of(client: Client, address: str) -> tuple[int, Any]:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(address)
    return len(queries), response


@pytest.mark.parametrize(
    ("address", "said"),
    [("/admin/", f'today__count">{MANY}<'), ("/admin/articles/article/", f"{MANY + 2} articles")],
)
def test_thousands_of_articles_cost_no_more_queries_than_fifty(
    article: Article, address: str, said: str
) -> None:
    client = Client()
    client.force_login(person("Editor"))
    client.get(address)
    many(article, 50)
    few, _ = queries_of(client, address)
    Article.objects.filter(slug__startswith="draft-").delete()

    many(article, MANY)
    lots, response = queries_of(client, address)

    assert lots == few
    assert said in response.content.decode()


def test_counts_are_of_all_and_rows_of_the_first(article: Article) -> None:
    many(article, 12)
    box = found(person("Editor"))["drafts"]

    assert (box.count, len(box.rows), box.more) == (12, 8, 4)
    assert Edition.objects.public().count() == 2

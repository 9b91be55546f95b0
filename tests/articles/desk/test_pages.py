"""The desk's pages on an article: who may see and press what, with nothing, one, and very many."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import editing
from articles.models import Article, ArticleVersion, Edition
from tests.articles.desk.conftest import typed
from tests.articles.desk.people import (
    EDITOR,
    PUBLISHER,
    REVIEWER,
    hidden,
    person,
    signed_in,
    url,
    words,
)

pytestmark = pytest.mark.django_db

SEEN = ("history/", "compare/", "versions/1/", "versions/1/alone/", "review/")
CHANGED = ("previews/", "versions/1/restore/", "review/ask/", "review/take-back/")
PUBLISHED = ("publish/", "publish/unschedule/", "archive/")
GET_ONLY = SEEN
POST_ONLY = (
    "versions/1/restore/",
    "review/ask/",
    "review/take-back/",
    "review/decide/",
    "publish/unschedule/",
)


def status(client: Client, page: str, method: str = "get") -> int:
    code: int = getattr(client, method)(url(page)).status_code
    return code


# Who may


@pytest.mark.parametrize("page", SEEN)
def test_who_may_see_articles_sees_these_pages(article: Article, page: str) -> None:
    assert status(signed_in(person("seer", "view_article")), page) == 200
    assert status(signed_in(person("topics", "view_topic")), page) == 403
    assert status(signed_in(person("reader", *EDITOR, is_staff=False)), page) == 302
    assert status(Client(), page) == 302


@pytest.mark.parametrize("page", CHANGED)
def test_only_who_may_change_presses_these(article: Article, page: str) -> None:
    for permissions in (REVIEWER, PUBLISHER):
        client = signed_in(person("-".join(permissions), *permissions))

        assert client.post(url(page), {}).status_code == 403


@pytest.mark.parametrize("page", PUBLISHED)
def test_only_who_may_publish_presses_these(article: Article, page: str) -> None:
    for permissions in (REVIEWER, EDITOR):
        client = signed_in(person("-".join(permissions), *permissions))

        assert client.post(url(page), {}).status_code == 403
    assert Edition.objects.public().filter(article=article).exists()


def test_only_a_reviewer_decides(article: Article, editor: User) -> None:
    for permissions in (PUBLISHER, EDITOR):
        client = signed_in(person("-".join(permissions), *permissions))

        assert client.post(url("review/decide/"), {}).status_code == 403


def test_to_publish_without_seeing_is_not_enough(article: Article) -> None:
    assert status(signed_in(person("odd", "publish_article")), "publish/") == 403


@pytest.mark.parametrize("page", POST_ONLY)
def test_an_act_is_no_page(article: Article, page: str) -> None:
    boss = signed_in(person("boss", is_superuser=True))

    assert status(boss, page) == 405


@pytest.mark.parametrize("page", GET_ONLY)
def test_a_page_is_no_act(article: Article, page: str) -> None:
    boss = signed_in(person("boss", is_superuser=True))

    assert status(boss, page, "post") == 405


@pytest.mark.parametrize(
    "page", [*CHANGED, "publish/", "publish/unschedule/", "archive/", "review/decide/"]
)
def test_a_form_from_elsewhere_is_refused(article: Article, page: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("boss", is_superuser=True))

    assert client.post(url(page), {}).status_code == 403


@pytest.mark.parametrize(
    "page",
    [
        "/admin/articles/article/999999/history/",
        "/admin/articles/article/999999/publish/",
        "/admin/articles/article/999999/change/nonsense/",
    ],
)
def test_what_is_not_there_is_not_found(desk: Client, page: str) -> None:
    boss = signed_in(person("boss", is_superuser=True))

    assert boss.get(page).status_code in {302, 404}


@pytest.mark.parametrize("page", ["versions/9/", "versions/9/alone/", "compare/?before=9"])
def test_a_version_that_is_not_there_is_not_found(desk: Client, page: str) -> None:
    assert status(desk, page) == 404


@pytest.mark.parametrize("asked", ["x", "-1", "²", "9" * 40, "1 OR 1=1"])
def test_a_nonsensical_version_is_not_found(desk: Client, asked: str) -> None:
    assert desk.get(url("compare/"), {"before": asked}).status_code == 404


def test_tools_are_offered_to_those_who_may_use_them(
    article: Article, editor: User, publisher: User, reviewer: User
) -> None:
    offered = {
        user.username: words(signed_in(user).get(url("history/")))
        for user in (editor, publisher, reviewer)
    }

    assert "Send to review" in offered["editor"]
    assert "Publish…" not in offered["editor"]
    assert "Publish…" in offered["publisher"]
    assert "Archive…" in offered["publisher"]
    assert "Preview link" not in offered["publisher"]
    assert "Publish…" not in offered["reviewer"]


# Empty, one, many, long, rude


def test_an_article_without_a_version_has_pages_all_the_same(article: Article) -> None:
    empty = Article.objects.create(title="Empty", slug="empty", topic=article.topic, body="")
    boss = signed_in(person("boss", is_superuser=True))

    for page in ("history/", "compare/", "review/", "publish/", "archive/", "previews/", "change/"):
        response = boss.get(url(page, empty.slug))
        assert response.status_code == 200, page
    assert "There is no version yet." in words(boss.get(url("history/", empty.slug)))
    assert "Save the article first" in words(boss.get(url("publish/", empty.slug)))


def test_three_hundred_versions_cost_no_more_queries_than_three(
    article: Article, editor: User
) -> None:
    boss = signed_in(person("boss", is_superuser=True))
    pages = ("history/", "history/?page=3", "compare/", "publish/", "previews/", "change/")
    for number in range(2, 4):
        typed(article, editor, f"## Text {number}\n\nRest.\n")
    boss.get(url("change/"))

    few = [queries_of(boss, page) for page in pages]
    _many_versions(article, editor, 300)
    many = [queries_of(boss, page) for page in pages]

    assert many == few
    assert "Version 300" in words(boss.get(url("history/")))


def queries_of(client: Client, page: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url(page)).status_code == 200
    return len(queries)


def _many_versions(article: Article, editor: User, last: int) -> None:
    """As if saved one after another."""
    head = Article.objects.get(pk=article.pk).head
    assert head
    ArticleVersion.objects.bulk_create(
        ArticleVersion(
            article=article,
            number=number,
            content={**head.content, "keywords": str(number)},
            content_hash=f"{number:064d}",
            author=editor,
        )
        for number in range(head.number + 1, last + 1)
    )
    Article.objects.filter(pk=article.pk).update(head=article.versions.order_by("-number").first())


def test_hostile_words_stay_words(desk: Client, article: Article, editor: User) -> None:
    rude = "<script>alert(1)</script>"
    article.title = rude
    article.keywords = rude
    second = typed(article, editor, f"## One\n\n{rude}\n")
    article.body = "## One\n\nSafe.\n"
    article.save()
    editing.save_version(article, by=editor, note=rude)

    for page in ("history/", f"versions/{second.number}/", "compare/", "review/", "change/"):
        assert rude not in desk.get(url(page)).content.decode(), page
    alone = desk.get(url(f"versions/{second.number}/alone/")).content.decode()
    assert rude not in alone


def test_a_very_long_text_is_compared(desk: Client, article: Article, editor: User) -> None:
    typed(article, editor, "a\nb " * 25_000)
    typed(article, editor, "b\na " * 25_000)

    response = desk.get(url("compare/?before=2&after=3"))

    assert response.status_code == 200
    assert "[removed:" in words(response)


# What stands where


def panel(client: Client) -> str:
    return words(client.get(url("change/")))


def test_the_panel_says_where_the_article_stands(
    desk: Client, article: Article, editor: User
) -> None:
    assert "Published, version 1. Readers have exactly this." in panel(desk)
    typed(article, editor)

    said = panel(desk)

    assert "Draft, version 2, beside the public text" in said
    assert "Saved by editor on" in said
    assert "Readers have version 1 since" in said
    assert "Nobody has signed off this text." in said


def test_history_marks_what_is_public_and_what_waits(
    desk: Client, second: ArticleVersion, editor: User
) -> None:
    editing.ask_for_review(second, by=editor)

    said = words(desk.get(url("history/")))

    assert "Public now" in said
    assert "In review" in said


def test_two_versions_are_compared_word_by_word(
    desk: Client, article: Article, editor: User
) -> None:
    article.short_answer = "Nobody knows quite for sure. Most cramps are harmless. [@stretch-01]"
    article.save()
    editing.save_version(article, by=editor)

    page = desk.get(url("compare/?before=1&after=2")).content.decode()

    assert "quite " in page.split("<ins>")[2].split("</ins>")[0]
    assert "The same in both: Title, Get help, Text" in page


def test_compare_begins_with_what_readers_have(
    desk: Client, article: Article, editor: User, second: ArticleVersion
) -> None:
    typed(article, editor, "## Third\n\nText.\n")

    said = words(desk.get(url("compare/")))

    assert "Version 1 , saved by content files" in said
    assert "is what readers have" in said


# Restoring


def restore(client: Client, number: int, **data: Any) -> Any:
    return client.post(url(f"versions/{number}/restore/"), data, follow=True)


def test_a_version_is_put_back_as_a_new_one(
    desk: Client, article: Article, second: ArticleVersion
) -> None:
    opened = hidden(desk.get(url("versions/1/")), "opened")

    response = restore(desk, 1, opened=opened)

    article.refresh_from_db()
    assert "Version 1 is put back, as version 3." in words(response)
    assert article.head is not None
    assert article.head.content == article.versions.get(number=1).content
    assert article.head.note == "Restored version 1."


def test_nothing_is_put_back_over_words_the_page_did_not_know(
    desk: Client, article: Article, editor: User, second: ArticleVersion
) -> None:
    opened = hidden(desk.get(url("versions/1/")), "opened")
    typed(article, editor, "## Third\n\nText.\n")

    response = restore(desk, 1, opened=opened)

    assert "Version 3 was saved by editor meanwhile. Nothing was put back" in words(response)
    assert article.versions.count() == 3


def test_putting_back_twice_makes_one_version(
    desk: Client, article: Article, second: ArticleVersion
) -> None:
    restore(desk, 1, opened="2")

    again = restore(desk, 1, opened="2")

    assert "Nothing was put back" in words(again)
    assert article.versions.count() == 3


def test_what_stands_there_already_is_not_put_back(desk: Client, article: Article) -> None:
    response = restore(desk, 1, opened="1")

    assert "The text is exactly version 1 already." in words(response)
    assert article.versions.count() == 1


# A version as readers would see it


def test_a_version_is_shown_in_frames_of_our_own(desk: Client, second: ArticleVersion) -> None:
    around = desk.get(url("versions/2/"))
    alone = desk.get(url("versions/2/alone/"))

    assert "frame-src 'self'" in around["Content-Security-Policy"]
    assert around["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'self'" in alone["Content-Security-Policy"]
    assert alone["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in alone["Cache-Control"]
    assert "Stretch at noon." in alone.content.decode()
    assert "Not yet reviewed by a clinician" in alone.content.decode()


@pytest.mark.parametrize(("width", "frames"), [("phone", 1), ("desktop", 1), ("", 2), ("x", 2)])
def test_the_width_can_be_chosen(
    desk: Client, second: ArticleVersion, width: str, frames: int
) -> None:
    page = desk.get(url("versions/2/"), {"width": width}).content.decode()

    assert page.count("<iframe") == frames


def test_a_version_that_would_be_refused_says_so_when_it_is_put_back(
    desk: Client, article: Article, editor: User
) -> None:
    typed(article, editor, "## A\n\nIt helps. [@no-such-claim]\n")
    typed(article, editor)

    response = restore(desk, 2, opened=hidden(desk.get(url("versions/2/")), "opened"))

    assert "Stops publishing. Body, line 3:" in words(response)

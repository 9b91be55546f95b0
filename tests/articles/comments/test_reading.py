"""What other readers see of comments, and what that costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from justhtml import JustHTML

from articles.comments import acts
from articles.comments.views import COMMENTS_SHOWN
from articles.models import ClosedComments, HeldComment
from tests.articles.comments.test_sending import words
from tests.articles.comments.writing import (
    ARTICLE,
    FORM,
    LIST,
    approved,
    filled,
    held,
    moderator,
)
from tests.articles.standing import take_back

Counts = Callable[[int], Any]
STORY = {"kind": "story", "consent": "Yes.", "consent_version": "1"}


def a_story(text: str = "It began in May.") -> None:
    row = held(text)
    HeldComment.objects.filter(pk=row.pk).update(consented_at=row.sent_at, **STORY)
    acts.approve(row, by=moderator())


def test_an_article_leads_to_the_form_and_once_there_are_some_to_its_comments(
    site: Client,
) -> None:
    assert f'href="{FORM}">Write a comment' in site.get(ARTICLE).content.decode()

    approved("One.")
    approved("Two.")

    assert f'href="{LIST}">Comments (2)' in site.get(ARTICLE).content.decode()


@pytest.mark.parametrize("where", ["article", "site"])
def test_where_comments_are_closed_nothing_leads_to_the_form(site: Client, where: str) -> None:
    row = approved()
    ClosedComments.objects.create(article=row.article if where == "article" else None)

    other = "/articles/calf-stretch/"
    assert FORM not in site.get(ARTICLE).content.decode()
    assert FORM not in site.get(LIST).content.decode()
    assert LIST in site.get(ARTICLE).content.decode()
    assert ("Write a comment" in words(site.get(other))) == (where == "article")


def test_the_articles_own_reason_for_closing_is_told_before_the_sites(site: Client) -> None:
    row = held()
    ClosedComments.objects.create(why="The whole site.")
    ClosedComments.objects.create(article=row.article, why="This article.")

    assert "This article." in words(site.get(FORM))
    assert "The whole site." in words(site.get("/articles/calf-stretch/comment/"))


def test_an_article_costs_no_query_more(site: Client, django_assert_num_queries: Counts) -> None:
    for number in range(3):
        approved(f"Comment {number}.")

    with django_assert_num_queries(2):
        site.get(ARTICLE)


@pytest.mark.parametrize("many", [1, COMMENTS_SHOWN + 3])
def test_comments_cost_three_queries_however_many(
    site: Client, django_assert_num_queries: Counts, many: int
) -> None:
    for number in range(many):
        approved(f"Comment {number}.")

    with django_assert_num_queries(3):
        assert site.get(LIST).status_code == 200


def test_no_public_page_reads_what_is_held(site: Client) -> None:
    """Else a flood of held comments would renew every kept page."""
    approved()

    for url in (ARTICLE, LIST, "/articles/"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            site.get(url)
        assert not [each for each in asked if "articles_heldcomment" in each["sql"]]


def test_sending_writes_nothing_that_public_pages_read(site: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        site.post(FORM, filled())

    written = {
        each["sql"].split('"')[1]
        for each in asked
        if each["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    }
    assert written <= {"articles_heldcomment", "groundwork_attempt", "groundwork_daysalt"}


def test_a_comment_is_plain_text_in_paragraphs(site: Client) -> None:
    approved("**One** <b>two</b>\nthree\n\n[four](five)")

    page = site.get(LIST).content.decode()

    assert "<p>**One** &lt;b&gt;two&lt;/b&gt;<br>three</p>" in page
    assert "<p>[four](five)</p>" in page


def test_a_story_is_marked_and_beside_no_care_card(site: Client) -> None:
    a_story()
    approved("A comment.")

    page = site.get(LIST).content.decode()

    assert page.count("One reader's experience") == 1
    assert "care-card" not in page


def test_our_reply_and_our_shortening_are_marked_as_ours(site: Client) -> None:
    acts.approve(held(), by=moderator(), text="Shorter.", reply="Thank you.")

    said = words(site.get(LIST))

    assert "Shortened by Legwise editors" in said
    assert "Legwise editors Our reply Thank you." in said
    assert "moderator" not in said


def test_an_email_address_is_on_no_page(site: Client) -> None:
    approved()

    for url in (LIST, ARTICLE, FORM):
        assert "ana@example.org" not in site.get(url).content.decode()


def test_many_comments_come_page_by_page_the_newest_first(site: Client) -> None:
    for number in range(COMMENTS_SHOWN + 1):
        approved(f"Comment {number}.")

    first, last = site.get(LIST), site.get(f"{LIST}?page=2")

    assert words(first).index(f"Comment {COMMENTS_SHOWN}.") < words(first).index("Comment 1.")
    assert "Comment 0." not in words(first)
    assert "Comment 0." in words(last)
    assert 'href="?page=2"' in first.content.decode()
    assert site.get(f"{LIST}?page=x").status_code == 200
    assert site.get(f"{LIST}?page=99").status_code == 200


def test_an_empty_list_is_a_sane_page(site: Client) -> None:
    assert "Nobody has written anything here yet." in words(site.get(LIST))


def test_reading_comments_sets_no_cookie_and_only_reading_is_possible(site: Client) -> None:
    approved()

    response = site.get(LIST)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert site.post(LIST).status_code == 405


def test_comments_on_an_article_readers_do_not_have_are_not_shown(site: Client) -> None:
    approved()
    take_back("night-cramps")

    assert site.get(LIST).status_code == 404


def test_the_list_is_valid_html_whatever_is_written(site: Client) -> None:
    a_story("</article></li><script>alert(1)</script>\u2067ساق")
    approved('"><img src=x onerror=alert(1)>')

    page = site.get(LIST).content.decode()

    document = JustHTML(page, strict=True, sanitize=False)
    assert len(document.query("h1")) == 1
    assert len(document.query(".comment")) == 2
    assert not document.query("main script, main img")

"""“Was this helpful?”, as readers meet it: counted once, tied to what they read, kept of nobody."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import editing, publishing
from articles.models import Article, FeedbackCount
from groundwork.models import Attempt
from tests.articles.loaded import load_content
from tests.articles.standing import edition_of, give, take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_midday")]
PAGE = "/articles/night-cramps/feedback/"
MOST_QUERIES = 14  # five or six of them count attempts
THANKS = f"{PAGE}thanks/"


@pytest.fixture
def article(content: Path) -> Article:
    load_content(content)
    return Article.objects.get(slug="night-cramps")


def answer(*, sender: str = "192.0.2.1", page: str = PAGE, version: object = 1, **more: str) -> Any:
    form = {"version": str(version), "answer": "yes", **more}
    return Client(REMOTE_ADDR=sender).post(page, form)


def counted() -> list[tuple[int, str, bool, str, int]]:
    fields = ("version__number", "section", "is_helpful", "reason", "count")
    return list(FeedbackCount.objects.order_by("pk").values_list(*fields))


def body_of(response: Any) -> str:
    return str(response.content.decode())


def test_an_article_leads_to_the_question_and_sets_no_cookie(article: Article) -> None:
    response = Client().get("/articles/night-cramps/")

    assert f'href="{PAGE}"' in response.content.decode()
    assert not response.cookies


def test_the_form_cookie_keeps_to_the_forms_own_page(article: Article) -> None:
    cookies = Client().get(PAGE).cookies

    assert [(name, cookie["path"]) for name, cookie in cookies.items()] == [("csrftoken", PAGE)]


def test_an_answer_is_counted_for_the_version_that_was_read(article: Article) -> None:
    response = answer(answer="no", reason="hard", section="s-what-may-help")

    assert (response.status_code, response["Location"]) == (303, f"{THANKS}?helped=no")
    assert counted() == [(1, "s-what-may-help", False, "hard", 1)]
    assert FeedbackCount.objects.get().day == timezone.localdate()


def test_answers_alike_make_one_row(article: Article) -> None:
    for number in range(3):
        answer(sender=f"192.0.2.{number}")

    assert counted() == [(1, "", True, "", 3)]


def test_a_reason_belongs_to_a_no(article: Article) -> None:
    answer(answer="yes", reason="hard")

    assert counted() == [(1, "", True, "", 1)]


def test_a_second_answer_the_same_day_is_thanked_for_and_not_counted(article: Article) -> None:
    answer()

    second = answer(answer="no")

    assert second["Location"] == f"{THANKS}?helped=no"
    assert counted() == [(1, "", True, "", 1)]


def test_another_article_may_be_answered_too(article: Article) -> None:
    answer()
    answer(page="/articles/calf-stretch/feedback/")

    assert len(counted()) == 2


def test_a_flood_over_all_articles_ends(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.feedback.ANSWERS_TO_ALL", 1)
    answer()

    thanked = answer(page="/articles/calf-stretch/feedback/")

    assert thanked.status_code == 303
    assert len(counted()) == 1


def test_nothing_kept_leads_back_to_the_sender(article: Article) -> None:
    answer(sender="198.51.100.77")

    kept = str([*Attempt.objects.values(), *FeedbackCount.objects.values()])
    assert "198.51.100.77" not in kept


def test_the_form_offers_the_parts_and_chooses_the_one_in_the_address(article: Article) -> None:
    page = body_of(Client().get(f"{PAGE}?section=s-what-may-help"))

    assert '<option value="s-what-may-help" selected>What may help</option>' in page
    assert '<input type="hidden" name="version" value="1">' in page
    assert 'content="noindex"' in page


def test_enter_among_the_reasons_never_says_yes(article: Article) -> None:
    """A browser presses the first button of the form one is in."""
    forms = body_of(Client().get(PAGE)).split("<form")[1:]

    assert ['value="yes"' in form for form in forms] == [True, False]
    assert ['name="reason"' in form for form in forms] == [False, True]


@pytest.mark.parametrize("section", ["s-nowhere", "\x00", "<script>", "x" * 5000, "😱", "' OR 1"])
def test_an_unknown_part_is_all_of_it(article: Article, section: str) -> None:
    shown = Client().get(PAGE, {"section": section})
    answer(section=section)

    assert " selected>" not in body_of(shown)
    assert "<script>" not in body_of(shown)
    assert counted() == [(1, "", True, "", 1)]


@pytest.mark.parametrize("version", ["", "0", "2", "-1", "x", "\x00", "9" * 400, "1.0", "١", "1 "])
def test_a_forged_version_is_asked_about_again(article: Article, version: str) -> None:
    response = answer(version=version, answer="no", reason="hard")

    page = body_of(response)
    assert response.status_code == 400
    assert "We could not tell which text you read. Please answer again." in page
    assert 'value="hard" id="reason-1" checked' in page
    assert counted() == []


def test_a_version_readers_never_had_is_not_answered(article: Article) -> None:
    article.title = "Coming"
    article.save()
    editing.save_version(article, by=None)

    assert answer(version=2).status_code == 400
    assert counted() == []


def test_a_form_opened_before_a_change_counts_for_the_words_it_was_about(article: Article) -> None:
    article.title = "Changed"
    article.save()
    give("night-cramps")

    answer(version=1)

    assert edition_of("night-cramps").version.number == 2
    assert counted() == [(1, "", True, "", 1)]


@pytest.mark.parametrize("given", ["", "maybe", "\x00", "YES", "x" * 5000])
def test_no_answer_is_asked_for_again(article: Article, given: str) -> None:
    response = answer(answer=given)

    assert response.status_code == 400
    assert "Choose Yes or No." in body_of(response)
    assert counted() == []


def test_a_reason_that_is_not_ours_is_left_out_and_the_answer_counts(article: Article) -> None:
    answer(answer="no", reason="<script>alert(1)</script>\x00")

    assert counted() == [(1, "", False, "", 1)]


def test_an_article_nobody_has_has_no_question(article: Article) -> None:
    assert Client().get("/articles/nowhere/feedback/").status_code == 404
    assert answer(page="/articles/nowhere/feedback/").status_code == 404
    take_back("calf-stretch")
    assert Client().get("/articles/calf-stretch/feedback/").status_code == 404


def test_an_archived_article_takes_no_answers(article: Article) -> None:
    publishing.archive(article, by=User.objects.create_user("publisher"))

    assert Client().get(PAGE).status_code == 404
    assert answer().status_code == 404
    assert Client().get(THANKS).status_code == 404


def test_the_thanks_lead_on(article: Article) -> None:
    page = body_of(Client().get(f"{THANKS}?helped=no"))

    assert "We are sorry that it did not help." in page
    assert all(
        f'href="{there}' in page
        for there in (
            "/articles/night-cramps/",
            "/articles/calf-stretch/",
            "/about/corrections/",
            "/self-check/",
        )
    )
    assert "We are sorry" not in body_of(Client().get(THANKS))
    assert not Client().get(THANKS).cookies


def test_other_methods_are_refused(article: Article) -> None:
    assert Client().put(PAGE).status_code == 405
    assert Client().post(THANKS).status_code == 405


def test_a_form_from_elsewhere_is_refused(article: Article) -> None:
    response = Client(enforce_csrf_checks=True).post(PAGE, {"version": "1", "answer": "no"})

    assert response.status_code == 403
    assert counted() == []


def test_the_form_costs_two_queries_and_an_answer_few(article: Article) -> None:
    Client().get(PAGE)
    with CaptureQueriesContext(connection) as shown:
        Client().get(PAGE)
    answer(sender="192.0.2.9")
    with CaptureQueriesContext(connection) as taken:
        answer(sender="192.0.2.10")

    written = {query["sql"].split('"')[1] for query in taken if "UPDATE" in query["sql"]}
    assert len(shown) == 2
    assert len([query for query in taken if "SAVEPOINT" not in query["sql"]]) <= MOST_QUERIES
    assert written == {"groundwork_attempt", "articles_feedbackcount"}

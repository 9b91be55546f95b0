"""Two editors on one article: the second sees both in words, chooses, and loses nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import editing
from articles.models import Article, ArticleVersion, CommonQuestion
from tests.articles.desk.conftest import typed
from tests.articles.desk.people import PUBLISHER, person, signed_in, url, words
from tests.articles.test_admin import article_form

pytestmark = pytest.mark.django_db
MINE = "## What may help\n\nStretch before sleep. [@stretch-01]\n"


@pytest.fixture
def opened(article: Article) -> dict[str, Any]:
    """The form as it was opened, with my words."""
    return article_form(body=MINE)


@pytest.fixture
def colleague(db: None) -> User:
    return person("colleague", "view_article")


def save(desk: Client, form: dict[str, Any], **changes: Any) -> Any:
    return desk.post(url("change/"), {**form, **changes})


def newest(article: Article) -> ArticleVersion:
    head = Article.objects.select_related("head").get(pk=article.pk).head
    assert head
    return head


def test_both_changes_are_told_word_by_word(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    typed(article, colleague, "## What may help\n\nStretch before lunch. [@stretch-01]\n")

    response = save(desk, opened)

    said = words(response)
    assert "colleague saved version 2 of this article while you wrote." in said
    assert "What colleague changed" in said
    assert "[added: lunch ]" in said
    assert "What you changed" in said
    assert "[added: sleep ]" in said
    assert said.count("[removed: bed ]") == 2
    assert "Stretch before sleep." in response.content.decode()
    assert article.versions.count() == 2


def test_mine_is_saved_over_theirs_once_it_was_compared(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    typed(article, colleague)

    response = save(desk, opened, over="2")

    assert response.status_code == 302
    assert newest(article).content["body"] == MINE
    assert newest(article).number == 3


def test_saving_over_is_bound_to_the_version_that_was_seen(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    typed(article, colleague)
    typed(article, colleague, "## Third\n\nText.\n")

    response = save(desk, opened, over="2")

    assert 'name="over" value="3"' in response.content.decode()
    assert newest(article).number == 3


def test_the_first_button_saves_and_does_not_overwrite(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    """Enter presses it."""
    typed(article, colleague)

    page = save(desk, opened).content.decode()

    form = page[page.index('id="article_form"') :]
    assert form.index('name="_continue"') < form.index('name="over"')


def test_theirs_is_opened_and_mine_stays_for_copying(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    typed(article, colleague)

    response = save(desk, opened, _theirs="2")

    page = response.content.decode()
    assert response.status_code == 200
    assert "Stretch before sleep." in page
    assert "Stretch at noon." in page
    assert 'name="opened" value="2"' in page
    assert "Most often not." in page
    assert article.versions.count() == 2


def test_rows_that_were_made_anew_meanwhile_keep_nobody_from_saving(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    """A restored version has other rows for the same questions."""
    second = typed(article, colleague)
    editing.restore(article.versions.get(number=1), by=colleague)
    opened["questions-0-answer"] = "Hardly ever. [@guide-2021]"

    refused = save(desk, opened)
    response = save(desk, opened, over="3")

    assert "Select a valid choice" not in words(refused)
    assert "Hardly ever." in words(refused)
    assert response.status_code == 302
    assert newest(article).number == second.number + 2
    assert newest(article).content["questions"] == [["Is it a clot?", "Hardly ever. [@guide-2021]"]]


def test_questions_a_colleague_added_go_if_mine_is_saved_over_theirs(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    CommonQuestion.objects.create(article=article, question="Theirs?", answer="Yes.", order=1)
    editing.save_version(article, by=colleague)
    opened |= {
        "questions-TOTAL_FORMS": "2",
        "questions-1-question": "Mine?",
        "questions-1-answer": "No.",
        "questions-1-order": "1",
    }

    refused = save(desk, opened)
    save(desk, opened, over="2")

    assert "Common question, new: Theirs?" in words(refused)
    assert "Common question, new: Mine?" in words(refused)
    assert [each[0] for each in newest(article).content["questions"]] == ["Is it a clot?", "Mine?"]


def test_a_question_a_colleague_deleted_is_still_mine(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    article.questions.all().delete()
    editing.save_version(article, by=colleague)

    save(desk, opened, over="2")

    assert [each[0] for each in newest(article).content["questions"]] == ["Is it a clot?"]


def test_related_articles_may_change_places(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    article.related_choices.all().delete()
    editing.save_version(article, by=colleague)

    response = save(desk, opened, over="2")

    assert response.status_code == 302
    assert len(newest(article).content["related"]) == 1


def test_two_who_typed_the_same_are_told_so(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    typed(article, colleague, MINE)

    said = words(save(desk, opened))

    assert "Both of you changed the same, word for word." in said


@pytest.mark.parametrize("sent", ["x", "", "-1", "²", "9" * 30])
def test_a_form_that_does_not_say_what_it_was_opened_from_is_refused(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User, sent: str
) -> None:
    typed(article, colleague)

    response = save(desk, opened, opened=sent)

    assert response.status_code == 200
    assert newest(article).number == 2


def test_a_form_that_is_wrong_besides_says_both(
    desk: Client, article: Article, opened: dict[str, Any], colleague: User
) -> None:
    typed(article, colleague)

    said = words(save(desk, opened, title=""))

    assert "This field is required." in said
    assert "What you changed" in said


# On to publishing


def test_save_and_publish_leads_on_to_the_publish_page(
    desk: Client, article: Article, editor: User, opened: dict[str, Any]
) -> None:
    assert "_publish" not in desk.get(url("change/")).content.decode()
    publisher = person("both", *PUBLISHER, "change_article", *_rows(editor))
    press = signed_in(publisher)
    assert 'name="_publish"' in press.get(url("change/")).content.decode()

    response = save(press, opened, _publish="Save and publish…")

    assert (response.status_code, response["Location"]) == (302, url("publish/"))
    assert newest(article).content["body"] == MINE


def _rows(editor: User) -> list[str]:
    return list(editor.user_permissions.values_list("codename", flat=True))


def test_who_may_not_publish_is_not_led_there(desk: Client, opened: dict[str, Any]) -> None:
    response = save(desk, opened, _publish="1")

    assert response["Location"].endswith("/admin/articles/article/")

"""Review at the desk: asked, read, signed off or returned; never by who wrote it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles import editing
from articles.models import Article, ArticleVersion, Edition, Person, Review
from tests.articles.desk.conftest import typed
from tests.articles.desk.people import EDITOR, REVIEWER, hidden, person, signed_in, url, words

pytestmark = pytest.mark.django_db
REMARKS = "Say which trial."


@pytest.fixture
def asked(second: ArticleVersion, editor: User) -> Review:
    return editing.ask_for_review(second, by=editor, note="Is the dose right?")


def ask(client: Client, **data: Any) -> Any:
    version = hidden(client.get(url("review/")), "version")
    return client.post(url("review/ask/"), {"version": version, **data}, follow=True)


def decide(client: Client, review: Review, **data: Any) -> Any:
    sent = {"review": review.pk, "decision": "approved", "due": "12", **data}
    return client.post(url("review/decide/"), sent, follow=True)


def test_a_version_is_sent_to_review_with_a_note(desk: Client, second: ArticleVersion) -> None:
    response = ask(desk, note="Is the dose right?")

    review = Review.objects.get()
    assert "Version 2 waits for a review now." in words(response)
    assert "In review, version 2, beside the public text" in words(response)
    assert (review.version, review.note, review.decision) == (second, "Is the dose right?", "")


def test_sending_it_twice_asks_once(desk: Client, second: ArticleVersion) -> None:
    version = hidden(desk.get(url("review/")), "version")
    desk.post(url("review/ask/"), {"version": version})

    again = desk.post(url("review/ask/"), {"version": version}, follow=True)

    assert "It waits for a review already." in words(again)
    assert Review.objects.count() == 1


def test_an_older_version_than_the_newest_is_not_sent(
    desk: Client, article: Article, editor: User, second: ArticleVersion
) -> None:
    typed(article, editor, "## Third\n\nText.\n")

    response = desk.post(url("review/ask/"), {"version": "2", "note": "Right?"}, follow=True)

    assert response.status_code == 422
    assert "The text was changed since." in words(response)
    assert "Right?" in words(response)
    assert not Review.objects.exists()


def test_a_note_beyond_all_length_comes_back_as_it_was_typed(
    desk: Client, second: ArticleVersion
) -> None:
    response = ask(desk, note="x" * 5_001)

    assert response.status_code == 422
    assert "x" * 5_001 in response.content.decode()
    assert not Review.objects.exists()


def test_the_reviewer_reads_note_changes_findings_and_the_page(
    asked: Review, reviewer: User
) -> None:
    response = signed_in(reviewer).get(url("review/"))

    said = words(response)
    assert "editor asked for a review of version 2" in said
    assert "Is the dose right?" in said
    assert "Nothing was signed off before. Readers have version 1" in said
    assert "at noon" in said
    assert "What the checks find" in said
    assert "versions/2/alone/" in response.content.decode()
    assert "frame-src 'self'" in response["Content-Security-Policy"]


def test_the_next_review_shows_what_changed_since_the_last_sign_off(
    asked: Review, article: Article, editor: User, reviewer: User
) -> None:
    decide(signed_in(reviewer), asked)
    third = typed(article, editor, "## New\n\nStretch at nine. [@stretch-01]\n")
    editing.ask_for_review(third, by=editor)

    said = words(signed_in(reviewer).get(url("review/")))

    assert "Since version 2, which was signed off last" in said
    assert "[removed: noon ]" in said


@pytest.mark.parametrize(("due", "days"), [("6", 184), ("12", 366), ("24", 731), ("36", 1096)])
def test_another_person_signs_it_off_for_some_months(
    asked: Review, reviewer: User, due: str, days: int
) -> None:
    response = decide(signed_in(reviewer), asked, due=due)

    asked.refresh_from_db()
    assert "Version 2 is signed off." in words(response)
    assert (asked.decision, asked.decided_by) == ("approved", reviewer)
    assert asked.review_due
    ahead = asked.review_due - timezone.localdate()
    assert timedelta(days=days - 6) <= ahead <= timedelta(days=days)


def test_or_until_a_day(asked: Review, reviewer: User) -> None:
    day = timezone.localdate() + timedelta(days=90)

    decide(signed_in(reviewer), asked, due="date", due_on=day.isoformat())

    asked.refresh_from_db()
    assert asked.review_due == day


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"due": ""}, "Choose when it must be reviewed again."),
        ({"due": "x"}, "x is not one of the available choices."),
        ({"due": "date"}, "Choose the day."),
        ({"due": "date", "due_on": "soon"}, "Write the day, such as 2027-12-24."),
        ({"due": "date", "due_on": "2001-01-01"}, "Choose a day after today"),
        ({"due": "date", "due_on": "9999-12-31"}, "Choose a day after today"),
        ({"decision": "returned"}, "Write what should change"),
        ({"decision": "x"}, "Write what should change"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_decided(
    asked: Review, reviewer: User, data: dict[str, str], said: str
) -> None:
    response = decide(signed_in(reviewer), asked, **data)

    asked.refresh_from_db()
    assert response.status_code == 422
    assert said in words(response)
    assert asked.decision == ""


def test_a_text_is_returned_with_remarks_which_stay_until_the_next_version(
    asked: Review, reviewer: User, desk: Client, article: Article, editor: User
) -> None:
    response = decide(signed_in(reviewer), asked, decision="returned", remarks=REMARKS)

    assert "Version 2 is returned." in words(response)
    assert "reviewer returned version 2 with remarks" in words(desk.get(url("change/")))
    assert REMARKS in words(desk.get(url("change/")))
    typed(article, editor, "## Third\n\nText.\n")
    assert REMARKS not in words(desk.get(url("change/")))


def test_nobody_signs_off_what_they_wrote_and_is_told_who_may(
    asked: Review, editor: User, reviewer: User
) -> None:
    person("bystander", *EDITOR)
    editor.user_permissions.set([*editor.user_permissions.all(), *_permissions(REVIEWER)])
    client = signed_in(User.objects.get(pk=editor.pk))

    page = client.get(url("review/"))
    response = decide(client, asked)

    assert "You wrote on this text, so somebody else must approve it." in words(page)
    assert "These people may: reviewer." in words(page)
    assert "Sign off version 2" not in words(page)
    assert "You wrote on this text. Somebody else must approve it." in words(response)
    asked.refresh_from_db()
    assert asked.decision == ""


def test_where_nobody_else_may_the_page_says_whom_to_ask(asked: Review, editor: User) -> None:
    editor.user_permissions.add(*_permissions(("review_article",)))

    said = words(signed_in(User.objects.get(pk=editor.pk)).get(url("review/")))

    assert "Nobody else here may review." in said


def _permissions(codenames: tuple[str, ...]) -> list[Any]:
    from django.contrib.auth.models import Permission

    return list(Permission.objects.filter(codename__in=codenames))


def test_a_sign_off_in_somebodys_name_is_theirs_alone(asked: Review, reviewer: User) -> None:
    record = Person.objects.create(slug="r", name="A Name", role="A role", account=reviewer)

    page = words(signed_in(reviewer).get(url("review/")))
    decide(signed_in(reviewer), asked, in_my_name="on")

    asked.refresh_from_db()
    assert "Readers see: Reviewed by A Name, A role." in page
    assert asked.person == record


def test_without_a_record_nobody_is_named(asked: Review, reviewer: User) -> None:
    page = words(signed_in(reviewer).get(url("review/")))

    decide(signed_in(reviewer), asked, in_my_name="on")

    asked.refresh_from_db()
    assert "You have no public record yet" in page
    assert asked.person is None


def test_an_edit_takes_the_review_from_under_the_reviewer(
    asked: Review, reviewer: User, article: Article, editor: User
) -> None:
    typed(article, editor, "## Third\n\nText.\n")

    response = decide(signed_in(reviewer), asked, remarks=REMARKS)

    assert response.status_code == 422
    assert "This review no longer waits" in words(response)
    assert REMARKS in words(response)
    assert not Review.objects.sign_offs().exists()


def test_signing_off_twice_signs_once(asked: Review, reviewer: User) -> None:
    decide(signed_in(reviewer), asked)
    first = Review.objects.get().decided_at

    again = decide(signed_in(reviewer), asked)

    assert again.status_code == 422
    assert Review.objects.get().decided_at == first


def test_what_was_asked_is_taken_back(asked: Review, desk: Client) -> None:
    response = desk.post(url("review/take-back/"), {"review": asked.pk}, follow=True)

    assert "Nobody is asked any more." in words(response)
    again = desk.post(url("review/take-back/"), {"review": asked.pk}, follow=True)
    assert "This review no longer waits" in words(again)


@pytest.mark.parametrize("key", ["", "x", "0", "²", "9" * 30])
def test_a_review_that_is_not_there_is_not_found(asked: Review, reviewer: User, key: str) -> None:
    response = signed_in(reviewer).post(url("review/decide/"), {"review": key})

    assert response.status_code == 404


def test_a_sign_off_of_what_readers_have_is_on_their_page(
    article: Article, editor: User, reviewer: User
) -> None:
    assert article.head
    asked = editing.ask_for_review(article.head, by=editor)
    Person.objects.create(slug="r", name="A Name", role="A role", account=reviewer)

    decide(signed_in(reviewer), asked, in_my_name="on")

    page = words(Client().get("/articles/night-cramps/"))
    assert "Reviewed by A Name , A role" in page
    assert Edition.objects.public().get(article=article).review == asked


def test_the_panel_says_until_when_a_sign_off_holds(
    asked: Review, reviewer: User, desk: Client
) -> None:
    day = date(timezone.localdate().year + 1, 3, 4)

    decide(signed_in(reviewer), asked, due="date", due_on=day.isoformat())

    said = f"reviewer signed off this text, in nobody's public name, until 4 March {day.year}."
    assert said in words(desk.get(url("change/")))

"""The desk: a published article cannot harm a reader, and a register speaks through every page."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from articles import editing
from articles.models import Article, Claim, Edition, Person, RedFlag, Review, Source, Topic
from tests.articles.loaded import load_content
from tests.articles.standing import edition_of, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(content: Path) -> Client:
    load_content(content)
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editor", "", "a long password"))
    return client


def article_form(**changes: Any) -> dict[str, Any]:
    """What the form of `night-cramps` sends, with changes."""
    article = Article.objects.get(slug="night-cramps")
    question = article.questions.get()
    chosen = article.related_choices.get()
    return {
        "title": article.title,
        "topic": article.topic_id,
        "opened": article.head.number if article.head else 0,
        "note": "",
        "short_answer": article.short_answer,
        "description": article.description,
        "body": article.body,
        "keywords": article.keywords,
        "audiences": [audience.pk for audience in article.audiences.all()],
        "body_parts": [part.pk for part in article.body_parts.all()],
        "problem": article.problem,
        "order": article.order,
        "get_help": [flag.pk for flag in article.get_help.all()],
        "questions-TOTAL_FORMS": "1",
        "questions-INITIAL_FORMS": "1",
        "questions-0-id": question.pk,
        "questions-0-article": article.pk,
        "questions-0-question": question.question,
        "questions-0-answer": question.answer,
        "questions-0-order": "0",
        "related_choices-TOTAL_FORMS": "1",
        "related_choices-INITIAL_FORMS": "1",
        "related_choices-0-id": chosen.pk,
        "related_choices-0-article": article.pk,
        "related_choices-0-other": chosen.other_id,
        "related_choices-0-order": "0",
        **changes,
    }


def save_article(desk: Client, **changes: Any) -> Any:
    article = Article.objects.get(slug="night-cramps")
    return desk.post(f"/admin/articles/article/{article.pk}/change/", article_form(**changes))


def errors_of(response: Any) -> dict[str, list[str]]:
    form = response.context["adminform"].form
    return {name: list(map(str, said)) for name, said in form.errors.items()}


def saved() -> Article:
    return Article.objects.with_state().select_related("head").get(slug="night-cramps")


def test_saving_makes_a_version_and_leaves_readers_what_they_have(desk: Client) -> None:
    response = save_article(desk, body="## New\n\nStretch at noon. [@stretch-01]\n", note="Noon")

    assert response.status_code == 302
    head = saved().head
    assert head is not None
    assert (head.number, head.note, head.written_by) == (2, "Noon", "editor")
    assert "Stretch at noon." in head.content["body"]
    assert "Stretch at noon." not in Client().get("/articles/night-cramps/").content.decode()


def test_saving_without_a_change_makes_no_version(desk: Client) -> None:
    page = desk.get(save_article(desk)["Location"]).content.decode()

    assert saved().versions.count() == 1
    assert "Nothing had changed, so there is no new version." in page


def test_whoever_changes_a_text_in_review_is_told_that_it_was_taken_back(desk: Client) -> None:
    head = saved().head
    assert head is not None
    editing.ask_for_review(head, by=get_user_model().objects.get(username="editor"))

    page = desk.get(save_article(desk, title="Another title")["Location"]).content.decode()

    assert "took the text back from review" in page
    assert not Review.objects.waiting().exists()


def test_a_person_who_signed_keeps_their_address_and_stays(desk: Client) -> None:
    data = {"name": "A Reviewer", "slug": "a-reviewer", "role": "Their role", "interests": "None"}
    desk.post("/admin/articles/person/add/", data)
    person = Person.objects.get(slug="a-reviewer")
    head = saved().head
    assert head is not None
    Review.objects.create(
        article=head.article, version=head, asked_by=get_user_model().objects.get(), person=person
    )

    page = desk.get(f"/admin/articles/person/{person.pk}/change/").content.decode()
    deletion = desk.post(f"/admin/articles/person/{person.pk}/delete/", {"post": "yes"})

    assert 'name="slug"' not in page
    assert deletion.status_code == 403


def test_line_ends_of_a_browser_are_no_change(desk: Client) -> None:
    body = Article.objects.get(slug="night-cramps").body

    save_article(desk, body=body.replace("\n", "\r\n"))

    assert saved().versions.count() == 1


@pytest.mark.parametrize(
    ("changes", "errors"),
    [({"title": ""}, ["title"]), ({"problem": "nonsense"}, ["problem"])],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(
    desk: Client, changes: dict[str, Any], errors: list[str]
) -> None:
    response = save_article(desk, **changes)

    assert list(errors_of(response)) == errors
    assert saved().versions.count() == 1


def test_a_draft_may_be_unfinished_and_says_what_stops_it(desk: Client) -> None:
    response = save_article(desk, body="## A\n\nIt helps. [@no-such-claim]\n", get_help=[])

    assert response.status_code == 302
    page = desk.get(response["Location"]).content.decode()
    assert "Stops publishing. Body, line 3:" in page
    assert "Stops publishing. Get help:" in page


def test_a_text_may_place_its_questions(desk: Client) -> None:
    save_article(desk, body="## A\n\nText.\n\n:::questions\n:::\n\n## B\n\nMore.\n")
    give("night-cramps")

    page = Client().get("/articles/night-cramps/").content.decode()
    assert page.index("Is it a clot?") < page.index('id="s-b"')


def test_the_second_to_save_sees_what_changed_and_loses_nothing(desk: Client) -> None:
    opened = article_form(body="## Mine\n\nMine.\n")
    save_article(desk, body="## Theirs\n\nTheirs.\n")

    refused = save_article(desk, **{key: opened[key] for key in ("body", "opened")})

    page = refused.content.decode()
    assert refused.status_code == 200
    assert "editor saved version 2 of this article while you wrote." in page
    assert "Theirs." in page
    assert "Mine." in page
    assert "Theirs." in saved().body


def test_the_second_to_save_may_save_over_what_they_compared(desk: Client) -> None:
    opened = article_form(body="## Mine\n\nMine.\n")
    save_article(desk, body="## Theirs\n\nTheirs.\n")

    response = save_article(desk, body=opened["body"], opened=1, over="2")

    assert response.status_code == 302
    assert "Mine." in saved().body
    assert saved().versions.count() == 3


def test_a_third_version_needs_a_third_look(desk: Client) -> None:
    save_article(desk, body="## Theirs\n\nTheirs.\n")
    save_article(desk, body="## Third\n\nThird.\n")

    refused = save_article(desk, body="## Mine\n\nMine.\n", opened=1, over="2")

    assert "version 3" in refused.content.decode()
    assert "Third." in saved().body


def test_an_address_readers_have_is_not_changed_in_the_form(desk: Client) -> None:
    save_article(desk, slug="another")

    assert Article.objects.filter(slug="night-cramps").exists()


def test_what_readers_had_cannot_be_deleted(desk: Client) -> None:
    response = desk.post(f"/admin/articles/article/{saved().pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert Article.objects.filter(slug="night-cramps").exists()


def test_new_wording_of_a_red_flag_is_on_the_articles_at_once(desk: Client) -> None:
    flag = RedFlag.objects.get(key="leg-clot")

    desk.post(
        f"/admin/articles/redflag/{flag.pk}/change/",
        {
            "name": flag.name,
            "wording": "One calf swollen, hot or darker",
            "urgency": "urgent",
            "what_to_do": flag.what_to_do,
            "sources": [Source.objects.get(key="guide-2021").pk],
        },
    )

    assert (
        "One calf swollen, hot or darker"
        in Client().get("/articles/night-cramps/").content.decode()
    )


def test_new_strength_of_a_claim_is_on_the_articles_at_once(desk: Client) -> None:
    claim = Claim.objects.get(key="stretch-01")

    desk.post(
        f"/admin/articles/claim/{claim.pk}/change/",
        {
            "wording": claim.wording,
            "stance": "helps",
            "strength": "strong",
            "checked": "yes",
            "sources": [Source.objects.get(key="trial-2020").pk],
        },
    )

    assert "strong evidence" in Client().get("/articles/night-cramps/").content.decode()


@pytest.mark.parametrize(
    ("model", "key"), [("redflag", "leg-clot"), ("claim", "stretch-01"), ("source", "guide-2021")]
)
def test_a_register_entry_in_use_names_its_articles_and_cannot_be_deleted(
    desk: Client, model: str, key: str
) -> None:
    models: dict[str, Any] = {"redflag": RedFlag, "claim": Claim, "source": Source}
    entry = models[model].objects.get(key=key)

    page = desk.get(f"/admin/articles/{model}/{entry.pk}/change/").content.decode()
    deletion = desk.post(f"/admin/articles/{model}/{entry.pk}/delete/", {"post": "yes"})

    assert "Why do my legs cramp at night?" in page
    assert 'name="key"' not in page
    assert deletion.status_code == 403
    assert models[model].objects.filter(pk=entry.pk).exists()


def test_a_claim_without_source_or_policy_is_refused(desk: Client) -> None:
    response = desk.post(
        "/admin/articles/claim/add/",
        {
            "key": "new-01",
            "wording": "Something we would like to say.",
            "stance": "helps",
            "strength": "limited",
            "checked": "yes",
        },
    )

    assert errors_of(response) == {"sources": ["Choose at least one source, or tick “our policy”."]}


def test_topics_and_pages_are_made_at_save(desk: Client) -> None:
    topic = Topic.objects.get(slug="cramps")

    desk.post(
        f"/admin/articles/topic/{topic.pk}/change/",
        {"slug": "cramps", "title": "Cramps", "introduction": "Begin *there*.", "order": "1"},
    )

    assert "Begin <em>there</em>." in Client().get("/topics/cramps/").content.decode()


def test_the_desk_is_closed_to_others() -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_user("reader", "", "a long password"))

    assert client.get("/admin/articles/article/").status_code == 302
    assert Client().get("/admin/").status_code == 302


def test_the_desk_keeps_its_cookies_to_itself(desk: Client) -> None:
    client = Client()
    form = client.get("/admin/login/")
    signed_in = client.post(
        "/admin/login/", {"username": "editor", "password": "a long password", "next": "/admin/"}
    )

    assert form.cookies["csrftoken"]["path"] == "/admin/"
    assert signed_in.cookies["sessionid"]["path"] == "/admin/"
    assert signed_in.cookies["sessionid"]["httponly"]


def test_every_list_on_the_desk_opens(desk: Client, django_assert_max_num_queries: Any) -> None:
    for model in (
        "article",
        "audience",
        "bodypart",
        "claim",
        "emergencynumber",
        "page",
        "redflag",
        "source",
        "topic",
    ):
        with django_assert_max_num_queries(15):
            assert desk.get(f"/admin/articles/{model}/").status_code == 200
    assert desk.get("/admin/triage/release/").status_code == 200


def test_rerender_makes_only_what_is_stale(
    desk: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    Edition.objects.filter(article__slug="night-cramps").update(body_html="old", rendered_by="0")

    call_command("rerender")

    assert "Made 1 article(s) again" in capsys.readouterr().out
    assert "Stretch before bed." in edition_of("night-cramps").body_html

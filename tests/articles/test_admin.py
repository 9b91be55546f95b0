"""The desk: a published article cannot harm a reader, and a register speaks through every page."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client

from articles.intake import load_folder
from articles.models import Article, Claim, RedFlag, Source, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(content: Path) -> Client:
    load_folder(content)
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editor", "", "a long password"))
    return client


def article_form(**changes: Any) -> dict[str, Any]:
    """What the form of `night-cramps` sends, with changes."""
    article = Article.objects.get(slug="night-cramps")
    question = article.questions.get()
    return {
        "title": article.title,
        "slug": article.slug,
        "topic": article.topic_id,
        "state": "published",
        "published_at_0": "2026-11-01",
        "published_at_1": "12:00:00",
        "short_answer": article.short_answer,
        "description": article.description,
        "body": article.body,
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
        "related_choices-TOTAL_FORMS": "0",
        "related_choices-INITIAL_FORMS": "0",
        **changes,
    }


def save_article(desk: Client, **changes: Any) -> Any:
    article = Article.objects.get(slug="night-cramps")
    return desk.post(f"/admin/articles/article/{article.pk}/change/", article_form(**changes))


def errors_of(response: Any) -> dict[str, list[str]]:
    form = response.context["adminform"].form
    return {name: list(map(str, said)) for name, said in form.errors.items()}


def test_a_sound_article_is_saved_and_its_page_made_at_once(desk: Client) -> None:
    response = save_article(desk, body="## New\n\nStretch at noon. [@stretch-01]\n")

    assert response.status_code == 302
    page = Client().get("/articles/night-cramps/").content.decode()
    assert "Stretch at noon." in page
    assert 'id="s-new"' in page


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"get_help": []},
            {
                "get_help": [
                    "Choose when to get help: a published article cannot be without it. "
                    "Save it as a draft if you want to go on later."
                ]
            },
        ),
        ({"title": ""}, {"title": ["This field is required."]}),
        ({"problem": "nonsense"}, {"problem": None}),
        ({"body": "## A\n\nIt helps. [@no-such-claim]\n"}, {"body": None}),
        ({"short_answer": "It helps a great deal. [@no-such-claim]"}, {"short_answer": None}),
        ({"body": "## A\n\n:::urgent leg-clog\n:::\n"}, {"body": None}),
        ({"body": "## A\n\n:::emergency leg-clot\n:::\n"}, {"body": None}),
    ],
)
def test_what_would_harm_a_reader_is_not_published(
    desk: Client, changes: dict[str, Any], errors: dict[str, list[str] | None]
) -> None:
    before = Article.objects.get(slug="night-cramps").updated_at

    response = save_article(desk, **changes)

    found = errors_of(response)
    assert set(found) == set(errors)
    for name, said in errors.items():
        assert said is None or found[name] == said
    assert Article.objects.get(slug="night-cramps").updated_at == before


def test_nothing_typed_is_lost_with_an_error(desk: Client) -> None:
    body = "## Half written\n\nIt helps. [@no-such-claim]\n"

    page = save_article(desk, body=body).content.decode()

    assert "Half written" in page
    assert "Line 3:" in page


def test_an_unsound_answer_is_refused_beside_its_question(desk: Client) -> None:
    response = save_article(desk, **{"questions-0-answer": "Yes. [@no-such-claim]"})

    formset = response.context["inline_admin_formsets"][0].formset
    assert list(formset.errors[0]) == ["answer"]


def test_a_text_may_place_its_questions(desk: Client) -> None:
    response = save_article(desk, body="## A\n\nText.\n\n:::questions\n:::\n\n## B\n\nMore.\n")

    page = Client().get("/articles/night-cramps/").content.decode()
    assert response.status_code == 302
    assert page.index("Is it a clot?") < page.index('id="s-b"')


def test_a_draft_may_be_unfinished_and_says_what_is_still_to_mend(desk: Client) -> None:
    response = save_article(desk, state="draft", body="## A\n\nIt helps. [@no-such-claim]\n")

    assert response.status_code == 302
    page = desk.get(response["Location"]).content.decode()
    assert "Still to mend (body). Line 3:" in page
    assert Client().get("/articles/night-cramps/").status_code == 404


def test_publishing_without_a_date_means_now(desk: Client) -> None:
    save_article(desk, published_at_0="", published_at_1="")

    assert Article.objects.get(slug="night-cramps").is_published


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
    Article.objects.filter(slug="night-cramps").update(body_html="old", rendered_by="0")

    call_command("rerender")

    assert "Made 1 article(s) again" in capsys.readouterr().out
    assert "Stretch before bed." in Article.objects.get(slug="night-cramps").body_html

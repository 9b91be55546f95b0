"""The editor's live preview and its pictures: who may, what is refused, what comes back."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags
from django.utils.module_loading import import_string

from articles import editor, register
from articles.markdown import ArticleText
from articles.models import RedFlag
from articles.widgets import MarkdownWidget
from tests.articles.markdown.registers import REGISTER
from tests.articles.markdown.safety import elements, faults
from tests.articles.people import PREVIEW, UPLOAD, person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "current", lambda: REGISTER)


def article_form(**changes: Any) -> dict[str, Any]:
    return {"title": "Why?", "short_answer": "So.", "body": "Text.", **changes}


def question(number: int, words: str, answer: str, **changes: str) -> dict[str, str]:
    row = {"question": words, "answer": answer, "order": "0", **changes}
    return {f"questions-{number}-{name}": value for name, value in row.items()}


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
@pytest.mark.parametrize(
    ("permissions", "changes"),
    [
        ((), {"is_staff": True}),
        (("view_article",), {"is_staff": True}),
        (("change_article",), {"is_staff": False}),
        ((), {"is_superuser": True, "is_staff": False}),
    ],
)
def test_only_staff_who_may_write_articles_are_answered(
    address: str, permissions: tuple[str, ...], changes: dict[str, bool]
) -> None:
    response = signed_in(person(*permissions, **changes)).post(address, {"content": "Text."})

    assert response.status_code == 403
    assert "Text." not in response.content.decode()


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_someone_signed_out_gets_403_and_no_sign_in_page(address: str) -> None:
    response = Client().post(address, {"content": "Text."})

    assert response.status_code == 403
    assert response.json() == {"error": "Sign in again, in another tab."}


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_a_dismissed_editor_is_refused(address: str) -> None:
    user = person("change_article", is_staff=True)
    client = signed_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert client.post(address, {"content": "Text."}).status_code == 403


@pytest.mark.parametrize("codename", ["change_article", "add_article"])
def test_one_permission_to_write_is_enough(codename: str) -> None:
    client = signed_in(person(codename, is_staff=True))

    assert client.post(PREVIEW, {"content": "Text."}).status_code == 200


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_nothing_but_post_is_answered(address: str, method: str) -> None:
    assert getattr(signed_in(), method)(address).status_code == 405


@pytest.mark.parametrize("address", [PREVIEW, UPLOAD])
def test_a_forged_request_is_refused(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("change_article", is_staff=True))

    assert client.post(address, {"content": "Text."}).status_code == 403


def test_a_preview_is_kept_nowhere() -> None:
    response = signed_in().post(PREVIEW, {"content": "Text."})

    assert "no-store" in response.headers["Cache-Control"]


def test_an_article_is_shown_as_readers_get_it() -> None:
    flag = RedFlag.objects.create(key="leg-clot", name="Clot", wording="x", urgency="urgent")
    form = article_form(
        title="Why <me>?",
        short_answer="Yes.[@trial-2020]",
        body="## Rest\n\nText.[@guide-2021]",
        get_help=[str(flag.pk)],
        **{"questions-TOTAL_FORMS": "1"},
        **question(0, "How long?", "Two days.[@trial-2020]"),
    )

    reply = signed_in().post(PREVIEW, form).json()

    assert [finding for finding in reply["findings"] if finding["blocks"]] == []
    around = {"element article", "element h1", "element details", "element summary", "element nav"}
    assert set(faults(reply["html"])) <= around
    words = " ".join(strip_tags(reply["html"]).split())
    assert words.startswith(
        "Why &lt;me&gt;? Yes.[1] Urgent: get help today for this One leg swollen"
    )
    assert "Rest Text.[2] Common questions How long? Two days.[1] Sources" in words


def test_findings_name_the_control_to_mend() -> None:
    form = article_form(
        body="a\n\nb [@no]",
        **{"questions-TOTAL_FORMS": "4", "questions-0-DELETE": "on"},
        **question(0, "Gone?", "[@gone]"),
        **question(1, "Last?", "[@last]", order="9"),
        **question(2, "", ""),
        **question(3, "First?", "[@first]", order="2"),
    )

    findings = signed_in().post(PREVIEW, form).json()["findings"]

    named = [(f["field"], f["line"], f["control"]) for f in findings if f["check"] == "page"]
    assert named == [
        ("body", 3, "body"),
        ("question 1", 1, "questions-3-answer"),
        ("question 2", 1, "questions-1-answer"),
    ]


def test_a_long_list_of_findings_is_cut_and_never_loses_what_stops_publishing() -> None:
    body = "\n\n".join(["It is <b>so."] * 60 + ["See [it](/nowhere/)."])

    reply = signed_in().post(PREVIEW, article_form(body=body)).json()

    listed = reply["findings"]
    assert len(listed) == editor.MOST_LISTED
    assert reply["more"] > 10
    assert [f["blocks"] for f in listed] == sorted((f["blocks"] for f in listed), reverse=True)
    assert "dead-link" in [f["check"] for f in listed]


def test_findings_say_their_place_and_where_their_words_are() -> None:
    body = "😀 a\r\n\r\nSee [it](/nowhere/)."

    reply = signed_in().post(PREVIEW, article_form(body=body)).json()

    (dead,) = [f for f in reply["findings"] if f["check"] == "dead-link"]
    assert dead["place"] == "Body, line 3"
    assert body.replace("\r\n", "\n")[dead["start"] : dead["end"]] == "/nowhere/"
    assert reply["numbers"].startswith("Reading grade")


def test_plain_prose_is_previewed_too() -> None:
    reply = signed_in().post(PREVIEW, {"content": "## Us\n\n*Editors* [@no]"}).json()

    assert [e.name for e in elements(reply["html"])] == ["div", "h2", "p", "em", "mark"]
    assert [f["control"] for f in reply["findings"]] == ["content"]


@pytest.mark.parametrize(
    "form",
    [
        {"content": "a" * 100_001},
        article_form(body="a" * 100_000, short_answer="b"),
        article_form(**{"questions-TOTAL_FORMS": "1"}, **question(0, "?", "a" * 100_001)),
    ],
)
def test_a_text_beyond_the_limit_is_refused(form: dict[str, str]) -> None:
    response = signed_in().post(PREVIEW, form)

    assert response.status_code == 400
    assert response.json() == {
        "error": "The text is longer than 100,000 characters: make two articles of it."
    }


def test_a_text_at_the_limit_is_shown() -> None:
    assert signed_in().post(PREVIEW, {"content": "a" * 100_000}).status_code == 200


@pytest.mark.parametrize(
    "form",
    [
        {},
        article_form(get_help=["x", "-1", "²", "9999999999999999999999", "1 OR 1=1"]),
        article_form(**{"questions-TOTAL_FORMS": "99999999999999999999"}),
        article_form(**{"questions-TOTAL_FORMS": "-1"}),
        article_form(**{"questions-TOTAL_FORMS": "²"}),
        article_form(**{"questions-TOTAL_FORMS": "1"}, **question(0, "?", "!", order="²")),
        article_form(title="\x00", body="\x00\ufffd\u202e"),
    ],
)
def test_a_nonsensical_form_breaks_nothing(form: dict[str, Any]) -> None:
    assert signed_in().post(PREVIEW, form).status_code == 200


def test_reading_the_form_costs_one_query() -> None:
    form = {"get_help": ["1", "2"], "questions-TOTAL_FORMS": "2"}
    client = signed_in()

    with CaptureQueriesContext(
        connection,
    ) as few:
        client.post(PREVIEW, article_form(**form))
    with CaptureQueriesContext(connection) as many:
        client.post(PREVIEW, article_form(**form, **question(0, "?", "!"), **question(1, "?", "!")))

    assert len(many) == len(few)


def test_the_form_is_read_as_it_would_be_saved() -> None:
    request = signed_in().post(PREVIEW, article_form(body="Text.")).wsgi_request

    assert editor.article_text(request.POST) == ArticleText("Why?", "So.", "Text.")


def test_the_box_brings_our_script_and_not_the_packaged_one() -> None:
    media = str(MarkdownWidget().media)

    assert "js/editor.js" in media
    assert "css/admin/editor.css" in media
    assert "markdownx.js" not in media
    assert "markdownx.min.js" not in media


def test_the_box_says_where_preview_upload_and_styles_are() -> None:
    html = MarkdownWidget().render("body", "text", {"id": "id_body"})

    assert f'data-markdownx-urls-path="{PREVIEW}"' in html
    assert f'data-markdownx-upload-urls-path="{UPLOAD}"' in html
    assert "legwise.css" in html


def test_markdownx_renders_with_our_pipeline() -> None:
    render = import_string(settings.MARKDOWNX_MARKDOWNIFY_FUNCTION)

    assert render("*a* <b>") == "<p><em>a</em> &lt;b&gt;</p>\n"

"""What is proved, published and taken away does not depend on the language its editor speaks."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import translation

from articles.intake import load_folder
from tests.articles.content import write_content
from tests.languages.test_desk_is_one import NOW, in_both, loud  # noqa: F401 - a fixture
from tests.triage.desk.pressing import words
from tests.triage.desk.small import TEXT, calm, person, signed_in, small_draft
from tests.triage.drafts.desk import typed
from triage.desk import checking, sides
from triage.files.exports import FORMATS
from triage.models import Draft, DraftPage, DraftQuestion, DraftRule, PublishRequest, Release

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loud")]

ALL = ("view_draft", "change_draft", "add_draft", "view_release", "publish_draft")


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    with time_machine.travel(NOW, tick=False):
        # Not what another test loaded, which was later than this.
        assert load_folder(write_content(tmp_path / "content")).problems == []
        return small_draft()


@pytest.fixture
def editor(db: None) -> Client:
    return signed_in(person("editor", *ALL))


@pytest.fixture
def colleague(db: None) -> Client:
    return signed_in(person("colleague", *ALL))


@pytest.fixture(autouse=True)
def afresh() -> Iterator[None]:
    """Nothing that was proved or compared is remembered from before."""
    yield
    forget()


def forget() -> None:
    checking._proved.cache_clear()
    sides.compared.cache_clear()


def sealed(client: Client, url: str) -> str:
    found = re.search(r'name="seal" value="([^"]+)"', client.get(url).content.decode())
    return found[1] if found else ""


def publish(client: Client, start: str) -> Any:
    url = f"{start}self-check/small/publish/"
    return client.post(url, {"seal": sealed(client, url), "note": "Asks about swelling"})


def test_a_check_is_published_approved_and_withdrawn_as_one(
    draft: Draft, editor: Client, colleague: Client
) -> None:
    def act(start: str) -> None:
        forget()
        response = publish(editor, start)
        assert response.status_code == 302, words(response)
        calm(draft)
        assert publish(editor, start).status_code == 302
        assert PublishRequest.objects.exists()
        url = f"{start}self-check/small/"
        seal = sealed(colleague, f"{url}publish/")
        assert colleague.post(f"{url}approve/", {"seal": seal}).status_code == 302
        for action in ("withdraw", "put_back"):
            rows = list(Release.objects.values_list("pk", flat=True))
            sent = {"action": action, "_selected_action": rows}
            assert editor.post(f"{start}triage/release/", sent).status_code == 302

    english, spanish = in_both(act)

    assert spanish == english
    releases = english["triage.Release"]
    assert {each["number"] for each in releases} == {1, 2}
    assert "Every rule decides some result." in str(releases[0]["proof"])
    assert "¡" not in str(english)


def test_a_draft_is_changed_and_brought_as_one(draft: Draft, editor: Client) -> None:
    question = DraftQuestion.objects.get(key="signs")
    rule = DraftRule.objects.get(key="s-throb")
    page = DraftPage.objects.create(draft=draft, key="p", title="Signs")

    def act(start: str) -> None:
        here = f"{start}triage/"
        sent = [
            (f"{here}draftrule/{rule.pk}/change/", {**typed(rule, reason="It is."), "_copy": "1"}),
            (f"{here}draftquestion/{question.pk}/change/", typed(question, key="marks")),
            (f"{here}draft/{draft.pk}/move/", {"move": f"question-{question.pk}-up"}),
            (f"{here}draftpage/{page.pk}/delete/", {"post": "yes"}),
        ]
        for url, fields in sent:
            assert editor.post(url, fields).status_code == 302, url
        revision = Draft.objects.get().revision
        brought = {"text": TEXT, "name": "small.yaml", "revision": revision}
        assert editor.post(f"{here}draft/{draft.pk}/import/", brought).status_code == 302

    english, spanish = in_both(act)

    assert spanish == english
    assert len(english["groundwork.AuditEntry"]) > 5
    assert "¡" not in str(english)


def test_a_draft_is_begun_as_one(draft: Draft, editor: Client) -> None:
    publish(editor, "/admin/")
    Draft.objects.all().delete()

    english, spanish = in_both(
        lambda start: editor.post(f"{start}triage/draft/add/", {"check_slug": "small"})
    )

    assert spanish == english
    assert english["triage.Draft"]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_file_to_take_away_is_one(draft: Draft, editor: Client, kind: str) -> None:
    publish(editor, "/admin/")

    own, other = (
        editor.get(f"{start}self-check/small/releases/1/file/{kind}/").content
        for start in ("/admin/", "/es/admin/")
    )

    assert other == own != b""


def test_a_draft_to_take_away_is_one(draft: Draft, editor: Client) -> None:
    own, other = (
        editor.get(f"{start}triage/draft/{draft.pk}/file/").content
        for start in ("/admin/", "/es/admin/")
    )

    assert other == own != b""


def test_what_commands_say_is_one(draft: Draft, tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_text(TEXT, encoding="utf-8")

    said = []
    for language in ("en-gb", "es"):
        out = StringIO()
        with translation.override(language):
            call_command("verify", str(file), stdout=out)
        said.append(re.sub(r"[\d.]+ s(econds)?", "", out.getvalue()))

    assert said[0] == said[1] != ""

"""A file replaces a draft only once an editor has seen what it changes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.triage.drafts.desk import editor, filled
from tests.triage.test_questionnaire_file import SOUND
from triage.desk import drafts
from triage.files.questionnaire import read
from triage.models import Draft, DraftVignette

pytestmark = pytest.mark.django_db
CHANGED = SOUND.replace("What hurts?", "Where does it hurt?").replace(
    "  - {id: other, label: Something else}",
    "  - {id: other, label: Something else}\n  - {id: knee, label: The knee}",
)


@pytest.fixture
def desk() -> Client:
    return editor("view_draft", "change_draft")


@pytest.fixture
def draft() -> Draft:
    return filled()


def bring(desk: Client, draft: Draft, text: str | bytes) -> str:
    content = text.encode() if isinstance(text, str) else text
    address = reverse("admin:triage_draft_import", args=[draft.pk])
    response = desk.post(address, {"file": SimpleUploadedFile("small.yaml", content)})
    return response.content.decode()


def confirm(desk: Client, draft: Draft, text: str, revision: int) -> str:
    address = reverse("admin:triage_draft_import", args=[draft.pk])
    sent = {"text": text, "name": "small.yaml", "revision": revision}
    return desk.post(address, sent, follow=True).content.decode()


def test_what_a_file_changes_is_said_before_it_does(desk: Client, draft: Draft) -> None:
    page = bring(desk, draft, CHANGED)

    assert "<td>problem</td>" in page
    assert drafts.build(draft).questionnaire == read(SOUND, "small.yaml")


def test_a_confirmed_file_replaces_the_draft(desk: Client, draft: Draft) -> None:
    confirm(desk, draft, CHANGED, draft.revision)

    assert drafts.build(draft).questionnaire == read(CHANGED, "small.yaml")


def test_a_draft_somebody_changed_meanwhile_is_not_replaced(desk: Client, draft: Draft) -> None:
    seen = draft.revision
    with drafts.changed(draft, by=None):
        pass

    page = confirm(desk, draft, CHANGED, seen)

    assert "Somebody changed the draft meanwhile." in page
    assert drafts.build(draft).questionnaire == read(SOUND, "small.yaml")


def test_everything_wrong_with_a_file_is_named_by_line(desk: Client, draft: Draft) -> None:
    text = SOUND.replace("signs is any", "sins is any").replace("reason: It", "raeson: It")

    page = bring(desk, draft, text)

    for problem in ("Did you mean “signs”?", "Did you mean “reason”?"):
        assert problem in page
    assert f"small.yaml:{text[: text.index('sins is')].count(chr(10)) + 1}" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SOUND.replace("name: small", "name: legs"), "The file is of “legs”, the draft of “small”"),
        (b"name: caf\xe9", "small.yaml:1: A character is not UTF-8."),
        ("just words", "The file has no fields."),
        ("name: small\nname: small\n", "a second time"),
        (b"#" * 1_000_001, "larger than 1 MB"),
        (SOUND + "vignettes:\n- {id: t1}\n", "“story” is missing"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(
    desk: Client, draft: Draft, text: str | bytes, said: str
) -> None:
    page = bring(desk, draft, text)

    assert said in page
    assert drafts.build(draft).questionnaire == read(SOUND, "small.yaml")


def test_no_file_at_all_is_asked_for(desk: Client, draft: Draft) -> None:
    page = desk.post(reverse("admin:triage_draft_import", args=[draft.pk])).content.decode()

    assert "Choose a file." in page


def test_a_draft_taken_away_as_a_file_comes_back_the_same(desk: Client, draft: Draft) -> None:
    DraftVignette.objects.create(
        draft=draft,
        key="t1",
        story="A case",
        answers="signs: swollen, not_sure",
        lowest="soon",
        highest="urgent",
        source="own-cases",
    )
    before = drafts.document(draft)
    address = reverse("admin:triage_draft_file", args=[draft.pk])

    response = desk.get(address)
    text = response.content.decode()
    DraftVignette.objects.all().delete()
    confirm(desk, draft, text, draft.revision)

    assert "attachment" in response.headers["Content-Disposition"]
    assert drafts.document(draft) == before

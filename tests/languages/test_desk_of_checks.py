"""The desk of the self-checks in Spanish: nothing of ours is left in English."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from legwise.languages import catalogue
from legwise.languages.gathering import gathered
from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.languages.pages import Reading
from tests.triage.desk.small import TEXT, small_draft, spoil
from triage.models import Draft, DraftQuestion, Release

pytestmark = pytest.mark.django_db

OURS = ("admin/triage/", "legwise/gallery/", "triage/", "site/legwise/gallery/")
DESK = "/es/admin/self-check/small/"
ROWS = "/es/admin/triage/"
KINDS = (
    *("section", "page", "question", "definition", "pattern", "rule", "outcome"),
    *("note", "selfcare", "topic", "promise", "vignette"),
)
# What questionnaires say themselves, and words of their language, with the same words as ours.
CONTENT = {"Plain", "problem", "Any of these?", "None of these", "none", "scope"}
_TAG_OR_VALUE = re.compile(r"<[^>]+>|%\(\w+\)s|\{\w+\}")
# The list of rooms beside every page, and the line above it.
_OF_THE_WHOLE_DESK = re.compile(
    r'<header id="header">.*?</header>|<nav class="sticky" id="nav-sidebar".*?</nav>', re.DOTALL
)
_WORDS = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    load_content(write_content(tmp_path / "content"))
    return small_draft()


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss"))
    return client


@pytest.fixture
def english() -> re.Pattern[str]:
    return texts_in_english()


def texts_in_english() -> re.Pattern[str]:
    """Our texts that are said otherwise in Spanish, whatever stands for their values."""
    known = catalogue.read(catalogue.folder_of("es") / "django.po")
    pieces = {
        piece.strip()
        for text in gathered().values()
        if any(place.startswith(OURS) for place in text.places)
        for one, said in ((text.one, known[text.key].one), (text.many, known[text.key].many))
        if one != said
        for piece in re.split(r"<code>.*?</code>|<[^>]+>", one)
        if _is_telling(piece) and piece.strip() not in CONTENT
    }
    shapes = sorted(".+".join(map(re.escape, _TAG_OR_VALUE.split(each))) for each in pieces)
    return re.compile("|".join(shapes), re.IGNORECASE)


def _is_telling(piece: str) -> bool:
    """“%(first)s and %(last)s” could be anything."""
    words = _WORDS.findall(_TAG_OR_VALUE.sub("", piece))
    return len(words) > 1 or (bool(words) and not _TAG_OR_VALUE.search(piece))


def left_on(client: Client, path: str, english: re.Pattern[str], **sent: Any) -> list[str]:
    """What the page at this path says in English that is ours."""
    response = client.post(path, sent) if sent else client.get(path)
    assert response.status_code in (200, 409, 422), f"{path} answers {response.status_code}"
    page = Reading(_OF_THE_WHOLE_DESK.sub("", response.content.decode()))
    said = [words for words, lang in page.words if lang[:2] != "en" and words not in CONTENT]
    return [f"{path}: {words}" for words in said if english.fullmatch(words)]


def test_a_text_that_is_left_in_english_is_found(english: re.Pattern[str]) -> None:
    said = ("Nothing is refuted.", "No rule makes it urgent; the most urgent is soon.", "Add")

    assert all(map(english.fullmatch, said))
    assert not english.fullmatch("Nada está refutado.")


def test_no_page_of_a_sound_draft_leaves_any_english(
    draft: Draft, boss: Client, english: re.Pattern[str]
) -> None:
    question = DraftQuestion.objects.get(key="signs")
    paths = [
        *(f"{DESK}{page}/" for page in ("check", "publish", "difference", "diagram", "try")),
        *(f"{ROWS}draft/{page}" for page in ("", "add/", f"{draft.pk}/change/")),
        f"{ROWS}draft/{draft.pk}/import/",
        f"{ROWS}draft/{draft.pk}/delete/",
        f"{ROWS}draftquestion/{question.pk}/preview/",
        "/es/admin/components/",
        f"{ROWS}publishrequest/",
    ]
    for kind in KINDS:
        model = apps.get_model("triage", f"draft{kind}")
        here = f"{ROWS}draft{kind}/"
        paths += [here, f"{here}?draft__id__exact={draft.pk}", f"{here}add/?draft={draft.pk}"]
        row = model._default_manager.filter(draft=draft).first()
        if row:
            paths += [f"{here}{row.pk}/change/", f"{here}{row.pk}/delete/"]

    found = [left for path in paths for left in left_on(boss, path, english)]

    assert "\n".join(found) == ""


def test_no_page_of_a_release_and_of_what_comes_after_leaves_any_english(
    draft: Draft, boss: Client, english: re.Pattern[str]
) -> None:
    publish(boss)
    release = Release.objects.get()
    spoil(draft, "{id: throb, label: Throbbing, flag: soon}", "{id: throb, label: Aching}")
    paths = [
        *(f"{DESK}{page}/" for page in ("check", "publish", "difference")),
        f"{DESK}releases/1/diagram/",
        f"{ROWS}release/",
        f"{ROWS}release/{release.pk}/change/",
    ]

    found = [left for path in paths for left in left_on(boss, path, english)]

    assert "\n".join(found) == ""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("urgency: urgent, pattern: plain, when: signs is swollen", ""),
        ("at_least: routine", "at_least: emergency"),
        ("when: signs is throb", "when: signs is sore"),
        ("when: signs is throb", "when: signs is swollen and alarm is blue"),
        ("lowest: urgent", "lowest: emergency"),
        ("harmless: soreness", "harmless: nothing"),
        ("[night-cramps#s-what-may-help]", "[night-cramps#gone]"),
        ("source: own-cases", "source: nobody-2020"),
        ("reason: It is swollen.", "reason: 'It is {swollen.'"),
        ("safety_net: [Come back.]", "safety_net: []"),
    ],
)
def test_what_check_finds_is_said_in_spanish(
    draft: Draft, boss: Client, english: re.Pattern[str], old: str, new: str
) -> None:
    new = new or "urgency: soon, pattern: plain, when: signs is swollen"
    spoil(draft, old, new)

    assert left_on(boss, f"{DESK}check/", english) == []
    assert left_on(boss, f"{DESK}publish/", english) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("scope: For tests.", "scope: For something else."),
        ("name: small", "name: other"),
        ("kind: single", "kind: odd"),
        ("label: Sore muscles", "label: 5\n    lable: x"),
        ("when: signs is throb", "when: signs is throbbing"),
        ("when: signs is throb", "when: sings"),
        ("when: signs is throb", "when: not signs"),
        ("questions:", "questions: ["),
    ],
)
def test_a_file_that_is_brought_is_answered_in_spanish(
    draft: Draft, boss: Client, english: re.Pattern[str], old: str, new: str
) -> None:
    brought = {"text": TEXT.replace(old, new, 1), "name": "small.yaml"}

    assert left_on(boss, f"{ROWS}draft/{draft.pk}/import/", english, **brought) == []


def test_what_the_forms_refuse_is_said_in_spanish(
    draft: Draft, boss: Client, english: re.Pattern[str]
) -> None:
    rules = f"{ROWS}draftrule/add/?draft={draft.pk}"
    notes = f"{ROWS}draftnote/add/?draft={draft.pk}"
    questions = f"{ROWS}draftquestion/add/?draft={draft.pk}"

    assert left_on(boss, rules, english, key="e-blue", condition="signs is gone") == []
    assert left_on(boss, notes, english, key="", text="{you") == []
    assert left_on(boss, questions, english, key="Not a name", kind="single") == []
    assert left_on(boss, f"{DESK}publish/", english, note="", seal="") == []


def test_every_name_that_django_makes_is_translated() -> None:
    listed = {one for _, one in gathered()}
    models = list(apps.get_app_config("triage").get_models())
    names = {str(model._meta.verbose_name) for model in models}
    names |= {str(model._meta.verbose_name_plural) for model in models}
    names |= {str(field.verbose_name) for model in models for field in model._meta.local_fields}

    assert names - listed == set()


def test_a_form_calls_a_field_by_its_spanish_name() -> None:
    field = DraftQuestion._meta.get_field("unit")
    assert field.verbose_name == "unit"

    with translation.override("es"):
        assert field.verbose_name == gettext("unit") == "unidad"
        assert DraftQuestion._meta.verbose_name_plural == "preguntas"


def publish(client: Client, note: str = "Asks about swelling") -> Any:
    page = client.get(f"{DESK}publish/").content.decode()
    found = re.search(r'name="seal" value="([^"]+)"', page)
    assert found, page
    return client.post(f"{DESK}publish/", {"seal": found[1], "note": note})

"""From somebody's own words to red flags of the register."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.emergencies import red_flags_in
from articles.intake import load_folder
from articles.models import LoadedRecord, RedFlag
from articles.outgoing import export_folder
from tests.articles.content import edit

pytestmark = pytest.mark.django_db


def flag(key: str, urgency: str, *lines: str) -> RedFlag:
    return RedFlag.objects.create(
        key=key,
        name=key,
        wording=key,
        urgency=urgency,
        what_to_do="Go.",
        is_policy=True,
        phrasings="\n".join(lines),
    )


def add_phrasings(content: Path, lines: str) -> None:
    was = "  what_to_do: Get seen today.\n"
    edit(content / "red_flags.yaml", was, was + lines)


def keys(text: str) -> list[str]:
    return [found.key for found in red_flags_in(text)]


def test_the_most_urgent_comes_first_and_then_what_more_was_said_of() -> None:
    flag("a-clot", "urgent", "leg + swollen")
    flag("b-lung", "emergency", "breathless")
    flag("c-flow", "emergency", "leg + cold + blue")

    assert keys("breathless, leg swollen cold blue") == ["c-flow", "b-lung", "a-clot"]


def test_at_most_three_are_answered() -> None:
    for number in range(5):
        flag(f"flag-{number}", "urgent", "swollen")

    assert keys("swollen") == ["flag-0", "flag-1", "flag-2"]


def test_what_can_wait_for_days_sets_off_nothing() -> None:
    flag("lump", "soon", "lump")

    assert keys("a lump") == []


def test_one_query_is_enough_however_long_the_text() -> None:
    flag("clot", "urgent", "leg + swollen")

    with CaptureQueriesContext(connection) as short:
        red_flags_in("swollen leg")
    with CaptureQueriesContext(connection) as long:
        red_flags_in("nothing of the kind " * 500)
    with CaptureQueriesContext(connection) as empty:
        red_flags_in(" \n\x00 👣 ")

    assert [len(short), len(long), len(empty)] == [1, 1, 0]


def test_an_editors_change_counts_at_once() -> None:
    row = flag("clot", "urgent", "leg + swollen")
    before = keys("my leg is fat")

    # As another process would: nothing here is told of it.
    RedFlag.objects.filter(pk=row.pk).update(phrasings="leg + swollen, fat")

    assert (before, keys("my leg is fat")) == ([], ["clot"])


def test_a_line_that_cannot_be_read_any_more_takes_no_other_with_it() -> None:
    flag("clot", "urgent", "NOSUCHLIST + leg", "leg + swollen")

    assert keys("swollen leg") == ["clot"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00" * 5000,
        "😱🦵🏽" * 1000,
        "ساقي باردة وزرقاء " * 300,
        "' OR 1=1; DROP TABLE articles_redflag; -- <script>alert(1)</script>",
        "x" * 100_000,
        "no leg or, " * 10_000,
        "\ud800",
        "why would " * 10_000,
    ],
    ids=["empty", "nul", "emoji", "right to left", "rude", "long", "denials", "half", "asking"],
)
def test_odd_texts_are_borne(text: str) -> None:
    flag("clot", "urgent", "leg + swollen", "why + cause")

    assert keys(text) == []


def test_a_sign_among_odd_characters_is_seen() -> None:
    flag("clot", "urgent", "leg + swollen")

    assert keys("\x00\u202e😱 my ＬＥＧ is swollen‼️") == ["clot"]


def test_phrasings_come_in_by_file_and_go_out_the_same(content: Path, tmp_path: Path) -> None:
    lines = "  phrasings:\n  - LEG + swollen within 4 unless bath\n  - leg + hot\n"
    edit(
        content / "red_flags.yaml", "  what_to_do: Get seen today.\n", f"  what_to_do: X.\n{lines}"
    )

    loading = load_folder(content)
    export_folder(tmp_path / "out")

    assert loading.problems == []
    assert keys("swollen leg") == ["leg-clot"]
    exported = (tmp_path / "out" / "red_flags.yaml").read_text(encoding="utf-8")
    assert "  phrasings: [LEG + swollen within 4 unless bath, leg + hot]\n" in exported
    assert load_folder(tmp_path / "out").changes == []


@pytest.mark.parametrize(
    ("line", "said"),
    [("LEGG + hot", "There is no list"), ("12", "not a line of text"), ("''", "not a line")],
)
def test_a_broken_phrasing_in_a_file_is_named(content: Path, line: str, said: str) -> None:
    lines = f"  phrasings:\n  - {line}\n"
    edit(
        content / "red_flags.yaml", "  what_to_do: Get seen today.\n", f"  what_to_do: X.\n{lines}"
    )

    problems = [str(problem) for problem in load_folder(content).problems]

    assert any(said in problem and "leg-clot" in problem for problem in problems)


def test_rows_loaded_before_phrasings_were_known_get_them(content: Path) -> None:
    """What was remembered of them then is the same as now, while there are none."""
    load_folder(content)
    remembered = LoadedRecord.objects.get(kind="red flag").row_hash
    lines = "  phrasings: [leg + hot]\n"
    edit(
        content / "red_flags.yaml", "  what_to_do: Get seen today.\n", f"  what_to_do: X.\n{lines}"
    )

    changes = load_folder(content).changes

    # The hash of this record as the version before phrasings made it.
    assert remembered == "8b91fab2232955263a3573cd5f8930d8b98e4a4d7fe28f825e1508a3f871e984"
    assert ("changed", "red flag", "leg-clot") in changes


def test_an_editor_is_told_which_line_cannot_be_read(admin_client: Client) -> None:
    row = flag("clot", "urgent")
    address = reverse("admin:articles_redflag_change", args=[row.pk])
    form = {
        "name": "Clot",
        "wording": "Clot",
        "urgency": "urgent",
        "what_to_do": "Go.",
        "is_policy": "on",
    }

    refused = admin_client.post(address, {**form, "phrasings": "leg + hot\nLEGG + hot"})
    saved = admin_client.post(address, {**form, "phrasings": "leg + hot\r\nleg + red"})

    assert "In the line “LEGG + hot”: There is no list “LEGG”" in refused.content.decode()
    assert saved.status_code == 302
    assert keys("hot leg") == ["clot"]
    assert User.objects.count() == 1

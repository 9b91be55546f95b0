"""Each entry holds the mark of the one before; whatever is done to them afterwards is found."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import DjangoCaptureOnCommitCallbacks

from groundwork import audit
from groundwork.audit import chain, guard, head, verifying
from groundwork.audit.shown import Shown
from groundwork.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> list[AuditEntry]:
    with django_capture_on_commit_callbacks(execute=True):
        return [audit.record(f"act {n}", by=None, after={"n": n}) for n in range(1, 6)]


@pytest.fixture
def unguarded() -> None:
    """What somebody with the database's own password can do."""
    with connection.cursor() as cursor:
        for statement in guard.down(connection.vendor):
            cursor.execute(statement)


def faults() -> list[str]:
    """Without those about the guard, which the tampering took away."""
    return [fault for fault in verifying.verify().faults if "guard" not in fault]


def execute(statement: str, *values: int | str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_trail_nobody_touched_is_sound(trail: list[AuditEntry]) -> None:
    verdict = verifying.verify()

    assert verdict.faults == ()
    assert verdict.entries == 5
    assert verdict.head == head.Head(5, trail[-1].mark)


def test_an_empty_trail_is_sound() -> None:
    assert verifying.verify() == verifying.Verdict(0, None, ())


def test_every_entry_follows_the_one_before(trail: list[AuditEntry]) -> None:
    marks = [chain.BEGINNING, *(entry.mark for entry in trail)]

    assert [entry.previous for entry in trail] == marks[:-1]
    assert len(set(marks)) == 6


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE groundwork_auditentry SET who = 'somebody else' WHERE number = 2",
        "UPDATE groundwork_auditentry SET act = act",
        "DELETE FROM groundwork_auditentry WHERE number = 5",
        "DELETE FROM groundwork_auditentry",
        "INSERT INTO groundwork_auditentry SELECT 9, at, who, who_key, act, kind, key, name, "
        "changes, 'x', 'y' FROM groundwork_auditentry WHERE number = 1",
    ],
)
def test_the_database_itself_refuses(trail: list[AuditEntry], statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        execute(statement)

    assert verifying.verify().faults == ()


def test_the_database_refuses_to_replace_or_truncate(trail: list[AuditEntry]) -> None:
    how = (
        "TRUNCATE groundwork_auditentry"
        if connection.vendor == "postgresql"
        else "INSERT OR REPLACE INTO groundwork_auditentry SELECT number, at, 'me', who_key, act, "
        "kind, key, name, changes, previous, mark FROM groundwork_auditentry WHERE number = 2"
    )

    with pytest.raises(DatabaseError), transaction.atomic():
        execute(how)

    assert verifying.verify().entries == 5


def edit_a_word() -> None:
    execute("UPDATE groundwork_auditentry SET who = 'innocent' WHERE number = 3")


def edit_the_time() -> None:
    AuditEntry.objects.filter(number=3).update(at="2020-01-01T00:00:00Z")


def remove_the_first() -> None:
    execute("DELETE FROM groundwork_auditentry WHERE number = 1")


def remove_from_the_middle() -> None:
    execute("DELETE FROM groundwork_auditentry WHERE number IN (2, 3)")


def remove_and_close_up() -> None:
    execute("DELETE FROM groundwork_auditentry WHERE number = 3")
    execute("UPDATE groundwork_auditentry SET number = 3 WHERE number = 4")
    execute("UPDATE groundwork_auditentry SET number = 4 WHERE number = 5")


def remove_the_last() -> None:
    execute("DELETE FROM groundwork_auditentry WHERE number = 5")


def remove_all() -> None:
    execute("DELETE FROM groundwork_auditentry")


def swap_two() -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        execute("UPDATE groundwork_auditentry SET number = %s WHERE number = %s", new, old)


def forge_one_in_between() -> None:
    for number in (5, 4, 3):
        execute(
            "UPDATE groundwork_auditentry SET number = %s WHERE number = %s", number + 1, number
        )
    forged = AuditEntry.objects.get(number=2)
    forged.number, forged.act = 3, "never happened"
    forged.previous = forged.mark
    forged.mark = chain.mark_of(forged)
    AuditEntry.objects.filter(number=4).update(previous=forged.mark)
    forged.save(force_insert=True)


def edit_and_make_every_later_mark_fit() -> None:
    AuditEntry.objects.filter(number=2).update(who="innocent")
    rows = list(AuditEntry.objects.order_by("number"))
    for number, row in enumerate(rows):
        row.previous = rows[number - 1].mark if number else chain.BEGINNING
        row.mark = chain.mark_of(row)
    for row in rows:
        row.save()


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("tamper", "found"),
    [
        (edit_a_word, "Entry 3 was edited"),
        (edit_the_time, "Entry 3 was edited"),
        (remove_the_first, "Entry 1 is missing"),
        (remove_from_the_middle, "Entries 2 to 3 are missing"),
        (remove_and_close_up, "Entry 3 does not follow entry 2"),
        (remove_the_last, "The trail ends at entry 4, but the head noted"),
        (remove_all, "The trail ends at entry 0, but the head noted"),
        (swap_two, "Entry 2 does not follow entry 1"),
        (forge_one_in_between, "Entry 4 was edited"),
        (edit_and_make_every_later_mark_fit, "Entry 5 is not what the head noted"),
    ],
)
def test_tampering_is_found_and_its_place_is_told(
    trail: list[AuditEntry], tamper: Callable[[], None], found: str
) -> None:
    tamper()

    assert any(fault.startswith(found) for fault in faults()), faults()


@pytest.mark.usefixtures("trail", "unguarded")
def test_a_missing_guard_is_told() -> None:
    told = verifying.verify().faults

    assert len(told) == 3
    assert all("lacks its guard" in fault for fault in told)


def test_a_head_kept_elsewhere_finds_what_the_note_cannot(
    trail: list[AuditEntry], unguarded: None
) -> None:
    edit_and_make_every_later_mark_fit()
    Path(settings.AUDIT_HEAD).unlink()

    assert faults() == []
    kept = head.Head(4, trail[3].mark)
    assert any("the head you gave" in fault for fault in verifying.verify(kept).faults)


def test_a_damaged_note_is_told(trail: list[AuditEntry]) -> None:
    Path(settings.AUDIT_HEAD).write_text("5:nonsense", encoding="ascii")

    assert any("cannot be read" in fault for fault in faults())


def test_an_older_entry_never_replaces_a_newer_note(trail: list[AuditEntry]) -> None:
    head.note(3, trail[2].mark)

    assert head.noted() == head.Head(5, trail[4].mark)


def test_what_was_rolled_back_leaves_no_entry_and_no_gap(trail: list[AuditEntry]) -> None:
    with transaction.atomic():
        audit.record("undone", by=None)
        transaction.set_rollback(True)

    assert audit.record("done", by=None).number == 6


@pytest.mark.usefixtures("trail")
def test_verify_prints_the_head_and_takes_it_back() -> None:
    said = StringIO()

    call_command("audit", "verify", stdout=said)
    printed = said.getvalue().split()[-1]
    call_command("audit", "verify", head=printed, stdout=StringIO())

    assert "5 entries, each as it was written." in said.getvalue()
    with pytest.raises(CommandError, match="A head is a number"):
        call_command("audit", "verify", head="nonsense")


@pytest.mark.usefixtures("trail", "unguarded")
def test_verify_ends_as_a_failure_and_says_where() -> None:
    edit_a_word()
    said = StringIO()

    with pytest.raises(CommandError, match="fault"):
        call_command("audit", "verify", stderr=said)

    assert "Entry 3 was edited" in said.getvalue()


def test_show_prints_what_changed_and_no_control_characters() -> None:
    audit.record("changed", by=None, before={"word": "one"}, after={"word": "two\x1b[2J"}, name="x")
    said = StringIO()

    call_command("audit", "show", limit=1, stdout=said)

    assert "word: “one” → “two�[2J”" in said.getvalue()
    assert "a command" in said.getvalue()


@pytest.mark.parametrize("rude", ["\x00", "\ud800", "‮rtl", "😀" * 300, "'; DROP TABLE x; --"])
def test_rude_words_stay_what_they_are(rude: str) -> None:
    entry = audit.record(f"did {rude}"[:60], by=None, after={"said": rude}, name=rude)

    assert AuditEntry.objects.get(pk=entry.pk).changed == [("said", None, rude)]
    assert verifying.verify().faults == ()


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        ("one two three", "one 2 three", ("one ", "two", "2", " three")),
        ("same", "same", ("same", "", "", "")),
        (None, "new", ("", "", "new", "")),
        ("", "new", ("", "", "new", "")),
        ("calves", "calf", ("", "calves", "calf", "")),
        ("a b", "a b b", ("a ", "b", "b b", "")),
    ],
)
def test_what_both_sides_share_is_told_apart(
    before: str | None, after: str | None, parts: tuple[str, str, str, str]
) -> None:
    shown = Shown.of("word", before, after)

    assert (shown.start, shown.was, shown.now, shown.end) == parts


def test_other_line_ends_are_no_change() -> None:
    entry = audit.record("x", by=None, before={"a": "1\n2"}, after={"a": "1\r\n2"})

    assert entry.changed == []

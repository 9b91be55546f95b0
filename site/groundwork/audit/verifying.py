"""Finds any edit, removal, forgery or reordering in the trail, and says where."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from groundwork.audit import chain, guard, head
from groundwork.audit.head import BadHead, Head
from groundwork.models import AuditEntry

AT_A_TIME = 500


@dataclass(frozen=True)
class Verdict:
    """`head`: the last entry there is; None for an empty trail. No faults: nobody touched it."""

    entries: int
    head: Head | None
    faults: tuple[str, ...]


def verify(known: Head | None = None) -> Verdict:
    """Read the whole trail, in bounded memory. `known`: a head that somebody kept elsewhere."""
    faults: list[str] = []
    last: AuditEntry | None = None
    count = 0
    for entry in _in_order():
        faults += _faults_of(entry, last)
        last, count = entry, count + 1
    end = Head(last.number, last.mark) if last else None
    faults += _missing_at_the_end(known, end, "the head you gave")
    faults += _noted_faults(end)
    faults += [f"The database lacks its guard “{name}”." for name in guard.missing()]
    return Verdict(count, end, tuple(faults))


def _in_order() -> Iterator[AuditEntry]:
    rows: QuerySet[AuditEntry] = AuditEntry.objects.order_by("number")
    yield from rows.iterator(chunk_size=AT_A_TIME)


def _faults_of(entry: AuditEntry, last: AuditEntry | None) -> Iterator[str]:
    expected = last.number + 1 if last else 1
    number = entry.number
    if number > expected:
        one, several = f"Entry {expected} is", f"Entries {expected} to {number - 1} are"
        yield f"{one if number == expected + 1 else several} missing."
    if entry.mark != chain.mark_of(entry):
        yield f"Entry {number} was edited: what it says does not fit its mark."
    if number == expected and entry.previous != (last.mark if last else chain.BEGINNING):
        before = f"entry {expected - 1}" if last else "the beginning"
        yield f"Entry {number} does not follow {before}: one of them was moved, edited or forged."


def _noted_faults(end: Head | None) -> Iterator[str]:
    try:
        yield from _missing_at_the_end(head.noted(), end, "the head noted outside the database")
    except (BadHead, OSError) as error:
        yield f"The head noted outside the database cannot be read: {error}"


def _missing_at_the_end(known: Head | None, end: Head | None, which: str) -> Iterator[str]:
    """Whether the trail still holds what was its head once."""
    if known is None:
        return
    if end is None or end.number < known.number:
        yield (
            f"The trail ends at entry {end.number if end else 0}, but {which} says there were "
            f"{known.number}: entries are missing at the end."
        )
        return
    mark = AuditEntry.objects.filter(number=known.number).values_list("mark", flat=True).first()
    if mark != known.mark:
        yield (
            f"Entry {known.number} is not what {which} says: "
            "it, or one before it, was written anew."
        )

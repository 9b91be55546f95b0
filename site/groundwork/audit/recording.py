"""Adding an entry: one at a time, however many processes do it at once."""

from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from django_stubs_ext import StrOrPromise

from groundwork.audit import chain, head
from groundwork.audit.values import changes_between, name_of
from groundwork.languages import in_own_language
from groundwork.models import AuditEntry

Person = AbstractBaseUser | AnonymousUser | None
# Of PostgreSQL's advisory locks, the one that is ours: whoever adds an entry holds it.
LOCK = 0x6C65_6777


@in_own_language
def record(
    act: StrOrPromise,
    subject: Model | None = None,
    *,
    by: Person,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    name: str | None = None,
) -> AuditEntry:
    """Add what was done to `subject`, in the transaction of the act itself, as its last step.

    `by`: nobody for a command. `before` and `after`: the values that matter, by name; only those
    that differ are told. `name`: what the subject is called, if not what it says of itself.
    Two queries, three on PostgreSQL. Until the transaction ends nobody else can add an entry.
    """
    entry = AuditEntry(
        at=timezone.now(),
        act=_fitting(str(act), "act"),
        changes=chain.packed(changes_between(before or {}, after or {})),
        **_who(by),
        **_what(subject, name),
    )
    with transaction.atomic():
        _wait_for_turn()
        last = AuditEntry.objects.order_by("-number").values_list("number", "mark").first()
        entry.number, entry.previous = (last[0] + 1, last[1]) if last else (1, chain.BEGINNING)
        entry.mark = chain.mark_of(entry)
        entry.save(force_insert=True)
        transaction.on_commit(lambda: head.note(entry.number, entry.mark))
    return entry


def _wait_for_turn() -> None:
    """SQLite begins every transaction as its only writer; PostgreSQL is asked for a lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _who(by: Person) -> dict[str, str]:
    if by is None or not by.is_authenticated:
        return {"who": "", "who_key": ""}
    return {"who": _fitting(by.get_username(), "who"), "who_key": str(by.pk)}


def _what(subject: Model | None, name: str | None) -> dict[str, str]:
    if subject is None:
        return {"name": _fitting(name or "", "name")}
    called = name if name is not None else name_of(subject)
    return {
        "kind": subject._meta.label_lower,
        "key": str(subject.pk or ""),
        "name": _fitting(called, "name"),
    }


def _fitting(text: str, field: str) -> str:
    """No longer than its column, and without NUL, which PostgreSQL cannot hold."""
    column = AuditEntry._meta.get_field(field)
    longest = getattr(column, "max_length", None) or len(text)
    plain = text.replace("\x00", "�").encode(errors="replace").decode()
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"

"""How a value is told in the trail: in words, long texts by the part that differs.

What a model keeps of readers is never told. A model that holds any names in `audited_fields` what
may be; what accounts keep to themselves is told as changed, without either value.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet

from groundwork.models.audit import Change

LONGEST_CHARACTERS = 2_000
"""Longer texts are told by the part that differs, and by the SHA-256 of the whole."""
AROUND_CHARACTERS = 80
SECRET = ("password", "secret", "token", "key_hash")
# Of people who work here: what they may do is told, how to reach them is not.
ACCOUNT_FIELDS = ("email", "first_name", "last_name", "last_login")
NOT_TOLD = "not told here"


def said(value: object) -> str | None:
    """A value in words; None for nothing at all."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        # Browsers send other line ends than we keep: no difference to anybody.
        return value.replace("\r\n", "\n")
    if isinstance(value, QuerySet | list | tuple | set | frozenset):
        return ", ".join(sorted(str(each) for each in value))
    return str(value)


def changes_between(before: Mapping[str, object], after: Mapping[str, object]) -> list[Change]:
    """What differs, in the order the names come."""
    names = dict.fromkeys([*before, *after])
    pairs = ((name, said(before.get(name)), said(after.get(name))) for name in names)
    return [(name, *shortened(was, now)) for name, was, now in pairs if was != now]


def shortened(before: str | None, after: str | None) -> tuple[str | None, str | None]:
    """Both sides, without the long beginning and end they share."""
    was, now = before or "", after or ""
    if max(len(was), len(now)) <= LONGEST_CHARACTERS:
        return before, after
    start = _shared(was, now)
    end = _shared(was[start:][::-1], now[start:][::-1])
    return _part(before, start, end), _part(after, start, end)


def told_of(row: Model, names: Iterable[str]) -> list[str]:
    """Those of the fields whose values may stand in the trail."""
    only = getattr(row, "audited_fields", None)
    return [name for name in names if only is None or name in only]


def is_secret(row: Model, name: str) -> bool:
    """Told as changed, without its value."""
    hidden = ACCOUNT_FIELDS if isinstance(row, User) else ()
    return name in hidden or any(word in name for word in SECRET)


def name_of(row: Model) -> str:
    """What the row is called; nothing where that could be a reader's."""
    return "" if hasattr(row, "audited_fields") else str(row)


def values_of(row: Model) -> dict[str, object]:
    """Every value of a row that may be told. No query, but for what a row links to."""
    fields: dict[str, Any] = {field.name: field for field in row._meta.concrete_fields}
    return {
        name: NOT_TOLD if is_secret(row, name) else fields[name].value_from_object(row)
        for name in told_of(row, fields)
        if not fields[name].primary_key
    }


def _shared(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    for place, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return place
    return min(len(one), len(other))


def _part(text: str | None, start: int, end: int) -> str | None:
    if text is None:
        return None
    first = max(0, start - AROUND_CHARACTERS)
    last = min(len(text), len(text) - end + AROUND_CHARACTERS)
    part = text[first:last]
    if len(part) > LONGEST_CHARACTERS:
        part = f"{part[:LONGEST_CHARACTERS]}…"
    whole = hashlib.sha256(text.encode(errors="replace")).hexdigest()
    return (
        f"{'…' if first else ''}{part}{'…' if last < len(text) else ''} "
        f"[{len(text)} characters in all, SHA-256 {whole}]"
    )

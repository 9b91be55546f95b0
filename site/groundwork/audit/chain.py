"""What an entry's mark is: the SHA-256 of everything it says, and of the mark before it."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC

from groundwork.models.audit import AuditEntry, Change

# What the first entry follows: a mark no entry can have.
BEGINNING = "0" * 64


def mark_of(entry: AuditEntry) -> str:
    """The mark the entry must have, from its own words and the mark it says it follows."""
    told = {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "who": entry.who,
        "who_key": entry.who_key,
        "act": entry.act,
        "kind": entry.kind,
        "key": entry.key,
        "name": entry.name,
        "changes": entry.changes,
        "previous": entry.previous,
    }
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def packed(changes: Iterable[Change]) -> str:
    """Changes as one text that no database rewrites: sorted out, and plain ASCII."""
    return canonical([list(each) for each in changes])


def canonical(value: object) -> str:
    """The one way to write a value as JSON; ASCII, so NUL and half characters are harmless."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)

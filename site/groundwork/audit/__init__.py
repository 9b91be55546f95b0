"""The audit trail: who did what to which content, check, role or comment, before and after.

An act records itself by calling `record` in its own transaction, so that both stand or neither
does. Entries are only ever added, each holds the SHA-256 of the one before, and the last one's
is noted outside the database too; `manage.py audit verify` tells whether anybody touched them.
"""

from groundwork.audit.recording import record

__all__ = ["record"]

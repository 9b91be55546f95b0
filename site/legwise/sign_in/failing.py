"""Failed tries in the audit trail: that there were some, never who was named or from where.

Entries can't be deleted, so that whoever guesses must not be able to fill the disk with them.
"""

from datetime import timedelta

from django.contrib.auth.models import User

from groundwork import audit, throttle

MOST_TOLD = 20
"""Entries in an hour; after that the trail says that no more are told."""
HOUR = timedelta(hours=1)


def told(what: str, user: User | None = None) -> None:
    """Note a wrong `what` ("password", "code"). `user`: only somebody who gave their password."""
    if throttle.is_allowed(f"failed {what} told", "", limit=MOST_TOLD, window=HOUR):
        audit.record("failed to sign in", user, by=None, after={"wrong": what})
    elif throttle.is_allowed(f"failed {what} untold", "", limit=1, window=HOUR):
        more = "more than are told in an hour"
        audit.record("failed to sign in", by=None, after={"wrong": what, "times": more})

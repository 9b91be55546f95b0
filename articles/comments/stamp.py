"""The seal in a comment's form: when it was opened, and which of two forms it is.

It tells people from programs that send at once, and a second press from a second comment.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

SALT = "articles.comments.stamp"
TOKEN_BYTES = 16
SHORTEST = timedelta(seconds=3)
"""Nobody reads what stands before the box, and writes, in less."""
LONGEST = timedelta(days=7)
"""So that a form fetched once cannot be sent for ever."""


class Age(Enum):
    """How old a form is when it comes back."""

    FINE = "fine"
    TOO_YOUNG = "too young"
    TOO_OLD = "too old, or not ours"


@dataclass(frozen=True)
class Stamp:
    """`sealed` goes back into the page; `token` is empty unless the seal is ours."""

    sealed: str
    token: str
    age: Age


def fresh() -> str:
    return _signer().sign(secrets.token_urlsafe(TOKEN_BYTES))


def read(sealed: str) -> Stamp:
    """What a form's seal says; one that is too old or not ours is replaced by a fresh one."""
    try:
        token = _signer().unsign(sealed, max_age=LONGEST)
    except BadSignature:
        return Stamp(fresh(), "", Age.TOO_OLD)
    try:
        _signer().unsign(sealed, max_age=SHORTEST)
    except SignatureExpired:
        return Stamp(sealed, token, Age.FINE)
    return Stamp(sealed, token, Age.TOO_YOUNG)


def _signer() -> TimestampSigner:
    return TimestampSigner(salt=SALT)

"""Browsers a person signed in from before: they are not written to, nor kept out by a guesser.

A signed cookie holds keyed marks of account names and nothing else; the server keeps nothing.
"""

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

COOKIE = f"{settings.COOKIE_PREFIX}known-browser"
KEPT = timedelta(days=180)
MOST_ACCOUNTS = 5


def knows(request: HttpRequest, username: str) -> bool:
    """Whether this account signed in from this browser before."""
    return _mark(username) in _marks(request)


def remember(request: HttpRequest, response: Any, user: User) -> None:
    """Know the browser from now on."""
    mine = _mark(user.get_username())
    marks = [mine, *(each for each in _marks(request) if each != mine)][:MOST_ACCOUNTS]
    response.set_cookie(
        COOKIE,
        signing.TimestampSigner(salt=__name__).sign(json.dumps(marks)),
        max_age=KEPT,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> list[str]:
    signer = signing.TimestampSigner(salt=__name__)
    try:
        marks = json.loads(signer.unsign(request.COOKIES.get(COOKIE, ""), max_age=KEPT))
    except (signing.BadSignature, ValueError):
        return []
    return [str(each) for each in marks] if isinstance(marks, list) else []


def _mark(username: str) -> str:
    return salted_hmac(__name__, username.casefold(), algorithm="sha256").hexdigest()[:32]

"""One reader's journey, kept in one signed cookie in their own browser and nowhere else.

The cookie's path is the run's own address, so no other page ever receives it, and its signature
is bound to the check and the run, so a cookie moved to another run is not accepted.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

# Design choice (docs/adr/0004-answers-in-a-cookie.md): long enough to be called away, short
# enough that a shared phone forgets.
LIFETIME_SECONDS = 30 * 60
RUN_BYTES = 16
RUN_SHAPE = re.compile(r"\A[A-Za-z0-9_-]{22}\Z")

Answers = Mapping[str, frozenset[str]]


class Loss(Enum):
    """Why a run's answers cannot be had."""

    MISSING = "missing"
    EXPIRED = "expired"
    UNREADABLE = "unreadable"


class RunLost(Exception):
    """The browser sent no answers that we can trust."""

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss.value)
        self.loss = loss


@dataclass(frozen=True)
class Run:
    """A journey through one release of one check.

    `was_emergency`: an answer once ended the questions, even if it was taken back since.
    """

    check: str
    run_id: str
    release: int
    answers: Answers
    was_emergency: bool = False


def begin(check: str, release: int, answers: Answers) -> Run:
    """A new run with an address nobody can guess."""
    return Run(check, secrets.token_urlsafe(RUN_BYTES), release, dict(answers))


def read(request: HttpRequest, check: str, run_id: str) -> Run:
    """The run in the request's cookie. Raises `RunLost`."""
    cookie = request.COOKIES.get(cookie_name())
    if not cookie or not RUN_SHAPE.match(run_id):
        raise RunLost(Loss.MISSING)
    try:
        data = signing.loads(cookie, salt=_salt(check, run_id), max_age=LIFETIME_SECONDS)
        return Run(check, run_id, *_unpacked(data))
    except signing.SignatureExpired as error:
        raise RunLost(Loss.EXPIRED) from error
    except (signing.BadSignature, TypeError, ValueError, KeyError) as error:
        raise RunLost(Loss.UNREADABLE) from error


def keep(response: HttpResponse, run: Run) -> None:
    """Put the run's answers into the reader's own browser."""
    answers = {question: sorted(chosen) for question, chosen in run.answers.items()}
    value = signing.dumps(
        {"release": run.release, "answers": answers, "emergency": run.was_emergency},
        salt=_salt(run.check, run.run_id),
        compress=True,
    )
    response.set_cookie(
        cookie_name(),
        value,
        max_age=LIFETIME_SECONDS,
        path=run_path(run.check, run.run_id),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse, check: str, run_id: str) -> None:
    """Wipe the run from the reader's browser; nothing to do for what is no run's address."""
    if not RUN_SHAPE.match(run_id):
        return
    response.set_cookie(
        cookie_name(),
        "",
        max_age=0,
        expires="Thu, 01 Jan 1970 00:00:00 GMT",
        path=run_path(check, run_id),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def cookie_name() -> str:
    """`__Secure-` where there is TLS; a cookie with a path cannot be `__Host-`."""
    return "__Secure-legwise-run" if settings.SESSION_COOKIE_SECURE else "legwise-run"


def run_path(check: str, run_id: str) -> str:
    return f"{reverse('triage:start', args=[check])}{run_id}/"


def _salt(check: str, run_id: str) -> str:
    return f"legwise.run/{check}/{run_id}"


def _unpacked(data: Any) -> tuple[int, Answers, bool]:
    answers = {
        str(question): frozenset(map(str, data["answers"][question]))
        for question in data["answers"]
    }
    return int(data["release"]), answers, bool(data["emergency"])

"""One reader's journey, kept in one signed cookie in their own browser and nowhere else.

The cookie's path is the run's own address, so no other page ever receives it, and its signature
is bound to the check and the run, so a cookie moved to another run is not accepted.
"""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from triage.engine.questionnaire import Questionnaire
from triage.packing import Place, packed, unpacked

# Design choice (docs/adr/0004-answers-in-a-cookie.md): long enough to be called away, short
# enough that a shared phone forgets.
LIFETIME_SECONDS = 30 * 60
RUN_BYTES = 16
RUN_SHAPE = re.compile(r"\A[A-Za-z0-9_-]{22}\Z")
# Bytes of a cookie with its name and attributes that every browser keeps (RFC 6265, section 6.1).
MOST_BYTES = 4096

Answers = Mapping[str, frozenset[str]]


class Loss(Enum):
    """Why a run's answers cannot be had."""

    MISSING = "missing"
    EXPIRED = "expired"
    UNREADABLE = "unreadable"
    NO_RUN = "no-run"
    TOO_LARGE = "too-large"


class RunLost(Exception):
    """The browser sent no answers that we can trust, or cannot keep them."""

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss.value)
        self.loss = loss


@dataclass(frozen=True)
class Refused:
    """What was sent to a page and not taken, to be shown there once more with its error.

    `values`: of what was sent, the part that the page shows. `error`: the error's code.
    """

    page: str
    values: tuple[str, ...]
    error: str


@dataclass(frozen=True)
class Run:
    """A journey through one release of one check, or through a draft.

    `mark`: the fingerprint of the release or draft. `was_emergency`: an answer once ended the
    questions, even if it was taken back since. `home`: the address below which it has its own, if
    it is not the check's.
    """

    check: str
    run_id: str
    release: int
    mark: str
    answers: Answers
    was_emergency: bool = False
    home: str = ""
    refused: Refused | None = None

    @cached_property
    def path(self) -> str:
        return run_path(self.check, self.run_id, self.home)

    @property
    def start_path(self) -> str:
        """Where a reader begins again."""
        return home_of(self.check, self.home)


@dataclass(frozen=True)
class Carried:
    """A run as its cookie has it: the answers can be read once the questionnaire is known."""

    run: Run
    places: tuple[Place, ...]

    def on(self, questionnaire: Questionnaire) -> Run:
        """The run on the questionnaire whose fingerprint it has. Raises `RunLost`."""
        try:
            return replace(self.run, answers=unpacked(questionnaire, self.places))
        except ValueError as error:
            raise RunLost(Loss.UNREADABLE) from error


def begin(check: str, release: int, mark: str, answers: Answers, home: str = "") -> Run:
    """A new run with an address nobody can guess."""
    return Run(check, secrets.token_urlsafe(RUN_BYTES), release, mark, dict(answers), home=home)


def read(request: HttpRequest, check: str, run_id: str, home: str = "") -> Carried:
    """The run in the request's cookie. Raises `RunLost`."""
    refuse_odd_address(run_id)
    cookie = request.COOKIES.get(cookie_name())
    if not cookie:
        raise RunLost(Loss.MISSING)
    try:
        salt = _salt(run_path(check, run_id, home))
        data = signing.loads(cookie, salt=salt, max_age=LIFETIME_SECONDS)
        return _carried(data, check, run_id, home)
    except signing.SignatureExpired as error:
        raise RunLost(Loss.EXPIRED) from error
    except (signing.BadSignature, TypeError, ValueError, KeyError) as error:
        raise RunLost(Loss.UNREADABLE) from error


def keep(response: HttpResponse, run: Run, questionnaire: Questionnaire) -> None:
    """Put the run's answers into the reader's own browser. Raises `RunLost` if it has no room."""
    refused = run.refused
    data = {
        "release": run.release,
        "mark": run.mark,
        "answers": packed(questionnaire, run.answers),
        "emergency": run.was_emergency,
        "refused": [refused.page, refused.values, refused.error] if refused else None,
    }
    response.set_cookie(
        cookie_name(),
        signing.dumps(data, salt=_salt(run.path), compress=True),
        max_age=LIFETIME_SECONDS,
        path=run.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    if len(response.cookies[cookie_name()].OutputString()) > MOST_BYTES:
        raise RunLost(Loss.TOO_LARGE)


def refuse_odd_address(run_id: str) -> None:
    """Raises `RunLost` for what can be no run's address."""
    if not RUN_SHAPE.match(run_id):
        raise RunLost(Loss.NO_RUN)


def forget(response: HttpResponse, check: str, run_id: str, home: str = "") -> None:
    """Wipe the run from the reader's browser. Raises `RunLost` for what is no run's address."""
    refuse_odd_address(run_id)
    response.set_cookie(
        cookie_name(),
        "",
        max_age=0,
        expires="Thu, 01 Jan 1970 00:00:00 GMT",
        path=run_path(check, run_id, home),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def cookie_name() -> str:
    """`__Secure-` where there is TLS; a cookie with a path cannot be `__Host-`."""
    return "__Secure-legwise-run" if settings.SESSION_COOKIE_SECURE else "legwise-run"


def run_path(check: str, run_id: str, home: str = "") -> str:
    return f"{home_of(check, home)}{run_id}/"


def home_of(check: str, home: str = "") -> str:
    """The address below which runs live: the check's, unless they have another."""
    return home or reverse("triage:start", args=[check])


def _salt(path: str) -> str:
    return f"legwise.run{path}"


def _carried(data: Any, check: str, run_id: str, home: str) -> Carried:
    run = Run(
        check=check,
        run_id=run_id,
        release=int(data["release"]),
        mark=str(data["mark"]),
        answers={},
        was_emergency=bool(data["emergency"]),
        home=home,
        refused=_refused(data["refused"]),
    )
    places = (each if isinstance(each, str) else int(each) for each in data["answers"])
    return Carried(run, tuple(places))


def _refused(data: Any) -> Refused | None:
    if data is None:
        return None
    page, values, error = data
    return Refused(str(page), tuple(map(str, values)), str(error))

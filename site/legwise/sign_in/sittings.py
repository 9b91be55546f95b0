"""One person's time at the desk in one browser: when it began, ends, and was last confirmed.

Kept in the session. A session without it, such as one from before a second factor was asked for,
counts as signed out.
"""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from legwise.sign_in import second_factor

IDLE = timedelta(hours=2)
"""Without a request for this long, a sitting ends."""
AT_MOST = timedelta(hours=12)
"""However busy, a sitting ends after this."""
FRESH = timedelta(minutes=15)
"""How long a password and code are good for what needs them anew."""
BETWEEN_STEPS = timedelta(minutes=10)
"""How long a password waits for its code, and a new secret for its first code."""
NOTED_EVERY = timedelta(minutes=1)
"""Writing down each request would be a write to the database for each."""

SITTING, HALF, SECRET = "sitting", "half", "new_secret"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def begin(request: HttpRequest, user: User, *, with_code: bool) -> None:
    """Sign a person in, once all their steps are done."""
    for name in (HALF, SECRET):
        request.session.pop(name, None)
    login(request, user, backend=BACKEND)
    request.session[SITTING] = marks(with_code=with_code)


def marks(*, with_code: bool) -> dict[str, Any]:
    """What the session keeps of a sitting that begins now."""
    now = timezone.now().timestamp()
    return {"began": now, "seen": now, "confirmed": now, "with_code": with_code}


def goes_on(request: HttpRequest) -> bool:
    """Whether the signed-in person still is; notes that they were here. No query, most times."""
    sitting = request.session.get(SITTING)
    user = request.user
    if not isinstance(sitting, dict) or not isinstance(user, User):
        return False
    if _since(sitting["began"]) >= AT_MOST or _since(sitting["seen"]) >= IDLE:
        return False
    if not sitting["with_code"] and second_factor.must_have(user):
        return False
    if _since(sitting["seen"]) >= NOTED_EVERY:
        request.session[SITTING] = {**sitting, "seen": timezone.now().timestamp()}
    return True


def is_fresh(request: HttpRequest) -> bool:
    """Whether password and code were given a short while ago."""
    sitting = request.session.get(SITTING) or {}
    return _since(sitting.get("confirmed", 0)) < FRESH


def confirm(request: HttpRequest, *, with_code: bool) -> None:
    """Password and, if they have one, code were given just now."""
    sitting = request.session[SITTING]
    now = timezone.now().timestamp()
    is_with_code = sitting["with_code"] or with_code
    request.session[SITTING] = {**sitting, "confirmed": now, "with_code": is_with_code}


def begin_half(request: HttpRequest, user: User) -> None:
    """The password was right; the code is still to come."""
    request.session.flush()
    request.session[HALF] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "at": timezone.now().timestamp(),
    }


def half(request: HttpRequest) -> User | None:
    """Who gave a password here a short while ago, and no code yet."""
    kept = request.session.get(HALF)
    if not isinstance(kept, dict) or _since(kept["at"]) >= BETWEEN_STEPS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True, is_staff=True).first()
    is_same = user and constant_time_compare(kept["password"], user.get_session_auth_hash())
    return user if is_same else None


def new_secret(request: HttpRequest) -> str:
    """The secret this browser is shown until its first code comes; made if there is none."""
    key = shown_secret(request) or second_factor.random_key()
    if not shown_secret(request):
        request.session[SECRET] = {"key": key, "at": timezone.now().timestamp()}
    return key


def shown_secret(request: HttpRequest) -> str:
    """The secret that was shown and still waits; empty if none does."""
    kept = request.session.get(SECRET)
    if not isinstance(kept, dict) or _since(kept["at"]) >= BETWEEN_STEPS:
        return ""
    return str(kept["key"])


def end_others(user: User, *, keep: SessionBase | None = None) -> int:
    """Sign a person out everywhere but here. Reads every session there is: a few dozen."""
    kept = keep.session_key if keep else None
    ended = 0
    for row in Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=kept):
        if str(row.get_decoded().get("_auth_user_id")) == str(user.pk):
            row.delete()
            ended += 1
    return ended


def _since(seconds: float) -> timedelta:
    return timezone.now() - datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())

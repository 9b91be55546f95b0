"""Settings of a server with everything switched on that could write an answer down.

Logs at their most talkative and SQL among them, mail about every error with all it can say, a
cache, sessions. Two headers make it misbehave, so that tests see what is then written down.
"""

import logging
import os
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any
from unittest import mock

from django.core.cache import cache
from django.core.mail import mail_admins
from django.db import connection
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from legwise.settings import *  # noqa: F403
from legwise.settings import CACHES, LOGGING, MIDDLEWARE, PORT, VAR_DIR
from tests.journeys.server import BREAKS, GOSSIPS

ADMINS = [("Operator", "operator@example.org")]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(VAR_DIR / "mail")

if "CACHE_URL" not in os.environ:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR_DIR / "cache",
        }
    }
CACHES["default"]["KEY_PREFIX"] = str(PORT)

LOGGING["handlers"] |= {
    "file": {
        "class": "logging.FileHandler",
        "filename": VAR_DIR / "everything.log",
        "formatter": "plain",
    },
    "mail": {
        "class": "django.utils.log.AdminEmailHandler",
        "level": "ERROR",
        "include_html": True,
    },
}
LOGGING["root"] = {"handlers": ["console", "file", "mail"], "level": "DEBUG"}
LOGGING["loggers"] = {"django": {"level": "DEBUG"}, **LOGGING.get("loggers", {})}

MIDDLEWARE = [*MIDDLEWARE, "tests.journeys.everything_on.Misbehave"]


def _log_sql(connection: Any, **_said: Any) -> None:
    connection.force_debug_cursor = True


connection_created.connect(_log_sql)


class Misbehave:
    """Breaks in the middle of a step, or writes down all it was sent, when a test asks for it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if GOSSIPS in request.headers and request.method == "POST":
            _gossip(request, request.body.decode())
        if BREAKS not in request.headers:
            return None
        with ExitStack() as broken:
            for name in ("steps.answered", "pages.question_page", "results.result_page"):
                fault = RuntimeError("broken on purpose")
                broken.enter_context(mock.patch(f"triage.{name}", side_effect=fault))
            return view(request, *args, **kwargs)


def _gossip(request: HttpRequest, said: str) -> None:
    logging.getLogger("gossip").debug(said)
    print(said, flush=True)
    mail_admins("Gossip", said)
    cache.set("gossip", said)
    request.session["gossip"] = said
    request.session.save()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS gossip (said text)")
        cursor.execute("INSERT INTO gossip VALUES (%s)", [said])

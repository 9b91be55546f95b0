"""How the log is written: one line an event, with the id of its request and nothing of the reader.

No address, no form, no cookie and no path: a request is named by the route that answered it.
"""

import json
import logging
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse

from groundwork.wrappers import Execute, seat

NO_REQUEST = "-"
ID_PARTS = 3
LONGEST_SQL = 500
REFUSALS = "django.security."
LONGEST_REFUSAL = 200
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"}

request_id: ContextVar[str] = ContextVar("request_id", default=NO_REQUEST)
requests_log = logging.getLogger("legwise.requests")
queries_log = logging.getLogger("legwise.slow_queries")


class NamesRequest(logging.Filter):
    """Gives every record the id of the request it was written in, and refusals a line at most.

    Django writes a traceback for each form that is too large: whoever sends many fills the disk.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        if record.name.startswith(REFUSALS):
            record.msg, record.args = record.getMessage()[:LONGEST_REFUSAL], ()
            record.exc_info = record.exc_text = None
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object a line. What a record was given as `extra={"facts": …}` stands beside."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": getattr(record, "request_id", NO_REQUEST),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False, default=str)


class RequestIdMiddleware:
    """Gives each request an id that a reader can quote from an error page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = request_id.set(new_id())
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            _tell(request, response, time.perf_counter() - began)
        finally:
            request_id.reset(token)
        return response


def new_id() -> str:
    """Twelve random digits in three groups, to be read out over a telephone."""
    return "-".join(f"{secrets.randbelow(10_000):04}" for _ in range(ID_PARTS))


def route_of(request: HttpRequest) -> str:
    """The pattern that answered, such as `articles/<slug:slug>/`: never what a reader typed."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "none"


def method_of(request: HttpRequest) -> str:
    """GET, POST and so on; a name somebody made up is “other”: it may say anything."""
    method = str(request.method)
    return method if method in METHODS else "other"


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    facts = {
        "method": method_of(request),
        "route": route_of(request),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    requests_log.info("%(method)s %(route)s %(status)s %(ms)s ms", facts, extra={"facts": facts})


class SlowQueries:
    """Writes down statements that took long, without the values in them."""

    def __call__(
        self, execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = (time.perf_counter() - began) * 1000
            if took >= settings.SLOW_QUERY_MS:
                facts = {"ms": round(took, 1), "sql": str(sql)[:LONGEST_SQL]}
                queries_log.warning("%(ms)s ms: %(sql)s", facts, extra={"facts": facts})


def watch_queries() -> None:
    """Look out for slow statements on every connection to come."""
    connection_created.connect(_watch, dispatch_uid="logs.slow_queries")


def _watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    seat(connection, SlowQueries())

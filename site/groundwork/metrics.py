"""Figures for Prometheus: how many answers, how fast, and how many straight from memory.

Without `METRICS_TOKEN` nothing is counted and the library is not even loaded.
"""

import hmac
import os
import shutil
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from groundwork.logs import method_of, route_of

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
# Seconds; the budgets are 4 ms for a kept page and 100 ms for anything else.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


def share_folder() -> None:
    """Before any worker starts: an empty folder in which they add up their figures."""
    if not settings.METRICS_TOKEN:
        return
    folder = Path(settings.VAR_DIR) / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[FOLDER_VARIABLE] = str(folder)


class MetricsMiddleware:
    """Counts what Django answered, by route and status; by nothing a reader typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        from prometheus_client import Counter, Histogram

        self.get_response = get_response
        self.answers = Counter("legwise_answers", "Answers.", ["method", "route", "status"])
        self.seconds = Histogram(
            "legwise_answer_seconds", "Seconds an answer took.", ["route"], buckets=BUCKETS
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        route = route_of(request)
        self.seconds.labels(route).observe(time.perf_counter() - began)
        self.answers.labels(method_of(request), route, response.status_code).inc()
        return response


def page_counter() -> Callable[[], None]:
    """Counts a page sent from memory."""
    if not settings.METRICS_TOKEN:
        return _nothing
    from prometheus_client import Counter

    counted: Callable[[], None] = Counter(
        "legwise_kept_pages", "Pages sent from memory, 304s included."
    ).inc
    return counted


def _nothing() -> None:
    pass


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures of all workers, for whoever sends `Authorization: Bearer <METRICS_TOKEN>`."""
    token = settings.METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        raise Http404
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    if not os.environ.get(FOLDER_VARIABLE):
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return HttpResponse("start with manage.py serve\n", "text/plain; charset=utf-8", status)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the library's own omission
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

"""What every page that holds answers promises: kept by nobody, indexed by nobody, lost kindly."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from triage import releases
from triage.journeys import Edited, NoSuchStep, Withdrawn
from triage.runs import Loss, RunLost, home_of

View = Callable[..., HttpResponseBase]
Lost = RunLost | Withdrawn | Edited | NoSuchStep

_STATUS = {
    Loss.MISSING: HTTPStatus.OK,
    Loss.EXPIRED: HTTPStatus.OK,
    Loss.UNREADABLE: HTTPStatus.BAD_REQUEST,
    Loss.NO_RUN: HTTPStatus.NOT_FOUND,
    # The questionnaire's fault, not the reader's: whoever runs the site should hear of it.
    Loss.TOO_LARGE: HTTPStatus.INTERNAL_SERVER_ERROR,
}


def private(view: View) -> View:
    """Mark a view's answers as private, and turn a lost run into a kind page."""
    return private_from(home_of)(view)


def private_from(start: Callable[[str], str]) -> Callable[[View], View]:
    """As `private`; `start` says for a check where its runs begin."""

    def mark(view: View) -> View:
        @wraps(view)
        @sensitive_variables()
        @sensitive_post_parameters()
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                response = view(request, *args, **kwargs)
            except (RunLost, Withdrawn, Edited, NoSuchStep) as error:
                response = _lost_page(request, error, kwargs["check"], start)
            response.headers["Cache-Control"] = "no-store, private"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            return response

        return guarded

    return mark


def _lost_page(
    request: HttpRequest, error: Lost, check: str, start: Callable[[str], str]
) -> HttpResponseBase:
    """What happened to the run, and the way to a new one if there is any."""
    loss, status = _said_of(error)
    is_gone = isinstance(error, Withdrawn) and releases.current(check) is None
    context = {"check": check, "loss": loss, "start_url": "" if is_gone else start(check)}
    return render(request, "triage/lost.html", context, status=status)


def _said_of(error: Lost) -> tuple[str, HTTPStatus]:
    """What the page says was lost, and its status."""
    match error:
        case RunLost(loss=loss):
            return loss.value, _STATUS[loss]
        case Withdrawn():
            return "withdrawn", HTTPStatus.OK
        case Edited():
            return "edited", HTTPStatus.OK
        case NoSuchStep():
            return "no-such-step", HTTPStatus.NOT_FOUND

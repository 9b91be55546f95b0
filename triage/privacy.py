"""What every page that holds answers promises: kept by nobody, indexed by nobody, lost kindly."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from triage.journeys import NoSuchStep, Withdrawn
from triage.runs import Loss, RunLost

View = Callable[..., HttpResponseBase]

_STATUS = {
    Loss.MISSING: HTTPStatus.OK,
    Loss.EXPIRED: HTTPStatus.OK,
    Loss.UNREADABLE: HTTPStatus.BAD_REQUEST,
}


def private(view: View) -> View:
    """Mark a view's answers as private, and turn a lost run into a kind page."""

    @wraps(view)
    @sensitive_variables()
    @sensitive_post_parameters()
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except RunLost as lost:
            context = {"check": kwargs["check"], "loss": lost.loss.value}
            response = render(request, "triage/lost.html", context, status=_STATUS[lost.loss])
        except Withdrawn:
            context = {"check": kwargs["check"], "loss": "withdrawn"}
            response = render(request, "triage/lost.html", context)
        except NoSuchStep:
            context = {"check": kwargs["check"], "loss": "no-such-step"}
            response = render(request, "triage/lost.html", context, status=HTTPStatus.NOT_FOUND)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded

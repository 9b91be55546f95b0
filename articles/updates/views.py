"""The pages of updates by e-mail: none is kept by anyone or indexed, and a GET changes nothing.

Mail scanners and previews open every link in a mail; so each link leads to a button.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Subscriber
from articles.models.subscriber import CONFIRM_WITHIN
from articles.updates import signing_up, tokens
from articles.updates.forms import SignUpForm, TopicsForm
from groundwork import throttle

SIGN_UPS_AN_HOUR = 10
HOUR = timedelta(hours=1)

View = Callable[..., HttpResponse]

reading_or_sending = require_http_methods(["GET", "HEAD", "POST"])


def private(view: View) -> View:
    """Kept nowhere, indexed nowhere: the address holds a secret, or the page is for one reader.

    The referrer policy stays the site's own: with "no-referrer" browsers send the origin of a form
    as "null", and the form is refused.
    """

    @wraps(view)
    def kept_nowhere(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return kept_nowhere


@private
@reading_or_sending
def sign_up(request: HttpRequest) -> HttpResponse:
    """Topics and an address. One query to show it."""
    if request.method != "POST":
        return _form(request, SignUpForm(chosen=request.GET.getlist("topic")))
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return _form(request, form)
    sender = throttle.sender_of(request)
    if not throttle.is_allowed("updates", sender, limit=SIGN_UPS_AN_HOUR, window=HOUR):
        return _form(request, form, status=HTTPStatus.TOO_MANY_REQUESTS)
    signing_up.ask(address=form.cleaned_data["address"], topics=form.chosen_topics())
    return HttpResponseRedirect(reverse("articles:updates-sent"))


@private
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What to do now, the same for every address."""
    return render(
        request, "articles/updates/sent.html", {"days": CONFIRM_WITHIN.days, **_nowhere()}
    )


@private
@reading_or_sending
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """One button; pressing it again, or coming back later, is no mistake."""
    try:
        key, is_too_old = tokens.key_to_confirm(token)
    except tokens.Forged:
        return _leads_nowhere(request, "forged", HTTPStatus.NOT_FOUND)
    subscriber = _subscriber(key)
    if subscriber and subscriber.confirmed_at:
        return HttpResponseRedirect(f"{tokens.manage_path(subscriber)}?done=before")
    if subscriber is None or is_too_old:
        return _leads_nowhere(request, "too-old" if is_too_old else "gone", HTTPStatus.GONE)
    if request.method == "POST":
        signing_up.confirm(key=key)
        return HttpResponseRedirect(f"{tokens.manage_path(subscriber)}?done=confirmed")
    context = {"topics": subscriber.topics.all(), **_nowhere()}
    return render(request, "articles/updates/confirm.html", context)


@private
@reading_or_sending
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """What we have about a subscriber, other topics, and the way out."""
    try:
        subscriber = _subscriber(tokens.key_to_manage(token))
    except tokens.Forged:
        return _leads_nowhere(request, "forged", HTTPStatus.NOT_FOUND)
    if subscriber is None or not subscriber.confirmed_at:
        return _leads_nowhere(request, "gone", HTTPStatus.GONE)
    form = TopicsForm(
        request.POST if request.method == "POST" else None,
        chosen=[topic.slug for topic in subscriber.topics.all()],
    )
    if form.is_valid():
        signing_up.choose(subscriber=subscriber, topics=form.chosen_topics())
        return HttpResponseRedirect(f"{tokens.manage_path(subscriber)}?done=saved")
    context = {
        "form": form,
        "done": "" if form.is_bound else request.GET.get("done", ""),
        "subscriber": subscriber,
        "language_name": dict(settings.LANGUAGES).get(subscriber.language, subscriber.language),
        "unsubscribe_url": tokens.unsubscribe_path(subscriber),
        **_nowhere(),
    }
    return render(request, "articles/updates/manage.html", context)


@csrf_exempt
@private
@reading_or_sending
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The way out, by button or by a mail program's single POST (RFC 8058): no cookie, no redirect.

    The one form on the site without a proof of origin; its signed token stands in. Whoever is gone
    already is told the same as whoever goes now.
    """
    try:
        key = tokens.key_to_manage(token)
    except tokens.Forged:
        return _leads_nowhere(request, "forged", HTTPStatus.NOT_FOUND)
    if request.method == "POST":
        signing_up.forget(key=key)
        return render(request, "articles/updates/stopped.html", _nowhere())
    if _subscriber(key) is None:
        return render(request, "articles/updates/stopped.html", _nowhere())
    return render(request, "articles/updates/unsubscribe.html", _nowhere())


def _form(
    request: HttpRequest, form: SignUpForm, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    context = {
        "form": form,
        "is_too_often": status == HTTPStatus.TOO_MANY_REQUESTS,
        "canonical_url": "",
    }
    return render(request, "articles/updates/sign_up.html", context, status=status)


def _leads_nowhere(request: HttpRequest, why: str, status: HTTPStatus) -> HttpResponse:
    context = {"why": why, "days": CONFIRM_WITHIN.days, **_nowhere()}
    return render(request, "articles/updates/no_link.html", context, status=status)


def _subscriber(key: str) -> Subscriber | None:
    return Subscriber.objects.filter(key=key).prefetch_related("topics").first()


def _nowhere() -> dict[str, str]:
    """The address holds a secret: it is nobody's canonical one."""
    return {"canonical_url": ""}

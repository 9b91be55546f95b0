"""For whoever is signed in: their second step, and showing once more that it is them."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from legwise.sign_in import known_browsers, pages, second_factor, sittings, steps, telling
from legwise.sign_in.forms import ConfirmForm

View = Callable[..., HttpResponse]


@never_cache
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """How one signs in, and what can be changed about it."""
    user = cast(User, request.user)
    context = {
        "has_app": second_factor.has(user),
        "left": second_factor.codes_left(user),
        "must": second_factor.must_have(user),
    }
    return pages.page(request, "own.html", _("Second step"), context)


@require_POST
def new_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of all there were."""
    user = cast(User, request.user)
    if not second_factor.has(user):
        return HttpResponseRedirect(reverse("second-factor"))
    codes = second_factor.new_codes(user)
    telling.changed(user, gettext_lazy("made new recovery codes"), by=user)
    return steps.show_codes(request, user, codes)


@require_POST
def turn_off(request: HttpRequest) -> HttpResponse:
    """By password alone again; never for those who must have a second step."""
    user = cast(User, request.user)
    if second_factor.must_have(user):
        messages.error(request, _("Your account can publish, so it keeps its second step."))
        return HttpResponseRedirect(reverse("second-factor"))
    second_factor.remove(user)
    sittings.end_others(user, keep=request.session)
    telling.changed(user, gettext_lazy("turned the second step off"), by=user)
    messages.success(request, _("You sign in by your password alone now."))
    return HttpResponseRedirect(reverse("second-factor"))


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Password and code once more, before what matters most."""
    user = cast(User, request.user)
    if request.method != "POST":
        return ask_again(request)
    form = ConfirmForm(request.POST, request=request, user=user)
    if not form.is_valid():
        return ask_again(request, form)
    sittings.confirm(request, with_code=form.has_code)
    response = pages.go_on(request)
    known_browsers.remember(request, response, user)
    return response


def ask_again(
    request: HttpRequest, form: ConfirmForm | None = None, **context: object
) -> HttpResponse:
    """The page that asks for it; `context` may hold what was typed, and where to go on."""
    user = cast(User, request.user)
    asked = form or ConfirmForm(request=request, user=user)
    status = HTTPStatus.FORBIDDEN if "typed" in context else HTTPStatus.OK
    told = {"form": asked, **context}
    return pages.page(request, "confirm.html", _("Show that it is you"), told, status)


@require_POST
def carry_on(request: HttpRequest) -> HttpResponse:
    """From the page of recovery codes to what was typed before signing in."""
    return pages.go_on(request)


def for_the_desk(view: View) -> View:
    """Only for whoever is signed in to the desk, which is loaded when somebody goes there."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        return admin.site.admin_view(view)(request)

    return guarded

"""The editors' side of the site, and that signing in again loses nothing that was typed."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar, cast

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME, get_user_model
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from articles import today as articles_today
from groundwork.outbox import desk as outbox
from legwise.script_words import spoken_by_scripts
from legwise.sign_in import telling
from legwise.sign_in.accounts import AccountAdmin
from legwise.sign_in.forms import SignInForm
from legwise.sign_in.password import PasswordStep
from legwise.signing_in import Typed, comes_from_us, typed_in
from triage.desk import today as triage_today

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

SIGNED_OUT = "admin/signed_out.html"
SIGNED_IN = "admin/save_typed.html"


class LegwiseAdminSite(admin.AdminSite):
    site_header = gettext_lazy("Legwise desk")
    site_title = gettext_lazy("Legwise desk")
    index_title = gettext_lazy("Today")

    def register(
        self,
        model_or_iterable: Any,
        admin_class: type[admin.ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Every admin writes into the audit trail, whoever made it."""
        own = admin_class or admin.ModelAdmin
        audited = type(own.__name__, (AccountAdmin, own), {"__module__": own.__module__})
        super().register(model_or_iterable, audited, **options)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Django's own; readers' side is in the language that is spoken here."""
        return {
            **super().each_context(request),
            "site_url": reverse("home"),
            "script_words": spoken_by_scripts(),
        }

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """What waits today for whoever is signed in, and then everything there is."""
        person = cast(User, request.user)
        boxes = [
            *articles_today.boxes(person),
            *triage_today.boxes(person),
            *outbox.boxes(person),
        ]
        boxes.sort(key=lambda box: not box.is_pressing)
        return super().index(request, {**(extra_context or {}), "boxes": boxes})

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Whoever is signed out signs in first; what they sent waits in the page."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not self.has_permission(request) and (typed := typed_in(request)):
                return self.signed_out(request, typed)
            return guarded(request, *args, **kwargs)

        return cast(View, keeping)

    @method_decorator(never_cache)
    @login_not_required
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The password, the first step; whatever it asks, what was typed comes along."""
        typed = typed_in(request)
        if typed is None:
            if request.method == "GET" and self.has_permission(request):
                return HttpResponseRedirect(reverse("admin:index"))
            return self._ask_password(request, extra_context or {})
        response = self._ask_password(request, {**(extra_context or {}), **_carrying(typed)})
        if self.has_permission(request):
            return self.ask_to_save(request, typed, HTTPStatus.OK)
        if isinstance(response, TemplateResponse):
            response.template_name = SIGNED_OUT
        return response

    def _ask_password(self, request: HttpRequest, extra: dict[str, Any]) -> HttpResponse:
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            **extra,
        }
        return cast(HttpResponse, PasswordStep.as_view(extra_context=context)(request))

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Django's own; the person is written to, and signed out everywhere else."""
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == HTTPStatus.FOUND:
            telling.changed(
                cast(User, request.user), gettext_lazy("changed their password"), by=request.user
            )
        return response

    def signed_out(self, request: HttpRequest, typed: Typed) -> HttpResponse:
        """The sign-in form, carrying what was typed.

        403, not 401: a 401 must name a way to sign in that browsers ask for by themselves.
        """
        context = {
            **self.each_context(request),
            **_carrying(typed),
            "form": SignInForm(request),
            "app_path": reverse("admin:login"),
            "username": request.user.get_username(),
            REDIRECT_FIELD_NAME: typed.address,
        }
        return _never_kept(render(request, SIGNED_OUT, context, status=HTTPStatus.FORBIDDEN))

    def ask_to_save(self, request: HttpRequest, typed: Typed, status: HTTPStatus) -> HttpResponse:
        """One button that sends on what was typed. Costs a query if another account typed it."""
        username = request.user.get_username()
        context = {
            **self.each_context(request),
            "title": _("You are signed in as %(name)s. Save what you typed?") % {"name": username},
            "typed": typed,
            "typed_by_another": _another(request, typed),
        }
        return _never_kept(render(request, SIGNED_IN, context, status=status))

    def form_too_old(self, request: HttpRequest) -> HttpResponse | None:
        """For a form that was opened before its sender signed in again, or in another browser."""
        typed = typed_in(request) if comes_from_us(request) else None
        if typed is None:
            return None
        if self.has_permission(request):
            return self.ask_to_save(request, typed, HTTPStatus.FORBIDDEN)
        return self.signed_out(request, typed)


def form_too_old(request: HttpRequest) -> HttpResponse | None:
    """The desk's answer to a form without a valid proof of origin; None if it has none."""
    assert isinstance(admin.site, LegwiseAdminSite)
    return admin.site.form_too_old(request)


def _carrying(typed: Typed) -> dict[str, Any]:
    return {"typed": typed, "title": _("You were signed out"), "subtitle": None}


def _another(request: HttpRequest, typed: Typed) -> str:
    """Who typed it, if not whoever is signed in now."""
    key = typed.typed_by
    if not key or key == str(request.user.pk):
        return ""
    found = get_user_model().objects.filter(pk=key).first() if key.isdecimal() else None
    return found.get_username() if found else _("somebody else")


def _never_kept(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response

"""Who may see the pages of the desk that are not Django's own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

MAY_SEE_DRAFTS = "triage.view_draft"
MAY_SEE_RELEASES = "triage.view_release"
MAY_PUBLISH = "triage.publish_draft"

View = Callable[..., HttpResponseBase]


def signed_in(request: HttpRequest) -> User:
    """Whoever is at the desk; only behind `for_staff`."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def for_staff(*permissions: str) -> Callable[[View], View]:
    """Only for staff who have one of these: others are refused, the signed-out sign in first."""

    def guard(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                # Never reaches the view: it asks to sign in, and keeps what was typed.
                asked: HttpResponseBase = admin.site.admin_view(view)(request, *args, **kwargs)
                return asked
            may = any(map(request.user.has_perm, permissions))
            if not (admin.site.has_permission(request) and may):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard

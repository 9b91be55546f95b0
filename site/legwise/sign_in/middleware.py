"""Guards every page of the desk: ends what is over, and asks again before what matters most."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from groundwork.languages import is_of_the_desk
from legwise.sign_in import own, pages, sittings
from legwise.signing_in import typed_in

# Asked again before a form that holds passwords is opened, since those cannot be carried along.
BEFORE_OPENING = {
    "admin:auth_user_add",
    "admin:auth_user_password_change",
    "second-factor-set-up",
}
# Asked again before these are sent.
BEFORE_SENDING = BEFORE_OPENING | {
    "admin:auth_user_change",
    "admin:auth_user_changelist",
    "admin:auth_user_delete",
    "admin:auth_group_add",
    "admin:auth_group_change",
    "admin:auth_group_changelist",
    "admin:auth_group_delete",
    "admin:triage_release_changelist",
    "desk:publish",
    "desk:again",
    "desk:approve",
    "second-factor-codes",
    "second-factor-off",
}


class SittingMiddleware:
    """Stands after Django's own sign-in. Public pages, which see no session, cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_signed_in = _is_at_the_desk(request) and request.user.is_authenticated
        if is_signed_in and not sittings.goes_on(request):
            logout(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Password and code anew, if it is long since; what was sent waits in that page."""
        match = request.resolver_match
        is_sending = request.method == "POST"
        guarded = BEFORE_SENDING if is_sending else BEFORE_OPENING
        if match is None or match.view_name not in guarded or not request.user.is_authenticated:
            return None
        if sittings.is_fresh(request):
            return None
        if not is_sending:
            return pages.to("confirm", request.get_full_path())
        return own.ask_again(request, typed=typed_in(request), next=request.get_full_path())


def _is_at_the_desk(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES and is_of_the_desk(request.path)

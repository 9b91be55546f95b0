"""What the pages of signing in share: where one goes on to, and what was typed elsewhere."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from groundwork.languages import in_same_language
from legwise.sign_in import known_browsers, second_factor, sittings, telling
from legwise.signing_in import CARRIED, Typed, unpacked

if TYPE_CHECKING:
    from legwise.desk import LegwiseAdminSite


def page(
    request: HttpRequest,
    template: str,
    title: str,
    context: dict[str, Any],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """A page of the desk that no browser keeps, carrying on what was typed elsewhere."""
    told = {
        **admin.site.each_context(request),
        "title": title,
        "next": next_of(request),
        "typed": typed_of(request),
        **context,
    }
    response = render(request, f"admin/sign_in/{template}", told, status=status)
    add_never_cache_headers(response)
    return response


def to(name: str, then: str) -> HttpResponseRedirect:
    """To another page of signing in, which knows where to go on afterwards."""
    query = urlencode({REDIRECT_FIELD_NAME: then})
    return HttpResponseRedirect(f"{reverse(name)}?{query}")


def next_of(request: HttpRequest) -> str:
    """Where to go on: an address of this site, the desk's first page if none was given."""
    told = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""
    there = in_same_language(request.path, told) if told.startswith("/") else told
    # Both: what follows a language's prefix may lead elsewhere once the prefix is gone.
    is_ours = _is_ours(request, told) and _is_ours(request, there)
    return there if is_ours else reverse("admin:index")


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )


def typed_of(request: HttpRequest) -> Typed | None:
    """What was typed elsewhere and travels along in the form."""
    return unpacked(request.POST.get(CARRIED, ""))


def go_on(request: HttpRequest) -> HttpResponse:
    """To what was typed, if something was, or to where one wanted to go."""
    typed = typed_of(request)
    if typed is None:
        return HttpResponseRedirect(next_of(request))
    return site().ask_to_save(request, typed, HTTPStatus.OK)


def site() -> "LegwiseAdminSite":
    """The desk; imported late, since the desk is made of these pages."""
    from legwise.desk import LegwiseAdminSite

    assert isinstance(admin.site, LegwiseAdminSite)
    return admin.site


def let_in(request: HttpRequest, user: User, *, how: str, with_code: bool) -> None:
    """Every step is done: sign the person in, and tell of it."""
    sittings.begin(request, user, with_code=with_code)
    is_known = known_browsers.knows(request, user.get_username())
    telling.signed_in(user, how=how, is_known=is_known)


def after_password(request: HttpRequest, user: User) -> HttpResponse:
    """The password was right: sign in, or ask for a code, or have a second factor set up."""
    has_code = second_factor.has(user)
    if not has_code and not second_factor.must_have(user):
        let_in(request, user, how="password", with_code=False)
        response = HttpResponseRedirect(next_of(request))
        known_browsers.remember(request, response, user)
        return response
    sittings.begin_half(request, user)
    if typed_of(request) is None:
        return to("sign-in-code" if has_code else "second-factor-set-up", next_of(request))
    from legwise.sign_in import steps

    return steps.ask_code(request, user) if has_code else steps.show_set_up(request, user)

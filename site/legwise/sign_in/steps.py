"""The pages after the password: the code, and setting up an app for whoever has none yet."""

import io

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from legwise.sign_in import known_browsers, pages, second_factor, sittings, telling
from legwise.sign_in.forms import CodeForm, SetUpForm

FEW_CODES = 3
PICTURE_SCALE = 5
QUIET_MODULES = 4
"""The white border a reader of such pictures needs."""


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The second step of signing in."""
    user = sittings.half(request)
    if user is None or not second_factor.has(user):
        return pages.to("admin:login", pages.next_of(request))
    if request.method != "POST":
        return ask_code(request, user)
    form = CodeForm(request.POST, request=request, user=user)
    if not form.is_valid():
        return ask_code(request, user, form)
    left = second_factor.codes_left(user)
    pages.let_in(request, user, how="password and code", with_code=True)
    _warn_of_few(request, left)
    response = pages.go_on(request)
    known_browsers.remember(request, response, user)
    return response


def ask_code(request: HttpRequest, user: User, form: CodeForm | None = None) -> HttpResponse:
    """The page that asks for a code."""
    asked = form or CodeForm(request=request, user=user)
    return pages.page(request, "code.html", _("Your second step"), {"form": asked})


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Connect an app: for somebody between the steps who must, or signed in who wants to."""
    user = _whose(request)
    if user is None:
        return pages.to("admin:login", pages.next_of(request))
    if request.method != "POST" or not sittings.shown_secret(request):
        return show_set_up(request, user)
    form = SetUpForm(request.POST, request=request, user=user, key=sittings.shown_secret(request))
    if not form.is_valid():
        return show_set_up(request, user, form)
    return _connected(request, user, form.paper)


def show_set_up(request: HttpRequest, user: User, form: SetUpForm | None = None) -> HttpResponse:
    """The page with the secret, as a picture and as text."""
    key = sittings.new_secret(request)
    context = {
        "form": form or SetUpForm(request=request, user=user, key=key),
        "spelled": second_factor.spelled(key),
        "address": second_factor.address(user, key),
        "account": user.get_username(),
        "issuer": second_factor.ISSUER,
        "must": second_factor.must_have(user),
        "is_signed_in": request.user.is_authenticated,
    }
    return pages.page(request, "set_up.html", _("Set up your second step"), context)


@never_cache
@require_safe
def picture(request: HttpRequest) -> HttpResponse:
    """The secret that waits, as a picture for the app: never in the page itself."""
    import segno  # rarely needed, so no worker loads it at its start

    user, key = _whose(request), sittings.shown_secret(request)
    if user is None or not key:
        raise Http404
    drawn = io.BytesIO()
    segno.make(second_factor.address(user, key), error="m", micro=False).save(
        drawn, kind="svg", scale=PICTURE_SCALE, border=QUIET_MODULES, light="#fff", nl=False
    )
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml; charset=utf-8")


def show_codes(request: HttpRequest, user: User, codes: list[str]) -> HttpResponse:
    """New recovery codes, the only time they are shown."""
    context = {"codes": codes, "account": user.get_username(), "issuer": second_factor.ISSUER}
    return pages.page(request, "codes.html", _("Your recovery codes"), context)


def _connected(request: HttpRequest, user: User, paper: list[str]) -> HttpResponse:
    if request.user.is_authenticated:
        sittings.confirm(request, with_code=True)
        request.session.pop(sittings.SECRET, None)
    else:
        pages.let_in(request, user, how="password and a new app", with_code=True)
    sittings.end_others(user, keep=request.session)
    telling.changed(user, gettext_lazy("set up a second step"), by=user)
    response = show_codes(request, user, paper)
    known_browsers.remember(request, response, user)
    return response


def _whose(request: HttpRequest) -> User | None:
    """Who is setting up: somebody between the steps without an app yet, or signed in."""
    if isinstance(request.user, User):
        return request.user if request.user.is_staff else None
    user = sittings.half(request)
    # Whoever has an app shows it first: a password alone must not replace it.
    return None if user is None or second_factor.has(user) else user


def _warn_of_few(request: HttpRequest, left: int) -> None:
    if left <= FEW_CODES:
        said = ngettext(
            "You have %(left)d recovery code left. Make new ones under “Second step”.",
            "You have %(left)d recovery codes left. Make new ones under “Second step”.",
            left,
        )
        messages.warning(request, said % {"left": left})

"""Security headers on every answer. Django 6 has the policy built in; then this shrinks."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from groundwork.languages import is_of_the_desk

PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), payment=(), usb=(), browsing-topics=()"
)


def policy_text(policy: Mapping[str, Sequence[str]]) -> str:
    """A Content-Security-Policy header from directive -> sources, in the order given."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())


class SecurityHeadersMiddleware:
    """Adds them outside of everything else, so that errors, redirects and files have them, too.

    A view that set a policy of its own keeps it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.desk_policy = policy_text(settings.SECURE_CSP)
        self.public_policy = policy_text(settings.SECURE_CSP_PUBLIC)
        self.others = {
            "Permissions-Policy": PERMISSIONS_POLICY,
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": settings.X_FRAME_OPTIONS,
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_desk = is_of_the_desk(request.path)
        policy = self.desk_policy if is_desk else self.public_policy
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in self.others.items():
            response.headers.setdefault(name, value)
        return response

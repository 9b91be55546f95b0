"""What every public template may say about the site."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    """The emergency number and this page's canonical address (no query string)."""
    return {
        "emergency_number": settings.EMERGENCY_NUMBER,
        "site_url": settings.SITE_URL,
        "canonical_url": f"{settings.SITE_URL}{request.path}",
    }

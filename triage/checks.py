"""What `manage.py check --deploy` says of the self-check."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from triage.models import Release

UNSIGNED = "triage.W001"


@register(Tags.security, deploy=True)
def every_release_is_signed(**_kwargs: Any) -> list[CheckMessage]:
    """Warn while readers can use a release that no registered clinician has signed."""
    try:
        unsigned = list(Release.objects.standing().filter(signed_by="").order_by("check_slug"))
    except DatabaseError:
        return []  # before the first migration there is nothing to warn about
    if not unsigned:
        return []
    return [
        Warning(
            "No registered clinician has signed the self-check readers can use: "
            + ", ".join(str(release) for release in unsigned),
            hint="See docs/regulatory.md. Until one has, its pages say so and are not indexed.",
            id=UNSIGNED,
        )
    ]

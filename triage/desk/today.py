"""What waits at the desk about self-checks: requests to publish, and wording that moved on."""

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from groundwork.desk import Box, Row
from triage import releases
from triage.desk.access import MAY_PUBLISH, MAY_SEE_RELEASES
from triage.models import PublishRequest


def boxes(person: User) -> list[Box]:
    """The boxes this person can do something about; empty ones are left out."""
    found = []
    if person.has_perm(MAY_PUBLISH):
        found.append(_requests(person))
    if person.has_perm(MAY_SEE_RELEASES):
        found.append(_moved_on())
    return [box for box in found if box.count]


def _requests(person: User) -> Box:
    """What somebody else wants readers to get, and what calms a result."""
    asked = PublishRequest.objects.exclude(asked_by=person).select_related("asked_by")
    rows = tuple(
        Row(
            _("Self-check %(check)s: %(note)s") % {"check": each.check_slug, "note": each.note},
            reverse("admin:triage_publishrequest_changelist"),
            _("asked by %(name)s") % {"name": each.asked_by.get_username()},
            each.asked_at,
        )
        for each in asked.order_by("asked_at")
    )
    return Box("requests", _("Self-checks waiting for a second person"), len(rows), rows)


def _moved_on() -> Box:
    """Releases whose red flags the register words otherwise now: they differ until published."""
    rows = tuple(
        Row(
            _("Self-check %(check)s, release %(number)s")
            % {"check": check.check, "number": check.number},
            reverse("desk:difference", args=[check.check]),
            _(
                "its red flags are worded otherwise in the register now; publish to give readers "
                "that"
            ),
            check.published_at,
        )
        for check in releases.checks()
        if releases.with_register_wording(check.questionnaire) != check.questionnaire
    )
    return Box("moved-on", _("Self-checks that differ from the register"), len(rows), rows)

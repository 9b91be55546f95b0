"""The desk's looks at a questionnaire as a whole: a file to take away, and the diagram."""

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from triage import releases
from triage.desk import drafts
from triage.desk.access import MAY_SEE_DRAFTS, MAY_SEE_RELEASES, for_staff
from triage.desk.diagram import Diagram, diagram
from triage.files.exports import FORMATS
from triage.models import Draft, Release


@for_staff(MAY_SEE_RELEASES)
@require_safe
def take_away(_: HttpRequest, check: str, number: int, kind: str) -> HttpResponse:
    """A release as a file, in one of our formats."""
    release = releases.numbered(check, number)
    if release is None or kind not in FORMATS:
        raise Http404
    chosen = FORMATS[kind]
    return HttpResponse(
        chosen.write(release),
        content_type=chosen.content_type,
        headers={"Content-Disposition": f'attachment; filename="{chosen.file_name(release)}"'},
    )


@for_staff(MAY_SEE_RELEASES)
@require_safe
def release_diagram(request: HttpRequest, check: str, number: int) -> HttpResponse:
    row = get_object_or_404(Release, check_slug=check, number=number)
    release = releases.numbered(check, number)
    drawn = diagram(release.questionnaire) if release else None
    url = reverse("admin:triage_release_change", args=[row.pk])
    return _page(request, drawn, str(row), url)


@for_staff(MAY_SEE_DRAFTS)
@require_safe
def draft_diagram(request: HttpRequest, check: str) -> HttpResponse:
    """A draft whose parts do not fit together yet cannot be drawn; the page says so."""
    draft = get_object_or_404(Draft, check_slug=check)
    questionnaire = drafts.build(draft).questionnaire
    drawn = diagram(questionnaire) if questionnaire else None
    url = reverse("admin:triage_draft_change", args=[draft.pk])
    return _page(request, drawn, str(draft), url)


def _page(request: HttpRequest, drawn: Diagram | None, name: str, url: str) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Diagram of %(name)s") % {"name": name},
        "diagram": drawn,
        "trail": [{"name": name, "url": url}],
    }
    return render(request, "admin/triage/diagram.html", context)

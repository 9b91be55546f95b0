"""The desk's own pages on a draft or release: Check, Publish, Difference."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from triage import releases
from triage.desk import checking, drafts, publishing, sides
from triage.desk.access import MAY_PUBLISH, MAY_SEE_DRAFTS, MAY_SEE_RELEASES, for_staff, signed_in
from triage.desk.publishing import Proposal, Refused
from triage.desk.sides import Difference, Side
from triage.models import Draft, PublishRequest, Release

DRAFT = "draft"


class NoteForm(forms.Form):
    """Why a release is made, for whoever reads the list of releases in a year."""

    note = forms.CharField(
        label=gettext_lazy("Note"),
        max_length=300,
        error_messages={
            "required": gettext_lazy("Write what changes and why."),
            "max_length": gettext_lazy("Write at most 300 characters."),
        },
        widget=forms.TextInput(attrs={"size": 80}),
        help_text=gettext_lazy(
            "What changes and why, such as “Asks about travel before swelling”."
        ),
    )


@for_staff(MAY_SEE_DRAFTS)
@require_safe
def check(request: HttpRequest, check: str) -> HttpResponse:
    """Everything there is to say of a draft before it is published."""
    draft = get_object_or_404(Draft, check_slug=check)
    report = checking.checked(drafts.build(draft), drafts.places(draft))
    context = {
        "check": check,
        "report": report,
        "may_publish": request.user.has_perm(MAY_PUBLISH),
        "trail": _trail(draft),
    }
    return _page(
        request, "admin/triage/check.html", _("Check: %(draft)s") % {"draft": draft}, context
    )


@for_staff(MAY_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, check: str) -> HttpResponseBase:
    """Give readers a draft, or ask a second person to."""
    draft = get_object_or_404(Draft, check_slug=check)
    return _publish(request, publishing.of_draft(draft), _("Publish: %(draft)s") % {"draft": draft})


@for_staff(MAY_PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest, check: str, number: int) -> HttpResponseBase:
    """Give readers an earlier release once more."""
    release = get_object_or_404(Release, check_slug=check, number=number)
    title = _("Give readers %(release)s again") % {"release": release}
    return _publish(request, publishing.of_release(release), title)


@for_staff(MAY_PUBLISH)
@require_POST
def approve(request: HttpRequest, check: str) -> HttpResponseBase:
    """The second person's word."""
    asked = get_object_or_404(PublishRequest, check_slug=check)
    proposal = publishing.of_request(asked)
    try:
        release = publishing.approve(
            proposal, seal=request.POST.get("seal", ""), by=signed_in(request)
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(_publish_url(proposal.subject))
    return _published(request, release, proposal)


@for_staff(MAY_PUBLISH)
@require_POST
def take_back(request: HttpRequest, check: str) -> HttpResponseBase:
    """Ask no longer."""
    asked = get_object_or_404(PublishRequest, check_slug=check)
    subject = asked.subject
    publishing.take_back(asked, by=signed_in(request))
    messages.info(request, _("Nobody asks for it any more. Readers keep what they have."))
    return HttpResponseRedirect(_publish_url(subject))


@for_staff(MAY_SEE_RELEASES, MAY_SEE_DRAFTS)
@require_safe
def difference(request: HttpRequest, check: str) -> HttpResponse:
    """What differs between any two of a check's draft and its releases."""
    choices = _choices(check, request.user.has_perm(MAY_SEE_DRAFTS))
    names = [name for name, _ in choices]
    draft_or_last = names[0]
    before = request.GET.get("before") or next((n for n in names if n != DRAFT), draft_or_last)
    after = request.GET.get("after") or draft_or_last
    if not {before, after} <= set(names):
        raise Http404
    context = {
        "check": check,
        "choices": choices,
        "before": before,
        "after": after,
        "trail": _trail_of(check) if DRAFT in names else [],
        "difference": _compared(check, before, after),
    }
    title = _("Difference: %(check)s") % {"check": check}
    return _page(request, "admin/triage/difference.html", title, context)


def _choices(check: str, may_see_drafts: bool) -> list[tuple[str, str]]:
    """What there is to compare, the newest first. Raises `Http404` if there is nothing."""
    has_draft = may_see_drafts and Draft.objects.filter(check_slug=check).exists()
    numbers = Release.objects.filter(check_slug=check).values_list("number", flat=True)
    choices = [(DRAFT, _("The draft"))] if has_draft else []
    choices += [(str(number), _("Release %(number)s") % {"number": number}) for number in numbers]
    if not choices:
        raise Http404
    return choices


def _compared(check: str, before: str, after: str) -> Difference | None:
    """Nothing while the draft does not hold together."""
    one, other = _side(check, before), _side(check, after)
    return sides.difference(one, other) if one and other else None


def _side(check: str, name: str) -> Side | None:
    if name == DRAFT:
        return sides.of_draft(drafts.build(get_object_or_404(Draft, check_slug=check)))
    published = releases.numbered(check, int(name))
    if published is None:
        raise Http404
    return sides.of_release(published)


def _publish(request: HttpRequest, proposal: Proposal, title: str) -> HttpResponseBase:
    form = NoteForm(request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if form.is_bound:
        done = _tried_to_publish(request, proposal, form)
        if done:
            return done
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    asked = PublishRequest.objects.filter(check_slug=proposal.check).select_related("asked_by")
    context = {
        "check": proposal.check,
        "proposal": proposal,
        "report": proposal.report,
        "form": form,
        "difference": _against_base(proposal),
        "asked": publishing.request_for(proposal),
        "asked_before": asked.first(),
        "trail": _trail(proposal.subject),
    }
    return _page(request, "admin/triage/publish.html", title, context, status)


def _against_base(proposal: Proposal) -> Difference | None:
    """What would change for readers."""
    if proposal.base is None:
        return None
    number = getattr(proposal.subject, "number", None)
    after = _side(proposal.check, str(number) if number else DRAFT)
    return sides.difference(sides.of_release(proposal.base), after) if after else None


def _tried_to_publish(
    request: HttpRequest, proposal: Proposal, form: NoteForm
) -> HttpResponseBase | None:
    """Where to go now; None to stay, with what is wrong in the form."""
    if not form.is_valid():
        return None
    seal, note = request.POST.get("seal", ""), form.cleaned_data["note"]
    try:
        made = publishing.publish(proposal, seal=seal, by=signed_in(request), note=note)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    if isinstance(made, PublishRequest):
        said = _("Somebody else must approve it now. Readers keep what they have until then.")
        messages.info(request, said)
        return HttpResponseRedirect(_publish_url(proposal.subject))
    return _published(request, made, proposal)


def _published(request: HttpRequest, release: Release, proposal: Proposal) -> HttpResponseBase:
    if release.number == proposal.base_number:
        said = _("Readers have exactly this already, as %(release)s. Nothing is new.")
        messages.info(request, said % {"release": release})
    else:
        said = _("Published. Readers get %(release)s from now on.")
        messages.success(request, said % {"release": release})
    return HttpResponseRedirect(_row_url(release))


def _publish_url(subject: Draft | Release) -> str:
    if isinstance(subject, Release):
        return reverse("desk:again", args=[subject.check_slug, subject.number])
    return reverse("desk:publish", args=[subject.check_slug])


def _row_url(subject: Draft | Release) -> str:
    return reverse(f"admin:triage_{subject._meta.model_name}_change", args=[subject.pk])


def _trail(subject: Draft | Release) -> list[dict[str, str]]:
    return [{"name": str(subject), "url": _row_url(subject)}]


def _trail_of(check: str) -> list[dict[str, str]]:
    return _trail(Draft.objects.get(check_slug=check))


def _page(
    request: HttpRequest,
    template: str,
    title: str,
    context: dict[str, Any],
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    around = admin.site.each_context(request)
    return render(request, template, {**around, "title": title, **context}, status=status)

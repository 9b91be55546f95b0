"""Trying a draft at the desk: the reader's own pages, for staff alone.

A run is bound to the draft's content, and its cookie to an address below `/admin/`. Once the
draft is edited the run is lost, kindly, so that nobody sees half of one and half of the other.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from triage import pages, releases, runs, steps
from triage.desk import checking, drafts
from triage.desk.access import MAY_SEE_DRAFTS, for_staff
from triage.journeys import Edited, Journeyed, answered, begun, next_url
from triage.models import Draft
from triage.privacy import private_from
from triage.releases import PublishedCheck

PROBLEM = "problem"


def home_of(check: str) -> str:
    return reverse("desk:try", args=[check])


private = private_from(home_of)


@for_staff(MAY_SEE_DRAFTS)
@require_safe
def start(request: HttpRequest, check: str) -> HttpResponseBase:
    """The page readers would start from."""
    published = _on_trial(check)
    if published is None:
        return HttpResponseRedirect(reverse("desk:check", args=[check]))
    context = pages.start_page(published, request.GET.get(PROBLEM, ""), "cleared" in request.GET)
    context["begin_url"] = reverse("desk:try-begin", args=[check])
    return render(request, "triage/start.html", context)


@for_staff(MAY_SEE_DRAFTS)
@private
@require_safe
def begin(request: HttpRequest, check: str) -> HttpResponseBase:
    """Start a run as a reader would."""
    published = _on_trial(check)
    if published is None:
        return HttpResponseRedirect(reverse("desk:check", args=[check]))
    known = pages.problem_answer(published, request.GET.get(PROBLEM, ""))
    return steps.go_on(begun(published, known, home_of(check)))


@for_staff(MAY_SEE_DRAFTS)
@private
@require_POST
def begin_with(request: HttpRequest, check: str) -> HttpResponseBase:
    """Start a run with the answers of a counter-example."""
    published = _on_trial(check)
    if published is None:
        return HttpResponseRedirect(reverse("desk:check", args=[check]))
    given = _sent(request.POST.get("answers", ""))
    return steps.go_on(answered(begun(published, {}, home_of(check)), given))


@for_staff(MAY_SEE_DRAFTS)
@private
@require_safe
def resume(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    return HttpResponseRedirect(next_url(_fetch(request, check, run_id)))


@for_staff(MAY_SEE_DRAFTS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, check: str, run_id: str, question_id: str) -> HttpResponseBase:
    return steps.question(request, _fetch(request, check, run_id), question_id)


@for_staff(MAY_SEE_DRAFTS)
@private
@require_safe
def answers(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    return steps.answers(request, _fetch(request, check, run_id))


@for_staff(MAY_SEE_DRAFTS)
@private
@require_safe
def result(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    return steps.result(request, _fetch(request, check, run_id))


@for_staff(MAY_SEE_DRAFTS)
@private
@require_safe
def result_summary(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    return steps.result_summary(request, _fetch(request, check, run_id))


@for_staff(MAY_SEE_DRAFTS)
@private
@require_safe
def result_summary_text(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    return steps.result_summary_text(_fetch(request, check, run_id))


@for_staff(MAY_SEE_DRAFTS)
@private
@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """Wipe the answers, as a reader can."""
    return steps.clear(request, check, run_id, home_of(check))


def _fetch(request: HttpRequest, check: str, run_id: str) -> Journeyed:
    """The run on the draft it began with. Raises `RunLost` or `Edited`."""
    carried = runs.read(request, check, run_id, home_of(check))
    published = _on_trial(check)
    if published is None or published.content_hash != carried.run.mark:
        raise Edited
    return Journeyed(carried.on(published.questionnaire), published)


def _on_trial(check: str) -> PublishedCheck | None:
    """The draft as readers would get it; nothing while it does not hold together."""
    draft = get_object_or_404(Draft, check_slug=check)
    built = drafts.build(draft)
    if built.questionnaire is None:
        return None
    return PublishedCheck(
        check=check,
        number=releases.DRAFT,
        content_hash=checking.mark_of(built),
        questionnaire=releases.with_register_wording(built.questionnaire),
        signposts=built.signposts,
        signed_by="",
        published_at=draft.changed_at,
        is_withdrawn=False,
        vignettes=(),
    )


def _sent(text: str) -> dict[str, frozenset[str]]:
    """Answers as the button sends them; what the draft does not ask is left out later."""
    try:
        data: Any = json.loads(text or "{}")
    except ValueError as error:
        raise BadRequest(_("These answers cannot be read.")) from error
    if not isinstance(data, Mapping) or not all(isinstance(each, list) for each in data.values()):
        raise BadRequest(_("These answers cannot be read."))
    return {str(name): frozenset(map(str, chosen)) for name, chosen in data.items()}

"""The pages of a self-check. Answers come from the reader's cookie and go back into it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groundwork.pages import kept
from triage import pages, releases, results, steps
from triage.journeys import begun, fetch, next_url
from triage.paper import sheet_of
from triage.privacy import private
from triage.scorecard import scorecard_page

PROBLEM = "problem"


@kept()
@require_safe
def check_list(request: HttpRequest) -> HttpResponse:
    """The checks there are. One query."""
    return render(request, "triage/checks.html", {"checks": releases.checks()})


@kept(PROBLEM, "cleared")
@require_safe
def start(request: HttpRequest, check: str) -> HttpResponse:
    """What the check is and is not. No cookie; `?problem=` is carried on to the first step."""
    published = _standing(check)
    context = pages.start_page(published, request.GET.get(PROBLEM, ""), "cleared" in request.GET)
    context["begin_url"] = reverse("triage:begin", args=[check])
    return render(request, "triage/start.html", context)


@private
@require_safe
def begin(request: HttpRequest, check: str) -> HttpResponseBase:
    """Start a run: nothing is stored here, so a plain link will do."""
    published = _standing(check)
    known = pages.problem_answer(published, request.GET.get(PROBLEM, ""))
    return steps.go_on(begun(published, known))


@kept()
@require_safe
def outcome(request: HttpRequest, check: str, urgency: str) -> HttpResponse:
    """What readers are told at one urgency, without anyone's answers: public, to be shared."""
    context = results.outcome_page(_standing(check), urgency)
    if context is None:
        raise Http404
    return render(request, "triage/outcome.html", context)


@kept()
@require_safe
def scorecard(request: HttpRequest, check: str) -> HttpResponse:
    """How the check does on its vignettes: public, and about nobody's answers."""
    return render(request, "triage/scorecard.html", scorecard_page(_standing(check)))


@kept()
@require_safe
def paper(request: HttpRequest, check: str) -> HttpResponse:
    """The whole check as a sheet to print and fill in with a pen. One query."""
    published = _standing(check)
    context = {"check": published, "sheet": sheet_of(published.questionnaire)}
    return render(request, "triage/paper.html", context)


@private
@require_safe
def resume(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """The run's own address: on to the next step."""
    return HttpResponseRedirect(next_url(fetch(request, check, run_id)))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, check: str, run_id: str, question_id: str) -> HttpResponseBase:
    """Ask one page, or take its answers; a step not yet reached leads to the next one."""
    return steps.question(request, fetch(request, check, run_id), question_id)


@private
@require_safe
def answers(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """Every answer with a link to change it; only once all are given."""
    return steps.answers(request, fetch(request, check, run_id))


@private
@require_safe
def result(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """How soon to get help, and why; never before the questions are done."""
    return steps.result(request, fetch(request, check, run_id))


@private
@require_safe
def result_summary(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """The result on one sheet of paper for a health worker; never before the questions are done."""
    return steps.result_summary(request, fetch(request, check, run_id))


@private
@require_safe
def result_summary_text(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """The same as a file of plain text, whose name says nothing about its reader."""
    return steps.result_summary_text(fetch(request, check, run_id))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """Wipe the answers. Works whatever state the run is in, and as often as it is pressed.

    Looking at the address wipes nothing; it leads to the start page.
    """
    return steps.clear(request, check, run_id, reverse("triage:start", args=[check]))


def _standing(check: str) -> releases.PublishedCheck:
    published = releases.current(check)
    if published is None:
        raise Http404
    return published

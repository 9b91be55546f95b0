"""The pages of a self-check. Answers come from the reader's cookie and go back into it."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from triage import pages, releases, runs
from triage.engine.assessment import assess
from triage.forms import QuestionForm
from triage.journeys import Journeyed, answered, fetch, next_url
from triage.privacy import private

PROBLEM = "problem"


@require_safe
def check_list(request: HttpRequest) -> HttpResponse:
    """The checks there are. One query."""
    return render(request, "triage/checks.html", {"checks": releases.checks()})


@require_safe
def start(request: HttpRequest, check: str) -> HttpResponse:
    """What the check is and is not. No cookie; `?problem=` is carried on to the first step."""
    published = _standing(check)
    context = pages.start_page(published, request.GET.get(PROBLEM, ""), "cleared" in request.GET)
    return render(request, "triage/start.html", context)


@private
@require_safe
def begin(request: HttpRequest, check: str) -> HttpResponseBase:
    """Start a run: nothing is stored here, so a plain link will do."""
    published = _standing(check)
    known = pages.problem_answer(published, request.GET.get(PROBLEM, ""))
    run = runs.begin(check, published.number, known)
    response = HttpResponseRedirect(next_url(Journeyed(run, published)))
    runs.keep(response, run)
    return response


@require_safe
def outcome(request: HttpRequest, check: str, urgency: str) -> HttpResponse:
    """What readers are told at one urgency, without anyone's answers: public, to be shared."""
    context = pages.outcome_page(_standing(check), urgency)
    if context is None:
        raise Http404
    return render(request, "triage/outcome.html", context)


@private
@require_safe
def resume(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """The run's own address: on to the next step."""
    return HttpResponseRedirect(next_url(fetch(request, check, run_id)))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, check: str, run_id: str, question_id: str) -> HttpResponseBase:
    """Ask one question, or take its answer; a step not yet reached leads to the next one."""
    here = fetch(request, check, run_id)
    asked = here.question(question_id)
    if asked is None:
        return HttpResponseRedirect(next_url(here))
    form = QuestionForm(asked, here.voice, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        after = answered(here, question_id, form.cleaned_data["answer"])
        response = HttpResponseRedirect(next_url(after))
        runs.keep(response, after.run)
        return response
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(
        request, "triage/question.html", pages.question_page(here, asked, form), status=status
    )


@private
@require_safe
def answers(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """Every answer with a link to change it; only once all are given."""
    here = fetch(request, check, run_id)
    if not here.journey.is_finished:
        return HttpResponseRedirect(next_url(here))
    return render(request, "triage/answers.html", pages.answers_page(here))


@private
@require_safe
def result(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """How soon to get help, and why; never before the questions are done."""
    here = fetch(request, check, run_id)
    if not here.journey.is_finished:
        return HttpResponseRedirect(next_url(here))
    assessment = assess(here.published.questionnaire, here.run.answers)
    return render(request, "triage/result.html", pages.result_page(here, assessment))


@private
@require_http_methods(["GET", "HEAD", "POST"])
def clear(request: HttpRequest, check: str, run_id: str) -> HttpResponseBase:
    """Wipe the answers. Works whatever state the run is in, and as often as it is pressed.

    Looking at the address wipes nothing; it leads to the start page.
    """
    start_page = reverse("triage:start", args=[check])
    if request.method != "POST":
        return HttpResponseRedirect(start_page)
    response = HttpResponseRedirect(f"{start_page}?cleared")
    runs.forget(response, check, run_id)
    return response


def _standing(check: str) -> releases.PublishedCheck:
    published = releases.current(check)
    if published is None:
        raise Http404
    return published

"""The steps of a run, once it was found: the same for a reader's release and an editor's draft."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from triage import pages, results, runs, summary
from triage.engine.assessment import assess
from triage.forms import PageForm
from triage.journeys import Journeyed, answered, next_url


def go_on(here: Journeyed) -> HttpResponseBase:
    """On to the next step, with the answers so far in the reader's browser."""
    response = HttpResponseRedirect(next_url(here))
    runs.keep(response, here.run, here.questionnaire)
    return response


def question(request: HttpRequest, here: Journeyed, question_id: str) -> HttpResponseBase:
    opened = here.opened(question_id)
    if opened is None or opened.page.id != question_id:
        return HttpResponseRedirect(here.url(opened.page.id) if opened else next_url(here))
    data = request.POST if request.method == "POST" else None
    form = PageForm(opened.page, here.questions(opened), here.voice, data)
    if form.is_valid():
        return go_on(answered(here, form.cleaned_data["answer"]))
    if form.is_bound:
        return _ask_again(here, form)
    return render(request, "triage/question.html", pages.question_page(here, form))


def _ask_again(here: Journeyed, form: PageForm) -> HttpResponseBase:
    """Back to the page with its error, by way of the cookie.

    An answer to the POST itself could not be shown again: it is never stored, so the browser's
    Back would lead to an error page of the browser's own.
    """
    (error,) = form.errors.as_data()["answer"]
    refused = runs.Refused(form.page.id, tuple(sorted(form.chosen())), error.code or "")
    response = HttpResponseRedirect(here.url(form.page.id))
    runs.keep(response, replace(here.run, refused=refused), here.questionnaire)
    return response


def answers(request: HttpRequest, here: Journeyed) -> HttpResponseBase:
    return _finished(here, lambda: render(request, "triage/answers.html", pages.answers_page(here)))


def result(request: HttpRequest, here: Journeyed) -> HttpResponseBase:
    return _finished(here, lambda: _result(request, here))


def result_summary(request: HttpRequest, here: Journeyed) -> HttpResponseBase:
    return _finished(here, lambda: _summary(request, here))


def result_summary_text(here: Journeyed) -> HttpResponseBase:
    return _finished(here, lambda: _summary_text(here))


def clear(request: HttpRequest, check: str, run_id: str, home: str) -> HttpResponseBase:
    """Wipe the answers below `home`. Looking at the address wipes nothing, but leads there."""
    runs.refuse_odd_address(run_id)
    if request.method != "POST":
        return HttpResponseRedirect(home)
    response = HttpResponseRedirect(f"{home}?cleared")
    runs.forget(response, check, run_id, home)
    return response


def _finished(here: Journeyed, page: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The page if the questions are done; else on to the next of them."""
    return page() if here.journey.is_finished else HttpResponseRedirect(next_url(here))


def _result(request: HttpRequest, here: Journeyed) -> HttpResponse:
    assessment = assess(here.questionnaire, here.run.answers)
    return render(request, "triage/result.html", results.result_page(here, assessment))


def _summary(request: HttpRequest, here: Journeyed) -> HttpResponse:
    return render(request, "triage/summary.html", summary.summary_page(here, timezone.now()))


def _summary_text(here: Journeyed) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{summary.FILE_NAME}"'}
    text = summary.as_text(summary.summarise(here, timezone.now()))
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)

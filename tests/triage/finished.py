"""A reader's browser that holds the answers of a run, without walking through its pages."""

from django.http import HttpResponse
from django.test import Client

from triage import releases, runs
from triage.engine.journey import replay
from triage.engine.parts import MULTI
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.journeys import begun

WARNINGS = {Urgency.EMERGENCY, Urgency.URGENT}


def finished(questionnaire: Questionnaire, **given: str | list[str]) -> dict[str, frozenset[str]]:
    """These answers and harmless ones, to every question that is asked and no other."""
    chosen = {
        name: frozenset([value] if isinstance(value, str) else value)
        for name, value in given.items()
    }
    journey = replay(questionnaire, chosen)
    while journey.next_question:
        chosen[journey.next_question.id] = frozenset({journey.next_question.harmless})
        journey = replay(questionnaire, chosen)
    return dict(journey.counted)


def holding(answers: dict[str, frozenset[str]], client: Client, release: int = 1) -> str:
    """Put a run with these answers into the client's cookies; the run's address."""
    published = releases.numbered("legs", release)
    assert published is not None
    here = begun(published, answers)
    response = HttpResponse()
    runs.keep(response, here.run, published.questionnaire)
    client.cookies.update(response.cookies)
    return here.run.path


def everything_slow(legs: Questionnaire) -> dict[str, str | list[str]]:
    """Every sign that lets the questions go on for long, all chosen at once."""
    chosen: dict[str, str | list[str]] = {}
    for question in legs.questions:
        signs = [o.id for o in question.options if not (o.is_exclusive or o.flag in WARNINGS)]
        if question.kind == MULTI and question.section != "emergency" and signs:
            chosen[question.id] = signs
    return chosen

"""What a run's cookie holds and how much: every answer, as it was, or a kind page."""

from random import Random
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given

from tests.triage.engine.factory import multi, questionnaire
from tests.triage.legs_answers import LEGS, complete_answers
from tests.triage.massage_answers import MASSAGE
from tests.triage.walker import START, Walker
from triage import runs
from triage.engine.parts import MULTI
from triage.engine.questionnaire import Questionnaire
from triage.models import Release
from triage.runs import Answers, Refused, Run

MARK = "0" * 64
LONG_ID = "x" * 37


def largest_answers(asked: Questionnaire) -> Answers:
    """Every question at once with all that can be chosen: more than any reader could give."""
    return {
        question.id: frozenset(o.id for o in question.options if not o.is_exclusive)
        if question.kind == MULTI
        else frozenset({question.option_ids[-1]})
        for question in asked.questions
    }


def set_cookie(run: Run, asked: Questionnaire) -> str:
    """The header as it is sent."""
    response = HttpResponse()
    runs.keep(response, run, asked)
    return response.cookies.output()


def kept(run: Run, asked: Questionnaire) -> Run:
    """The run as it comes back from the browser."""
    response = HttpResponse()
    runs.keep(response, run, asked)
    request = RequestFactory().get(run.path)
    request.COOKIES = {name: cookie.value for name, cookie in response.cookies.items()}
    return runs.read(request, run.check, run.run_id).on(asked)


def refused_whole_page(asked: Questionnaire) -> Refused:
    """Everything ticked on the page that offers most, “none of these” too."""
    page = max(asked.steps, key=lambda page: sum(len(values(asked, q)) for q in page.questions))
    ticked = [value for question in page.questions for value in values(asked, question)]
    return Refused(page.id, (*ticked, "none"), "exclusive")


def values(asked: Questionnaire, question_id: str) -> list[str]:
    return [f"{question_id}:{option}" for option in asked.question(question_id).option_ids]


@pytest.mark.parametrize("asked", [LEGS, MASSAGE], ids=["legs", "massage"])
def test_the_longest_run_fits_into_a_cookie(asked: Questionnaire, settings: Any) -> None:
    settings.SESSION_COOKIE_SECURE = True
    run = Run(
        asked.name,
        "A" * 22,
        release=99_999,
        mark=MARK,
        answers=largest_answers(asked),
        was_emergency=True,
        refused=refused_whole_page(asked),
    )

    assert len(set_cookie(run, asked).encode()) < runs.MOST_BYTES / 2


def test_two_hundred_long_questions_fit_into_a_cookie() -> None:
    asked = two_hundred_questions(options=20)
    run = Run("legs", "A" * 22, 1, MARK, largest_answers(asked))

    assert len(set_cookie(run, asked).encode()) < runs.MOST_BYTES / 2
    assert kept(run, asked).answers == run.answers


def test_what_does_not_fit_is_never_dropped_in_silence() -> None:
    asked = two_hundred_questions(options=200)
    chance = Random(1)
    answers = {
        question.id: frozenset(chance.sample(question.option_ids, len(question.options) // 2))
        for question in asked.questions
    }

    with pytest.raises(runs.RunLost) as lost:
        runs.keep(HttpResponse(), Run("legs", "A" * 22, 1, MARK, answers), asked)

    assert lost.value.loss is runs.Loss.TOO_LARGE


def two_hundred_questions(options: int) -> Questionnaire:
    long = tuple(
        multi(f"{LONG_ID}{n:03}", *(f"{LONG_ID}{m:03}" for m in range(options))) for n in range(200)
    )
    whole = questionnaire()
    return questionnaire(questions=(*whole.questions, *long))


@given(answers=complete_answers())
def test_answers_come_back_as_they_were(answers: dict[str, frozenset[str]]) -> None:
    run = Run("legs", "A" * 22, 1, MARK, answers, was_emergency=True)

    assert kept(run, LEGS) == run


def test_a_refusal_comes_back_as_it_was() -> None:
    run = Run("legs", "A" * 22, 1, MARK, {}, refused=Refused("who", ("me", "child"), "too_many"))

    assert kept(run, LEGS) == run


@pytest.mark.django_db
def test_a_cookie_as_it_was_written_before_a_change_of_ours_is_lost_kindly(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = Walker()
    with monkeypatch.context() as older:
        older.setattr(runs, "packed", lambda _asked, answers: {"em_breathing": ["none"]})
        walker.start()

    assert walker.status == 400
    assert walker.title.startswith("We cannot read your answers")


@pytest.mark.django_db
def test_a_run_too_large_for_a_browser_is_told_kindly(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker = Walker().start()
    monkeypatch.setattr(runs, "MOST_BYTES", 100)

    walker.answer("none")

    assert walker.status == 500
    assert walker.title.startswith("Your browser has no room for your answers")
    assert f'href="{START}paper/"' in walker.page
    assert "result--" not in walker.page


@pytest.mark.django_db
def test_a_run_is_bound_to_the_very_text_of_its_release(release: Release) -> None:
    walker = Walker()
    response = HttpResponse()
    other = runs.begin("legs", release.number, MARK, {})
    runs.keep(response, other, LEGS)
    walker.client.cookies.update(response.cookies)

    walker.get(f"{other.path}who/")

    assert walker.title.startswith("These questions have changed")

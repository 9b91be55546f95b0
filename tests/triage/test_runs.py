"""Runs: what is shown again, what reopens, and that no step can be jumped."""

from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.drill import times
from tests.triage.finished import finished, holding
from tests.triage.legs_answers import LEGS, complete_answers
from tests.triage.walker import START, Walker
from triage.engine.journey import replay
from triage.engine.questionnaire import Question, Questionnaire
from triage.journeys import fetch
from triage.models import Release
from triage.runs import Refused, Run

# --- what was refused is shown again, and no more -------------------------------------------


@pytest.mark.django_db
class TestRefused:
    def test_a_refusal_leads_back_to_the_page_by_an_address_of_its_own(
        self, release: Release
    ) -> None:
        walker = Walker().start()
        data = {"answer": ["none", "em_brain:fit"], "csrfmiddlewaretoken": walker.token}

        response = walker.client.post(walker.url, data)

        assert (response.status_code, response["Location"]) == (302, walker.url)

    def test_it_is_still_there_after_a_reload(self, release: Release) -> None:
        walker = Walker().start().answer("none", "fit")
        url = walker.url

        walker.get(url).get(url)

        assert walker.title.startswith("Error: ")
        assert walker.page.count(" checked") == 2

    def test_it_is_shown_at_its_own_page_alone(self, release: Release) -> None:
        walker = Walker().start().answer("none").answer()
        assert walker.title.startswith("Error: ")

        walker.get(f"{walker.run_url}emergency_body/")

        assert walker.title.startswith("First, is any of this happening?")

    def test_it_is_gone_once_the_page_was_answered(self, release: Release) -> None:
        walker = Walker().start().answer("none", "fit").answer("none")

        walker.get(f"{walker.run_url}emergency_body/")

        assert not walker.title.startswith("Error: ")
        assert walker.page.count(" checked") == 1

    def test_it_changes_no_answer(self, release: Release) -> None:
        walker = Walker().start().answer("none")

        walker.get(f"{walker.run_url}emergency_body/").answer("none", "fit")
        walker.get(f"{walker.run_url}result/")

        assert walker.step == "emergency_leg"

    def test_nothing_is_kept_of_what_no_page_offers(self, release: Release) -> None:
        walker = Walker().start().answer("made_up", "fit")

        run = held(walker)

        assert run.refused == Refused("emergency_body", ("em_brain:fit",), "unknown_option")
        assert "Choose from the answers shown" in walker.words


def held(walker: Walker) -> Run:
    """The run in the walker's browser."""
    return held_at(walker, walker.run_url)


def held_at(walker: Walker, run: str) -> Run:
    request = RequestFactory().get(run)
    request.COOKIES = {name: cookie.value for name, cookie in walker.client.cookies.items()}
    return fetch(request, "legs", run.rstrip("/").rsplit("/", 1)[-1]).run


# --- one answer changed ---------------------------------------------------------------------


@pytest.mark.django_db
class TestChanged:
    def test_of_a_joint_page_only_what_depends_on_the_change_is_open(
        self, release: Release, legs: Questionnaire
    ) -> None:
        walker = at_the_end(finished(legs, problem="soreness", weakness="not_sure"))

        walker.get(f"{walker.run_url}who/").answer("child")

        assert walker.step == "slower_signs"
        assert 'value="weakness:not_sure" id="answer-weakness-not_sure" checked' in walker.page
        assert walker.answer("weakness:not_sure").step == "answers"

    def test_a_page_with_a_new_question_has_no_none_of_these_chosen(
        self, release: Release, legs: Questionnaire
    ) -> None:
        walker = at_the_end(finished(legs, problem="soreness"))

        walker.get(f"{walker.run_url}age/").answer("age_12_15")

        assert walker.step == "slower_signs"
        assert " checked" not in walker.page

    def test_the_rest_of_a_joint_page_stays_as_it_was(
        self, release: Release, legs: Questionnaire
    ) -> None:
        walker = at_the_end(finished(legs, problem="soreness", skin_joint="fever"))
        before = held(walker).answers

        walker.get(f"{walker.run_url}leg_signs/")
        walker.answer("skin_joint:fever", "leg_change:swollen")

        assert held(walker).answers == {**before, "leg_change": frozenset({"swollen"})}

    def test_answers_that_became_needless_stay_and_come_back(
        self, release: Release, legs: Questionnaire
    ) -> None:
        calm = finished(legs, problem="soreness", trend="worse")
        assert "trend" not in finished(legs, problem="soreness", leg_change="swollen")
        walker = at_the_end(calm)
        calm_title = walker.get(f"{walker.run_url}result/").title

        walker.get(f"{walker.run_url}leg_signs/").answer("swollen")
        assert walker.step == "answers"
        assert held(walker).answers["trend"] == {"worse"}
        assert "today" in walker.get(f"{walker.run_url}result/").title
        walker.get(f"{walker.run_url}leg_signs/").answer("none")

        assert walker.step == "answers"
        assert held(walker).answers == calm
        assert walker.get(f"{walker.run_url}result/").title == calm_title

    def test_a_needless_answer_still_counts(self, release: Release, legs: Questionnaire) -> None:
        walker = at_the_end(finished(legs, problem="soreness", impact="sleep"))

        walker.get(f"{walker.run_url}leg_signs/").answer("swollen")
        walker.get(f"{walker.run_url}answers/")

        assert "It often stops me sleeping" in walker.words

    def test_going_back_and_forth_between_two_problems_asks_again_only_what_was_dropped(
        self, release: Release, legs: Questionnaire, harmless: dict[str, str]
    ) -> None:
        walker = at_the_end(finished(legs, problem="massage"))
        asked = []
        for problem in ("soreness", "massage"):
            walker.get(f"{walker.run_url}problem/").answer(problem)
            while walker.step != "answers":
                asked.append(walker.step)
                walker.answer(harmless.get(walker.step, "none"))

        depends = {"muscle_signs", "sore_start", "massage_when", "duration"}
        assert set(asked) <= depends


def at_the_end(answers: dict[str, frozenset[str]]) -> Walker:
    walker = Walker()
    return walker.get(f"{holding(answers, walker.client)}answers/")


# --- withdrawn ------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("step", ["", "who/", "answers/", "result/", "summary/", "summary.txt"])
def test_no_page_of_a_withdrawn_release_is_shown(
    release: Release, legs: Questionnaire, step: str
) -> None:
    walker = Walker()
    run = holding(finished(legs), walker.client)
    Release.objects.all().withdraw()

    walker.get(f"{run}{step}")

    assert walker.title.startswith("These questions have changed")
    assert "result--" not in walker.page


@pytest.mark.django_db
def test_an_answer_to_a_withdrawn_release_is_not_taken(release: Release) -> None:
    walker = Walker().start()
    Release.objects.all().withdraw()

    walker.answer("breathless")

    assert walker.title.startswith("These questions have changed")
    assert "There are no new ones yet" in walker.words
    assert "Start again" not in walker.words
    assert 'href="tel:112"' in walker.page


@pytest.mark.django_db
def test_after_a_withdrawal_a_reader_starts_afresh_on_the_new_release(release: Release) -> None:
    walker = Walker().start()
    Release.objects.create(
        check_slug="legs", number=2, content=release.content, content_hash=release.content_hash
    )
    Release.objects.filter(number=1).withdraw()

    walker.answer("none")

    assert "Please start again" in walker.words
    assert f'href="{START}"' in walker.page
    assert Walker(walker.client).start().step == "emergency_body"


# --- nothing can be jumped ------------------------------------------------------------------

VALUES = sorted(
    {o.id for q in LEGS.questions for o in q.options}
    | {f"{q.id}:{option}" for q in LEGS.questions for option in q.option_ids}
    | {"", "made_up"}
)
STEPS = sorted({page.id for page in LEGS.steps} | set(LEGS.question_ids) | {"result", "answers"})
SHEETS = ["summary/", "summary.txt"]


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, str, list[str]]:
    """Any step, looked at or sent something; most often something it would take."""
    if draw(st.booleans()):
        return "GET", draw(st.sampled_from([*(f"{step}/" for step in STEPS), *SHEETS])), []
    step = draw(st.sampled_from(STEPS))
    sent = st.lists(st.sampled_from(VALUES), max_size=3)
    fitting = st.sampled_from([["none"], *([o.id] for o in offered_at(step))])
    return "POST", f"{step}/", draw(fitting | sent)


def offered_at(step: str) -> Iterable[Any]:
    found: Iterable[Question] = (q for q in LEGS.questions if q.id == step)
    return [option for question in found for option in question.options]


@pytest.mark.django_db
@examples(
    max_examples=times(15, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    begun=st.integers(0, len(LEGS.questions)),
    answers=complete_answers(may_be_emergency=False),
    forged=st.lists(requests(), min_size=1, max_size=12),
)
def test_no_order_of_forged_requests_shows_a_result_too_early(
    release: Release,
    begun: int,
    answers: dict[str, frozenset[str]],
    forged: list[tuple[str, str, list[str]]],
) -> None:
    so_far = {name: answers[name] for name in LEGS.question_ids[:begun]}
    walker = Walker(Client())
    run = holding(so_far, walker.client)
    sent = {option for chosen in so_far.values() for option in chosen}

    for method, step, options in forged:
        if method == "POST":
            walker.client.post(f"{run}{step}", {"answer": options})
            sent |= {option.rsplit(":", 1)[-1] for option in options}
        walker.get(f"{run}{step}")

        assert walker.status in {200, 404, 405}
        is_result = "result--" in walker.page or step == "summary.txt" == walker.step
        counted = replay(LEGS, held_at(walker, run).answers)
        assert counted.is_finished or not is_result
        said = {option for chosen in counted.counted.values() for option in chosen}
        assert said <= sent | {question.harmless for question in LEGS.questions}

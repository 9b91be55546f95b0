"""What a result says beside its urgency: why, what would make it sooner, and the ways on."""

import re

import pytest
from django.test import Client

from tests.triage.engine.factory import (
    given,
    includes,
    multi,
    option,
    outcome,
    questionnaire,
    rule,
    single,
)
from tests.triage.finished import finished, holding
from tests.triage.legs_answers import LEGS, PROBLEMS
from tests.triage.walker import START, Walker
from triage.answer_words import Said, said, stands_alone
from triage.engine.assessment import assess
from triage.engine.parts import MULTI
from triage.engine.questionnaire import Question, Questionnaire
from triage.engine.sooner import changes_that_raise
from triage.engine.urgency import Urgency
from triage.models import Release
from triage.results import MOST_LINES, MOST_UNFOLDED, sooner_levels

PLAIN = given(alarm="none", problem="soreness", signs="none", trend="better")


def result_of(legs: Questionnaire, **answers: str | list[str]) -> Walker:
    walker = Walker()
    return walker.get(f"{holding(finished(legs, **answers), walker.client)}result/")


def part(page: str, heading: str) -> str:
    """The words of the page from a heading to the next of its rank or higher."""
    match = re.search(rf"<h2[^>]*>{heading}.*?(?=<h2|<footer)", page, re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", match.group(0))) if match else ""


# --- get help sooner if ----------------------------------------------------------------------


def test_the_changes_stand_under_the_urgency_they_lead_to_the_most_urgent_first() -> None:
    small = questionnaire()

    levels = sooner_levels(changes_that_raise(small, assess(small, PLAIN)), "me")

    assert [(level["urgency"], level["count"], level["lines"]) for level in levels] == [
        ("emergency", 1, [Said("Any of alarm?", ("Blue",))]),
        ("urgent", 1, [Said("Any of signs?", ("Swollen",))]),
        ("soon", 1, [Said("Any of signs?", ("Throb",))]),
        ("routine", 1, [Said("What about problem?", ("Other",))]),
    ]


def test_options_that_need_their_question_share_a_line_and_others_stand_alone() -> None:
    asked = multi("signs", "warm", "red", text="Have you seen any of these?")
    small = questionnaire(
        questions=(asked, single("effect", "little", "much", "severe")),
        definitions=(),
        rules=(
            rule("fine", Urgency.SELF_CARE, includes("signs", "none")),
            rule("seen", Urgency.SOON, includes("signs", "warm", "red")),
            rule("much", Urgency.SOON, includes("effect", "much", "severe")),
        ),
    )
    seen = assess(small, given(signs="none", effect="little"))

    (level,) = sooner_levels(changes_that_raise(small, seen), "me")

    assert level["lines"] == [
        Said("", ("Warm",)),
        Said("", ("Red",)),
        Said("What about effect?", ("Much", "Severe")),
    ]
    assert level["count"] == 4


@pytest.mark.parametrize(
    ("signs", "shown", "more", "is_open"),
    [
        (MOST_UNFOLDED, MOST_UNFOLDED, 0, True),
        (MOST_UNFOLDED + 1, MOST_UNFOLDED + 1, 0, False),
        (MOST_LINES, MOST_LINES, 0, False),
        (MOST_LINES + 2, MOST_LINES, 2, False),
    ],
)
def test_a_long_list_is_folded_and_a_very_long_one_says_what_it_leaves_out(
    signs: int, shown: int, more: int, is_open: bool
) -> None:
    names = [f"sign{number}" for number in range(signs)]
    small = questionnaire(
        questions=(multi("signs", *names, text="Any of these?"),),
        definitions=(),
        rules=(
            rule("fine", Urgency.SELF_CARE, includes("signs", "none")),
            rule("seen", Urgency.SOON, includes("signs", *names)),
        ),
    )

    (level,) = sooner_levels(changes_that_raise(small, assess(small, given(signs="none"))), "me")

    assert (len(level["lines"]), level["more"], level["is_open"]) == (shown, more, is_open)


def test_the_lines_follow_whom_the_check_is_for() -> None:
    label = "It stops {me|them|the child} sleeping"
    asked = single(
        "effect", options=(option("little"), option("much", label=label)), harmless="little"
    )
    small = questionnaire(
        questions=(asked,),
        definitions=(),
        rules=(
            rule("fine", Urgency.SELF_CARE, includes("effect", "little")),
            rule("much", Urgency.SOON, includes("effect", "much")),
        ),
        outcomes=tuple(map(outcome, Urgency)),
    )
    changes = changes_that_raise(small, assess(small, given(effect="little")))

    assert sooner_levels(changes, "child")[0]["lines"][0].answers == (
        "It stops the child sleeping",
    )


@pytest.mark.parametrize("problem", PROBLEMS)
def test_no_list_of_the_legs_check_is_cut(problem: str) -> None:
    answers = finished(LEGS, who="child", age="age_12_15", pregnancy="pregnant", problem=problem)

    levels = sooner_levels(changes_that_raise(LEGS, assess(LEGS, answers)), "child")

    assert [level["more"] for level in levels] == [0] * len(levels)
    assert levels[0]["urgency"] == "emergency"


@pytest.mark.django_db
def test_a_result_lists_the_signs_under_the_safety_net(
    release: Release, legs: Questionnaire
) -> None:
    page = result_of(legs, problem="soreness").page

    words = part(page, "Get help sooner if")
    assert words.index("Do this check again if anything changes") < words.index("Every sign")
    assert "Call the emergency number if 25 signs" in words
    assert "Coughing up blood" in words
    assert "Has your pee changed? Dark brown or red, like tea or cola" in words
    assert "Is it getting better? Getting worse" in words
    assert "Not sure" not in words
    assert "60 or over" not in words


@pytest.mark.django_db
def test_a_more_urgent_result_lists_only_what_is_more_urgent_still(
    release: Release, legs: Questionnaire
) -> None:
    page = result_of(legs, leg_change=["swollen"]).page

    assert "sooner--emergency" in page
    assert "sooner--urgent" not in page
    assert "sooner--soon" not in page


@pytest.mark.django_db
def test_in_an_emergency_the_safety_net_comes_before_the_reasons_and_no_list_does(
    release: Release, legs: Questionnaire
) -> None:
    page = result_of(legs, em_breathing=["chest_pain"]).page

    assert page.index("Until help comes") < page.index(">Why<")
    assert "sooner--" not in page


# --- why -------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", LEGS.questions, ids=lambda asked: asked.id)
def test_an_answer_stands_alone_where_its_question_asks_for_statements(asked: Question) -> None:
    needs_question = asked.kind != MULTI or asked.id in {"urine", "restless", "pregnancy"}

    assert stands_alone(asked) is not needs_question


def test_an_answer_that_means_nothing_alone_comes_with_its_question() -> None:
    effect = LEGS.question("impact")
    signs = LEGS.question("leg_change")

    assert str(said(effect, ["unbearable"], "child")) == (
        "How much does it affect the child? The pain is too bad to bear, even with rest"
    )
    assert str(said(signs, ["warm", "swollen"], "me")) == (
        "One leg, calf or ankle is swollen; One part of the leg feels hot or warm"
    )


@pytest.mark.django_db
def test_the_reasons_come_with_the_answers_they_rest_on(
    release: Release, legs: Questionnaire
) -> None:
    page = result_of(legs, impact="stops", trend="worse").page

    words = part(page, "Why")
    assert "You answered: How much does it affect you? It stops normal things" in words
    assert "You answered: Is it getting better? Getting worse" in words


# --- what to do first, and the ways on -------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "when"),
    [
        ({"em_breathing": ["chest_pain"]}, "When: Now"),
        ({"leg_change": ["swollen"]}, "When: Within hours, the same day"),
        ({"impact": "stops"}, "When: Within 1 to 3 days"),
        ({"weakness": ["twitch"]}, "When: Within 1 to 4 weeks"),
        ({"problem": "soreness"}, "When: Look again in 2 to 7 days"),
    ],
)
def test_by_when_comes_before_everything_but_what(
    release: Release, legs: Questionnaire, answers: dict[str, str | list[str]], when: str
) -> None:
    words = result_of(legs, **answers).words

    assert words.index(when) < words.index("What to do")


@pytest.mark.django_db
def test_self_care_comes_first_where_that_is_what_to_do(
    release: Release, legs: Questionnaire
) -> None:
    at_home = result_of(legs, problem="soreness").page
    visit = result_of(legs, problem="soreness", weakness=["twitch"]).page

    assert at_home.index('id="self-care"') < at_home.index('id="why"')
    assert visit.index('id="self-care"') > visit.index('id="safety-net"')


@pytest.mark.django_db
def test_start_again_summary_and_wiping_are_there(release: Release, legs: Questionnaire) -> None:
    client = Client()
    run = holding(finished(legs, problem="soreness"), client)

    page = client.get(f"{run}result/").content.decode()

    assert f'href="{START}">Start again<' in page
    assert f'href="{run}summary/"' in page
    assert f'action="{run}clear/"' in page

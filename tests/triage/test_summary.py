"""The summary for a health worker: what it says, who may see it, and that nobody keeps it."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.triage.finished import everything_slow, finished, holding
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.models import Release
from triage.results import sheet_name
from triage.summary import ABOUT, FILE_NAME, LINE_LENGTH, MOST_ADVICE, MOST_REASONS, SOONER

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 9, 12, 5, tzinfo=UTC)
Answers = dict[str, str | list[str]]


def read(legs: Questionnaire, **answers: str | list[str]) -> str:
    return seen(legs, "summary.txt", answers)


def seen(legs: Questionnaire, step: str, answers: Answers) -> str:
    client = Client()
    return client.get(f"{holding(finished(legs, **answers), client)}{step}").content.decode()


def parts(text: str) -> dict[str, list[str]]:
    """The paragraphs of the file by their first line, each of their items on one line."""
    found = {}
    for paragraph in text.split("\n\n"):
        first, *rest = paragraph.strip().splitlines()
        joined = re.sub(r"\n  +", " ", "\n".join(rest))
        found[first] = joined.splitlines()
    return found


@time_machine.travel(NOON, tick=False)
def test_the_whole_sheet_in_words(release: Release, legs: Questionnaire) -> None:
    text = read(legs, problem="soreness", impact="stops")

    sheet = parts(text)
    assert list(sheet) == [
        "SUMMARY OF A SELF-CHECK",
        "HOW SOON: See a health worker in the next few days",
        "WHAT WAS TOLD",
        "WHY",
        "ANSWERS",
        "SAID NO TO",
        "WHAT THIS IS",
    ]
    assert " ".join(sheet["SUMMARY OF A SELF-CHECK"]) == (
        f"“Check my legs” on Legwise, release 1, content {release.content_hash[:12]}. "
        "Made on 9 March 2026 at 12:05 UTC."
    )
    assert sheet["HOW SOON: See a health worker in the next few days"] == [
        "BY WHEN:  Within 1 to 3 days"
    ]
    told = next(rule for rule in legs.rules if rule.id == "s-stops")
    assert sheet["WHAT WAS TOLD"] == [f"- {legs.tell(told)}"]
    assert sheet["WHY"] == ["- The problem stops you doing normal things."]
    assert (
        "- How much does it affect you? It stops normal things, such as walking, work or play"
        in (sheet["ANSWERS"])
    )
    assert " ".join(sheet["WHAT THIS IS"]) == f"{ABOUT} No clinician has signed this check yet."


def test_of_much_advice_the_first_is_told_and_the_rest_counted(
    release: Release, legs: Questionnaire
) -> None:
    sheet = parts(read(legs, problem="soreness", **everything_slow(legs)))

    assert len(sheet["WHAT WAS TOLD"]) == MOST_ADVICE
    assert sheet["WHAT WAS TOLD"][-1].endswith("more, as the result shows.")


@pytest.mark.parametrize("voice", [{"who": "me"}, {"who": "child", "age": "age_5_11"}])
def test_advice_that_names_a_list_comes_with_the_list(
    release: Release, legs: Questionnaire, voice: Answers
) -> None:
    sheet = parts(read(legs, problem="soreness", **voice))
    page = seen(legs, "summary/", {"problem": "soreness", **voice})

    safety_net = legs.outcome(Urgency.SELF_CARE).safety_net
    assert SOONER in sheet["WHAT WAS TOLD"][0]
    assert sheet[SOONER.upper()] == [f"- {line}" for line in safety_net]
    assert f"<h3>{SOONER}</h3>" in page
    assert [line for line in safety_net if line not in page] == []


def test_advice_that_names_no_list_comes_without_it(release: Release, legs: Questionnaire) -> None:
    page = seen(legs, "summary/", {"problem": "soreness", "impact": "stops"})

    assert SOONER not in page


@pytest.mark.parametrize(
    ("check", "name"),
    [("massage", "Slip to show the therapist"), ("legs", "Summary for a health worker")],
)
def test_the_sheet_is_named_for_whom_it_is_shown_to(check: str, name: str) -> None:
    assert sheet_name(check) == name


def test_what_was_denied_is_listed_by_question_and_not_among_the_answers(
    release: Release, legs: Questionnaire
) -> None:
    sheet = parts(read(legs, problem="soreness", leg_change=["throb"]))

    assert (
        "- Did any of these start all at once? Face drooping on one side, or trouble speaking; "
        "Weak or numb down one side of the body, such as an arm and a leg; One or both legs too "
        "weak to move or to stand on; Mixed up, floppy or very hard to wake; A fit (seizure)"
    ) in sheet["SAID NO TO"]
    assert any(line.startswith("- Have you seen or felt") for line in sheet["ANSWERS"])
    assert not any(line.startswith("- Have you seen or felt") for line in sheet["SAID NO TO"])
    assert "None of these" not in "".join(sheet["ANSWERS"])


def test_doubt_is_neither_said_nor_denied_but_not_sure(
    release: Release, legs: Questionnaire
) -> None:
    sheet = parts(read(legs, problem="soreness", slow_signs=["not_sure"]))

    assert any(line.endswith("? Not sure") for line in sheet["ANSWERS"])
    assert "Not sure" not in "".join(sheet["SAID NO TO"])


def test_an_emergency_says_only_what_was_asked(release: Release, legs: Questionnaire) -> None:
    sheet = parts(read(legs, em_breathing=["cough_blood"]))

    assert "HOW SOON: Call the emergency number now" in sheet
    assert sheet["ANSWERS"] == [
        "- Have any of these happened today or yesterday? Coughing up blood"
    ]


def test_of_many_reasons_the_most_urgent_are_given_and_the_others_counted(
    release: Release, legs: Questionnaire
) -> None:
    many = everything_slow(legs) | {"problem": "soreness"}

    reasons = parts(read(legs, **many))["WHY"]

    assert len(reasons) == MOST_REASONS
    assert re.fullmatch(r"- And \d+ more, as the answers show\.", reasons[-1])
    assert "today" in reasons[0]


def test_the_words_follow_whom_the_check_is_for(release: Release, legs: Questionnaire) -> None:
    sheet = parts(read(legs, who="child", age="age_5_11", impact="sleep"))

    assert "- How old is the child? 5 to 11" in sheet["ANSWERS"]
    assert (
        "- How much does it affect the child? It often stops the child sleeping"
        in (sheet["ANSWERS"])
    )


def test_no_line_of_the_file_is_too_long_for_a_plain_screen(
    release: Release, legs: Questionnaire
) -> None:
    text = read(legs, who="child", age="age_12_15", problem="massage")

    assert max(map(len, text.splitlines())) <= LINE_LENGTH, MOST_REASONS


def test_the_page_says_what_the_file_says(release: Release, legs: Questionnaire) -> None:
    answers: Answers = {"problem": "soreness", "impact": "stops"}

    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", seen(legs, "summary/", answers)))

    for words in (
        "See a health worker in the next few days",
        "Within 1 to 3 days",
        "The problem stops you doing normal things.",
        "How much does it affect you? It stops normal things, such as walking, work or play",
        "Said no to",
        f"content {release.content_hash[:12]}",
        "No clinician has signed this check yet.",
    ):
        assert words in page


def test_a_signed_release_says_who_signed_it(release: Release, legs: Questionnaire) -> None:
    Release.objects.update(signed_by="the clinician named in the record")

    text = read(legs, problem="soreness").replace("\n", " ")

    assert "was signed by the clinician named in the record." in text
    assert "No clinician has signed" not in text


@pytest.mark.parametrize("step", ["summary/", "summary.txt"])
def test_before_the_questions_are_done_there_is_no_summary(release: Release, step: str) -> None:
    client = Client()
    run = holding({"em_breathing": frozenset({"none"})}, client)

    response = client.get(f"{run}{step}")

    assert response.status_code == 302
    assert step not in response["Location"]


@pytest.mark.parametrize("step", ["summary/", "summary.txt"])
def test_without_its_answers_a_run_has_no_summary(release: Release, step: str) -> None:
    run = holding({"em_breathing": frozenset({"chest_pain"})}, Client())

    response = Client().get(f"{run}{step}")

    assert "Your answers are gone" in response.content.decode()
    assert "Content-Disposition" not in response.headers


@pytest.mark.parametrize("step", ["summary/", "summary.txt"])
def test_a_withdrawn_release_gives_no_summary(release: Release, step: str) -> None:
    client = Client()
    run = holding({"em_breathing": frozenset({"chest_pain"})}, client)
    Release.objects.all().withdraw()

    assert "HOW SOON" not in client.get(f"{run}{step}").content.decode()


@pytest.mark.parametrize(
    ("step", "kind"),
    [("summary/", "text/html; charset=utf-8"), ("summary.txt", "text/plain; charset=utf-8")],
)
def test_nobody_keeps_or_indexes_it(
    release: Release, legs: Questionnaire, step: str, kind: str
) -> None:
    client = Client()
    run = holding(finished(legs, problem="soreness"), client)

    response = client.get(f"{run}{step}")

    assert response.headers["Cache-Control"] == "no-store, private"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert response.headers["Content-Type"] == kind
    assert not response.cookies


def test_the_file_is_saved_under_a_name_that_says_nothing(
    release: Release, legs: Questionnaire
) -> None:
    client = Client()
    run = holding(finished(legs, problem="soreness"), client)

    response = client.get(f"{run}summary.txt")

    assert response.headers["Content-Disposition"] == f'attachment; filename="{FILE_NAME}"'


@pytest.mark.parametrize("step", ["summary/", "summary.txt"])
def test_it_can_only_be_looked_at(release: Release, legs: Questionnaire, step: str) -> None:
    client = Client()
    run = holding(finished(legs, problem="soreness"), client)

    assert client.post(f"{run}{step}").status_code == 405

"""The paper sheet leads where the pages lead, and prints small, alone and in full."""

import random
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from groundwork.compression import compress
from tests.drill import times
from tests.triage.engine import factory
from tests.triage.engine.generated import answers_to, questionnaires
from tests.triage.massage_answers import MASSAGE
from tests.triage.paper_reader import as_read, element_of, sheet_in
from tests.triage.paper_walker import Answers, Reached, walk
from tests.triage.proofs import published_legs
from triage.engine.assessment import assess
from triage.engine.conditions import Compares
from triage.engine.journey import fill_clean
from triage.engine.numbers import Relation
from triage.engine.parts import MULTI, Page, Question
from triage.engine.proofs import Vignette
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.engine.wording import spoken
from triage.files.proofs import vignettes_of
from triage.models import Release
from triage.paper import sheet_of
from triage.shipped import CONTENT

SHEET = "/self-check/legs/paper/"
STYLE = django_settings.HOUSE / "static" / "css" / "paper" / "sheet.css"
FIRST_ROUND_TRIP_BYTES = 14_000
MANY = 1_500
CHECKS = {"legs": published_legs(), "massage": MASSAGE}
CASES = [(check, case) for check in CHECKS for case in vignettes_of(CONTENT / f"{check}.yaml")]

modestly = settings(max_examples=times(15, 60), deadline=None, derandomize=True)
each_check = pytest.mark.parametrize("questionnaire", CHECKS.values(), ids=CHECKS)


@pytest.fixture
def printed(release: Release) -> str:
    return Client().get(SHEET).content.decode()


def print_of(questionnaire: Questionnaire) -> str:
    """Its sheet, without a release."""
    check = {
        "questionnaire": questionnaire,
        "check": questionnaire.name,
        "number": 1,
        "published_at": timezone.now(),
    }
    context = {"check": check, "sheet": sheet_of(questionnaire)}
    return render_to_string("triage/paper.html", context)


def expected(questionnaire: Questionnaire, answers: Answers) -> Reached:
    """What the engine says, in the sheet's voice."""
    found = assess(questionnaire, answers)
    return Reached(
        urgency=found.urgency,
        tells=frozenset(spoken(tell, "me") for tell in found.tells),
        asides=tuple(spoken(note.text, "me") for note in found.notes),
        care=(found.selfcare.title,) if found.selfcare else (),
        was_stopped=found.journey.stopped_by_emergency,
    )


# --- walking it -------------------------------------------------------------------------------


@pytest.mark.parametrize(("check", "case"), CASES, ids=[f"{c}-{v.id}" for c, v in CASES])
def test_every_vignette_gets_the_same_result_on_paper(check: str, case: Vignette) -> None:
    questionnaire = CHECKS[check]
    answers = fill_clean(questionnaire, case.answers)

    assert walk(sheet_of(questionnaire), answers) == expected(questionnaire, answers)


@each_check
def test_any_answers_get_the_same_result_on_paper(questionnaire: Questionnaire) -> None:
    sheet = sheet_of(questionnaire)
    reached: set[Urgency] = set()

    for answers in random_answers(questionnaire):
        result = walk(sheet, answers)
        assert result == expected(questionnaire, answers), answers
        reached.add(result.urgency)

    assert reached == set(Urgency)


def random_answers(questionnaire: Questionnaire) -> Iterator[dict[str, frozenset[str]]]:
    """Complete answers, from nearly harmless to full of warnings; the same ones every time."""
    chance = random.Random(4)
    for _ in range(MANY):
        share = chance.choice([0.02, 0.05, 0.15, 0.4])
        yield {asked.id: _answer(asked, share, chance) for asked in questionnaire.questions}


def _answer(question: Question, share: float, chance: random.Random) -> frozenset[str]:
    if question.kind != MULTI:
        options = question.option_ids if chance.random() < 4 * share else (question.harmless,)
        return frozenset({chance.choice(options)})
    warnings = [option.id for option in question.options if not option.is_exclusive]
    # An emergency ends most journeys; let a third of the warnings through.
    rarer = share / 6 if question.section == "emergency" else share
    chosen = frozenset(option for option in warnings if chance.random() < rarer)
    return chosen or frozenset({question.harmless})


@modestly
@given(st.data())
def test_any_questionnaire_leads_to_the_same_urgency_on_paper(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    answers = fill_clean(questionnaire, data.draw(answers_to(questionnaire)))

    reached = walk(sheet_of(questionnaire), answers)

    wanted = expected(questionnaire, answers)
    assert reached.urgency is wanted.urgency
    assert wanted.tells <= reached.tells
    assert reached.tells == wanted.tells or reached.urgency is Urgency.EMERGENCY


@modestly
@given(st.data())
def test_a_sheet_left_open_is_never_calmer_than_the_pages(data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires())
    some = with_nothing_half_answered(questionnaire, data.draw(answers_to(questionnaire)))

    assert walk(sheet_of(questionnaire), some).urgency >= assess(questionnaire, some).urgency


def with_nothing_half_answered(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """On pages and paper alike, a tick in one list of a page means none of the other lists'."""
    begun = [page for page in questionnaire.steps if any(q in answers for q in page.questions)]
    untouched = {
        name: frozenset({questionnaire.question(name).harmless})
        for page in begun
        for name in page.questions
    }
    return untouched | dict(answers)


def test_questions_joined_on_a_page_share_one_none_of_these() -> None:
    """Unless a rule looks for that of one of them: then it has a tick of its own."""
    joined = factory.questionnaire(
        pages=(Page("both", "Look at this", ("alarm", "first")),),
        questions=(
            factory.multi("alarm", "blue"),
            factory.multi("first", "cold"),
            factory.single("problem", "soreness", "other"),
        ),
        definitions=(),
        rules=(
            factory.rule("clean", Urgency.SELF_CARE, factory.includes("first", "none")),
            factory.rule("cold", Urgency.SOON, factory.includes("first", "cold")),
        ),
    )

    sheet = sheet_of(joined)

    assert [[tick.option for tick in part.ticks] for part in sheet.steps[0].parts] == [
        ["blue"],
        ["cold", "none"],
    ]
    for sign, wanted in (("none", Urgency.SELF_CARE), ("cold", Urgency.SOON)):
        answers = factory.given(alarm="none", first=sign, problem="other")
        assert walk(sheet, answers).urgency is assess(joined, answers).urgency is wanted


def test_a_number_is_ticked_among_those_that_mean_the_same() -> None:
    heat = Question(
        "heat", "s1", "number", "How hot?", (), "37", unit="°C", least="34", most="43", decimals=1
    )
    hot = Compares("heat", Relation.AT_LEAST, "38")
    hotter = Compares("heat", Relation.MORE_THAN, "40")
    fever = factory.questionnaire(
        questions=(heat, factory.single("problem", "soreness", "other")),
        definitions=(),
        rules=(
            factory.rule("well", Urgency.SELF_CARE, factory.includes("problem", "soreness")),
            factory.rule("hot", Urgency.SOON, hot),
            factory.rule("hotter", Urgency.EMERGENCY, hotter),
        ),
    )

    sheet = sheet_of(fever)

    assert sheet.steps[0].is_single
    assert [(tick.label, tick.is_stop) for tick in sheet.steps[0].parts[0].ticks] == [
        ("37.9 °C or less", False),
        ("38 to 40 °C", False),
        ("40.1 °C or more", True),
    ]
    for number in ("34", "37.9", "38", "40", "40.1", "43"):
        answers = factory.given(heat=number, problem="soreness")
        assert walk(sheet, answers).urgency is assess(fever, answers).urgency


def test_nested_conditions_become_boxes_that_can_be_filled_in_order() -> None:
    nested = factory.both(
        factory.includes("alarm", "blue"),
        factory.either(
            factory.includes("trend", "worse"),
            factory.both(factory.includes("problem", "other"), factory.includes("signs", "throb")),
        ),
    )
    questionnaire = factory.questionnaire(rules=(factory.rule("deep", Urgency.EMERGENCY, nested),))

    last = sheet_of(questionnaire).steps[-1]

    assert [(box.letter, box.lines[0].words) for box in last.boxes] == [("A", ("4b",))]
    assert [line.words for box in last.boxes for line in box.lines[1:]] == [("2b", "3b")]
    assert [line.words for line in last.stops] == [("1a", "box A")]


def test_a_tick_that_does_alone_is_not_asked_for_again_with_others() -> None:
    with_more = factory.both(
        factory.includes("problem", "soreness", "other"), factory.named("growing")
    )
    rules = (
        factory.rule("alone", Urgency.SOON, factory.includes("problem", "other")),
        factory.rule("with more", Urgency.SOON, with_more),
    )

    sheet = sheet_of(factory.questionnaire(rules=rules))

    soon = next(level for level in sheet.levels if level.urgency == "soon")
    assert [[line.words for line in a.lines] for a in soon.advice] == [[("2b",), ("2a", "4b")]]


@each_check
def test_an_emergency_says_stop_where_it_shows(questionnaire: Questionnaire) -> None:
    """A tick that is an emergency by itself is marked; two together are told after their step."""
    steps = sheet_of(questionnaire).steps
    ticks = [tick for step in steps for part in step.parts for tick in part.ticks]

    flags = {
        (asked.id, option.id)
        for asked in questionnaire.questions
        for option in asked.options
        if option.flag is Urgency.EMERGENCY
    }

    assert {(tick.question, tick.option) for tick in ticks if tick.is_stop} == flags
    assert any(step.stops for step in steps)


# --- what is printed --------------------------------------------------------------------------


def test_what_is_printed_is_what_was_walked(printed: str) -> None:
    assert sheet_in(printed) == as_read(sheet_of(CHECKS["legs"]))


@each_check
def test_what_is_printed_of_a_check_can_be_read_back(questionnaire: Questionnaire) -> None:
    assert sheet_in(print_of(questionnaire)) == as_read(sheet_of(questionnaire))


@settings(max_examples=times(8, 25), deadline=None, derandomize=True)
@given(questionnaires())
def test_any_sheet_can_be_read_back_from_print(questionnaire: Questionnaire) -> None:
    assert sheet_in(print_of(questionnaire)) == as_read(sheet_of(questionnaire))


@each_check
def test_a_sheet_and_its_style_arrive_in_the_first_round_trip(questionnaire: Questionnaire) -> None:
    html = print_of(questionnaire)
    styles = [link.attributes["href"] for link in element_of(html).all("link")]

    sent = len(compress("br", html.encode(), thorough=True))
    sent += len(compress("br", STYLE.read_bytes(), thorough=True))

    assert [href for href in styles if href.endswith(".css")] == ["/static/css/paper/sheet.css"]
    assert sent <= FIRST_ROUND_TRIP_BYTES


def test_the_sheet_needs_no_cookie_no_script_and_one_query(
    release: Release, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Client().get(SHEET)

    with django_assert_max_num_queries(1):
        response = Client().get(SHEET)

    assert response.status_code == 200
    assert not response.cookies
    assert b"<script" not in response.content
    assert "no-store" not in response.headers.get("Cache-Control", "")
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_sheet_says_which_release_it_is_and_where_it_comes_from(printed: str) -> None:
    words = element_of(printed).text

    assert f"Release 1, {timezone.now():%-d %B %Y}" in words
    assert SHEET in words
    assert f"call {django_settings.EMERGENCY_NUMBER}" in words


def test_the_sheet_is_found_by_search_engines_only_once_signed(
    printed: str, release: Release
) -> None:
    Release.objects.filter(pk=release.pk).update(signed_by="Registered nurse, number 1")

    signed = Client().get(SHEET).content.decode()

    assert '<meta name="robots" content="noindex">' in printed
    assert "No clinician has signed" in printed
    assert '<meta name="robots" content="index, follow">' in signed
    assert "No clinician has signed" not in signed


def test_a_withdrawn_or_unknown_check_has_no_sheet(release: Release) -> None:
    Release.objects.all().withdraw()

    assert Client().get(SHEET).status_code == 404
    assert Client().get("/self-check/unknown/paper/").status_code == 404
    assert Client().post(SHEET).status_code == 405


def test_the_start_page_and_a_browser_that_refuses_cookies_lead_to_the_sheet(
    release: Release,
) -> None:
    start = Client().get("/self-check/legs/").content.decode()
    run = Client().get("/self-check/legs/start/").headers["Location"]
    refused = Client().get(run).content.decode()

    assert f'href="{SHEET}"' in start
    assert f'href="{SHEET}"' in refused

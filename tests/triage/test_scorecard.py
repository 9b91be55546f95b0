"""The scorecard: how a release does on its vignettes, for anyone to see."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import Source
from tests.articles.loaded import load_shipped_content
from tests.triage.proofs import proof_of
from triage import releases
from triage.engine.proofs import Vignette
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import content_hash
from triage.engine.urgency import Urgency
from triage.models import Release
from triage.scorecard import Case, by_level, cases_of, tally

URL = "/self-check/legs/scorecard/"
PAGE_BYTES = 150_000


def case(lowest: str, result: str, highest: str = "", **changes: Any) -> Case:
    ends = (Urgency.from_key(level) for level in (lowest, highest or lowest, result))
    parts = dict(zip(("lowest", "highest", "result"), ends, strict=True))
    return Case(**{"story": "A case.", "source": "own-cases", "groups": (), **parts, **changes})


# --- counting ---------------------------------------------------------------------------------


def test_below_the_lowest_is_under_and_above_the_highest_over() -> None:
    cases = [
        case("urgent", "urgent"),
        case("routine", "soon", "urgent"),
        case("urgent", "soon", "emergency"),
        case("self-care", "soon", "routine"),
        case("self-care", "emergency"),
    ]

    counted = tally("All", cases)

    assert (counted.cases, counted.exact, counted.under, counted.over) == (5, 2, 1, 2)


def test_a_case_counts_at_its_least_urgency_and_the_most_urgent_stand_first() -> None:
    calm, pressing = case("routine", "soon", "urgent"), case("emergency", "urgent")

    assert by_level([calm, pressing]) == {
        Urgency.EMERGENCY: (pressing,),
        Urgency.ROUTINE: (calm,),
    }


# --- the page ---------------------------------------------------------------------------------


def publish(legs: Questionnaire, *vignettes: Vignette) -> Release:
    release, _ = releases.publish(
        check="legs",
        questionnaire=legs,
        report=proof_of(legs),
        signpost_table={},
        note="",
        vignettes=vignettes,
    )
    return release


def answers(**given: str) -> dict[str, frozenset[str]]:
    return {name: frozenset({chosen}) for name, chosen in given.items()}


def words(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture
def scored(db: None, legs: Questionnaire) -> Release:
    Source.objects.create(
        key="guide", title="Legs: a guide", kind="guideline", url="https://example.org/legs/"
    )
    return publish(
        legs,
        Vignette(
            "breathless",
            answers(em_breathing="breathless"),
            (Urgency.EMERGENCY,),
            "Breathless <now>.",
            "guide",
            ("older",),
        ),
        Vignette(
            "sore",
            answers(problem="soreness"),
            (Urgency.SELF_CARE, Urgency.ROUTINE),
            "Sore thighs after a walk.",
        ),
    )


def test_it_shows_the_count_and_every_case_with_its_source(scored: Release) -> None:
    page = Client().get(URL).content.decode()
    said = words(page)

    assert "Release 1 was tried on 2 cases. 2 got an answer in the range they should get" in said
    assert "Of 1 emergency it caught 1." in said
    assert "Breathless <now>. Should get: emergency. Gets: emergency. Legs: a guide" in said
    assert "Sore thighs after a walk. Should get: self-care to routine. Gets: self-care." in said
    assert '<a href="https://example.org/legs/">Legs: a guide</a>' in page
    assert "1 of the cases are from our own test list" in said
    assert "We chose these cases ourselves" in said


def test_too_low_and_too_high_are_told_apart(scored: Release) -> None:
    rows = scored.content["vignettes"]
    rows[0]["result"], rows[1]["result"] = "urgent", "soon"
    _tamper(scored)

    said = words(Client().get(URL).content.decode())

    assert "0 got an answer in the range they should get, 1 got too low an answer, and 1" in said
    assert "Of 1 emergency it caught 0." in said
    assert "Gets: urgent, too low ." in said
    assert "Gets: soon, too high ." in said


def _tamper(release: Release) -> None:
    """As publishing would have stored it: what a release holds is read once for each hash."""
    release.content_hash = content_hash(release.content)
    release.save()


def test_a_source_that_left_the_register_is_named_by_its_key(scored: Release) -> None:
    Source.objects.all().delete()

    assert "Source: guide" in words(Client().get(URL).content.decode())


@pytest.mark.parametrize("holds", ["no list", "an empty list"])
def test_a_release_without_vignettes_says_so_kindly(
    legs: Questionnaire, db: None, holds: str
) -> None:
    release = publish(legs)
    if holds == "no list":
        del release.content["vignettes"]
        _tamper(release)

    response = Client().get(URL)

    assert response.status_code == 200
    assert "was published without a list of cases" in words(response.content.decode())


def test_it_sets_no_cookie_and_takes_two_queries(
    scored: Release, django_assert_num_queries: Any
) -> None:
    Client().get(URL)

    with django_assert_num_queries(2):
        response = Client().get(URL)

    assert not response.cookies


def test_it_may_be_indexed_once_a_clinician_has_signed(scored: Release) -> None:
    unsigned = Client().get(URL).content.decode()
    Release.objects.update(signed_by="Registered clinician")
    signed = Client().get(URL).content.decode()

    assert 'content="noindex"' in unsigned
    assert "No clinician has signed this check yet" in unsigned
    assert 'content="index, follow"' in signed
    assert "No clinician has signed this check yet" not in signed


def test_without_a_release_there_is_no_scorecard(db: None) -> None:
    assert Client().get(URL).status_code == 404


def test_the_start_page_leads_there(scored: Release) -> None:
    assert f'href="{URL}"' in Client().get("/self-check/legs/").content.decode()


def test_headings_tables_and_regions_are_named(scored: Release) -> None:
    page = Client().get(URL).content.decode()
    names = re.findall(r'aria-labelledby="([^"]+)"', page)

    assert page.count("<h1>") == 1
    assert page.count("<caption") == page.count("<table") == 2
    assert names
    assert all(f'id="{name}"' in page for name in names)
    assert 'scope="row"' in page


@pytest.mark.django_db
def test_the_shipped_release_has_a_scorecard_of_bearable_size() -> None:
    load_shipped_content()
    call_command("load_questionnaire")

    response = Client().get(URL)

    published = releases.current("legs")
    assert published is not None
    cases = cases_of(published)
    assert len(cases) >= 140
    assert not any(found.is_under or found.is_over for found in cases)
    assert len(response.content) < PAGE_BYTES

"""The file of vignettes: what it may say, and what the shipped one must hold."""

import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

from articles.models import Source
from groundwork.problems import BrokenFile
from tests.triage.engine.factory import given, questionnaire
from tests.triage.proofs import proof_of
from triage import releases
from triage.engine.proofs.vignettes import OWN_CASES, Vignette, between, pass_all, unsourced
from triage.engine.urgency import Urgency
from triage.files.proofs import GROUPS, vignettes_of
from triage.shipped import CONTENT

CASES = vignettes_of(CONTENT / "legs.yaml")
SOURCED = [case for case in CASES if case.source != OWN_CASES]
SOURCES = settings.HOUSE / "articles" / "content" / "sources.yaml"

ONE = """vignettes:
- id: one
  story: Sore thighs.
  answers: {problem: soreness}
  lowest: routine
  highest: urgent
  source: a-guide
  groups: [child]
"""


def read(folder: Path, text: str) -> tuple[Vignette, ...]:
    (folder / "small-vignettes.yaml").write_text(text, encoding="utf-8")
    return vignettes_of(folder / "small.yaml")


# --- the file ---------------------------------------------------------------------------------


def test_a_vignette_is_read_with_its_range_source_and_groups(tmp_path: Path) -> None:
    assert read(tmp_path, ONE) == (
        Vignette(
            id="one",
            story="Sore thighs.",
            answers=given(problem="soreness"),
            allowed=(Urgency.ROUTINE, Urgency.SOON, Urgency.URGENT),
            source="a-guide",
            groups=("child",),
        ),
    )


BROKEN = {
    "no source": ("  source: a-guide\n", "", "“source” is missing or empty."),
    "no story": ("  story: Sore thighs.\n", "", "“story” is missing or empty."),
    "no such urgency": ("lowest: routine", "lowest: rutine", "“rutine” is not an urgency."),
    "the wrong way round": (
        "lowest: routine",
        "lowest: emergency",
        "vignette one: its lowest is above its highest.",
    ),
    "an unknown group": (
        "groups: [child]",
        "groups: [cats]",
        "there is no group “cats”. Use: child, pregnancy",
    ),
    "an id used twice": (
        "vignettes:\n",
        ONE,
        "Two vignettes are called one.",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_vignette_is_refused(tmp_path: Path, kind: str) -> None:
    before, after, said = BROKEN[kind]

    with pytest.raises(BrokenFile) as refused:
        read(tmp_path, ONE.replace(before, after))

    assert said in str(refused.value)


def test_a_vignette_without_an_urgency_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="say which urgency"):
        Vignette("v", given(problem="soreness"), ())


@pytest.mark.parametrize(
    ("lowest", "highest", "count"),
    [
        (Urgency.SOON, Urgency.SOON, 1),
        (Urgency.SELF_CARE, Urgency.EMERGENCY, 5),
        (Urgency.URGENT, Urgency.SOON, 0),
    ],
)
def test_between_holds_both_ends(lowest: Urgency, highest: Urgency, count: int) -> None:
    assert len(between(lowest, highest)) == count


def test_every_urgency_of_the_range_passes_and_none_beside_it() -> None:
    small = questionnaire()
    case = Vignette(
        "v", given(signs="throb"), between(Urgency.ROUTINE, Urgency.SOON), source="a-guide"
    )
    too_low, too_high = (
        Vignette("v", case.answers, (level,)) for level in (Urgency.URGENT, Urgency.ROUTINE)
    )

    assert pass_all(small, (case,)).counter_examples == ()
    assert len(pass_all(small, (too_low, too_high)).counter_examples) == 2


# --- sources ----------------------------------------------------------------------------------


def test_a_source_nobody_knows_is_found_and_our_own_cases_need_none() -> None:
    cases = [
        Vignette("known", {}, (Urgency.SOON,), source="a-guide"),
        Vignette("unknown", {}, (Urgency.SOON,), source="hearsay"),
        Vignette("ours", {}, (Urgency.SOON,), source=OWN_CASES),
    ]

    (found,) = unsourced(cases, {"a-guide"})

    assert found.place == "vignette unknown"
    assert found.reason == "The register has no source “hearsay”."


def publish(*vignettes: Vignette) -> releases.PublishedCheck:
    small = questionnaire()
    releases.publish(
        check="small",
        questionnaire=small,
        report=proof_of(small),
        signpost_table={},
        note="",
        vignettes=vignettes,
    )
    published = releases.current("small")
    assert published is not None
    return published


@pytest.mark.django_db
def test_a_release_keeps_its_vignettes_and_what_they_got() -> None:
    Source.objects.create(key="a-guide", title="A guide", kind="guideline", url="https://a.test/")
    allowed = between(Urgency.ROUTINE, Urgency.SOON)

    published = publish(
        Vignette("v", given(signs="throb"), allowed, "A throbbing calf.", "a-guide", ("older",))
    )

    assert published.vignettes == (
        {
            "id": "v",
            "story": "A throbbing calf.",
            "answers": {"signs": ["throb"]},
            "lowest": "routine",
            "highest": "soon",
            "source": "a-guide",
            "groups": ["older"],
            "result": "soon",
        },
    )


@pytest.mark.django_db
def test_a_vignette_without_its_source_is_not_published() -> None:
    with pytest.raises(releases.SourcesMissing, match="hearsay"):
        publish(Vignette("v", given(signs="throb"), (Urgency.SOON,), source="hearsay"))


@pytest.mark.django_db
def test_a_vignette_outside_its_range_is_not_published() -> None:
    with pytest.raises(releases.NotProved, match="It gets soon and should get urgent"):
        publish(Vignette("v", given(signs="throb"), (Urgency.URGENT,)))


# --- what we ship -----------------------------------------------------------------------------


def test_every_source_of_a_shipped_vignette_is_in_the_register() -> None:
    known = {row["key"] for row in yaml.safe_load(SOURCES.read_text(encoding="utf-8"))["sources"]}

    assert unsourced(CASES, known) == ()


def test_enough_shipped_vignettes_come_from_published_guidance() -> None:
    levels = Counter(case.lowest for case in SOURCED)

    assert len(SOURCED) >= 64
    assert levels[Urgency.EMERGENCY] >= 17
    assert levels[Urgency.URGENT] >= 17
    assert levels[Urgency.ROUTINE] + levels[Urgency.SELF_CARE] >= 24
    assert levels[Urgency.SOON] >= 3


@pytest.mark.parametrize("group", GROUPS)
def test_every_group_is_represented_among_them(group: str) -> None:
    assert sum(group in case.groups for case in SOURCED) >= 5


def test_no_two_shipped_vignettes_tell_the_same_story() -> None:
    stories = [case.story.casefold() for case in CASES]

    assert len(set(stories)) == len(stories)


@pytest.mark.parametrize("case", SOURCED, ids=[case.id for case in SOURCED])
def test_a_group_fits_the_answers(case: Vignette) -> None:
    age = case.answers.get("age", frozenset())

    assert ("child" in case.groups) or not age & {"age_0_4", "age_5_11", "age_12_15"}
    assert ("older" in case.groups) or "age_60_plus" not in age
    assert ("after-massage" in case.groups) or "massage" not in case.answers.get("problem", ())
    assert ("blood-thinner" in case.groups) or (
        "blood_thinner" not in case.answers.get("medicines", ())
    )


@pytest.mark.django_db
def test_verify_counts_pages_and_notes_sources_that_are_not_in_the_register() -> None:
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command("verify", str(CONTENT / "legs.yaml"), stdout=out)

    said = out.getvalue()
    assert re.search(rf"Pages, over {len(CASES)} vignettes: \d+ at least, [\d.]+ in the", said)
    assert re.search(
        r"Pages, over \d+ clean runs: \d+ at least, [\d.]+ in the middle, \d+ at", said
    )
    assert "note: vignette g-rest-pain: The register has no source “cornwall-pad”." in said
    assert "vignette t01" not in said

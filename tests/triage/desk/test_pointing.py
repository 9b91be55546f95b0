"""What of the self-checks leans on the registers and articles is found, in releases and drafts."""

import pytest

from articles.signposts import Ours, what_leans_on
from triage.models import Draft, DraftPattern, DraftTopic, DraftVignette, Release

pytestmark = pytest.mark.django_db

RELEASED = "Self-check small, release 1: "
DRAFTED = "Draft of self-check small: "


def named(kind: Ours, key: str) -> list[str]:
    return [lean.what for lean in what_leans_on(kind, key)]


def test_nothing_leans_on_what_nobody_names(draft: Draft, first: Release) -> None:
    assert [named(kind, "no-such-key") for kind in Ours] == [[], [], []]


def test_topics_that_lead_to_an_article_are_named(draft: Draft, first: Release) -> None:
    topic = DraftTopic.objects.first()
    assert topic is not None
    slug = topic.references.partition("#")[0].strip()

    found = named(Ours.ARTICLE, slug)

    assert f"{RELEASED}topic “{topic.key}”" in found
    assert f"{DRAFTED}{topic.key}" in found
    assert found.index(f"{RELEASED}topic “{topic.key}”") < found.index(f"{DRAFTED}{topic.key}")


def test_part_of_a_slug_is_no_slug(draft: Draft, first: Release) -> None:
    DraftTopic.objects.update(references="night-cramps-in-pregnancy#s-a")

    assert [name for name in named(Ours.ARTICLE, "night-cramps") if DRAFTED in name] == []


def test_patterns_and_vignettes_that_cite_a_source_are_named(draft: Draft) -> None:
    DraftPattern.objects.filter(pk=DraftPattern.objects.values("pk")[:1]).update(
        sources="trial-2020\nguide-2021"
    )
    DraftVignette.objects.filter(key="v1").update(source="trial-2020")
    pattern = DraftPattern.objects.get(sources__contains="trial-2020")

    assert named(Ours.SOURCE, "trial-2020") == [f"{DRAFTED}{pattern}", f"{DRAFTED}v1"]
    assert named(Ours.SOURCE, "trial") == []


def test_vignettes_of_a_release_that_cite_a_source_are_named(draft: Draft, first: Release) -> None:
    case = first.content["vignettes"][0]

    assert f"{RELEASED}vignette {case['id']}" in named(Ours.SOURCE, case["source"])


def test_rules_of_a_red_flag_are_named_and_lead_to_the_desk(draft: Draft, first: Release) -> None:
    rule = first.content["questionnaire"]["rules"][0]

    leans = what_leans_on(Ours.RED_FLAG, rule["pattern"])

    assert f"{RELEASED}rule {rule['id']}" in [lean.what for lean in leans]
    assert leans[0].url == f"/admin/triage/release/{first.pk}/change/"
    assert leans[-1].url.startswith("/admin/triage/draftpattern/")

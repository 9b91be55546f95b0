"""The difference between any two: for whom it calms, for whom it alarms, and which words."""

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.triage.desk.small import calm, change_rule, person, signed_in
from triage.desk import publishing, sides
from triage.engine.proofs import TooLarge
from triage.models import Draft, DraftRule, Release

pytestmark = pytest.mark.django_db
PAGE = "/admin/self-check/small/difference/"


def words(response: Any) -> str:
    page = response.content.decode()
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


@pytest.fixture
def first(draft: Draft, editor: User) -> Release:
    proposal = publishing.of_draft(draft)
    made = publishing.publish(proposal, seal=proposal.seal, by=editor, note="First")
    assert isinstance(made, Release)
    return made


def section(response: Any, name: str) -> str:
    """The words of one part of the page."""
    page = response.content.decode()
    match = re.search(rf'aria-labelledby="{name}">(.*?)</section>', page, re.DOTALL)
    assert match
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", match.group(1))))


def test_a_draft_as_published_differs_in_nothing(first: Release, desk: Client) -> None:
    response = desk.get(PAGE)

    assert "From Release 1 to Draft :" in words(response)
    assert "Nothing is changed." in words(response)
    assert "Every vignette gets what it got before." in words(response)


def test_down_and_up_stand_apart_each_with_its_conditions_and_an_example(
    draft: Draft, first: Release, desk: Client
) -> None:
    change_rule(draft, "s-throb", urgency="routine")
    change_rule(draft, "r-other", urgency="soon")

    response = desk.get(PAGE)

    down, up = section(response, "down"), section(response, "up")
    assert "from soon to routine" in down
    assert "signs is throb" in down
    assert "“Any of these?” is answered with “Throbbing”." in down
    assert "Any of these? Throbbing" in down
    assert "from routine to soon" in up
    assert "problem is other" in up
    assert "Down : v2, from soon to routine." in section(response, "moved")
    assert "direction--down" in response.content.decode()


def test_meaning_and_wording_stand_apart(draft: Draft, first: Release, desk: Client) -> None:
    change_rule(draft, "s-throb", reason="It throbs a lot.")
    change_rule(draft, "r-other", urgency="soon")

    response = desk.get(PAGE)

    assert "rule r-other: changed" in section(response, "meanings")
    wordings = section(response, "wordings")
    assert "rule s-throb: changed" in wordings
    assert "It throbs. It throbs a lot." in wordings


def test_two_releases_are_compared_either_way(
    draft: Draft, first: Release, desk: Client, editor: User
) -> None:
    change_rule(draft, "r-other", urgency="soon")
    proposal = publishing.of_draft(draft)
    publishing.publish(proposal, seal=proposal.seal, by=editor, note="Second")

    forth = desk.get(PAGE, {"before": "1", "after": "2"})
    back = desk.get(PAGE, {"before": "2", "after": "1"})

    assert "from routine to soon" in section(forth, "up")
    assert "from soon to routine" in section(back, "down")


def test_a_draft_that_does_not_hold_together_leads_to_its_report(
    draft: Draft, first: Release, desk: Client
) -> None:
    DraftRule.objects.filter(draft=draft, key="u-swollen").update(condition="signs is swolen")

    response = desk.get(PAGE)

    assert "The draft does not hold together yet" in words(response)
    assert "/admin/self-check/small/check/" in response.content.decode()


def test_too_large_to_compare_is_said_and_a_second_person_is_needed(
    draft: Draft, first: Release, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*both: object) -> None:
        raise TooLarge("It needs more than 10 variables.")

    change_rule(draft, "r-other", urgency="soon")
    monkeypatch.setattr("triage.desk.sides.compare", refuse)
    monkeypatch.setattr("triage.desk.checking.goes_down", refuse)
    sides.compared.cache_clear()

    response = desk.get(PAGE)
    sides.compared.cache_clear()

    assert "Too large to compare over all answers. It needs more than 10" in words(response)
    assert publishing.of_draft(draft).is_calmer


@pytest.mark.parametrize("name", ["7", "-1", "draft2", "٣", "1; drop"])
def test_a_release_that_is_not_there_is_not_found(first: Release, desk: Client, name: str) -> None:
    assert desk.get(PAGE, {"before": name}).status_code == 404
    assert desk.get(PAGE, {"after": name}).status_code == 404


def test_a_check_without_draft_or_release_is_not_found(desk: Client) -> None:
    assert desk.get("/admin/self-check/arms/difference/").status_code == 404


def test_before_the_first_release_the_draft_is_compared_with_itself(
    draft: Draft, desk: Client
) -> None:
    assert "Nothing is changed." in words(desk.get(PAGE))


def test_only_staff_who_may_see_releases_or_drafts_see_it(draft: Draft, first: Release) -> None:
    nobody = Client().get(PAGE)
    other = signed_in(person("other", "view_article")).get(PAGE)
    seer = signed_in(person("seer", "view_release")).get(PAGE)
    writer = signed_in(person("writer", "view_draft", "change_draft")).get(PAGE)

    seen = [each.status_code for each in (nobody, other, seer, writer)]
    assert seen == [302, 403, 200, 200]


def test_it_leads_back_to_the_draft(draft: Draft, first: Release, desk: Client) -> None:
    assert f"/admin/triage/draft/{draft.pk}/change/" in desk.get(PAGE).content.decode()


def test_whoever_may_not_see_drafts_compares_releases_alone(draft: Draft, first: Release) -> None:
    client = signed_in(person("seer", "view_release"))

    assert "The draft" not in words(client.get(PAGE))
    assert client.get(PAGE, {"after": "draft"}).status_code == 404


# The release's own page


def test_a_release_says_who_published_it_and_leads_on(
    draft: Draft, first: Release, desk: Client, editor: User
) -> None:
    change_rule(draft, "r-other", urgency="soon")
    proposal = publishing.of_draft(draft)
    publishing.publish(proposal, seal=proposal.seal, by=editor, note="Second")
    second = Release.objects.get(number=2)

    page = desk.get(f"/admin/triage/release/{first.pk}/change/")
    current = desk.get(f"/admin/triage/release/{second.pk}/change/")

    assert "Published by: editor" in words(page)
    assert f"{PAGE}?after=1" in page.content.decode()
    assert "/admin/self-check/small/releases/1/again/" in page.content.decode()
    assert "again/" not in current.content.decode()


def test_the_way_back_is_shown_only_to_those_who_may(first: Release) -> None:
    client = signed_in(person("seer", "view_release"))
    Release.objects.all().withdraw()

    page = client.get(f"/admin/triage/release/{first.pk}/change/").content.decode()

    assert "releases/1/again/" not in page


def act(client: Client, action: str, release: Release) -> str:
    data = {"action": action, "_selected_action": [release.pk]}
    return words(client.post("/admin/triage/release/", data, follow=True))


def test_only_those_who_may_publish_withdraw_or_put_back(first: Release) -> None:
    client = signed_in(person("seer", "view_release", "change_release"))

    act(client, "withdraw", first)
    first.refresh_from_db()

    assert first.withdrawn_at is None


def test_a_release_is_put_back_unless_that_calms(
    draft: Draft, first: Release, desk: Client, editor: User
) -> None:
    change_rule(draft, "r-other", urgency="soon")
    proposal = publishing.of_draft(draft)
    publishing.publish(proposal, seal=proposal.seal, by=editor, note="Second")
    second = Release.objects.get(number=2)
    act(desk, "withdraw", second)

    assert "Put back: small release 2." in act(desk, "put_back", second)
    second.refresh_from_db()
    assert second.withdrawn_at is None


def test_putting_back_something_calmer_is_refused(
    draft: Draft, first: Release, desk: Client, editor: User, colleague: User
) -> None:
    calm(draft)
    proposal = publishing.of_draft(draft)
    publishing.publish(proposal, seal=proposal.seal, by=editor, note="Second")
    calmer = publishing.approve(proposal, seal=proposal.seal, by=colleague)
    act(desk, "withdraw", calmer)

    said = act(desk, "put_back", calmer)

    calmer.refresh_from_db()
    assert "release 2 is calmer for some readers than release 1" in said
    assert calmer.withdrawn_at is not None

"""Publish: proved, seen as it is, and by two people where anybody would be told to worry less."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Edition
from tests.triage.desk.pressing import (
    APPROVE,
    NOTE,
    PUBLISH,
    TAKE_BACK,
    again_url,
    approve,
    publish,
    seal_on,
    words,
)
from tests.triage.desk.small import calm, change_rule, person, signed_in, spoil
from triage.desk import publishing
from triage.desk.publishing import Refused
from triage.engine.storage import content_hash
from triage.models import Draft, PublishRequest, Release

pytestmark = pytest.mark.django_db


# By one person


def test_a_proved_draft_becomes_a_frozen_numbered_release(
    draft: Draft, desk: Client, editor: User
) -> None:
    response = publish(desk)

    release = Release.objects.get()
    assert "Published. Readers get small release 1 from now on." in words(response)
    assert (release.check_slug, release.number, release.note) == ("small", 1, NOTE)
    assert (release.published_by, release.approved_by) == (editor, None)
    assert release.content_hash == content_hash(release.content)
    assert release.proof["is_proved"]
    assert [case["id"] for case in release.content["vignettes"]] == ["v1", "v2"]
    assert Client().get("/self-check/small/").status_code == 200


def test_the_page_shows_the_check_and_that_it_is_the_first(draft: Draft, desk: Client) -> None:
    said = words(desk.get(PUBLISH))

    assert "Nothing is refuted." in said
    assert "Proved over every possible set of answers" in said
    assert "This is the first release" in said


def test_a_more_urgent_draft_needs_no_second_person(
    draft: Draft, desk: Client, first: Release
) -> None:
    change_rule(draft, "r-other", urgency="soon")

    said = words(desk.get(PUBLISH))
    publish(desk)

    assert "Nobody would be told anything calmer than now." in said
    assert "from routine to soon" in said
    assert Release.objects.count() == 2


def test_a_note_is_needed_and_not_too_long(draft: Draft, desk: Client) -> None:
    empty = publish(desk, note="  ")
    long = publish(desk, note="x" * 301)

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "Write what changes and why." in words(empty)
    assert "Write at most 300 characters." in words(long)
    assert 'value="' + "x" * 301 in long.content.decode()
    assert not Release.objects.exists()


def test_what_is_refuted_is_not_published_and_the_page_says_why(draft: Draft, desk: Client) -> None:
    seal = seal_on(desk.get(PUBLISH))
    spoil(draft, "e-blue, urgency: emergency", "e-blue, urgency: urgent")

    page = desk.get(PUBLISH)
    forced = desk.post(PUBLISH, {"seal": seal, "note": NOTE})

    assert "Cannot be published yet: 2 to mend." in words(page)
    assert "No emergency rule holds on it, so the check goes on." in words(page)
    assert seal_on(page) == ""
    assert forced.status_code == 422
    assert not Release.objects.exists()


def test_a_refuted_draft_is_refused_even_with_the_right_seal(draft: Draft, editor: User) -> None:
    spoil(draft, "e-blue, urgency: emergency", "e-blue, urgency: urgent")
    proposal = publishing.of_draft(draft)

    with pytest.raises(Refused, match="Mend what stands in the way"):
        publishing.publish(proposal, seal=proposal.seal, by=editor, note=NOTE)

    assert not Release.objects.exists()


def test_an_edit_since_the_page_was_seen_is_refused(draft: Draft, desk: Client) -> None:
    seal = seal_on(desk.get(PUBLISH))
    change_rule(draft, "s-throb", reason="It throbs a lot.")

    response = publish(desk, seal=seal)

    assert response.status_code == 422
    assert "It was changed since you looked." in words(response)
    assert not Release.objects.exists()


def test_an_article_taken_back_since_the_page_was_seen_is_refused(
    draft: Draft, desk: Client
) -> None:
    seal = seal_on(desk.get(PUBLISH))
    Edition.objects.all().delete()

    response = publish(desk, seal=seal)

    assert response.status_code == 422
    assert not Release.objects.exists()


def test_the_same_again_makes_no_release(draft: Draft, desk: Client, first: Release) -> None:
    response = publish(desk)

    assert "Readers have exactly this already, as small release 1." in words(response)
    assert Release.objects.count() == 1


# Twice at once


def test_two_who_publish_at_once_make_one_release(
    draft: Draft, editor: User, colleague: User
) -> None:
    """The colleague has proved it too when the editor's release appears."""
    mine, theirs = publishing.of_draft(draft), publishing.of_draft(draft)

    publishing.publish(mine, seal=mine.seal, by=editor, note=NOTE)
    with pytest.raises(Refused, match="A release was published meanwhile"):
        publishing.publish(theirs, seal=theirs.seal, by=colleague, note=NOTE)

    assert Release.objects.get().published_by == editor


def test_an_edit_between_the_proof_and_the_release_is_refused(draft: Draft, editor: User) -> None:
    proposal = publishing.of_draft(draft)
    change_rule(draft, "s-throb", reason="It throbs a lot.")

    with pytest.raises(Refused, match="The draft was changed meanwhile"):
        publishing.publish(proposal, seal=proposal.seal, by=editor, note=NOTE)

    assert not Release.objects.exists()


# By two people


def test_a_calmer_draft_is_asked_for_and_readers_keep_what_they_have(
    draft: Draft, desk: Client, first: Release, editor: User
) -> None:
    calm(draft)

    page = words(desk.get(PUBLISH))
    response = publish(desk)

    asked = PublishRequest.objects.get()
    assert "Some readers would be told something calmer than now." in page
    assert "from soon to routine" in page
    assert "Down : v2, from soon to routine." in page
    assert "Somebody else must approve it now." in words(response)
    assert (asked.asked_by, asked.note, asked.draft) == (editor, NOTE, draft)
    assert Release.objects.get() == first


def test_another_person_approves_and_both_stand_on_the_release(
    draft: Draft, desk: Client, first: Release, editor: User, colleague: User
) -> None:
    calm(draft)
    publish(desk)

    response = approve(signed_in(colleague))

    release = Release.objects.get(number=2)
    assert "Published. Readers get small release 2 from now on." in words(response)
    assert (release.published_by, release.approved_by) == (editor, colleague)
    assert release.note == NOTE
    assert not PublishRequest.objects.exists()


def test_nobody_approves_what_they_asked_for(draft: Draft, desk: Client, first: Release) -> None:
    calm(draft)
    publish(desk)
    seal = publishing.of_draft(draft).seal

    response = desk.post(APPROVE, {"seal": seal}, follow=True)

    assert "Approve and publish" not in words(response)
    assert "You asked for this yourself." in words(response)
    assert Release.objects.count() == 1


def test_an_edit_makes_the_request_void(
    draft: Draft, desk: Client, first: Release, colleague: User
) -> None:
    calm(draft)
    publish(desk)
    other = signed_in(colleague)
    seal = seal_on(other.get(PUBLISH))
    change_rule(draft, "s-throb", reason="It throbs a little.")

    response = other.post(APPROVE, {"seal": seal}, follow=True)

    assert "It was changed since you looked." in words(response)
    assert "is void" in words(response)
    assert "Approve and publish" not in words(response)
    assert Release.objects.count() == 1


def test_a_void_request_is_not_approved_with_the_new_seal_either(
    draft: Draft, desk: Client, first: Release, colleague: User
) -> None:
    calm(draft)
    publish(desk)
    change_rule(draft, "s-throb", reason="It throbs a little.")

    proposal = publishing.of_draft(draft)
    with pytest.raises(Refused, match="Nobody asks for this any more"):
        publishing.approve(proposal, seal=proposal.seal, by=colleague)

    assert Release.objects.count() == 1


def test_asking_again_takes_the_place_of_what_was_asked(
    draft: Draft, desk: Client, first: Release, colleague: User
) -> None:
    calm(draft)
    publish(desk)
    change_rule(draft, "s-throb", reason="It throbs a little.")

    publish(signed_in(colleague), note="Said better")

    asked = PublishRequest.objects.get()
    assert (asked.asked_by, asked.note) == (colleague, "Said better")


def test_a_request_can_be_taken_back(draft: Draft, desk: Client, first: Release) -> None:
    calm(draft)
    publish(desk)

    response = desk.post(TAKE_BACK, follow=True)

    assert "Nobody asks for it any more." in words(response)
    assert not PublishRequest.objects.exists()
    assert desk.post(TAKE_BACK).status_code == 404


def test_approving_twice_makes_one_release(
    draft: Draft, desk: Client, first: Release, colleague: User
) -> None:
    calm(draft)
    publish(desk)
    other = signed_in(colleague)
    seal = seal_on(other.get(PUBLISH))

    other.post(APPROVE, {"seal": seal})
    again = other.post(APPROVE, {"seal": seal})

    assert again.status_code == 404
    assert Release.objects.count() == 2


def test_withdrawing_everything_is_no_way_round_the_second_person(
    draft: Draft, desk: Client, first: Release
) -> None:
    Release.objects.all().withdraw()
    calm(draft)

    publish(desk)

    assert PublishRequest.objects.exists()
    assert Release.objects.get() == first


def test_what_waits_is_listed_for_those_who_may_approve_it(
    draft: Draft, desk: Client, first: Release, colleague: User
) -> None:
    calm(draft)
    publish(desk)

    listed = signed_in(colleague).get("/admin/triage/publishrequest/")
    seer = signed_in(person("seer", "view_draft"))

    assert NOTE in words(listed)
    assert f'href="{PUBLISH}"' in listed.content.decode()
    assert seer.get("/admin/triage/publishrequest/").status_code == 403


# Who may


@pytest.mark.parametrize("url", [PUBLISH, again_url(1)])
def test_only_those_who_may_publish_see_the_page_or_press_its_button(
    first: Release, url: str
) -> None:
    seer = signed_in(person("seer", "view_draft", "change_draft", "view_release"))
    reader = signed_in(person("reader", "publish_draft", is_staff=False))

    for client in (seer, reader):
        assert client.get(url).status_code == 403
        assert client.post(url, {"note": NOTE}).status_code == 403
    signed_out = Client().post(url, {"note": NOTE})
    assert signed_out.status_code == 403
    assert "You were signed out" in words(signed_out)
    assert Release.objects.count() == 1


@pytest.mark.parametrize("url", [APPROVE, TAKE_BACK])
def test_only_those_who_may_publish_approve_or_decline(
    draft: Draft, desk: Client, first: Release, url: str
) -> None:
    calm(draft)
    publish(desk)
    seal = publishing.of_draft(draft).seal

    seer = signed_in(person("seer", "view_draft", "change_draft", "view_release"))

    assert seer.post(url, {"seal": seal}).status_code == 403
    assert desk.get(url).status_code == 405
    assert PublishRequest.objects.exists()
    assert Release.objects.count() == 1


def test_a_form_from_elsewhere_is_refused(draft: Draft, editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    assert client.post(PUBLISH, {"note": NOTE}).status_code == 403
    assert not Release.objects.exists()


def test_what_is_not_there_is_not_found(desk: Client, first: Release) -> None:
    assert desk.get("/admin/self-check/arms/publish/").status_code == 404
    assert desk.get(again_url(9)).status_code == 404
    assert desk.post("/admin/self-check/arms/approve/").status_code == 404

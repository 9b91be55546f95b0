"""An earlier release, given to readers once more: one step, and two people where it calms."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.triage.desk.pressing import APPROVE, again_url, approve, publish, seal_on, words
from tests.triage.desk.small import calm, change_rule, signed_in
from triage import releases
from triage.models import Draft, PublishRequest, Release

pytestmark = pytest.mark.django_db


def test_an_earlier_release_is_given_again_in_one_step_under_a_new_number(
    draft: Draft, desk: Client, first: Release, editor: User, colleague: User
) -> None:
    calm(draft)
    publish(desk)
    approve(signed_in(colleague))

    response = publish(desk, note="Back: throbbing matters", url=again_url(1))

    third = Release.objects.get(number=3)
    assert "Published. Readers get small release 3 from now on." in words(response)
    assert third.content == first.content
    assert (third.published_by, third.approved_by) == (editor, None)
    assert third.proof == first.proof
    current = releases.current("small")
    assert current is not None
    assert current.number == 3


def test_going_back_to_something_calmer_needs_a_second_person(
    draft: Draft, desk: Client, first: Release, editor: User, colleague: User
) -> None:
    change_rule(draft, "r-other", urgency="soon")
    publish(desk)

    publish(desk, note="Too much", url=again_url(1))
    assert Release.objects.count() == 2
    assert PublishRequest.objects.get().release == first

    other = signed_in(colleague)
    page = other.get(again_url(1))
    assert "Approve and publish" in words(page)
    other.post(APPROVE, {"seal": seal_on(page)})

    third = Release.objects.get(number=3)
    assert third.content == first.content
    assert (third.published_by, third.approved_by) == (editor, colleague)


def test_what_readers_have_is_not_given_again(desk: Client, first: Release) -> None:
    response = publish(desk, url=again_url(1))

    assert "Readers have exactly this already" in words(response)
    assert Release.objects.count() == 1

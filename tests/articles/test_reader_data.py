"""A reader is given what we keep under their address, and it is deleted when they ask."""

import io
import json

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import HeldComment, Subscriber
from groundwork.models import Message
from tests.articles.comments.conftest import site as site
from tests.articles.comments.writing import held
from tests.articles.updates.readers import Browser

pytestmark = pytest.mark.django_db
ANA = "ana@example.org"


@pytest.fixture
def _known(site: Client) -> None:
    Browser().sign_up(ANA)
    Browser().sign_up("other@example.org")
    held("Ana's words.")
    held("Somebody else's words.", email="other@example.org")


def told(*arguments: str) -> str:
    out = io.StringIO()
    call_command("reader_data", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.usefixtures("_known")
def test_a_reader_gets_their_own_and_nobody_elses() -> None:
    kept = json.loads(told(ANA.upper()))

    assert [row["address"] for row in kept["updates"]] == [ANA]
    assert [row["text"] for row in kept["comments"]] == ["Ana's words."]
    assert "other@example.org" not in json.dumps(kept)


@pytest.mark.usefixtures("_known")
def test_what_is_deleted_is_gone_with_its_mail() -> None:
    said = told(ANA, "--delete")

    assert said == "Deleted: 1 sign-up(s), 1 comment(s) that waited.\n"
    assert list(Subscriber.objects.values_list("address", flat=True)) == ["other@example.org"]
    assert list(HeldComment.objects.values_list("text", flat=True)) == ["Somebody else's words."]
    assert not Message.objects.filter(to=ANA).exists()
    assert json.loads(told(ANA)) == {"updates": [], "comments": []}

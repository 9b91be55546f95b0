"""A release leaves the house as a file, by command and from the desk."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from tests.triage import fhir_r4
from tests.triage.desk.small import person, signed_in
from triage import releases
from triage.engine.questionnaire import Questionnaire
from triage.files import exports
from triage.files.questionnaire import read
from triage.models import Release

pytestmark = pytest.mark.django_db
KINDS = {
    "yaml": ("application/yaml; charset=utf-8", "legs-1.yaml"),
    "json": ("application/json; charset=utf-8", "legs-1.json"),
    "fhir": ("application/fhir+json; charset=utf-8", "legs-1.fhir.json"),
}


def exported(*args: str) -> str:
    out = StringIO()
    call_command("export_questionnaire", *args, stdout=out)
    return out.getvalue()


def desk(*permissions: str, is_staff: bool = True) -> Client:
    return signed_in(person("somebody", *permissions, is_staff=is_staff))


def address(kind: str, number: int = 1) -> str:
    return reverse("desk:take-away", args=["legs", number, kind])


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_what_is_exported_loads_back_as_the_release(
    release: Release, legs: Questionnaire, kind: str
) -> None:
    assert read(exported("legs", "--format", kind), "legs") == legs


def test_yaml_is_what_comes_without_asking(release: Release) -> None:
    assert exported("legs") == exported("legs", "--format", "yaml")


def test_signposts_and_vignettes_go_along(release: Release) -> None:
    row = releases.current("legs")
    assert row is not None
    told = {**vars(row), "signposts": {"doms": ("soreness#s-what-helps",)},
            "vignettes": ({"id": "v1", "story": "A case.", "result": "soon"},)}  # fmt: skip

    document = exports.document_of(releases.PublishedCheck(**told))

    assert document["signposts"] == {"doms": ["soreness#s-what-helps"]}
    assert document["vignettes"] == [{"id": "v1", "story": "A case."}]


def test_fhir_says_which_release_it_is(release: Release) -> None:
    resource = json.loads(exported("legs", "--format", "fhir"))

    assert fhir_r4.faults(resource) == []
    assert resource["version"] == "1"
    assert resource["status"] == "active"
    assert resource["experimental"] is True
    assert resource["date"] == release.published_at.isoformat(timespec="seconds")
    assert resource["url"].endswith("/self-check/legs/")


def test_a_signed_release_is_not_experimental(release: Release) -> None:
    Release.objects.update(signed_by="A registered clinician")

    assert json.loads(exported("legs", "--format", "fhir"))["experimental"] is False


def test_a_withdrawn_release_is_retired_and_must_be_asked_for(release: Release) -> None:
    Release.objects.all().withdraw()

    with pytest.raises(CommandError, match="no release that stands"):
        exported("legs")
    resource = json.loads(exported("legs", "--release", "1", "--format", "fhir"))

    assert resource["status"] == "retired"
    assert fhir_r4.faults(resource) == []


@pytest.mark.parametrize("args", [("nothing",), ("legs", "--release", "7")])
def test_what_is_not_there_is_refused_by_name(release: Release, args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=args[0]):
        exported(*args)


@pytest.mark.parametrize("kind", KINDS)
def test_staff_take_a_release_away_from_the_desk(release: Release, kind: str) -> None:
    answer = desk("view_release").get(address(kind))
    content_type, name = KINDS[kind]

    assert answer.content.decode() == exported("legs", "--format", kind)
    assert answer["Content-Type"] == content_type
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_releases_page_leads_to_every_file(release: Release, kind: str) -> None:
    page = desk("view_release").get(reverse("admin:triage_release_change", args=[release.pk]))

    assert f'href="{address(kind)}"' in page.content.decode()


def test_who_may_not_see_releases_gets_no_file(release: Release) -> None:
    assert desk("view_draft").get(address("yaml")).status_code == 403


def test_who_is_not_staff_gets_no_file(release: Release) -> None:
    assert desk("view_release", is_staff=False).get(address("yaml")).status_code == 403


def test_who_is_not_signed_in_is_asked_to(release: Release) -> None:
    answer: Any = Client().get(address("yaml"))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(("kind", "number"), [("xml", 1), ("yaml", 7)])
def test_there_is_no_file_of_what_is_not_there(release: Release, kind: str, number: int) -> None:
    assert desk("view_release").get(address(kind, number)).status_code == 404


def test_a_file_is_only_fetched(release: Release) -> None:
    assert desk("view_release").post(address("yaml")).status_code == 405

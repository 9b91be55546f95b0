"""Publishing freezes a questionnaire; what is frozen stays as it is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client

from articles.models import RedFlag, Source
from tests.articles.content import write_content
from tests.articles.loaded import load_content
from tests.triage.proofs import LEGS, proof_of, red_flag_rows
from triage import checks, releases
from triage.engine.proofs.vignettes import OWN_CASES
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.files.proofs import vignettes_of
from triage.models import Release

pytestmark = pytest.mark.django_db
TABLE = {"doms": ["night-cramps#s-what-may-help"]}


def publish(questionnaire: Questionnaire, table: dict[str, list[str]] | None = None) -> Any:
    questionnaire = releases.with_register_wording(questionnaire)
    return releases.publish(
        check="legs",
        questionnaire=questionnaire,
        report=proof_of(questionnaire),
        signpost_table=table or {},
        note="",
    )


def test_the_first_release_is_number_one_and_the_same_again_makes_none(legs: Questionnaire) -> None:
    first, is_new = publish(legs)
    again, is_new_again = publish(legs)

    assert (first.number, is_new) == (1, True)
    assert (again.pk, is_new_again) == (first.pk, False)


def test_a_changed_register_makes_the_next_release(legs: Questionnaire) -> None:
    publish(legs)
    RedFlag.objects.create(
        key="leg-clot", name="x", wording="A sign", urgency="urgent", what_to_do="New advice."
    )

    second, is_new = publish(legs)

    assert (second.number, is_new) == (2, True)
    published = releases.current("legs")
    assert published is not None
    assert published.questionnaire.pattern("leg-clot").tell == "New advice."


def test_a_release_keeps_the_wording_it_was_published_with(legs: Questionnaire) -> None:
    flag = RedFlag.objects.create(
        key="leg-clot", name="x", wording="A sign", urgency="urgent", what_to_do="Old advice."
    )
    publish(legs)

    flag.what_to_do = "New advice."
    flag.save()

    published = releases.current("legs")
    assert published is not None
    assert published.questionnaire.pattern("leg-clot").tell == "Old advice."


def test_a_release_reads_back_as_the_questionnaire_it_was(legs: Questionnaire) -> None:
    publish(legs)

    published = releases.current("legs")

    assert published is not None
    assert published.questionnaire == legs


def test_a_section_nobody_published_stops_the_publishing(legs: Questionnaire) -> None:
    with pytest.raises(releases.SignpostsMissing) as caught:
        publish(legs, TABLE)

    assert caught.value.references == ["night-cramps#s-what-may-help"]
    assert not Release.objects.exists()


def test_what_was_proved_is_kept_with_the_release(legs: Questionnaire) -> None:
    release, _ = publish(legs)

    release.refresh_from_db()
    assert release.proof["is_proved"]
    assert {proof["verdict"] for proof in release.proof["proofs"]} <= {"proved", "advice"}
    assert "ratchet" in [proof["name"] for proof in release.proof["proofs"]]


def test_the_desk_shows_what_was_proved_and_lets_nobody_edit_it(release: Release) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editor", "", "a long password"))
    address = f"/admin/triage/release/{release.pk}/"

    page = client.get(f"{address}change/").content.decode()
    client.post(f"{address}change/", {"number": "7", "note": "changed"})

    assert "never lowers the urgency" in page
    assert Release.objects.get(pk=release.pk).number == 1
    assert client.post(f"{address}delete/", {"post": "yes"}).status_code == 403


def test_the_desk_withdraws_and_puts_back(release: Release) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("editor", "", "a long password"))
    chosen = {"_selected_action": [release.pk]}

    client.post("/admin/triage/release/", {"action": "withdraw", **chosen})
    assert releases.current("legs") is None

    client.post("/admin/triage/release/", {"action": "put_back", **chosen})
    assert releases.current("legs") is not None


def test_a_questionnaire_that_talks_a_red_flag_down_is_not_published(legs: Questionnaire) -> None:
    calm = tuple(
        replace(rule, urgency=Urgency.SELF_CARE) if rule.id == "u-clot" else rule
        for rule in legs.rules
    )

    with pytest.raises(releases.NotProved, match=r"refuted are .*flags are floors"):
        publish(replace(legs, rules=calm))

    assert not Release.objects.exists()


def test_the_proof_of_another_text_is_not_accepted(legs: Questionnaire) -> None:
    other = replace(legs, title="Another title")

    with pytest.raises(releases.NotProved, match="another text"):
        releases.publish(
            check="legs",
            questionnaire=other,
            report=proof_of(legs),
            signpost_table={},
            note="",
        )


def test_live_sections_go_into_the_release(legs: Questionnaire, tmp_path: Path) -> None:
    load_content(write_content(tmp_path / "content"))

    publish(legs, TABLE)

    published = releases.current("legs")
    assert published is not None
    assert published.signposts == {"doms": ("night-cramps#s-what-may-help",)}


def test_content_that_was_tampered_with_is_not_used(legs: Questionnaire) -> None:
    release, _ = publish(legs)
    content = Release.objects.get(pk=release.pk).content
    content["questionnaire"]["rules"][0]["urgency"] = "self-care"
    Release.objects.filter(pk=release.pk).update(content=content)
    releases._content.cache_clear()

    with pytest.raises(ValueError, match="does not match its hash"):
        releases.current("legs")


def test_showing_a_release_again_costs_one_query(
    release: Release, django_assert_num_queries: Callable[[int], Any]
) -> None:
    releases.current("legs")

    with django_assert_num_queries(1):
        releases.current("legs")


def test_a_withdrawn_release_gives_way_to_the_one_before(legs: Questionnaire) -> None:
    first, _ = publish(legs)
    second = Release.objects.create(
        check_slug="legs", number=2, content=first.content, content_hash=first.content_hash
    )

    Release.objects.filter(pk=second.pk).withdraw()

    published = releases.current("legs")
    assert published is not None
    assert published.number == 1
    assert Release.objects.put_back() == 1


def test_the_deploy_check_warns_until_a_clinician_has_signed(release: Release) -> None:
    warnings = [m for m in run_checks(include_deployment_checks=True) if m.id == checks.UNSIGNED]
    Release.objects.update(signed_by="A registered clinician")

    after = [m for m in run_checks(include_deployment_checks=True) if m.id == checks.UNSIGNED]

    assert "legs release 1" in warnings[0].msg
    assert after == []


def test_the_command_refuses_what_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.management.commands.load_questionnaire.signpost_table", dict)

    with pytest.raises(CommandError, match="Not published: refuted are complete results"):
        call_command("load_questionnaire")


def test_the_command_publishes_once_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triage.management.commands.load_questionnaire.signpost_table", dict)
    _fill_register()

    call_command("load_questionnaire")
    call_command("load_questionnaire")
    call_command("load_questionnaire", publish=True)

    said = capsys.readouterr().out.splitlines()
    assert said == [
        "Self-check legs: published as release 1.",
        "Self-check legs: release 1 stands.",
        "Self-check legs: is the same as release 1.",
    ]


def test_the_command_names_what_is_missing() -> None:
    _fill_register()

    with pytest.raises(CommandError, match=r"signposts\.yaml: These sections are not published"):
        call_command("load_questionnaire")
    with pytest.raises(CommandError, match=r"There is no arms\.yaml"):
        call_command("load_questionnaire", "arms")


def _fill_register() -> None:
    for row in red_flag_rows():
        RedFlag.objects.create(
            key=row["key"],
            name=row["name"],
            wording=row["wording"],
            urgency=row["urgency"],
            what_to_do=row["what_to_do"],
        )
    for key in {case.source for case in vignettes_of(LEGS)} - {OWN_CASES}:
        Source.objects.create(key=key, title=key, kind="guideline", url="https://example.org/")


def test_the_command_names_a_vignette_whose_source_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("triage.management.commands.load_questionnaire.signpost_table", dict)
    _fill_register()
    Source.objects.filter(key="cornwall-pad").delete()

    with pytest.raises(CommandError, match=r"g-rest-pain: .* “cornwall-pad”\. Run load_content"):
        call_command("load_questionnaire")

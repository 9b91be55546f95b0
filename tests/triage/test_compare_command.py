"""`manage.py compare`: what differs between two questionnaires, and whose urgency changes."""

import io
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from tests.triage.proofs import proof_of, published_legs
from triage import releases
from triage.engine.proofs import TooLarge
from triage.engine.urgency import Urgency
from triage.management.commands import compare as command
from triage.models import Release
from triage.shipped import CONTENT

pytestmark = pytest.mark.django_db

RULE = "- id: u-vein\n  urgency: urgent"


@dataclass(frozen=True)
class Told:
    code: int
    lines: list[str]


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of the shipped files, to be changed."""
    for path in CONTENT.glob("legs*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path / "legs.yaml"


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def run(before: Path | str, after: Path | str) -> Told:
    out = io.StringIO()
    code = 0
    try:
        call_command("compare", str(before), str(after), stdout=out, stderr=io.StringIO())
    except SystemExit as stop:
        code = int(str(stop.code))
    return Told(code, [line.strip() for line in out.getvalue().splitlines()])


def refusal(before: Path | str, after: Path | str) -> str:
    with pytest.raises(CommandError) as caught:
        call_command("compare", str(before), str(after), stderr=io.StringIO())
    assert caught.value.returncode == 2
    return str(caught.value)


def test_the_same_file_differs_in_nothing() -> None:
    told = run(CONTENT / "legs.yaml", CONTENT / "legs.yaml")

    assert told.code == 0
    assert told.lines[0] == "Nothing is changed."


def test_a_lowered_rule_is_told_and_ends_with_1(edited: Path) -> None:
    edit(edited, RULE, RULE.replace("urgent", "soon"))

    told = run(CONTENT / "legs.yaml", edited)

    assert told.code == 1
    assert "leg_change is veins" in told.lines
    assert "from urgent to soon" in told.lines
    assert "No answers lead up. This is proved over all answers." in told.lines
    assert "changed rule u-vein" in told.lines
    assert told.lines[told.lines.index("urgency") :][1:3] == ["- urgent", "+ soon"]


def test_a_raised_rule_ends_with_0(edited: Path) -> None:
    edit(edited, RULE, RULE.replace("urgent", "soon"))

    told = run(edited, CONTENT / "legs.yaml")

    assert told.code == 0
    assert "from soon to urgent" in told.lines


def test_vignettes_beside_the_files_are_moved(edited: Path) -> None:
    edit(edited, "- id: u-skin\n  urgency: urgent", "- id: u-skin\n  urgency: soon")

    told = run(CONTENT / "legs.yaml", edited)

    assert any(line.startswith("DOWN t22 from urgent to soon:") for line in told.lines)


def test_the_newest_release_is_compared_by_its_check(release: Release) -> None:
    assert run("legs", "legs").lines[0] == "Nothing is changed."


def test_two_releases_are_compared_by_their_numbers(release: Release) -> None:
    legs = published_legs()
    calmer = replace(
        legs,
        rules=tuple(
            replace(rule, urgency=Urgency.SOON) if rule.id == "u-vein" else rule
            for rule in legs.rules
        ),
    )
    report = replace(proof_of(legs), content_hash=proof_of(calmer).content_hash)
    releases.publish(
        check="legs", questionnaire=calmer, report=report, signpost_table={}, note="for tests"
    )

    assert run("legs:1", "legs:2").code == 1
    assert run("legs:2", "legs:1").code == 0
    assert run("legs", "legs:2").lines[0] == "Nothing is changed."


def test_a_release_that_is_not_there_is_refused() -> None:
    assert "no release “legs:7”" in refusal("legs:7", CONTENT / "legs.yaml")
    assert "no release “arms”" in refusal(CONTENT / "legs.yaml", "arms")


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "none.yaml", CONTENT / "legs.yaml")
    assert "cannot be read" in refusal(tmp_path, CONTENT / "legs.yaml")


def test_a_broken_file_is_refused_with_its_line(edited: Path) -> None:
    edit(edited, "when: leg_change is veins", "when: leg_change is vains")

    assert "Did you mean “veins”?" in refusal(CONTENT / "legs.yaml", edited)


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_args: object) -> None:
        raise TooLarge("It needs more than 3 variables.")

    monkeypatch.setattr(command, "compare", too_large)

    said = refusal(CONTENT / "legs.yaml", CONTENT / "legs.yaml")

    assert said == "Too large to compare, so nothing is known. It needs more than 3 variables."


def test_without_a_database_files_can_still_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(*_args: object) -> None:
        raise OperationalError

    monkeypatch.setattr(releases, "with_register_wording", without)
    monkeypatch.setattr(releases, "current", without)

    assert run(CONTENT / "legs.yaml", CONTENT / "legs.yaml").code == 0
    assert "There is no database" in refusal("legs", CONTENT / "legs.yaml")

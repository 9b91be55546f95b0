"""`manage.py verify`: a questionnaire file proved, or refuted with the answers that show it."""

import io
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError

from articles.models import RedFlag
from groundwork import yaml_lines
from triage import releases
from triage.engine.proofs import Limits, prove
from triage.management.commands import verify
from triage.shipped import CONTENT

pytestmark = pytest.mark.django_db

REGISTER = CONTENT.parents[1] / "articles" / "content" / "red_flags.yaml"


@pytest.fixture(autouse=True)
def _without_lengths(monkeypatch: pytest.MonkeyPatch) -> None:
    """Walking every vignette takes longer than the proof; test_vignettes.py has a test of it."""
    monkeypatch.setattr(verify, "length_lines", lambda *_: ())


@dataclass(frozen=True)
class Told:
    """What the command wrote, and how it ended."""

    code: int
    lines: list[str]

    def after(self, start: str) -> str:
        """The rest of the one line that starts like this, spaces aside."""
        (line,) = [line.strip() for line in self.lines if line.strip().startswith(start)]
        return line.removeprefix(start)


@pytest.fixture
def register() -> None:
    """The red flags' advice, as far as the proofs look at it."""
    rows = yaml_lines.load(REGISTER.read_text(encoding="utf-8"))["red_flags"]
    RedFlag.objects.bulk_create(
        RedFlag(**{name: row[name] for name in ("key", "name", "wording", "urgency", "what_to_do")})
        for row in rows
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped files, to be changed."""
    for path in CONTENT.glob("legs*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def run(path: Path) -> Told:
    out = io.StringIO()
    code = 0
    try:
        call_command("verify", str(path), stdout=out)
    except SystemExit as stop:
        code = int(str(stop.code))
    return Told(code, out.getvalue().splitlines())


def refusal(path: Path) -> str:
    with pytest.raises(CommandError) as caught:
        call_command("verify", str(path))
    assert caught.value.returncode == 2
    return str(caught.value)


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def verdicts(told: Told) -> dict[str, str]:
    found = (re.match(r"(\w+) +(.+) \([\d,]+ claims", line) for line in told.lines)
    return {match[2]: match[1] for match in found if match}


@pytest.mark.usefixtures("register")
def test_the_legs_questionnaire_is_proved() -> None:
    told = run(CONTENT / "legs.yaml")

    assert told.code == 0
    assert verdicts(told) == dict.fromkeys(
        [
            "ends",
            "reachable",
            "decisive",
            "alternatives",
            "emergency stops",
            "ratchet",
            "flags are floors",
            "not sure is a floor",
            "complete results",
            "leaving out",
            "promises",
            "vignettes",
        ],
        "proved",
    )
    assert "Everything is proved." in told.lines


@pytest.mark.usefixtures("register")
def test_a_refuted_property_shows_the_answers_and_ends_with_1(folder: Path) -> None:
    edit(folder / "legs.yaml", "when: em_heat is hot_ill", "when: em_heat is hot_ill and preg_any")

    told = run(folder / "legs.yaml")

    assert told.code == 1
    assert [name for name, verdict in verdicts(told).items() if verdict == "refuted"] == [
        "emergency stops",
        "flags are floors",
        "vignettes",
    ]
    place = "question em_heat, option hot_ill: No emergency rule holds on it, so the check goes on."
    shown = next(n for n, line in enumerate(told.lines) if line.strip() == place)
    answers = told.lines[shown + 1]
    assert "em_heat: hot_ill" in answers
    assert not any(f"pregnancy: {name}" in answers for name in ("pregnant", "recent", "maybe"))
    assert "Refuted: emergency stops, flags are floors, vignettes." in told.lines


@pytest.mark.usefixtures("register")
def test_a_fall_of_urgency_shows_both_sets_of_answers(folder: Path) -> None:
    edit(folder / "legs.yaml", "when: trend is worse\n", "when: trend is same\n")

    told = run(folder / "legs.yaml")

    assert told.code == 1
    place = "question trend: The urgency falls from routine to self-care."
    shown = next(n for n, line in enumerate(told.lines) if line.strip() == place)
    assert told.lines[shown + 1].endswith("; impact: little; trend: same; duration: d2")
    assert told.lines[shown + 2].endswith("; impact: little; trend: worse; duration: d2")


@pytest.mark.usefixtures("register")
def test_advice_is_printed_and_refutes_nothing(folder: Path) -> None:
    edit(
        folder / "legs.yaml",
        "- id: b-soreness\n",
        "- {id: again, urgency: soon, pattern: plain, when: urine is dark, reason: Again.,"
        " tell: Again.}\n\n- id: b-soreness\n",
    )

    told = run(folder / "legs.yaml")

    assert (told.code, verdicts(told)["decisive"]) == (0, "advice")
    assert told.after("note: rule again: ").startswith("It never decides")


def test_red_flags_whose_register_is_empty_have_no_advice() -> None:
    told = run(CONTENT / "legs.yaml")

    assert told.code == 1
    assert told.after("rule e-brain: ") == "Neither it nor its pattern stroke-brain has advice."


def test_without_a_database_the_rest_is_proved_all_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise OperationalError("no such table")

    monkeypatch.setattr(releases, "with_register_wording", fail)

    told = run(CONTENT / "legs.yaml")

    assert "the red flags are those we ship" in capsys.readouterr().err
    assert told.code == 0
    assert verdicts(told)["complete results"] == "proved"


@pytest.mark.usefixtures("register")
def test_a_copy_is_held_to_the_promises_we_ship(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    copy.write_text((CONTENT / "legs.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    edit(copy, "- id: s-under5\n  urgency: soon", "- id: s-under5\n  urgency: routine")

    told = run(copy)

    assert told.code == 1
    assert told.after("promise p6-under-5: ").startswith("No rule makes it soon")
    assert verdicts(told)["vignettes"] == "refuted"


@pytest.mark.usefixtures("register")
def test_promises_in_the_file_itself_count(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    legs = (CONTENT / "legs.yaml").read_text(encoding="utf-8")
    never = "promises:\n- {id: never, when: problem is soreness, at_least: urgent}\n"
    copy.write_text(f"{legs}{never}vignettes: []\n", encoding="utf-8")

    told = run(copy)

    assert told.code == 1
    assert told.after("promise never: ").startswith("No rule makes it urgent")


@pytest.mark.usefixtures("register")
def test_a_broken_promise_is_refuted(folder: Path) -> None:
    edit(folder / "legs-promises.yaml", "age is age_0_4, at_least: soon", "under16, at_least: soon")

    told = run(folder / "legs.yaml")

    assert told.code == 1
    said = "No rule makes it soon; the most urgent is self-care."
    assert told.after("promise p6-under-5: ") == said


@pytest.mark.usefixtures("register")
def test_a_vignette_that_moved_is_refuted(folder: Path) -> None:
    edit(folder / "legs-vignettes.yaml", "lowest: emergency", "lowest: soon")
    edit(folder / "legs-vignettes.yaml", "highest: emergency", "highest: urgent")

    told = run(folder / "legs.yaml")

    assert told.code == 1
    assert told.after("vignette t01: ") == "It gets emergency and should get soon or urgent."


@pytest.mark.usefixtures("register")
def test_a_questionnaire_of_another_name_alone_has_no_promises_or_vignettes(folder: Path) -> None:
    (folder / "legs-promises.yaml").unlink()
    (folder / "legs-vignettes.yaml").unlink()
    edit(folder / "legs.yaml", "name: legs\n", "name: knees\n")

    told = run(folder / "legs.yaml")

    assert told.code == 0
    assert told.after("proved   promises").startswith(" (0 claims")
    assert told.after("proved   vignettes").startswith(" (0 claims")


BROKEN = {
    "a promise of no kind": (
        "legs-promises.yaml",
        "at_least: soon}",
        "at_lest: soon}",
        "A promise has one of: at_least, shows_note, can_be, never_calmer_than.",
    ),
    "a promise on an unknown answer": (
        "legs-promises.yaml",
        "when: age is age_0_4",
        "when: age is age_0_5",
        "I don't know “age_0_5” as an answer to age.",
    ),
    "a promise of an unknown urgency": (
        "legs-promises.yaml",
        "at_least: soon",
        "at_least: soonish",
        "“soonish” is not an urgency.",
    ),
    "a promise of an unknown note": (
        "legs-promises.yaml",
        "shows_note: under16",
        "shows_note: under61",
        "promise p6-parent-note: the questionnaire has no 'under61'.",
    ),
    "a vignette without an urgency": (
        "legs-vignettes.yaml",
        "  lowest: emergency\n",
        "",
        "“lowest” is missing or empty.",
    ),
    "a vignette with an unknown field": (
        "legs-vignettes.yaml",
        "  lowest: emergency\n",
        "  lowes: emergency\n",
        "There is no field “lowes”. Did you mean “lowest”?",
    ),
    "vignettes under another name": (
        "legs-vignettes.yaml",
        "\nvignettes:",
        "\ncases:",
        "There is no list “vignettes”.",
    ),
    "a line that is no YAML": ("legs-promises.yaml", "promises:", "promises: [", "legs-promises"),
    "a broken questionnaire": ("legs.yaml", "name: legs", "nam: legs", "legs.yaml:"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_file_is_refused_with_its_place(folder: Path, kind: str) -> None:
    name, before, after, said = BROKEN[kind]
    edit(folder / name, before, after)

    refused = refusal(folder / "legs.yaml")

    assert said in refused


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    assert "arms.yaml cannot be read" in refusal(folder / "arms.yaml")


def test_a_questionnaire_too_large_is_not_called_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    small = Limits(variables=300)
    monkeypatch.setattr(verify, "prove", lambda whole, *_: prove(whole, limits=small))

    refused = refusal(CONTENT / "legs.yaml")

    assert refused == ("Too large to prove, so it is not proved. It needs more than 300 variables.")

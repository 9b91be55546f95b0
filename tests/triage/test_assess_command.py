"""`manage.py assess`: lines of answers in, lines of results out."""

import io
import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from triage.models import Release

pytestmark = pytest.mark.django_db

BREATHLESS = {"em_breathing": ["breathless"]}
SWOLLEN = {"problem": "massage", "leg_change": ["swollen", "warm"]}


@dataclass(frozen=True)
class Told:
    """What the command wrote, and how it ended."""

    code: int
    results: list[dict[str, Any]]
    errors: list[str]


class Stdin:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def run(monkeypatch: pytest.MonkeyPatch, content: bytes | str, *options: str) -> Told:
    raw = content.encode() if isinstance(content, str) else content
    monkeypatch.setattr("sys.stdin", Stdin(raw))
    out, errors = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("assess", *options, stdout=out, stderr=errors)
    except SystemExit as stop:
        code = int(str(stop.code))
    results = [json.loads(line) for line in out.getvalue().splitlines()]
    return Told(code, results, errors.getvalue().splitlines())


def test_an_emergency_ends_the_check_on_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    told = run(monkeypatch, json.dumps(BREATHLESS))

    assert told == Told(
        0,
        [
            {
                "complete": True,
                "urgency": "emergency",
                "fired": ["e-breathing"],
                "path": ["em_breathing"],
            }
        ],
        [],
    )


def test_an_incomplete_line_names_the_next_question(monkeypatch: pytest.MonkeyPatch) -> None:
    told = run(monkeypatch, '{"em_breathing": "not_sure"}')

    assert told.code == 0
    assert told.results == [
        {
            "complete": False,
            "urgency": None,
            "fired": ["n-em-breathing"],
            "path": ["em_breathing"],
            "next_question": "em_brain",
            "at_least": "urgent",
        }
    ]


def test_no_answers_at_all_begin_at_the_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    (result,) = run(monkeypatch, "{}").results

    assert (result["next_question"], result["at_least"]) == ("em_breathing", None)


def test_fill_clean_answers_what_was_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    (result,) = run(monkeypatch, json.dumps(SWOLLEN), "--fill-clean").results

    assert (result["complete"], result["urgency"]) == (True, "urgent")
    assert result["fired"][0] == "u-clot"
    assert "next_question" not in result
    assert "ignored" not in result


def test_answers_nobody_asked_for_are_named_as_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({**SWOLLEN, "cramp_length": "over_10"})

    (result,) = run(monkeypatch, line, "--fill-clean").results

    assert result["ignored"] == ["cramp_length"]
    assert "cramp_length" not in result["path"]


def test_each_line_gets_its_own_result_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "\n".join(map(json.dumps, [SWOLLEN, BREATHLESS, {}]))

    told = run(monkeypatch, lines, "--fill-clean")

    assert [result["urgency"] for result in told.results] == ["urgent", "emergency", "self-care"]


@pytest.mark.parametrize("content", ["", "\n", "\n  \n\t\n", "\r\n\r\n"])
def test_nothing_in_gives_nothing_out(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    assert run(monkeypatch, content) == Told(0, [], [])


def test_blank_lines_and_windows_line_ends_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    told = run(monkeypatch, "\r\n\n" + json.dumps(BREATHLESS) + "\r\n\n")

    assert (told.code, len(told.results), told.errors) == (0, 1, [])


def test_the_mark_some_editors_put_first_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    told = run(monkeypatch, b"\xef\xbb\xbf" + json.dumps(BREATHLESS).encode())

    assert (told.code, len(told.results)) == (0, 1)


def test_without_filling_an_answer_further_on_neither_counts_nor_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (result,) = run(monkeypatch, json.dumps({"em_breathing": "none", "urine": ["dark"]})).results

    assert (result["complete"], result["urgency"], result["at_least"]) == (False, None, None)
    assert (result["fired"], result["path"]) == ([], ["em_breathing"])
    assert result["ignored"] == ["urine"]


BAD_LINES = {
    "not JSON": (b"problem: massage", "this is not JSON. Write one object on each line."),
    "cut short": (b'{"problem": "mass', "this is not JSON"),
    "a list": (b'["massage"]', "this is not a JSON object"),
    "a text": (b'"massage"', "this is not a JSON object"),
    "null": (b"null", "this is not a JSON object"),
    "a number without end": (b"9" * 5_000, "this is not JSON"),
    "deep nesting": (b"[" * 200_000, "this is not JSON"),
    "an unknown question": (b'{"shoe": "42"}', "there is no question 'shoe'. Use the question's"),
    "an unknown option": (
        b'{"problem": "itch"}',
        "problem does not offer 'itch'. It offers: soreness, cramp_now,",
    ),
    "an option in capitals": (b'{"problem": "Massage"}', "problem does not offer 'Massage'."),
    "an exclusive option combined": (
        b'{"em_breathing": ["none", "collapse"]}',
        "em_breathing: “none of these” cannot be combined.",
    ),
    "two on a single question": (
        b'{"problem": ["massage", "other"]}',
        "problem takes one answer.",
    ),
    "an empty list": (b'{"problem": []}', "problem: nothing was chosen."),
    "an empty text": (b'{"problem": ""}', "problem does not offer ''."),
    "null for an answer": (b'{"problem": null}', "the answer to problem must be an option id"),
    "a number for an answer": (b'{"age": 40}', "the answer to age must be an option id"),
    "true for an answer": (b'{"restless": true}', "the answer to restless must be an option id"),
    "an object for an answer": (b'{"age": {}}', "the answer to age must be an option id"),
    "a number in a list": (b'{"em_brain": [1]}', "the answer to em_brain must be an option id"),
    "a list in a list": (b'{"em_brain": [["fit"]]}', "the answer to em_brain must be an option"),
    "a question answered twice": (
        b'{"age": "age_0_4", "age": "age_16_39"}',
        "'age' is answered twice. Put all its options into one list.",
    ),
    "what is not UTF-8": (b'{"problem": "\xff"}', "this is not UTF-8 text."),
    "half a surrogate": (b'{"problem": "\\ud800"}', "problem does not offer '\\ud800'."),
    "NUL alone": (b"\x00", "this is not JSON"),
    "NUL in a text": (b'{"problem": "mass\x00age"}', "this is not JSON"),
    "NUL escaped": (b'{"problem": "mass\\u0000age"}', "problem does not offer 'mass\\x00age'."),
    "a very long question": (b'{"' + b"q" * 10_000 + b'": "x"}', "there is no question 'qqq"),
}


@pytest.mark.parametrize("kind", BAD_LINES)
def test_a_bad_line_is_named_and_ends_with_2(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    raw, said = BAD_LINES[kind]

    told = run(monkeypatch, raw)

    assert (told.code, told.results, len(told.errors)) == (2, [], 1)
    assert told.errors[0].startswith("Line 1: ")
    assert said in told.errors[0]
    assert len(told.errors[0]) < 400


def test_good_lines_round_a_bad_one_are_still_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    good = json.dumps(BREATHLESS).encode()

    told = run(monkeypatch, b"\n".join([good, b"", b"nonsense", good, b'{"age": "old"}']))

    assert told.code == 2
    assert [result["urgency"] for result in told.results] == ["emergency", "emergency"]
    assert [error.split(":")[0] for error in told.errors] == ["Line 3", "Line 5"]


@pytest.mark.parametrize("check", ["arms", "../legs", "", "legs-vignettes", "le\x00gs"])
def test_a_check_that_does_not_exist_is_refused(
    monkeypatch: pytest.MonkeyPatch, check: str
) -> None:
    with pytest.raises(CommandError, match="There is no check") as refusal:
        run(monkeypatch, "{}", "--check", check)

    assert refusal.value.returncode == 2


def test_withdrawn_releases_are_not_replaced_by_the_file(
    monkeypatch: pytest.MonkeyPatch, release: Release
) -> None:
    Release.objects.all().withdraw()

    with pytest.raises(CommandError, match="Every release of “legs” was withdrawn"):
        run(monkeypatch, "{}")

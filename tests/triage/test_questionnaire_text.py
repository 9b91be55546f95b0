"""What is exported reads back as the same questionnaire, in YAML and in JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from groundwork.problems import BrokenFile
from tests.drill import times
from tests.triage.engine.factory import (
    compares,
    either,
    includes,
    multi,
    number,
    option,
    questionnaire,
    rule,
    single,
)
from tests.triage.engine.generated import conditions, questionnaires
from triage.engine.conditions import Condition
from triage.engine.numbers import Relation
from triage.engine.parts import Page
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import from_data, to_data
from triage.engine.urgency import Urgency
from triage.files.questionnaire import load, read
from triage.files.text import to_document, write, write_json

CONTENT = Path(__file__).resolve().parents[2] / "triage" / "content"
SHIPPED = sorted(
    path for path in CONTENT.glob("*.yaml") if path.read_text(encoding="utf-8").count("\nrules:")
)

modestly = settings(max_examples=times(25, 100), deadline=None, derandomize=True)
long_texts = st.text("ab  ,.:#-–'\"“”’é😀&*!|>%@`\t", min_size=1, max_size=300).filter(str.strip)


def trimmed(data: Any) -> Any:
    """The data as a file holds it: no text begins or ends with a space."""
    match data:
        case str():
            return data.strip()
        case list():
            return [trimmed(part) for part in data]
        case dict():
            return {name: trimmed(part) for name, part in data.items()}
    return data


def as_filed(before: Questionnaire) -> Questionnaire:
    return from_data(trimmed(to_data(before)))


def joined() -> Questionnaire:
    """The small questionnaire with a joint page and every field in use."""
    small = questionnaire()
    asked = (
        multi("blue", "lips", hint="Look closely.", why="It matters.", error="Choose one"),
        multi("cold", "foot", is_red_flag=True, not_sure_floor=Urgency.SOON),
        *small.questions,
        single("age", is_ordered=True, is_fact=True, harmless="young", options=(
            option("young", rank=0, group="Children"), option("old", rank=1),
        )),
    )  # fmt: skip
    page = Page("look", "Look at the leg", ("blue", "cold"), hint="Both.", error="Choose")
    return questionnaire(questions=asked, pages=(page,))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_questionnaire_comes_back_the_same(path: Path) -> None:
    shipped = load(path)
    document = to_document(shipped)

    assert read(write(document), path.name) == shipped
    assert read(write_json(document), path.name) == shipped


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_writing_what_was_written_changes_no_byte(path: Path) -> None:
    written = write(to_document(load(path)))

    assert write(to_document(read(written, path.name))) == written


@pytest.mark.parametrize("write_it", [write, write_json])
def test_joint_pages_and_every_field_come_back(write_it: Any) -> None:
    before = joined()

    assert read(write_it(to_document(before)), "small") == before


@pytest.mark.parametrize("write_it", [write, write_json])
def test_a_question_for_a_number_comes_back(write_it: Any) -> None:
    doubt = option("not_sure", is_not_sure=True)
    asked = (
        number("fever", "30", "45.5", unit="°C", decimals=1, options=(doubt,)),
        number("days", "0", "90"),
    )
    hot = either(compares("fever", Relation.AT_LEAST, "38.5"), includes("fever", "not_sure"))
    before = questionnaire(
        questions=asked, rules=(rule("hot", Urgency.SOON, hot),), definitions=(), selfcare=()
    )

    assert read(write_it(to_document(before)), "small") == before


@modestly
@for_all(questionnaires().filter(lambda made: made.rules))
def test_every_questionnaire_comes_back_the_same(made: Questionnaire) -> None:
    before = as_filed(made)
    document = to_document(before)

    assert read(write(document), "small.yaml") == before
    assert read(write_json(document), "small.json") == before
    assert read(json.dumps(document), "small.json") == before


@modestly
@for_all(long_texts, long_texts)
def test_folding_loses_no_character(text: str, label: str) -> None:
    asked = single("problem", text=text, options=(option("a", label=label), option("b")),
                   harmless="a")  # fmt: skip
    ruled = rule("x", Urgency.SOON, includes("problem", "b"))
    before = as_filed(
        questionnaire(questions=(asked,), rules=(ruled,), definitions=(), selfcare=())
    )

    assert read(write(to_document(before)), "small.yaml") == before


@modestly
@for_all(conditions({"problem": ("soreness", "other"), "trend": ("better", "worse")}))
def test_every_condition_comes_back_the_same(when: Condition) -> None:
    before = questionnaire(rules=(rule("x", Urgency.SOON, when),))

    assert read(write(to_document(before)), "small.yaml") == before


def test_a_file_reads_like_one_written_by_hand() -> None:
    text = write(to_document(joined()))

    assert "\n\n- id: blue\n  section: s1\n  kind: multi\n  text: Any of blue?\n" in text
    assert "\n  - {id: young, label: Young, rank: 0, group: Children}\n" in text
    assert "\n  questions: [blue, cold]\n" in text
    assert "\n  ask_when: problem is soreness\n" in text
    assert "\n  do:\n  - Rest.\n" in text.replace("    ", "  ")


def test_long_texts_are_folded_and_no_line_is_much_longer_than_a_screen() -> None:
    small = questionnaire(scope="A sentence that goes on. " * 20 + "The end.")

    assert max(map(len, write(to_document(small)).splitlines())) <= 110


def test_what_says_nothing_is_left_out() -> None:
    document = to_document(questionnaire())

    assert "not_for" not in document
    assert "pages" not in document
    assert document["questions"][1]["options"][0] == {"id": "soreness", "label": "Soreness"}


def test_json_indented_with_tabs_is_read() -> None:
    before = joined()
    text = json.dumps(to_document(before), indent="\t")

    assert read(text, "small.json") == before


def test_json_with_an_escaped_emoji_is_read() -> None:
    before = questionnaire(title="Legs 😀")
    text = json.dumps(to_document(before))

    assert "\\ud83d" in text
    assert read(text, "small.json") == before


def test_an_error_in_json_names_its_line() -> None:
    text = write_json(to_document(questionnaire())).replace('"urgency": "soon"', '"urgency": "now"')

    with pytest.raises(BrokenFile) as refusal:
        read(text, "small.json")

    problem = refusal.value.problems[0]
    assert '"now"' in text.splitlines()[problem.line - 1]

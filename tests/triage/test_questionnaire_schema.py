"""The JSON Schema of the questionnaire file says what the reader says."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from groundwork import yaml_lines
from groundwork.problems import BrokenFile
from groundwork.shapes import Shape
from tests.triage.engine.factory import number, questionnaire
from triage.files import shapes
from triage.files.questionnaire import read
from triage.files.schema import FILE, SAID, schema, text
from triage.files.text import to_document, write_json

CONTENT = FILE.parent
CHECKS = sorted(
    path.stem.removesuffix("-promises") for path in CONTENT.glob("*-promises.yaml")
)  # fmt: skip
DOCS = FILE.parents[2] / "docs" / "questionnaire-files.md"

Document = dict[str, Any]


def faults(document: Any) -> list[str]:
    return [error.message for error in Draft202012Validator(schema()).iter_errors(document)]


def content_of(name: str) -> Any:
    return yaml_lines.load((CONTENT / name).read_text(encoding="utf-8"))


def test_the_file_is_the_schema_we_generate() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), (
        "Run: manage.py shell -c "
        "'from triage.files import schema as s; s.FILE.write_text(s.text())'"
    )


def test_the_schema_is_one_itself() -> None:
    Draft202012Validator.check_schema(schema())

    assert json.loads(text())["$schema"].endswith("/2020-12/schema")


@pytest.mark.parametrize("check", CHECKS)
def test_a_shipped_file_fits(check: str) -> None:
    assert faults(content_of(f"{check}.yaml")) == []


@pytest.mark.parametrize("check", CHECKS)
def test_one_file_with_everything_in_it_fits(check: str) -> None:
    whole = {
        **content_of(f"{check}.yaml"),
        **content_of(f"{check}-vignettes.yaml"),
        **content_of(f"{check}-promises.yaml"),
        "signposts": content_of("signposts.yaml"),
    }

    assert faults(whole) == []


def test_what_we_write_fits() -> None:
    assert faults(to_document(questionnaire())) == []


def test_a_question_for_a_number_fits_and_needs_its_limits() -> None:
    document = to_document(
        questionnaire(questions=(number("days", "0", "30"),), rules=(), definitions=())
    )
    document["rules"] = to_document(questionnaire())["rules"]
    assert faults(document) == []

    del document["questions"][0]["most"]
    assert faults(document) == ["'most' is a required property"]


@pytest.mark.parametrize(("field", "value"), [("unit", "days"), ("least", 3), ("decimals", 1)])
def test_only_a_question_for_a_number_has_a_unit_and_limits(field: str, value: object) -> None:
    document = to_document(questionnaire())
    document["questions"][0][field] = value

    assert len(faults(document)) == 1


def drop(*path: str | int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        *way, last = path
        for step in way:
            document = document[step]
        del document[last]

    return change


def put(value: Any, *path: str | int) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        *way, last = path
        for step in way:
            document = document[step]
        document[last] = value

    return change


BREAKS = {
    "no title": drop("title"),
    "an empty title": put("", "title"),
    "a number for a title": put(5, "title"),
    "an unknown field": put("x", "colour"),
    "no questions": put([], "questions"),
    "a question without options": drop("questions", 0, "options"),
    "a kind nobody knows": put("radio", "questions", 0, "kind"),
    "a question's name with a capital": put("Alarm", "questions", 0, "id"),
    "an option without a label": drop("questions", 0, "options", 0, "label"),
    "an option's unknown field": put("x", "questions", 0, "options", 0, "icon"),
    "a rank in words": put("first", "questions", 1, "options", 0, "rank"),
    "yes for true": put("yes", "questions", 0, "red_flag"),
    "an urgency nobody knows": put("now", "rules", 0, "urgency"),
    "a flag nobody knows": put("now", "questions", 0, "options", 0, "flag"),
    "a rule without a reason": drop("rules", 0, "reason"),
    "a pattern without topics": put([], "patterns", "plain", "topics"),
    "an urgency without an outcome": drop("outcomes", "soon"),
    "an outcome without a safety net": put([], "outcomes", "soon", "safety_net"),
    "a list of numbers": put([1], "outcomes", "soon", "do"),
    "a level nobody knows": put(["now"], "notes", "always", "levels"),
    "self-care without a way back": put([], "selfcare", "soreness", "come_back"),
}


@pytest.mark.parametrize("change", BREAKS.values(), ids=BREAKS)
def test_what_the_schema_refuses_the_reader_refuses_too(change: Callable[[Any], None]) -> None:
    document = json.loads(json.dumps(to_document(questionnaire())))
    change(document)

    assert faults(document) != []
    with pytest.raises(BrokenFile):
        read(write_json(document), "small.json")


def fields() -> set[str]:
    """The names of all fields of all parts."""
    known = [part for part in vars(shapes).values() if isinstance(part, Shape)]
    return {name for part in known for name in part.fields}


def test_every_description_is_of_a_field_that_exists() -> None:
    assert set(SAID) - fields() == set()


def test_every_field_is_described_in_the_docs() -> None:
    described = DOCS.read_text(encoding="utf-8")

    assert {name for name in fields() if f"`{name}`" not in described} == set()

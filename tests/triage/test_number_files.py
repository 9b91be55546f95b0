"""A question for a number in a file: read, refused in words, written, and checked by the schema."""

from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from groundwork.problems import BrokenFile
from groundwork.yaml_lines import LinedDict
from tests.triage.engine.factory import both, compares, given, includes, number, option, rule
from tests.triage.engine.factory import questionnaire as small
from triage.engine.conditions import Condition
from triage.engine.numbers import Relation
from triage.engine.parts import Question
from triage.engine.proofs import AtLeast
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import from_data, to_data
from triage.engine.urgency import Urgency
from triage.files.grammar import Vocabulary
from triage.files.proofs import read_promise, read_vignette
from triage.files.questionnaire import read
from triage.files.schema import schema
from triage.files.text import to_document, write

HOT = compares("fever", Relation.AT_LEAST, "38.5")


def fever(**changes: Any) -> Question:
    return number(
        "fever",
        "34",
        "43",
        **{
            "unit": "°C",
            "decimals": 1,
            "harmless": "36.5",
            "options": (option("not_sure", is_not_sure=True),),
            "is_ordered": True,
            **changes,
        },
    )


def whole(when: Condition = HOT) -> Questionnaire:
    return small(
        questions=(*small().questions, fever()),
        rules=(*small().rules, rule("hot", Urgency.SOON, when)),
    )


def document(**fields: Any) -> dict[str, Any]:
    """The file's fields, with some of the number question's own changed; None leaves one out."""
    made = to_document(whole())
    asked = {**made["questions"][-1], **fields}
    made["questions"][-1] = {name: value for name, value in asked.items() if value is not None}
    return made


def read_again(made: dict[str, Any]) -> Questionnaire:
    return read(write(made), "small.yaml")


def test_what_is_written_is_read_back_the_same() -> None:
    made = whole(both(HOT, includes("problem", "soreness")))

    assert read_again(to_document(made)) == made


def test_numbers_may_stand_without_quotation_marks() -> None:
    made = read_again(document(least=34, most=43.0, harmless=36.50))

    assert made.question("fever") == fever()


def test_a_number_needs_neither_unit_nor_decimals_nor_options() -> None:
    made = document(unit=None, decimals=None, options=None, least=0, most=90, harmless=0)
    made["rules"][-1]["when"] = "fever is more than 7"

    asked = read_again(made).question("fever")

    assert (asked.unit, asked.decimals, asked.options) == ("", 0, ())
    assert (asked.least, asked.most, asked.harmless) == ("0", "90", "0")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"least": None}, "“least” is missing or empty"),
        ({"most": "hot"}, "fever: the most number “hot” is none"),
        ({"most": True}, "“most” must be a number such as 38.5"),
        ({"most": [43]}, "“most” must be a number such as 38.5"),
        ({"decimals": "one"}, "“decimals” must be a whole number"),
        ({"decimals": 7}, "0 to 2 decimals"),
        ({"harmless": 50}, "the harmless number “50” is no answer to it"),
        ({"units": "°C"}, "There is no field “units”. Did you mean “unit”?"),
    ],
)
def test_a_question_that_is_not_sound_is_refused_alone(fields: dict[str, Any], said: str) -> None:
    """The condition on it is not blamed for what the question says wrongly."""
    with pytest.raises(BrokenFile) as refusal:
        read_again(document(**fields))

    (problem,) = refusal.value.problems
    assert said in str(problem)


def test_a_unit_is_not_for_a_question_with_options() -> None:
    made = to_document(whole())
    made["questions"][0]["unit"] = "days"

    with pytest.raises(BrokenFile, match="There is no field “unit”"):
        read_again(made)


def test_a_comparison_outside_the_limits_is_refused_at_its_word() -> None:
    made = to_document(whole())
    made["rules"][-1]["when"] = "fever is at least 44"

    with pytest.raises(BrokenFile, match="column 19: fever: 44 is not among its numbers, 34 to 43"):
        read_again(made)


def test_a_definition_that_leans_on_itself_is_found_where_numbers_come_first() -> None:
    made = document(options=None)
    made["questions"] = [made["questions"][-1], *made["questions"][:-1]]
    made["definitions"] = {"round": "fever is at least 38 or round", **made["definitions"]}

    with pytest.raises(BrokenFile, match="Definitions lean on themselves: round → round"):
        read_again(made)


def test_the_schema_takes_a_number_and_refuses_what_is_none() -> None:
    def faults(made: dict[str, Any]) -> int:
        return len(list(Draft202012Validator(schema()).iter_errors(made)))

    assert faults(document()) == 0
    assert faults(document(least=34, harmless=36.5, options=None)) == 0
    assert faults(document(least=None)) > 0
    assert faults(document(most=True)) > 0
    assert faults(document(kind="single")) > 0


def test_vignettes_and_promises_speak_of_numbers() -> None:
    vocabulary = Vocabulary.of(whole())

    case = read_vignette("x.yaml", lined("""
        {id: v, story: Hot., answers: {fever: 39.5}, lowest: soon, highest: soon, source: own-cases}
    """))  # fmt: skip
    promise = read_promise(
        "x.yaml", lined("{id: p, when: fever is at least 40, at_least: soon}"), vocabulary
    )

    assert case.answers == given(fever="39.5")
    over = compares("fever", Relation.AT_LEAST, "40")
    assert promise == AtLeast("p", over, Urgency.SOON)


def lined(text: str) -> LinedDict:
    made = LinedDict(1)
    made.update(yaml.safe_load(text))
    return made


def test_a_release_from_before_there_were_numbers_is_read() -> None:
    data = to_data(small())
    for row in data["questions"]:
        for name in ("unit", "least", "most", "decimals"):
            del row[name]

    assert from_data({**data, "schema": 1}) == small()

"""The FHIR resource is valid R4 and asks what the questionnaire asks, when it asks it."""

import copy
from collections.abc import Callable, Collection, Iterator
from operator import eq, ge, gt, le, lt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from tests.drill import times
from tests.triage import fhir_r4
from tests.triage.engine.factory import (
    Answers,
    both,
    either,
    includes,
    multi,
    named,
    number,
    option,
    questionnaire,
    single,
)
from tests.triage.engine.generated import answers_to, questionnaires
from triage.engine.conditions import Compares, Condition, Truth, evaluate
from triage.engine.numbers import Relation, is_number
from triage.engine.parts import Page, Question, Section
from triage.engine.questionnaire import Questionnaire
from triage.files import fhir
from triage.files.fhir_conditions import EXPRESSION
from triage.files.questionnaire import load

CONTENT = Path(__file__).resolve().parents[2] / "triage" / "content"
SHIPPED = ("legs", "massage")
EDITION = fhir.Edition(
    url="https://legs.example/self-check/legs/",
    version="3",
    status=fhir.ACTIVE,
    date="2026-11-21T10:00:00+00:00",
    is_experimental=True,
)

Json = dict[str, Any]
modestly = settings(max_examples=times(14, 50), deadline=None, derandomize=True)


def resource_of(asked: Questionnaire) -> Json:
    return fhir.resource(asked, EDITION)


def item_of(resource: Json, link: str) -> Json:
    return next(item for item in fhir_r4.items(resource) if item["linkId"] == link)


def asked_when(condition: Condition, **changes: Any) -> Json:
    """The last question's item, when it is asked under this condition."""
    asked = (
        single("age", "child", "adult"),
        multi("risk", "surgery", "travel"),
        single("last", "a", "b", ask_when=condition),
    )
    parts = {"rules": (), "definitions": (), "selfcare": (), **changes}
    return item_of(resource_of(questionnaire(questions=asked, **parts)), "last")


def compared(item: Json) -> list[tuple[str, str]]:
    return [(row["question"], row["answerCoding"]["code"]) for row in item["enableWhen"]]


@pytest.mark.parametrize("check", SHIPPED)
def test_a_shipped_check_is_valid_r4(check: str) -> None:
    assert fhir_r4.faults(resource_of(load(CONTENT / f"{check}.yaml"))) == []


@modestly
@for_all(questionnaires())
def test_every_questionnaire_is_valid_r4(asked: Questionnaire) -> None:
    assert fhir_r4.faults(resource_of(asked)) == []


@pytest.mark.parametrize("check", SHIPPED)
def test_every_question_and_option_of_a_shipped_check_travels(check: str) -> None:
    shipped = load(CONTENT / f"{check}.yaml")
    choices = [item for item in fhir_r4.items(resource_of(shipped)) if item["type"] == "choice"]

    assert [
        (item["linkId"], tuple(row["valueCoding"]["code"] for row in item["answerOption"]))
        for item in choices
    ] == [(question.id, question.option_ids) for question in shipped.questions]


def test_the_resource_says_what_it_is() -> None:
    resource = resource_of(questionnaire(not_for="Not for arms."))

    assert (resource["url"], resource["version"]) == (EDITION.url, "3")
    assert (resource["id"], resource["name"]) == ("small-3", "LegwiseSmall")
    assert (resource["status"], resource["experimental"]) == ("active", True)
    assert resource["description"].startswith("For tests.\n\nNot for arms.\n\n")
    assert "must not be used to decide" in resource["description"]
    assert "must not be used to decide" in resource["text"]["div"]


def test_a_question_with_many_choices_repeats_and_its_none_excludes() -> None:
    item = item_of(resource_of(questionnaire()), "alarm")
    blue, none = item["answerOption"]

    assert (item["required"], item["repeats"]) == (True, True)
    assert blue["valueCoding"] == {
        "system": "https://legs.example/self-check/legs/answers/alarm",
        "code": "blue",
        "display": "Blue",
    }
    assert none["extension"][0]["url"].endswith("/questionnaire-optionExclusive")
    assert "extension" not in blue


def test_the_wording_is_for_readers_who_ask_for_themselves() -> None:
    spoken = single(
        "knee", text="Does {your|their} knee hurt?", hint="{You|They} can guess.",
        options=(option("a", label="{I do|They do}"), option("b")), harmless="a",
    )  # fmt: skip
    resource = resource_of(questionnaire(questions=(spoken,), rules=(), definitions=()))
    item = item_of(resource, "knee")

    assert item["text"] == "Does your knee hurt?"
    assert item["answerOption"][0]["valueCoding"]["display"] == "I do"
    assert [(row["type"], row["text"]) for row in item["item"]] == [("display", "You can guess.")]


def test_a_joint_page_is_a_group_and_so_is_each_stretch_of_a_section() -> None:
    asked = (
        multi("lips", "blue", section="s1"),
        multi("foot", "cold", section="s1"),
        single("age", "young", "old", section="s2"),
        single("trend", "better", "worse", section="s1"),
    )
    resource = resource_of(
        questionnaire(
            questions=asked,
            sections=(Section("s1", "Signs"), Section("s2", "You")),
            pages=(Page("look", "Look first", ("lips", "foot"), hint="Take your time."),),
            rules=(), definitions=(),
        )
    )  # fmt: skip
    look = item_of(resource, "page/look")

    assert [group["text"] for group in resource["item"]] == ["Signs", "You", "Signs"]
    assert [row["linkId"] for row in look["item"]] == ["page/look/hint", "lips", "foot"]
    assert (look["type"], look["text"]) == ("group", "Look first")


def test_or_is_said_with_any_and_definitions_are_opened() -> None:
    risky = includes("risk", "surgery", "travel")
    item = asked_when(
        either(includes("age", "child"), named("risky")), definitions=(("risky", risky),)
    )

    assert compared(item) == [("age", "child"), ("risk", "surgery"), ("risk", "travel")]
    assert item["enableBehavior"] == "any"
    assert {row["operator"] for row in item["enableWhen"]} == {"="}


def test_and_is_said_with_all() -> None:
    item = asked_when(both(includes("age", "child"), includes("risk", "travel")))

    assert compared(item) == [("age", "child"), ("risk", "travel")]
    assert item["enableBehavior"] == "all"


def test_one_comparison_needs_no_join() -> None:
    item = asked_when(includes("age", "child"))

    assert compared(item) == [("age", "child")]
    assert "enableBehavior" not in item


def test_and_with_or_becomes_an_expression() -> None:
    item = asked_when(both(includes("age", "child"), includes("risk", "surgery", "travel")))

    assert "enableWhen" not in item
    assert item["extension"][0]["url"] == EXPRESSION
    assert item["extension"][0]["valueExpression"]["language"] == "text/fhirpath"


def fever() -> Question:
    """A question for a number with one decimal, and doubt."""
    doubt = option("not_sure", is_not_sure=True)
    return number("fever", "30", "45", unit="°C", decimals=1, options=(doubt,))


def asked_of(condition: Condition, asked_first: Question) -> Json:
    """The resource of a number and a question that is asked under this condition on it."""
    asked = (asked_first, single("last", "a", "b", ask_when=condition))
    return resource_of(questionnaire(questions=asked, rules=(), definitions=(), selfcare=()))


HOT = Compares("fever", Relation.AT_LEAST, "38.5")


def test_a_number_has_limits_and_a_unit_and_doubt_is_an_item_after_it() -> None:
    resource = asked_of(HOT, fever())
    measured, doubt = item_of(resource, "fever"), item_of(resource, "fever/not_sure")

    assert fhir_r4.faults(resource) == []
    assert (measured["type"], measured["required"]) == ("decimal", False)
    assert [row["url"].rpartition("/")[2] for row in measured["extension"]] == [
        "minValue", "maxValue", "questionnaire-unit",
    ]  # fmt: skip
    assert measured["extension"][0]["valueDecimal"] == 30
    assert measured["extension"][2]["valueCoding"] == {"display": "°C"}
    assert [row["valueCoding"]["code"] for row in doubt["answerOption"]] == ["not_sure"]


def test_a_whole_number_without_doubt_must_be_given() -> None:
    days = number("days", "0", "90", unit="days")
    resource = asked_of(Compares("days", Relation.MORE_THAN, "7"), days)

    assert fhir_r4.faults(resource) == []
    assert (item_of(resource, "days")["type"], item_of(resource, "days")["required"]) == (
        "integer", True,
    )  # fmt: skip
    assert item_of(resource, "last")["enableWhen"] == [
        {"question": "days", "operator": ">", "answerInteger": 7}
    ]


def test_a_condition_on_a_number_or_on_doubt_is_said_plainly() -> None:
    last = item_of(asked_of(either(HOT, includes("fever", "not_sure")), fever()), "last")

    assert last["enableWhen"] == [
        {"question": "fever", "operator": ">=", "answerDecimal": 38.5},
        {
            "question": "fever/not_sure",
            "operator": "=",
            "answerCoding": {"system": f"{EDITION.url}answers/fever", "code": "not_sure"},
        },
    ]
    assert last["enableBehavior"] == "any"


@pytest.mark.parametrize(("degrees", "holds"), [(38.4, False), (38.5, True), (40.0, False)])
def test_a_number_in_an_expression_is_compared(degrees: float, holds: bool) -> None:
    cool = either(Compares("fever", Relation.LESS_THAN, "40"), includes("fever", "not_sure"))
    last = item_of(asked_of(both(HOT, cool), fever()), "last")
    answered = {"linkId": "fever", "answer": [{"valueDecimal": degrees}]}
    response = {"resourceType": "QuestionnaireResponse", "item": [answered]}

    assert is_enabled(last, response) == holds


@modestly
@for_all(st.data())
def test_a_question_is_enabled_when_its_condition_holds(data: st.DataObject) -> None:
    """Whatever was answered, and whether FHIR says it as comparisons or as an expression."""
    asked = data.draw(questionnaires().filter(lambda made: any(q.ask_when for q in made.questions)))
    answers = data.draw(answers_to(asked))
    resource = resource_of(asked)
    response = response_to(resource, answers)

    for question in asked.questions:
        if question.ask_when:
            holds = evaluate(question.ask_when, answers, asked.meanings) is Truth.TRUE
            assert is_enabled(item_of(resource, question.id), response) == holds


def response_to(resource: Json, answers: Answers) -> Json:
    def answered(item: Json) -> Json:
        return {
            "linkId": item["linkId"],
            "answer": values(item, answers.get(item["linkId"].removesuffix("/not_sure"), ())),
            "item": [answered(inner) for inner in item.get("item", ())],
        }

    rows = [answered(item) for item in resource["item"]]
    return {"resourceType": "QuestionnaireResponse", "status": "completed", "item": rows}


def values(item: Json, chosen: Collection[str]) -> list[Json]:
    """What was chosen, as an answer to this item."""
    if item["type"] == "integer":
        return [{"valueInteger": int(said)} for said in chosen if is_number(said)]
    if item["type"] == "decimal":
        return [{"valueDecimal": float(said)} for said in chosen if is_number(said)]
    codings = [row["valueCoding"] for row in item.get("answerOption", ())]
    return [{"valueCoding": coding} for coding in codings if coding["code"] in chosen]


def is_enabled(item: Json, response: Json) -> bool:
    """As the standard has it: a comparison is true if it is true of one of the answers."""
    if "enableWhen" not in item:
        (said,) = (row for row in item["extension"] if row["url"] == EXPRESSION)
        expression = said["valueExpression"]["expression"]
        return fhir_r4.is_true(expression, response, resource=response)
    met = [is_met(row, response) for row in item["enableWhen"]]
    return all(met) if item.get("enableBehavior") == "all" else any(met)


def is_met(row: Json, response: Json) -> bool:
    wanted = value_of(row, "answer")
    return any(
        COMPARED[row["operator"]](value_of(answer, "value"), wanted)
        for item in fhir_r4.items(response)
        if item["linkId"] == row["question"]
        for answer in item["answer"]
    )


def value_of(row: Json, kind: str) -> Any:
    """A number, or a code with the system that makes it one of this question alone."""
    (value,) = (value for name, value in row.items() if name.startswith(kind))
    return (value["system"], value["code"]) if isinstance(value, dict) else value


COMPARED = {"=": eq, ">=": ge, "<=": le, ">": gt, "<": lt}


def first(resource: Json, has: str) -> Json:
    return next(item for item in fhir_r4.items(resource) if has in item)


def breaks() -> Iterator[tuple[str, Callable[[Json], Any]]]:
    yield "no status", lambda r: r.pop("status")
    yield "a status nobody knows", lambda r: r.update(status="live")
    yield "a field of ours", lambda r: r.update(rules=[])
    yield (
        "a field of the next FHIR",
        lambda r: first(r, "required").update(disabledDisplay="hidden"),
    )
    yield "an item without a link", lambda r: first(r, "required").pop("linkId")
    yield "two items with one link", lambda r: first(r, "required").update(linkId="section/1")
    yield "an item without a type", lambda r: first(r, "required").pop("type")
    yield "a type of the next FHIR", lambda r: first(r, "required").update(type="coding")
    yield "yes for true", lambda r: first(r, "required").update(required="yes")
    yield "an empty group", lambda r: r["item"][0].pop("item")
    yield (
        "a group with answers",
        lambda r: r["item"][0].update(answerOption=first(r, "answerOption")["answerOption"]),
    )
    yield (
        "an option without a value",
        lambda r: first(r, "answerOption")["answerOption"][0].pop("valueCoding"),
    )
    yield (
        "an option with two values",
        lambda r: first(r, "answerOption")["answerOption"][0].update(valueString="x"),
    )
    yield (
        "a code with a space before it",
        lambda r: first(r, "answerOption")["answerOption"][0]["valueCoding"].update(code=" a"),
    )
    yield (
        "a comparison nobody knows",
        lambda r: first(r, "enableWhen")["enableWhen"][0].update(operator="is"),
    )
    yield (
        "a comparison with nothing",
        lambda r: first(r, "enableWhen")["enableWhen"][0].pop("answerCoding"),
    )
    yield "a join nobody knows", lambda r: first(r, "enableWhen").update(enableBehavior="or")
    yield (
        "three comparisons without a join",
        lambda r: first(r, "enableWhen").update(
            enableWhen=first(r, "enableWhen")["enableWhen"] * 3
        ),
    )
    yield "a date in words", lambda r: r.update(date="today")
    yield "an id with a space", lambda r: r.update(id="legs 3")
    yield "an address with a space", lambda r: r.update(url="the legs check")
    yield "a name that programs cannot use", lambda r: r.update(name="3 legs")
    yield "no narrative", lambda r: r.pop("text")


@pytest.mark.parametrize("change", [row[1] for row in breaks()], ids=[row[0] for row in breaks()])
def test_a_broken_resource_is_found(change: Callable[[Json], Any]) -> None:
    resource = copy.deepcopy(resource_of(questionnaire()))
    assert fhir_r4.faults(resource) == []

    change(resource)

    assert fhir_r4.faults(resource) != []

"""Whose urgency changes where a question asks for a number."""

from dataclasses import replace
from typing import Any

from tests.triage.engine.factory import compares, option, questionnaire, rule, single
from tests.triage.engine.factory import number as a_number
from tests.triage.engine.small_edits import with_rule
from triage.engine.comparison import Direction, Shift, changed_parts, compare, goes_down
from triage.engine.conditions import AllOf, AnyOf, Compares, Condition, Includes
from triage.engine.numbers import Relation
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

SMALL = questionnaire()
DOUBT = option("unsure", is_not_sure=True)


def at_least(number: str) -> Compares:
    return compares("fever", Relation.AT_LEAST, number)


def at_most(number: str) -> Compares:
    return compares("fever", Relation.AT_MOST, number)


def asking(when: Condition, **changes: Any) -> Questionnaire:
    """With a question for the fever, 35 to 42 in tenths, and a rule for it that is urgent."""
    parts = {"decimals": 1, "unit": "°C", "harmless": "37", "options": (DOUBT,), **changes}
    fever = a_number("fever", parts.pop("least", "35"), parts.pop("most", "42"), **parts)
    return replace(
        SMALL,
        questions=(*SMALL.questions, fever),
        rules=(*SMALL.rules, rule("fever", Urgency.URGENT, when)),
    )


HOT = asking(at_least("38.5"))


def only(direction: Direction) -> Shift:
    assert direction.is_complete
    (shift,) = direction.shifts
    return shift


def conditions(shift: Shift) -> list[tuple[str, Condition | None, str]]:
    return [(each.kind.value, each.condition, each.where.value) for each in shift.clauses]


def test_another_threshold_is_told_as_the_numbers_between() -> None:
    found = compare(HOT, asking(at_least("39")))

    between = AllOf((at_least("38.5"), at_most("38.9")))
    assert conditions(only(found.down)) == [("includes", between, "both")]
    assert found.up.is_empty


def test_a_lower_threshold_moves_the_numbers_between_up() -> None:
    shift = only(compare(HOT, asking(at_least("38"))).up)

    assert conditions(shift) == [("includes", AllOf((at_least("38"), at_most("38.4"))), "both")]
    assert shift.moves[0].answers_after["fever"] == {"38"}


def test_neighbouring_stretches_are_told_as_one() -> None:
    calm = with_rule(HOT, "fever", urgency=Urgency.SOON)
    before, after = (
        replace(each, rules=(*each.rules, rule("very", Urgency.SOON, at_least("40"))))
        for each in (calm, HOT)
    )

    assert conditions(only(compare(before, after).up)) == [("includes", at_least("38.5"), "both")]


def test_doubt_stands_beside_the_numbers() -> None:
    doubtful = asking(AnyOf((at_least("38.5"), Includes("fever", ("unsure",)))))
    calm = with_rule(doubtful, "fever", urgency=Urgency.SOON)

    (clause,) = only(compare(doubtful, calm).down).clauses

    assert clause.condition == AnyOf((at_least("38.5"), Includes("fever", ("unsure",))))
    assert clause.to_data() == {
        "kind": "includes",
        "question": "fever",
        "options": ["unsure"],
        "numbers": [["38.5", "42"]],
        "where": "both",
    }


def test_a_number_beyond_the_new_limits_becomes_the_harmless_one() -> None:
    shift = only(compare(HOT, asking(at_least("38.5"), most="40")).down)

    assert conditions(shift) == [("includes", at_least("40.1"), "before")]
    assert shift.moves[0].answers_after["fever"] == {"37"}


def test_wider_limits_alone_calm_nobody() -> None:
    assert not goes_down(HOT, asking(at_least("38.5"), most="43"))
    assert not goes_down(HOT, asking(at_least("38.5"), least="30"))


def test_fewer_decimals_cut_the_number() -> None:
    whole = asking(at_least("39"), decimals=0)

    assert not goes_down(asking(at_least("39")), whole)
    assert conditions(only(compare(HOT, whole).down)) == [
        ("includes", AllOf((at_least("38.5"), at_most("38.9"))), "before")
    ]


def test_another_harmless_number_changes_nobody() -> None:
    found = compare(HOT, asking(at_least("38.5"), harmless="36.5"))

    assert found.up.is_empty
    assert found.down.is_empty


def test_numbers_in_another_unit_say_nothing_of_each_other() -> None:
    found = compare(HOT, asking(at_least("38.5"), unit="°F"))

    assert not found.up.is_empty
    assert not found.down.is_empty


def test_a_choice_instead_of_a_number_says_nothing_of_it() -> None:
    chosen = replace(SMALL, questions=(*SMALL.questions, single("fever", "no", "yes")))

    shift = only(compare(HOT, chosen).down)

    assert conditions(shift) == [("includes", at_least("38.5"), "before")]


def test_limits_and_units_are_changes_of_meaning() -> None:
    (change,) = changed_parts(HOT, asking(at_least("38.5"), most="43", unit="degrees"))

    assert not change.is_only_words
    assert {edit.field: (edit.before, edit.after) for edit in change.edits} == {
        "unit": ("°C", "degrees"),
        "most": ("42", "43"),
    }

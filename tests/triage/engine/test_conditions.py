"""Conditions are true, false or unknown; unanswered is unknown, never no."""

import pytest

from tests.triage.engine.factory import both, either, given, includes, named
from triage.engine.conditions import (
    MOST_NESTED,
    AllOf,
    AnyOf,
    BadCondition,
    Condition,
    Includes,
    Truth,
    because,
    evaluate,
    names,
    questions_of,
)

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN

# One question each whose condition is true, false and unknown.
ANSWERS = given(yes="on", no="off")
OF_VALUE: dict[Truth, Condition] = {
    T: includes("yes", "on"),
    F: includes("no", "on"),
    U: includes("open", "on"),
}

KLEENE_AND = [(T, T, T), (T, F, F), (T, U, U), (F, F, F), (F, U, F), (U, U, U)]
KLEENE_OR = [(T, T, T), (T, F, T), (T, U, T), (F, F, F), (F, U, U), (U, U, U)]


@pytest.mark.parametrize(("left", "right", "expected"), KLEENE_AND)
def test_and_follows_kleene_either_way_round(left: Truth, right: Truth, expected: Truth) -> None:
    for one, two in ((left, right), (right, left)):
        assert evaluate(both(OF_VALUE[one], OF_VALUE[two]), ANSWERS, {}) is expected


@pytest.mark.parametrize(("left", "right", "expected"), KLEENE_OR)
def test_or_follows_kleene_either_way_round(left: Truth, right: Truth, expected: Truth) -> None:
    for one, two in ((left, right), (right, left)):
        assert evaluate(either(OF_VALUE[one], OF_VALUE[two]), ANSWERS, {}) is expected


def test_an_unanswered_question_is_unknown_and_not_no() -> None:
    assert evaluate(includes("signs", "swollen"), {}, {}) is Truth.UNKNOWN


def test_another_answer_is_no() -> None:
    assert evaluate(includes("signs", "swollen"), given(signs="none"), {}) is Truth.FALSE


def test_one_of_several_options_is_enough() -> None:
    wanted = includes("signs", "swollen", "warm")

    assert evaluate(wanted, given(signs=["throb", "warm"]), {}) is Truth.TRUE


def test_a_definition_means_what_it_stands_for() -> None:
    meanings: dict[str, Condition] = {
        "ill": either(includes("fever", "high"), named("weak")),
        "weak": includes("w", "y"),
    }

    assert evaluate(named("ill"), given(w="y"), meanings) is Truth.TRUE
    assert evaluate(named("ill"), given(w="n"), meanings) is Truth.UNKNOWN
    assert evaluate(named("ill"), given(w="n", fever="low"), meanings) is Truth.FALSE


def test_because_gives_the_readers_own_answers_and_no_others() -> None:
    meanings = {"risk": includes("risk", "travel", "surgery")}
    condition = either(
        both(includes("signs", "swollen", "warm"), named("risk")), includes("x", "y")
    )

    found = because(condition, given(signs=["warm", "throb"], risk="travel", x="n"), meanings)

    assert found == {"signs": ("warm",), "risk": ("travel",)}


def test_an_answer_that_decided_nothing_is_no_reason() -> None:
    meanings = {"ill": both(includes("fever", "high"), includes("weak", "yes"))}
    condition = either(includes("signs", "swollen"), named("ill"))

    found = because(condition, given(signs="swollen", fever="high", weak="no"), meanings)

    assert found == {"signs": ("swollen",)}


@pytest.mark.parametrize("answers", [given(fever="high"), given(fever="high", weak="no"), {}])
def test_what_does_not_hold_has_no_reasons(answers: dict[str, frozenset[str]]) -> None:
    condition = both(includes("fever", "high"), includes("weak", "yes"))

    assert because(condition, answers, {}) == {}


def test_because_names_an_answer_once_however_often_the_condition_does() -> None:
    twice = either(includes("signs", "swollen"), includes("signs", "swollen", "warm"))

    assert because(twice, given(signs=["warm", "swollen"]), {}) == {"signs": ("swollen", "warm")}


def test_a_condition_knows_the_questions_behind_its_definitions() -> None:
    condition = both(includes("a", "x"), named("far"))

    assert questions_of(condition, {"far": includes("b", "y")}) == {"a", "b"}
    assert list(names(condition)) == ["far"]


def test_a_condition_without_an_option_is_refused() -> None:
    with pytest.raises(BadCondition, match="A condition on age names no option"):
        Includes("age", ())


def test_an_option_named_twice_is_refused() -> None:
    with pytest.raises(BadCondition, match="A condition on age names an option twice"):
        Includes("age", ("old", "old"))


def test_nesting_nobody_could_read_is_refused() -> None:
    condition: Condition = includes("a", "x")
    for _ in range(MOST_NESTED):
        condition = either(includes("b", "y"), condition)

    with pytest.raises(BadCondition, match="more than 20 deep"):
        both(includes("c", "z"), condition)


def test_a_wide_condition_is_not_a_deep_one() -> None:
    many = tuple(includes(f"q{n}", "x") for n in range(500))

    assert evaluate(AnyOf(many), given(q499="x"), {}) is Truth.TRUE


@pytest.mark.parametrize(("kind", "word"), [(AllOf, "and"), (AnyOf, "or")])
@pytest.mark.parametrize("parts", [(), (includes("age", "old"),)])
def test_joining_fewer_than_two_is_refused(
    kind: type[AllOf] | type[AnyOf], word: str, parts: tuple[Condition, ...]
) -> None:
    with pytest.raises(BadCondition, match=f"“{word}” joins at least two"):
        kind(parts)

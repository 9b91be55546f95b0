"""Conditions are read as they were written, and errors point at the word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drill import times
from tests.triage.engine.factory import (
    both,
    compares,
    either,
    includes,
    named,
    number,
    questionnaire,
    single,
)
from tests.triage.engine.generated import conditions
from triage.engine.conditions import Condition, write
from triage.engine.numbers import Measure, Relation
from triage.engine.parts import BadQuestionnaire
from triage.files.grammar import ConditionError, Vocabulary, parse

WORDS = Vocabulary(
    {
        "problem": ("soreness", "cramp", "other"),
        "signs": ("swollen", "throb", "none"),
        "order": ("isolated", "andante", "orderly", "anything", "offer"),
        "fever": ("not_sure",),
        "days": (),
    },
    frozenset({"under16", "pregnant", "nothing"}),
    {"fever": Measure("°C", "34", "43", 1), "days": Measure("days", "0", "90")},
)
HOT = compares("fever", Relation.AT_LEAST, "38.5")
SORE = includes("problem", "soreness")
THROB = includes("signs", "throb")


@settings(max_examples=times(60, 300), deadline=None, derandomize=True)
@given(conditions(WORDS.questions, tuple(sorted(WORDS.definitions)), WORDS.numbers))
def test_writing_and_reading_any_condition_comes_back_the_same(condition: Condition) -> None:
    assert parse(write(condition), WORDS) == condition


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("problem is soreness", SORE),
        ("problem is any of (soreness, cramp)", includes("problem", "soreness", "cramp")),
        ("problem is any of (soreness)", SORE),
        ("under16", named("under16")),
        ("(((under16)))", named("under16")),
        ("problem is soreness and signs is throb", both(SORE, THROB)),
        ("problem is soreness or under16", either(SORE, named("under16"))),
        (
            "signs is throb and (problem is soreness or under16)",
            both(THROB, either(SORE, named("under16"))),
        ),
        ("  problem\n  is\tsoreness ", SORE),
        ("fever is at least 38.5", HOT),
        ("fever IS At Least 38.50", HOT),
        ("fever is at most 38", compares("fever", Relation.AT_MOST, "38")),
        ("days is more than 7", compares("days", Relation.MORE_THAN, "7")),
        ("days is less than 07", compares("days", Relation.LESS_THAN, "7")),
        ("fever is not_sure", includes("fever", "not_sure")),
        ("fever is at least 38.5 and under16", both(HOT, named("under16"))),
        ("(fever is at least 38.5)or(under16)", either(HOT, named("under16"))),
    ],
)
def test_a_condition_means_what_it_says(text: str, meaning: Condition) -> None:
    assert parse(text, WORDS) == meaning


def test_and_binds_closer_than_or() -> None:
    text = "problem is soreness or signs is throb and under16 or pregnant"

    assert parse(text, WORDS) == either(SORE, both(THROB, named("under16")), named("pregnant"))


def test_several_joined_by_the_same_word_are_one_group() -> None:
    assert parse("under16 and pregnant and nothing", WORDS) == both(
        named("under16"), named("pregnant"), named("nothing")
    )


def test_the_joining_words_may_be_written_in_capitals() -> None:
    text = "problem IS ANY Of (soreness, cramp) AND under16 Or pregnant"

    assert parse(text, WORDS) == parse(text.lower(), WORDS)


def test_names_keep_their_case() -> None:
    with pytest.raises(ConditionError, match="I don't know “Problem” as a question"):
        parse("Problem is soreness", WORDS)


@pytest.mark.parametrize("option", WORDS.questions["order"])
def test_a_name_may_begin_with_a_joining_word(option: str) -> None:
    assert parse(f"order is {option}", WORDS) == includes("order", option)


@pytest.mark.parametrize("text", ["problem issoreness", "under16 orpregnant", "under16 andnothing"])
def test_words_run_together_are_not_guessed_apart(text: str) -> None:
    with pytest.raises(ConditionError, match="cannot stand here"):
        parse(text, WORDS)


@pytest.mark.parametrize(
    ("text", "line", "column", "word", "said"),
    [
        ("problem is sorness", 1, 12, "sorness", "Did you mean “soreness”?"),
        ("prblem is soreness", 1, 1, "prblem", "Did you mean “problem”?"),
        ("problem is soreness and\n  undr16", 2, 3, "undr16", "Did you mean “under16”?"),
        ("problem is any of (soreness,\n crmp)", 2, 2, "crmp", "Did you mean “cramp”?"),
        ("problem is zzz", 1, 12, "zzz", "I don't know “zzz” as an answer to problem."),
        ("signs is soreness", 1, 10, "soreness", "as an answer to signs"),
        ("under16 is soreness", 1, 1, "under16", "is a definition; it stands alone"),
        ("under16 or signs", 1, 12, "signs", "such as “signs is swollen”"),
        ("problem is any of (cramp, cramp)", 1, 1, "problem", "names an option twice"),
        ("problem = soreness", 1, 9, "=", "“=” cannot stand here"),
        ("under16\nor or pregnant", 2, 4, "or", "“or” cannot stand here"),
        ("under16)", 1, 8, ")", "“)” cannot stand here"),
        ("problem is any of ()", 1, 20, ")", "“)” cannot stand here"),
        ("problem is any of soreness", 1, 19, "soreness", "cannot stand here"),
        ("under16 and", 1, 12, "", "stops too early"),
        ("(under16\nor pregnant", 2, 12, "", "stops too early"),
        ("problem is any", 1, 15, "", "stops too early"),
        ("", 1, 1, "", "is empty"),
        (" \n ", 1, 1, "", "is empty"),
        ("not under16", 1, 1, "not", "There is no “not”"),
        ("problem is not soreness", 1, 12, "not", "There is no “not”"),
        ("under16 and NOT pregnant", 1, 13, "NOT", "There is no “not”"),
        ("under16 \x00", 1, 9, "\x00", "“U+0000” cannot stand here"),
        ("under16; drop", 1, 8, ";", "cannot stand here"),
        ("fever is at leest 38", 1, 13, "leest", "Did you mean “least”?"),
        ("fever is att least 38", 1, 10, "att", "Did you mean “at”?"),
        ("under16 or\nfever is mroe than 38", 2, 10, "mroe", "Did you mean “more”?"),
        ("fever is more then 38", 1, 15, "then", "Did you mean “than”?"),
        ("fever is atleast 38", 1, 10, "atleast", "Did you mean “at least”?"),
        ("fever is least 38", 1, 10, "least", "Did you mean “at least”?"),
        ("fever is >= 38", 1, 10, ">", "Write “is at least”"),
        ("fever is 38", 1, 10, "38", "Write “is at least”"),
        ("fever is at least under16", 1, 19, "under16", "then a number"),
        ("fever is at least 38x", 1, 19, "38x", "cannot stand here"),
        ("fever is at least", 1, 18, "", "stops too early"),
        ("fever is at least 38,5", 1, 19, "38,5", "Write “38.5”, with a point"),
        ("fever is at least 43.1", 1, 19, "43.1", "not among its numbers, 34 to 43"),
        ("fever is more than 43", 1, 20, "43", "No number of fever is more than 43"),
        ("fever is at least 38.55", 1, 19, "38.55", "it takes one decimal at most"),
        ("days is at least 2.5", 1, 18, "2.5", "it takes no decimals"),
        ("days is less than 99999999", 1, 19, "99999999", "a number nobody answers"),
        ("problem is at least 3", 1, 1, "problem", "such as “problem is soreness”"),
        ("under16 is at least 3", 1, 1, "under16", "is a definition; it stands alone"),
        ("fever is high", 1, 10, "high", "such as “fever is at least 43”"),
        ("days is any of (many, few)", 1, 17, "many", "asks for a number"),
        ("fever is not_sur", 1, 10, "not_sur", "Did you mean “not_sure”?"),
        ("fevr is at least 38", 1, 1, "fevr", "Did you mean “fever”?"),
        ("days and under16", 1, 1, "days", "such as “days is at least 90”"),
    ],
)
def test_an_error_points_at_the_word(
    text: str, line: int, column: int, word: str, said: str
) -> None:
    with pytest.raises(ConditionError) as refusal:
        parse(text, WORDS)

    error = refusal.value
    assert (error.line, error.column, error.word) == (line, column, word)
    assert str(error).startswith(f"Line {line}, column {column}: ")
    assert said in str(error)


def test_a_far_off_word_gets_no_guess() -> None:
    with pytest.raises(ConditionError) as refusal:
        parse("problem is zzz", WORDS)

    assert "Did you mean" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a" * 10_000, "longer than 2000 characters"),
        ("(" * 5_000, "longer than 2000 characters"),
        ("(" * 900 + "under16" + ")" * 900, "Too many parentheses"),
        ("a" * 1_999, "I don't know “aaaa"),
    ],
)
def test_a_monstrous_condition_is_refused_in_a_short_sentence(text: str, said: str) -> None:
    with pytest.raises(ConditionError) as refusal:
        parse(text, WORDS)

    assert said in str(refusal.value)
    assert len(str(refusal.value)) < 200


def test_many_lists_side_by_side_are_not_deep() -> None:
    text = " or ".join(["problem is any of (cramp, other)"] * 50)

    assert parse(text, WORDS) == either(*[includes("problem", "cramp", "other")] * 50)


def test_joins_deeper_than_a_condition_may_be_are_refused_in_words() -> None:
    text = "under16"
    for word in ("and", "or") * 11:
        text = f"({text} {word} pregnant)"

    with pytest.raises(ConditionError, match="more than 20 deep"):
        parse(text, WORDS)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (
            either(SORE, both(THROB, named("under16"))),
            "problem is soreness or (signs is throb and under16)",
        ),
        (
            both(SORE, either(THROB, named("under16"))),
            "problem is soreness and (signs is throb or under16)",
        ),
        (includes("problem", "cramp", "other"), "problem is any of (cramp, other)"),
        (both(HOT, named("under16")), "fever is at least 38.5 and under16"),
    ],
)
def test_a_condition_is_written_so_that_nobody_can_misread_it(
    condition: Condition, text: str
) -> None:
    assert write(condition) == text


def test_nesting_as_deep_as_allowed_is_read() -> None:
    assert parse("(" * 40 + "under16" + ")" * 40, WORDS) == named("under16")


@settings(max_examples=times(40, 200), deadline=None, derandomize=True)
@given(
    st.text(
        alphabet="problem is any of (soreness, cramp) or and not under16 at least 38.5\n\x00",
        max_size=60,
    )
)
def test_any_text_is_read_or_refused_and_nothing_else_happens(text: str) -> None:
    try:
        condition = parse(text, WORDS)
    except ConditionError as error:
        place = (error.line, error.column)
    else:
        place = (1, 1)
        assert parse(write(condition), WORDS) == condition

    assert min(place) >= 1


@pytest.mark.parametrize("text", ["days is at least 99", "days is at least 2.5"])
def test_limits_that_make_no_sense_are_blamed_on_the_question_alone(text: str) -> None:
    unknown = Vocabulary({"days": ()}, frozenset(), {"days": None})

    assert write(parse(text, unknown)) == text


def test_the_words_of_a_questionnaire_are_those_of_its_parts() -> None:
    days = number("days", "0", "90", unit="days")
    whole = questionnaire(questions=(*questionnaire().questions, days))

    words = Vocabulary.of(whole)

    assert words.questions["alarm"] == ("blue", "none")
    assert words.definitions == {"growing"}
    assert words.numbers == {"days": days.measure}


@pytest.mark.parametrize("word", ["at", "least", "most", "more", "less", "than"])
def test_a_word_of_the_language_is_no_name(word: str) -> None:
    with pytest.raises(BadQuestionnaire, match="is a word of the condition language"):
        single("size", "small", word)

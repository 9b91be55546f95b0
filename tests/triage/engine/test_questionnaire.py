"""A questionnaire that makes no sense cannot be built, and says why."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.triage.engine.factory import (
    either,
    includes,
    multi,
    named,
    note,
    option,
    outcome,
    pattern,
    questionnaire,
    rule,
    selfcare,
    single,
)
from triage.engine.parts import BadQuestionnaire, Note, Section
from triage.engine.urgency import Urgency

SORE = includes("problem", "soreness")

ODD_PARTS: dict[str, tuple[Callable[[], Any], str]] = {
    "a question named like a page of ours": (
        lambda: single("result", "a", "b"),
        "question result: a page of that name exists. Rename it.",
    ),
    "a question named like the summary": (
        lambda: single("summary", "a", "b"),
        "question summary: a page of that name exists. Rename it.",
    ),
    "a question id an address cannot hold": (
        lambda: single("two/parts", "a", "b"),
        "question: “two/parts” is no name. Use up to 40 small letters, digits and _.",
    ),
    "an id with a line end": (lambda: single("age\n", "a", "b"), "is no name"),
    "an id that is too long": (lambda: single("a" * 41, "a", "b"), "is no name"),
    "an option named like a word of the language": (
        lambda: option("any", label="Any of them"),
        "option: “any” is a word of the condition language. Choose another name.",
    ),
    "an option without words": (
        lambda: option("a", label=" "),
        "option a: the label is empty. Fill it in.",
    ),
    "a question without words": (
        lambda: single("age", "young", "old", text=""),
        "question age: the text is empty. Fill it in.",
    ),
    "“none of these” with a flag": (
        lambda: option("none", is_exclusive=True, flag=Urgency.SOON),
        "what rules all others out cannot be a warning",
    ),
    "“none of these” that is not sure": (
        lambda: option("none", is_exclusive=True, is_not_sure=True),
        "what rules all others out cannot be a warning or “not sure”.",
    ),
    "a harmless option with a flag": (
        lambda: single(
            "age", options=(option("a", flag=Urgency.SELF_CARE), option("b")), harmless="a"
        ),
        "age: the harmless option “a” is a warning or “not sure”.",
    ),
    "a harmless option that is not sure": (
        lambda: single("age", options=(option("a", is_not_sure=True), option("b")), harmless="a"),
        "age: the harmless option “a” is a warning or “not sure”.",
    ),
    "a safety question whose doubt may end in self-care": (
        lambda: multi("signs", "swollen", is_red_flag=True, not_sure_floor=Urgency.SELF_CARE),
        "signs: “not sure” must be routine at least.",
    ),
    "an order among many choices": (
        lambda: multi("signs", "swollen", is_ordered=True),
        "signs: only a question with one answer can be ordered.",
    ),
    "an unknown kind": (
        lambda: single("age", "young", "old", kind="both"),
        "age: “both” is no kind; use single, multi or number.",
    ),
    "many choices without “none of these”": (
        lambda: multi("signs", options=(option("a"), option("b")), harmless="a"),
        "exactly one “none of these” (exclusive); it has 0.",
    ),
    "many choices with two “none of these”": (
        lambda: multi("signs", options=(option("none", is_exclusive=True),) * 2),
        "exactly one “none of these” (exclusive); it has 2.",
    ),
    "one choice that excludes": (
        lambda: single("age", options=(option("a", is_exclusive=True), option("b")), harmless="a"),
        "age: only a question with many choices excludes.",
    ),
    "a single option": (lambda: single("age", "young"), "age: offer at least two options."),
    "an option id used twice": (
        lambda: single("age", "young", "young"),
        "age: two options share an id.",
    ),
    "a harmless option nobody offers": (
        lambda: single("age", "young", "old", harmless="none"),
        "age: the harmless option “none” is unknown.",
    ),
    "a safety question that is silent on “not sure”": (
        lambda: single(
            "age",
            options=(option("a"), option("dunno", is_not_sure=True)),
            harmless="a",
            is_red_flag=True,
        ),
        "age: say the least urgency of “not sure”.",
    ),
    "an ordered question without ranks": (
        lambda: single("age", "young", "old", is_ordered=True),
        "age: an ordered question ranks every option once.",
    ),
    "an ordered question with a rank used twice": (
        lambda: single(
            "age",
            options=(option("a", rank=1), option("b", rank=1)),
            harmless="a",
            is_ordered=True,
        ),
        "age: an ordered question ranks every option once.",
    ),
    "a rule without a reason": (
        lambda: rule("r1", Urgency.SOON, SORE, reason=""),
        "Rule r1 gives no reason.",
    ),
    "a pattern without a topic": (
        lambda: pattern("clot", topics=()),
        "Pattern clot leads to no topic.",
    ),
    "a pattern without a name": (
        lambda: pattern("clot", name=""),
        "pattern clot: the name is empty. Fill it in.",
    ),
    "an outcome without a title": (
        lambda: outcome(Urgency.SOON, title=""),
        "outcome soon: the title is empty. Fill it in.",
    ),
    "a note without words": (
        lambda: Note("n", " ", (Urgency.SOON,)),
        "note n: the text is empty. Fill it in.",
    ),
    "self-care that does not say what to expect": (
        lambda: selfcare("soreness", expect=""),
        "self-care for soreness: the expect is empty. Fill it in.",
    ),
    "a section without a title": (
        lambda: Section("s1", ""),
        "section s1: the title is empty. Fill it in.",
    ),
    "an outcome without a safety net": (
        lambda: outcome(Urgency.SOON, safety_net=()),
        "The outcome soon has no safety net.",
    ),
    "self-care without advice": (
        lambda: selfcare("soreness", do=()),
        "Self-care for soreness needs advice and a way back.",
    ),
    "self-care without a way back": (
        lambda: selfcare("soreness", come_back=()),
        "Self-care for soreness needs advice and a way back.",
    ),
}

ODD_WHOLES: dict[str, tuple[dict[str, Any], str]] = {
    "two sections": ({"sections": (Section("s1", "A"),) * 2}, "Two sections share the id s1."),
    "two questions": (
        {"questions": (single("problem", "a", "b"),) * 2},
        "Two questions share the id problem.",
    ),
    "two definitions": (
        {"definitions": (("sore", SORE), ("sore", SORE))},
        "Two definitions share the id sore.",
    ),
    "two patterns": (
        {"patterns": (pattern("plain"), pattern("plain"))},
        "Two patterns share the id plain.",
    ),
    "two rules": (
        {"rules": (rule("r", Urgency.SOON, SORE), rule("r", Urgency.URGENT, SORE))},
        "Two rules share the id r.",
    ),
    "two outcomes": (
        {"outcomes": (*map(outcome, Urgency), outcome(Urgency.SOON))},
        "Two outcomes share the id soon.",
    ),
    "two notes": (
        {"notes": (note("age", Urgency.SOON), note("age", Urgency.URGENT))},
        "Two notes share the id age.",
    ),
    "two self-care blocks": (
        {"selfcare": (selfcare("other"), selfcare("other"))},
        "Two self-care blocks share the id other.",
    ),
    "a definition that leans on itself": (
        {"definitions": (("a", named("b")), ("b", named("a")))},
        "Definitions lean on themselves: a → b → a.",
    ),
    "a definition named like a question": (
        {"definitions": (("problem", SORE),), "rules": ()},
        "“problem” is a question and a definition. Rename one.",
    ),
    "a definition no condition could name": (
        {"definitions": (("too-much", SORE),), "rules": ()},
        "definition too-much: “too-much” is no name.",
    ),
    "definitions that lean on each other without end": (
        {
            "definitions": (
                ("d0", SORE),
                *((f"d{n}", named(f"d{n - 1}")) for n in range(1, 3_000)),
            ),
            "rules": (),
        },
        "More than 10 definitions lean on each other in a row",
    ),
    "definitions that open into too many comparisons": (
        {
            "definitions": (
                ("d0", either(*[SORE] * 10)),
                *((f"d{n}", either(*[named(f"d{n - 1}")] * 10)) for n in range(1, 10)),
            ),
            "rules": (),
        },
        "definition d3: more than 1000 comparisons, definitions opened. Split it.",
    ),
    "a rule on an undefined name": (
        {"rules": (rule("r", Urgency.SOON, named("pregnant")),)},
        "rule r: “pregnant” is not defined.",
    ),
    "a definition of an undefined name, two steps away": (
        {"definitions": (("a", named("b")), ("b", named("nowhere")))},
        "definition b: “nowhere” is not defined.",
    ),
    "a rule on an unknown question": (
        {"rules": (rule("r", Urgency.SOON, includes("fever", "high")),)},
        "rule r: there is no question “fever”.",
    ),
    "a rule on an unknown option": (
        {"rules": (rule("r", Urgency.SOON, includes("problem", "itch")),)},
        "rule r: problem has no option “itch”.",
    ),
    "a note on an unknown question": (
        {"notes": (note("n", Urgency.SOON, show_when=includes("fever", "high")),)},
        "note n: there is no question “fever”.",
    ),
    "a question in an unknown section": (
        {"questions": (single("problem", "soreness", "other", section="s9"),), "rules": ()},
        "question problem: no section “s9”.",
    ),
    "a rule with an unknown pattern": (
        {"rules": (rule("r", Urgency.SOON, SORE, pattern="rash"),)},
        "rule r: no pattern “rash”.",
    ),
    "a question that depends on a later one": (
        {
            "questions": (
                single("first", "a", "b"),
                single("early", "a", "b", ask_when=includes("late", "a")),
                single("late", "a", "b"),
            ),
            "rules": (),
        },
        "Question early depends on late, which is not asked on a page before it. Move one of them.",
    ),
    "a question that depends on itself": (
        {"questions": (single("q", "a", "b", ask_when=includes("q", "a")),), "rules": ()},
        "Question q depends on q",
    ),
    "an urgency without an outcome": (
        {"outcomes": tuple(outcome(level) for level in Urgency if level is not Urgency.SOON)},
        "there is no outcome for “soon”.",
    ),
}


@pytest.mark.parametrize("oddity", ODD_PARTS)
def test_a_part_is_refused_for(oddity: str) -> None:
    build, said = ODD_PARTS[oddity]

    with pytest.raises(BadQuestionnaire) as refusal:
        build()

    assert said in str(refusal.value)


@pytest.mark.parametrize("oddity", ODD_WHOLES)
def test_a_questionnaire_is_refused_for(oddity: str) -> None:
    changes, said = ODD_WHOLES[oddity]
    if "questions" in changes:
        changes = {"definitions": (), **changes}

    with pytest.raises(BadQuestionnaire) as refusal:
        questionnaire(**changes)

    assert said in str(refusal.value)


def test_a_refusal_among_parts_says_which_part_it_is() -> None:
    with pytest.raises(BadQuestionnaire) as refusal:
        questionnaire(rules=(rule("r", Urgency.SOON, SORE, pattern="rash"),))

    assert refusal.value.where == "rule r"


def test_definitions_as_far_apart_as_allowed_are_accepted() -> None:
    row = (("d0", SORE), *((f"d{n}", named(f"d{n - 1}")) for n in range(1, 10)))

    for order in (row, tuple(reversed(row))):
        assert len(questionnaire(definitions=order, rules=()).meanings) == 10


def test_alarms_are_the_emergency_rules_by_the_questions_they_look_at() -> None:
    alarms = questionnaire().alarms

    assert {name: [held.id for held in rules] for name, rules in alarms.items()} == {
        "alarm": ["blue"]
    }


def test_a_sound_questionnaire_finds_its_parts() -> None:
    sound = questionnaire()

    assert sound.question_ids == ("alarm", "problem", "signs", "trend")
    assert sound.question("signs").option("throb").label == "Throb"
    assert sound.section("s1").title == "One"
    assert sound.pattern("clot").topics == ("topic-clot",)
    assert sound.outcome(Urgency.SOON).urgency is Urgency.SOON


def test_a_part_it_does_not_have_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        questionnaire().question("fever")
    with pytest.raises(KeyError):
        questionnaire().question("signs").option("itch")

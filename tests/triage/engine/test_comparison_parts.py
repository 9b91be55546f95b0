"""What changed from one questionnaire to another, part by part."""

from dataclasses import replace
from typing import Any

import pytest

from tests.triage.engine.factory import (
    both,
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
from tests.triage.engine.provable import small_questionnaire
from triage.engine.comparison import Edit, PartChange, State, changed_parts
from triage.engine.parts import Page
from triage.engine.questionnaire import Questionnaire, Section
from triage.engine.urgency import Urgency

SMALL = questionnaire()


def replaced(field: str, place: int, **changes: Any) -> Questionnaire:
    """The small questionnaire with one part changed."""
    parts = [*getattr(SMALL, field)]
    parts[place] = replace(parts[place], **changes)
    changed: dict[str, Any] = {field: tuple(parts)}
    return replace(SMALL, **changed)


def only(after: Questionnaire, before: Questionnaire = SMALL) -> PartChange:
    (change,) = changed_parts(before, after)
    return change


def fields(change: PartChange) -> dict[str, tuple[object, object]]:
    return {edit.field: (edit.before, edit.after) for edit in change.edits}


@pytest.mark.parametrize("seed", range(20))
def test_nothing_differs_from_itself(seed: int) -> None:
    assert changed_parts(small_questionnaire(seed), small_questionnaire(seed)) == ()


WORDS = [
    ("sections", 0, {"title": "Two"}, "section", "s1"),
    ("questions", 1, {"text": "Other?"}, "question", "problem"),
    ("questions", 1, {"hint": "A hint."}, "question", "problem"),
    ("questions", 1, {"why": "A reason."}, "question", "problem"),
    ("patterns", 0, {"tell": "Other advice."}, "pattern", "plain"),
    ("rules", 0, {"reason": "Another."}, "rule", "sore"),
    ("rules", 0, {"tell": "Its own."}, "rule", "sore"),
    ("outcomes", 0, {"lead": "Other."}, "outcome", "self-care"),
    ("outcomes", 0, {"safety_net": ("Other.",)}, "outcome", "self-care"),
    ("notes", 0, {"text": "Other."}, "note", "always"),
    ("selfcare", 0, {"do": ("Walk.",)}, "self-care", "soreness"),
]


@pytest.mark.parametrize(("field", "place", "changes", "part", "name"), WORDS)
def test_other_words_are_told_apart_from_other_meanings(
    field: str, place: int, changes: dict[str, Any], part: str, name: str
) -> None:
    change = only(replaced(field, place, **changes))

    (word,) = changes
    assert (change.part, change.id, change.state) == (part, name, State.CHANGED)
    assert [edit.field for edit in change.edits] == [word]
    assert change.edits[0].after == changes[word]
    assert change.is_only_words


MEANINGS = [
    ("questions", 2, {"ask_when": None}, "signs"),
    ("questions", 2, {"ask_when": includes("problem", "other")}, "signs"),
    ("questions", 2, {"is_red_flag": True}, "signs"),
    ("questions", 2, {"is_fact": True}, "signs"),
    ("questions", 1, {"harmless": "other"}, "problem"),
    ("patterns", 0, {"topics": ("else",)}, "plain"),
    ("patterns", 0, {"is_policy": True}, "plain"),
    ("rules", 0, {"urgency": Urgency.SOON}, "sore"),
    ("rules", 0, {"when": includes("problem", "other")}, "sore"),
    ("rules", 0, {"pattern": "clot"}, "sore"),
    ("outcomes", 0, {"topics": ("else",)}, "self-care"),
    ("notes", 0, {"levels": (Urgency.SOON,)}, "always"),
    ("notes", 0, {"show_when": includes("problem", "other")}, "always"),
    ("selfcare", 0, {"topics": ("else",)}, "soreness"),
]


def _said(value: object) -> object:
    return None if value is False or value == () else value


@pytest.mark.parametrize(("field", "place", "changes", "name"), MEANINGS)
def test_what_asks_or_decides_otherwise_is_no_change_of_words(
    field: str, place: int, changes: dict[str, Any], name: str
) -> None:
    old = getattr(SMALL, field)[place]
    (word,) = changes

    change = only(replaced(field, place, **changes))

    assert change.id == name
    assert fields(change) == {word: (_said(getattr(old, word)), _said(changes[word]))}
    assert not change.is_only_words


def test_options_are_told_with_their_question() -> None:
    signs = SMALL.question("signs")
    options = (replace(signs.options[0], label="Fat"), option("numb"), signs.options[2])
    poorer = questionnaire(rules=(), definitions=())
    richer = replace(
        poorer,
        questions=tuple(
            replace(each, options=options) if each.id == "signs" else each
            for each in poorer.questions
        ),
    )

    found = changed_parts(poorer, richer)

    assert [(each.within, each.id, each.state.value) for each in found] == [
        ("signs", "swollen", "changed"),
        ("signs", "numb", "added"),
        ("signs", "throb", "removed"),
    ]
    assert fields(found[0]) == {"label": ("Swollen", "Fat")}


def test_an_added_question_is_told_with_all_it_says() -> None:
    fever = single("fever", "no", "yes", hint="Measure it.", ask_when=includes("alarm", "blue"))

    change = only(replace(SMALL, questions=(*SMALL.questions, fever)))

    assert (change.state, change.id) == (State.ADDED, "fever")
    assert fields(change) == {
        "kind": (None, "single"),
        "ask_when": (None, includes("alarm", "blue")),
        "section": (None, "s1"),
        "harmless": (None, "no"),
        "text": (None, "What about fever?"),
        "hint": (None, "Measure it."),
        "options": (None, ("No", "Yes")),
    }


def test_what_is_gone_keeps_its_old_words() -> None:
    change = only(replace(SMALL, selfcare=SMALL.selfcare[:1]))

    assert (change.part, change.id, change.state) == ("self-care", "other", State.REMOVED)
    assert fields(change)["title"] == ("Looking after other", None)


def test_one_question_that_moved_is_the_only_one() -> None:
    alarm, problem, signs, trend = SMALL.questions

    change = only(replace(SMALL, questions=(trend, alarm, problem, signs)))

    assert (change.part, change.id, change.state) == ("question", "trend", State.MOVED)
    assert change.edits == (Edit("place", "signs", None, is_words=False),)
    assert not change.is_only_words


def test_a_part_that_moved_and_changed_is_told_once() -> None:
    alarm, problem, signs, trend = SMALL.questions
    asked = (replace(trend, text="And now?"), alarm, problem, signs)

    change = only(replace(SMALL, questions=asked))

    assert (change.id, change.state) == ("trend", State.CHANGED)
    assert set(fields(change)) == {"text", "place"}


def test_a_new_question_moves_none_of_the_others() -> None:
    asked = (SMALL.questions[0], multi("fresh", "a"), *SMALL.questions[1:])

    assert only(replace(SMALL, questions=asked)).id == "fresh"


def test_a_rule_with_another_name_alone_is_renamed() -> None:
    change = only(replaced("rules", 2, id="ache"))

    assert (change.state, change.was, change.id) == (State.RENAMED, "throb", "ache")
    assert change.edits == ()
    assert change.is_only_words


def test_a_renamed_rule_keeps_its_other_changes() -> None:
    change = only(replaced("rules", 2, id="ache", reason="Another.", pattern="clot"))

    assert fields(change) == {
        "pattern": ("watch", "clot"),
        "reason": (
            "Because of throb.",
            "Another.",
        ),
    }
    assert not change.is_only_words


def test_a_rule_is_renamed_too_if_its_definition_is() -> None:
    rules = list(SMALL.rules)
    rules[4] = replace(rules[4], id="ache", when=both(includes("signs", "throb"), named("worse")))
    again = replace(SMALL, definitions=(("worse", includes("trend", "worse")),), rules=tuple(rules))

    found = changed_parts(SMALL, again)

    assert [(each.part, each.state.value) for each in found] == [
        ("definition", "added"),
        ("definition", "removed"),
        ("rule", "renamed"),
    ]


@pytest.mark.parametrize(
    "changes", [{"urgency": Urgency.URGENT}, {"when": includes("signs", "swollen")}]
)
def test_another_name_and_another_meaning_are_two_rules(changes: dict[str, Any]) -> None:
    found = changed_parts(SMALL, replaced("rules", 2, id="ache", **changes))

    assert [(each.id, each.state.value) for each in found] == [
        ("ache", "added"),
        ("throb", "removed"),
    ]


def test_a_rule_is_renamed_once() -> None:
    twice = replaced("rules", 2, id="ache")
    twice = replace(
        twice, rules=(*twice.rules, rule("ache2", Urgency.SOON, includes("signs", "throb")))
    )

    found = changed_parts(SMALL, twice)

    assert [(each.id, each.was, each.state.value) for each in found] == [
        ("ache", "throb", "renamed"),
        ("ache2", "", "added"),
    ]


def test_definitions_pages_and_the_whole_are_compared_too() -> None:
    after = replace(
        SMALL,
        title="Another check",
        sections=(*SMALL.sections, Section("s2", "Two")),
        definitions=(("growing", includes("trend", "better")),),
        pages=(Page("joint", "All of it", ("alarm",)),),
        patterns=(*SMALL.patterns, pattern("more")),
        outcomes=(*SMALL.outcomes[1:], outcome(Urgency.SELF_CARE, lead="Other.")),
        notes=(*SMALL.notes, note("n2", Urgency.SOON)),
        selfcare=(selfcare("soreness"), selfcare("other", title="Other.")),
    )

    found = {(each.part, each.id): each for each in changed_parts(SMALL, after)}

    assert {key: change.state.value for key, change in found.items()} == {
        ("questionnaire", ""): "changed",
        ("section", "s2"): "added",
        ("page", "joint"): "added",
        ("definition", "growing"): "changed",
        ("pattern", "more"): "added",
        ("outcome", "self-care"): "changed",
        ("note", "n2"): "added",
        ("self-care", "other"): "changed",
    }
    assert fields(found["definition", "growing"]) == {
        "condition": (includes("trend", "worse"), includes("trend", "better"))
    }


def test_a_change_can_be_kept_as_json() -> None:
    when = both(includes("signs", "throb"), includes("trend", "worse"))

    data = only(replaced("rules", 0, when=when, urgency=Urgency.SOON)).to_data()

    assert data["state"] == "changed"
    assert data["edits"] == [
        {"field": "urgency", "before": "self-care", "after": "soon", "is_words": False},
        {
            "field": "when",
            "before": {"question": "problem", "options": ["soreness"]},
            "after": {
                "all": [
                    {"question": "signs", "options": ["throb"]},
                    {"question": "trend", "options": ["worse"]},
                ]
            },
            "is_words": False,
        },
    ]

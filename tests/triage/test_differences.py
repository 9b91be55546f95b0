"""The difference between two questionnaires in finished words."""

from dataclasses import replace
from typing import Any

import pytest

from tests.triage.engine.factory import (
    both,
    compares,
    given,
    includes,
    multi,
    named,
    number,
    questionnaire,
    rule,
    single,
)
from triage.desk.differences import ExampleAnswer, WrittenDifference, condition_of, written
from triage.desk.part_differences import WrittenEdit
from triage.engine.comparison import Clause, Kind, Where, compare
from triage.engine.numbers import Relation
from triage.engine.proofs import Vignette
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

SMALL = questionnaire()
SORE = includes("problem", "soreness")
WORSE = includes("trend", "worse")


def with_rule(rule_id: str, **changes: Any) -> Questionnaire:
    rules = (replace(each, **changes) if each.id == rule_id else each for each in SMALL.rules)
    return replace(SMALL, rules=tuple(rules))


def difference(before: Questionnaire, after: Questionnaire, **more: Any) -> WrittenDifference:
    return written(compare(before, after, **more), before, after)


def test_nothing_changed_is_said_in_one_sentence() -> None:
    found = difference(SMALL, SMALL)

    assert found.summary == ("Nothing is changed.",)
    assert not found.goes_down
    assert found.down.said == "No answers lead down. This is proved over all answers."
    assert found.up.said == "No answers lead up. This is proved over all answers."


def test_a_step_down_is_told_with_conditions_words_and_an_example() -> None:
    found = difference(SMALL, with_rule("swollen", urgency=Urgency.SELF_CARE))

    (shift,) = found.down.shifts
    assert found.goes_down
    assert shift.conditions == ("signs is swollen",)
    assert shift.words == ("“Any of signs?” is answered with “Swollen”.",)
    assert (
        shift.unless == "unless another rule, the same before and after, makes it at least urgent"
    )
    assert [move.urgencies for move in shift.moves] == [
        "from urgent to self-care",
        "from urgent to soon",
    ]
    assert shift.moves[0].example == (ExampleAnswer("Any of signs?", "Swollen", "Swollen"),)
    assert found.down.said == "These are all the answers that lead down, proved over all answers."
    assert found.summary == (
        "Parts: 1 changed; none in words alone.",
        "For some answers the urgency goes down, so a second person must agree.",
        "For no answers does it go up.",
    )


def test_a_step_up_alone_needs_nobody_else() -> None:
    found = difference(SMALL, with_rule("throb", urgency=Urgency.URGENT))

    assert found.summary[1:] == (
        "For no answers does the urgency go down.",
        "For some answers it goes up.",
    )
    assert [shift.conditions for shift in found.up.shifts] == [("signs is throb",)]


def test_an_emergency_needs_no_at_least() -> None:
    late = replace(SMALL, rules=(*SMALL.rules, rule("late", Urgency.EMERGENCY, WORSE)))
    raised = replace(
        late,
        rules=tuple(
            replace(each, urgency=Urgency.EMERGENCY) if each.id == "swollen" else each
            for each in late.rules
        ),
    )

    (shift,) = difference(raised, late).down.shifts

    assert shift.unless == "unless another rule, the same before and after, makes it an emergency"


def test_what_is_cut_off_is_said_to_be() -> None:
    found = difference(SMALL, replace(SMALL, rules=SMALL.rules[:2]), most_shifts=1)

    assert found.down.said == "These are some of the answers that lead down. There are more."


def test_a_change_for_everybody_has_a_condition_in_words() -> None:
    plain = replace(SMALL, rules=(rule("all", Urgency.SOON, includes("alarm", "blue", "none")),))
    calm = replace(plain, rules=(replace(plain.rules[0], urgency=Urgency.ROUTINE),))

    (shift,) = difference(plain, calm).down.shifts

    assert shift.conditions == ("whatever is answered",)
    assert shift.words == ("Whatever is answered.",)


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        (Clause(Kind.INCLUDES, "signs", ("throb",), Where.BOTH), "signs is throb"),
        (
            Clause(Kind.INCLUDES, "signs", ("throb", "swollen"), Where.AFTER),
            "signs is any of (throb, swollen) (after)",
        ),
        (Clause(Kind.WITHOUT, "signs", ("throb",), Where.BOTH), "without signs is throb"),
        (Clause(Kind.NOT_ASKED, "signs", (), Where.BEFORE), "signs is not asked (before)"),
    ],
)
def test_a_clause_is_written_as_editors_write_conditions(clause: Clause, said: str) -> None:
    assert condition_of(clause) == said


def test_what_is_missing_and_what_is_not_asked_are_said_in_words() -> None:
    always = multi("signs", "swollen", "throb")
    asked = (*SMALL.questions[:2], always, SMALL.questions[3])
    narrowed = with_rule("throb", when=both(includes("signs", "throb"), named("growing")))

    found = difference(replace(SMALL, questions=asked), narrowed)

    said = {word for shift in found.down.shifts for word in shift.words}
    assert "“Any of signs?” is answered with “Throb”, before the change." in said
    assert "“Any of signs?” is not asked, after the change." in said


def test_an_example_shows_both_answers_where_they_differ() -> None:
    poorer = replace(
        SMALL,
        questions=(
            *SMALL.questions[:2],
            multi("signs", "throb", ask_when=SORE),
            SMALL.questions[3],
        ),
        rules=tuple(each for each in SMALL.rules if each.id != "swollen"),
    )

    (shift,) = difference(SMALL, poorer).down.shifts

    assert shift.conditions == ("signs is swollen (before)",)
    assert shift.words == ("“Any of signs?” is answered with “Swollen”, before the change.",)
    assert shift.moves[0].example == (ExampleAnswer("Any of signs?", "Swollen", "None"),)
    assert not shift.moves[0].example[0].is_the_same


def test_a_question_of_one_alone_is_not_asked_by_the_other() -> None:
    more = replace(
        SMALL,
        questions=(*SMALL.questions, single("fever", "no", "yes")),
        rules=(*SMALL.rules, rule("fever", Urgency.SOON, includes("fever", "yes"))),
    )

    (shift,) = difference(SMALL, more).up.shifts

    assert shift.moves[0].example == (ExampleAnswer("What about fever?", "not asked", "Yes"),)


def test_words_are_those_said_to_the_reader() -> None:
    spoken = replace(SMALL.questions[2], text="Are {your|their} signs these?")
    voiced = replace(SMALL, questions=(*SMALL.questions[:2], spoken, SMALL.questions[3]))
    lower = replace(voiced, rules=with_rule("swollen", urgency=Urgency.SOON).rules)

    (shift,) = difference(voiced, lower).down.shifts

    assert shift.words == ("“Are your signs these?” is answered with “Swollen”.",)


def test_numbers_are_told_as_stretches_with_their_unit() -> None:
    hot = compares("fever", Relation.AT_LEAST, "38.5")
    fever = number("fever", "35", "42", decimals=1, unit="°C", harmless="37")
    asking = replace(SMALL, questions=(*SMALL.questions, fever))
    ruled = replace(asking, rules=(*SMALL.rules, rule("hot", Urgency.URGENT, hot)))

    (shift,) = difference(asking, ruled).up.shifts

    assert shift.conditions == ("fever is at least 38.5",)
    assert shift.words == ("“How much is fever?” is answered with “38.5 °C or more”.",)
    assert shift.moves[0].example == (ExampleAnswer("How much is fever?", "38.5 °C", "38.5 °C"),)


def test_vignettes_that_move_are_told_with_their_story() -> None:
    case = Vignette("v1", given(signs=["swollen"]), (Urgency.URGENT,), story="A swollen leg")

    found = written(
        compare(SMALL, with_rule("swollen", urgency=Urgency.SOON), (case,), (case,)), SMALL, SMALL
    )

    (moved,) = found.vignettes
    assert (moved.id, moved.story) == ("v1", "A swollen leg")
    assert (moved.urgencies, moved.is_down) == ("from urgent to soon", True)


def test_wording_and_meaning_stand_apart_with_old_and_new() -> None:
    when = both(includes("signs", "throb"), named("growing"))
    edited = with_rule("throb", when=when, urgency=Urgency.URGENT)
    edited = replace(edited, title="Another check")

    found = difference(SMALL, edited)

    (meaning,), (wording,) = found.meanings, found.wordings
    assert (meaning.name, meaning.state) == ("rule throb", "changed")
    assert meaning.edits == (
        WrittenEdit("urgency", ("soon",), ("urgent",)),
        WrittenEdit("holds when", ("signs is throb",), ("signs is throb and growing",)),
    )
    assert wording.name == "questionnaire"
    assert wording.edits == (WrittenEdit("title", ("A small check",), ("Another check",)),)


def test_parts_are_named_with_what_they_belong_to() -> None:
    options = (replace(SMALL.questions[1].options[0], label="Sore"), SMALL.questions[1].options[1])
    problem = replace(SMALL.questions[1], options=options)
    edited = replace(
        with_rule("throb", id="ache"),
        questions=(SMALL.questions[0], problem, *SMALL.questions[2:]),
    )

    found = difference(SMALL, edited)

    assert [part.name for part in found.wordings] == [
        "option soreness of question problem",
        "rule ache (was throb)",
    ]


def test_a_part_that_moved_says_after_which_it_stands() -> None:
    alarm, problem, signs, trend = SMALL.questions

    found = difference(SMALL, replace(SMALL, questions=(trend, alarm, problem, signs)))

    (part,) = found.meanings
    assert part.edits == (WrittenEdit("stands after", ("signs",), ("nothing: it is the first",)),)


def test_yes_no_and_lists_are_written_line_by_line() -> None:
    question = replace(SMALL.questions[2], is_red_flag=True)
    edited = replace(
        SMALL,
        questions=(*SMALL.questions[:2], question, SMALL.questions[3]),
        outcomes=(
            replace(SMALL.outcomes[0], do=("Do this.", "And that.")),
            *SMALL.outcomes[1:],
        ),
    )

    found = difference(SMALL, edited)

    assert found.meanings[0].edits == (WrittenEdit("safety question", (), ("yes",)),)
    assert found.wordings[0].edits == (WrittenEdit("do", ("Do this.",), ("Do this.", "And that.")),)

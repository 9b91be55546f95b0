"""Whose urgency changes between two questionnaires: planted edits, each found and no more."""

from dataclasses import replace

import pytest

from tests.triage.engine.factory import (
    Answers,
    both,
    given,
    includes,
    multi,
    named,
    option,
    questionnaire,
    rule,
    single,
)
from tests.triage.engine.small_edits import with_question, with_rule, without_rule
from triage.engine.assessment import Assessment, assess
from triage.engine.comparison import Direction, Shift, Where, compare, goes_down
from triage.engine.comparison.pair import Pair, paired
from triage.engine.proofs import Disagreement
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

SMALL = questionnaire()
SORE = includes("problem", "soreness")
Said = tuple[str, str, tuple[str, ...], str]


def said(shift: Shift) -> list[Said]:
    return [
        (clause.kind.value, clause.question, clause.options, clause.where.value)
        for clause in shift.clauses
    ]


def moves(shift: Shift) -> list[tuple[str, str]]:
    return [(move.before.key, move.after.key) for move in shift.moves]


def only(direction: Direction) -> Shift:
    assert direction.is_complete
    (shift,) = direction.shifts
    return shift


def test_the_same_questionnaire_changes_nobodys_urgency() -> None:
    found = compare(SMALL, SMALL)

    assert found.up.is_empty
    assert found.down.is_empty
    assert found.changes_nothing
    assert not found.goes_down


def test_a_raised_rule_moves_those_it_holds_for_up() -> None:
    found = compare(SMALL, with_rule(SMALL, "throb", urgency=Urgency.URGENT))

    shift = only(found.up)
    assert said(shift) == [("includes", "signs", ("throb",), "both")]
    assert moves(shift) == [("soon", "urgent")]
    assert shift.unless_other_rules
    assert found.down.is_empty


def test_a_lowered_rule_moves_them_down_and_needs_a_second_person() -> None:
    lower = with_rule(SMALL, "swollen", urgency=Urgency.ROUTINE)

    found = compare(SMALL, lower)

    shift = only(found.down)
    assert said(shift) == [("includes", "signs", ("swollen",), "both")]
    assert moves(shift) == [("urgent", "routine"), ("urgent", "soon")]
    assert found.up.is_empty
    assert found.goes_down
    assert goes_down(SMALL, lower)
    assert not goes_down(lower, SMALL)


def test_a_rule_lowered_under_another_that_holds_too_changes_nobody() -> None:
    doubled = replace(
        SMALL, rules=(*SMALL.rules, rule("twin", Urgency.URGENT, includes("signs", "swollen")))
    )

    found = compare(doubled, with_rule(doubled, "twin", urgency=Urgency.SOON))

    assert found.down.is_empty
    assert [change.id for change in found.parts] == ["twin"]


def test_a_narrowed_condition_names_what_is_missing_now() -> None:
    risk = multi("risk", "travel", "cancer", "bruise")
    wide = replace(
        SMALL,
        questions=(*SMALL.questions, risk),
        rules=(*SMALL.rules, rule("clot", Urgency.URGENT, includes("risk", "travel", "cancer"))),
    )
    narrow = with_rule(wide, "clot", when=includes("risk", "cancer"))

    shift = only(compare(wide, narrow).down)

    assert said(shift) == [
        ("includes", "risk", ("travel",), "both"),
        ("without", "risk", ("cancer",), "both"),
    ]


def test_a_condition_with_more_to_it_is_described_by_the_answer_it_lacks() -> None:
    narrow = with_rule(
        SMALL, "swollen", when=both(includes("signs", "swollen"), includes("trend", "worse"))
    )

    shift = only(compare(SMALL, narrow).down)

    assert said(shift) == [
        ("includes", "signs", ("swollen",), "both"),
        ("includes", "trend", ("better",), "both"),
    ]


def test_a_widened_condition_moves_the_newcomers_up() -> None:
    wide = with_rule(SMALL, "throb", when=includes("signs", "throb", "swollen"))

    assert compare(SMALL, wide).up.is_empty

    wider = with_rule(SMALL, "other", when=includes("problem", "other", "soreness"))
    shift = only(compare(SMALL, wider).up)

    assert said(shift) == [("includes", "problem", ("soreness",), "both")]
    assert moves(shift) == [("self-care", "routine")]


def test_options_that_do_the_same_are_told_together() -> None:
    stretched = with_question(SMALL, single("trend", "better", "same", "worse", "worst"))
    more = rule("going-on", Urgency.SOON, includes("trend", "same", "worse", "worst"))

    shift = only(compare(stretched, replace(stretched, rules=(*SMALL.rules, more))).up)

    assert said(shift) == [("includes", "trend", ("same", "worse", "worst"), "both")]
    assert moves(shift) == [("self-care", "soon"), ("routine", "soon")]


def test_options_that_need_less_are_told_on_their_own() -> None:
    signs = with_question(SMALL, multi("signs", "swollen", "throb", "numb", "thin"))
    more = (
        rule(
            "numb", Urgency.EMERGENCY, both(includes("signs", "numb"), includes("trend", "worse"))
        ),
        rule("thin", Urgency.EMERGENCY, includes("signs", "thin")),
    )

    found = compare(signs, replace(signs, rules=(*SMALL.rules, *more))).up

    assert sorted(map(said, found.shifts)) == [
        [("includes", "signs", ("numb",), "both"), ("includes", "trend", ("worse",), "both")],
        [("includes", "signs", ("thin",), "both")],
    ]


def test_a_changed_definition_changes_the_rules_that_name_it() -> None:
    calmer = replace(SMALL, definitions=(("growing", includes("trend", "better")),))

    found = compare(SMALL, calmer)

    assert said(only(found.down)) == [
        ("includes", "signs", ("throb",), "both"),
        ("includes", "trend", ("worse",), "both"),
    ]
    assert said(only(found.up)) == [
        ("includes", "signs", ("throb",), "both"),
        ("includes", "trend", ("better",), "both"),
    ]


def test_a_definition_with_another_name_changes_nobody() -> None:
    both_names = replace(
        SMALL, definitions=(*SMALL.definitions, ("getting_worse", includes("trend", "worse")))
    )
    renamed = with_rule(
        both_names, "throb-growing", when=both(includes("signs", "throb"), named("getting_worse"))
    )

    found = compare(SMALL, renamed)

    assert found.up.is_empty
    assert found.down.is_empty


def test_an_added_question_moves_up_whoever_says_yes_to_it() -> None:
    more = replace(
        SMALL,
        questions=(*SMALL.questions, single("fever", "no", "yes")),
        rules=(*SMALL.rules, rule("fever", Urgency.SOON, includes("fever", "yes"))),
    )

    found = compare(SMALL, more)

    shift = only(found.up)
    assert said(shift) == [("includes", "fever", ("yes",), "after")]
    assert moves(shift) == [("self-care", "soon"), ("routine", "soon")]
    assert "fever" not in shift.moves[0].answers_before
    assert shift.moves[0].answers_after["fever"] == {"yes"}
    assert found.down.is_empty
    assert said(only(compare(more, SMALL).down)) == [("includes", "fever", ("yes",), "before")]


def test_a_removed_option_sends_its_readers_to_none_of_these() -> None:
    poorer = without_rule(SMALL, "swollen")
    poorer = with_question(poorer, multi("signs", "throb", ask_when=SORE))

    found = compare(SMALL, poorer)

    shift = only(found.down)
    assert said(shift) == [("includes", "signs", ("swollen",), "before")]
    assert moves(shift) == [("urgent", "self-care"), ("urgent", "soon")]
    assert shift.moves[0].answers_after["signs"] == {"none"}
    assert found.up.is_empty


def test_a_removed_answer_of_a_single_choice_becomes_the_harmless_one() -> None:
    richer = with_question(SMALL, single("trend", "better", "same", "worse"))
    poorer = replace(without_rule(SMALL, "throb-growing"), definitions=())
    poorer = with_question(poorer, single("trend", "better", "same"))

    shift = only(compare(richer, poorer).down)

    assert said(shift) == [
        ("includes", "signs", ("throb",), "both"),
        ("includes", "trend", ("worse",), "before"),
    ]
    assert shift.moves[0].answers_after["trend"] == {"better"}


def test_an_added_option_is_no_step_down() -> None:
    richer = with_question(SMALL, single("trend", "better", "same", "worse"))

    assert not goes_down(SMALL, richer)


def test_one_answer_instead_of_many_keeps_the_first_of_them() -> None:
    plain = single("signs", "none", "throb", "swollen", ask_when=SORE)

    found = compare(SMALL, with_question(SMALL, plain))

    assert said(only(found.down)) == [
        ("includes", "signs", ("swollen",), "before"),
        ("without", "signs", ("swollen",), "after"),
    ]
    assert found.up.is_empty


def test_none_of_these_stays_what_it_is_when_a_question_takes_many_answers() -> None:
    """Even where it was not the harmless answer."""
    one = single("signs", "mild", "none", "swollen", "throb", ask_when=SORE)
    before = with_question(SMALL, one)
    before = replace(
        before, rules=(*SMALL.rules, rule("nothing", Urgency.URGENT, includes("signs", "none")))
    )

    shift = only(compare(before, SMALL).down)

    assert said(shift) == [("includes", "signs", ("none",), "both")]


def test_a_question_asked_of_fewer_readers_is_told_as_not_asked() -> None:
    always = with_question(SMALL, multi("signs", "swollen", "throb"))

    found = compare(always, SMALL).down

    urgent = [said(shift) for shift in found.shifts if shift.level is Urgency.URGENT]
    assert urgent[0] == [
        ("includes", "signs", ("swollen",), "before"),
        ("not asked", "signs", (), "after"),
    ]


def test_without_any_rule_the_caution_counts() -> None:
    """No rule at all is told as urgent; a rule that ends this calms."""
    silent = without_rule(SMALL, "other")

    found = compare(silent, SMALL)

    shift = only(found.down)
    assert ("includes", "problem", ("other",), "both") in said(shift)
    assert moves(shift) == [("urgent", "routine")]


def test_each_example_is_what_the_engine_says_of_it() -> None:
    lower = with_rule(SMALL, "swollen", urgency=Urgency.ROUTINE)

    for move in only(compare(SMALL, lower).down).moves:
        assert assess(SMALL, move.answers_before).urgency is move.before
        assert assess(lower, move.answers_after).urgency is move.after
        assert move.answers_before["alarm"] == {"none"}


def test_examples_are_as_harmless_as_can_be() -> None:
    shift = only(compare(SMALL, with_rule(SMALL, "throb", urgency=Urgency.URGENT)).up)

    assert dict(shift.moves[0].answers_after) == given(
        alarm="none", problem="soreness", signs="throb", trend="better"
    )


def test_a_replay_that_says_otherwise_ends_the_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_whole: Questionnaire, answers: Answers) -> Assessment:
        return assess(SMALL, {**answers, **given(alarm="blue")})

    monkeypatch.setattr("triage.engine.comparison.pair.assess", wrong)

    with pytest.raises(Disagreement):
        compare(SMALL, with_rule(SMALL, "throb", urgency=Urgency.URGENT))


def test_two_walks_that_are_the_same_share_every_formula() -> None:
    with paired(SMALL, SMALL) as pair:
        assert isinstance(pair, Pair)
        assert pair.before.walk.rules == pair.after.walk.rules
        assert (pair.before.where, pair.after.where) == (Where.BEFORE, Where.AFTER)


def test_an_option_that_is_both_single_and_new_can_be_an_emergency() -> None:
    richer = with_question(SMALL, single("trend", "better", "worse", "sudden"))
    alarm = rule("sudden", Urgency.EMERGENCY, includes("trend", "sudden"))

    found = compare(SMALL, replace(richer, rules=(*SMALL.rules, alarm)))

    shift = only(found.up)
    assert said(shift) == [("includes", "trend", ("sudden",), "after")]
    assert found.down.is_empty
    assert shift.moves[0].answers_before["trend"] == {option("better").id}

"""A sound questionnaire is damaged in one place; the proof must name that place and no other."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.triage.engine.brute_force import BruteForce, Fault
from tests.triage.engine.factory import (
    both,
    given,
    includes,
    multi,
    note,
    option,
    outcome,
    pattern,
    questionnaire,
    rule,
    selfcare,
    single,
)
from triage.engine.assessment import assess
from triage.engine.conditions import Condition
from triage.engine.proofs import AtLeast, CanBe, NeverCalmer, Promise, ShowsNote, Vignette, prove
from triage.engine.questionnaire import Question, Questionnaire, Rule
from triage.engine.urgency import Urgency

EMERGENCY, URGENT, SOON = Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON
ROUTINE, SELF_CARE = Urgency.ROUTINE, Urgency.SELF_CARE
SORE = includes("problem", "soreness")
WORSE = includes("trend", "worse")
NONE = option("none", is_exclusive=True)

ALARM = multi(
    "alarm",
    options=(option("blue", flag=EMERGENCY), option("doubt", is_not_sure=True), NONE),
    is_red_flag=True,
    not_sure_floor=URGENT,
)
PROBLEM = single("problem", "soreness", "other")
SIGNS = multi(
    "signs",
    options=(option("swollen", flag=URGENT), option("throb", flag=SOON), NONE),
    ask_when=SORE,
)
TREND = single(
    "trend",
    options=tuple(option(name, rank=n) for n, name in enumerate(("better", "same", "worse"))),
    harmless="better",
    is_ordered=True,
)
RULES = (
    rule("blue", EMERGENCY, includes("alarm", "blue")),
    rule("doubt", URGENT, includes("alarm", "doubt")),
    rule("swollen", URGENT, includes("signs", "swollen")),
    rule("throb", SOON, includes("signs", "throb")),
    rule("worse", ROUTINE, WORSE),
    rule("sore", SELF_CARE, SORE),
    rule("other", ROUTINE, includes("problem", "other")),
)
PROMISES: tuple[Promise, ...] = (
    AtLeast("other", includes("problem", "other"), ROUTINE),
    ShowsNote("note", WORSE, "worse"),
    CanBe("home", SORE, SELF_CARE),
    NeverCalmer(
        "order", "problem", ("other",), ("soreness",), unless=includes("signs", "throb", "swollen")
    ),
)
FINE = questionnaire(
    questions=(ALARM, PROBLEM, SIGNS, TREND),
    definitions=(),
    patterns=(pattern("plain"),),
    rules=RULES,
    notes=(note("worse", URGENT, SOON, ROUTINE, show_when=WORSE),),
)


def changed(rule_id: str, **changes: Any) -> Questionnaire:
    """With one rule changed."""
    rules = tuple(replace(rule, **changes) if rule.id == rule_id else rule for rule in RULES)
    return replace(FINE, rules=rules)


def without(rule_id: str) -> Questionnaire:
    return replace(FINE, rules=tuple(rule for rule in RULES if rule.id != rule_id))


def plus(*rules: Rule, questions: tuple[Question, ...] = ()) -> Questionnaire:
    return replace(FINE, rules=(*RULES, *rules), questions=(*FINE.questions, *questions))


def ordered_wrongly() -> Questionnaire:
    return plus(rule("same", SOON, includes("trend", "same")))


def asked_of_the_well() -> Questionnaire:
    """A question that a warning closes: whoever chooses one more is no longer asked."""
    more = single("further", "no", "yes", ask_when=includes("signs", "none"))
    return plus(rule("further", EMERGENCY, includes("further", "yes")), questions=(more,))


def advised_by_nobody() -> Questionnaire:
    rules = tuple(replace(r, pattern="silent") if r.id == "worse" else r for r in RULES)
    return replace(FINE, patterns=(*FINE.patterns, pattern("silent", tell=" ")), rules=rules)


def mute(level: Urgency) -> Questionnaire:
    return replace(
        FINE,
        outcomes=tuple(
            outcome(each, do=() if each is level else ("Do this.",)) for each in Urgency
        ),
    )


def asking(name: str, when: Condition) -> Questionnaire:
    return plus(questions=(single(name, "no", "yes", ask_when=when),))


DEAD_QUESTION = {
    ("reachable", "question extra"),
    ("reachable", "question extra, option no"),
    ("reachable", "question extra, option yes"),
}


@dataclass(frozen=True)
class Planted:
    whole: Questionnaire
    found: set[Fault]
    promises: tuple[Promise, ...] = PROMISES


FAULTS: dict[str, Planted] = {
    "a problem no rule speaks of": Planted(
        without("sore"),
        {("ends", "the rules"), ("promises", "promise home")},
    ),
    "a question for nobody": Planted(
        asking("extra", both(SORE, includes("problem", "other"))), DEAD_QUESTION
    ),
    "a question behind an emergency": Planted(
        asking("extra", includes("alarm", "blue")), DEAD_QUESTION
    ),
    "a rule for nobody": Planted(
        plus(rule("never", SOON, both(includes("signs", "throb"), includes("problem", "other")))),
        {("reachable", "rule never")},
    ),
    "a rule behind an emergency": Planted(
        plus(rule("late", EMERGENCY, both(includes("alarm", "blue"), WORSE))),
        {("reachable", "rule late")},
    ),
    "an emergency that is none": Planted(
        changed("blue", urgency=URGENT),
        {
            ("emergency stops", "question alarm, option blue"),
            ("flags are floors", "question alarm, option blue"),
        },
    ),
    "an emergency only together with a later answer": Planted(
        changed("blue", when=both(includes("alarm", "blue"), includes("trend", "same", "worse"))),
        {
            ("emergency stops", "question alarm, option blue"),
            ("flags are floors", "question alarm, option blue"),
        },
    ),
    "a rule that rests on none": Planted(
        plus(rule("none", URGENT, includes("signs", "none"))),
        {
            ("ratchet", "question signs"),
            ("promises", "promise home"),
            ("promises", "promise order"),
        },
    ),
    "a rank that calms": Planted(
        ordered_wrongly(),
        {("ratchet", "question trend")},
    ),
    "a warning that closes a question": Planted(
        asked_of_the_well(), {("ratchet", "question signs"), ("promises", "promise order")}
    ),
    "a flag above its rule": Planted(
        changed("throb", urgency=ROUTINE),
        {("flags are floors", "question signs, option throb")},
    ),
    "a flag that needs company": Planted(
        changed(
            "swollen", when=both(includes("signs", "swollen"), includes("trend", "same", "worse"))
        ),
        {("flags are floors", "question signs, option swollen")},
    ),
    "doubt taken lightly": Planted(
        changed("doubt", urgency=SOON), {("not sure is a floor", "question alarm, option doubt")}
    ),
    "doubt without a rule": Planted(
        without("doubt"), {("not sure is a floor", "question alarm, option doubt")}
    ),
    "a rule without advice": Planted(advised_by_nobody(), {("complete results", "rule worse")}),
    "an outcome that says nothing to do": Planted(
        mute(SOON), {("complete results", "outcome soon")}
    ),
    "self-care for a problem without a text": Planted(
        replace(FINE, selfcare=(selfcare("other"),)),
        {("complete results", "the self-care texts")},
    ),
    "a broken floor": Planted(
        FINE,
        {("promises", "promise floor")},
        (AtLeast("floor", WORSE, SOON),),
    ),
    "a note at too few levels": Planted(
        replace(FINE, notes=(note("worse", URGENT, show_when=WORSE),)),
        {("promises", "promise note")},
    ),
    "a note on too narrow a condition": Planted(
        replace(FINE, notes=(note("worse", *Urgency, show_when=both(WORSE, SORE)),)),
        {("promises", "promise note")},
    ),
    "a result nobody can get": Planted(
        FINE,
        {("promises", "promise never")},
        (CanBe("never", includes("problem", "other"), SELF_CARE),),
    ),
    "an answer that is calmer after all": Planted(
        FINE,
        {("promises", "promise order")},
        (NeverCalmer("order", "problem", ("other",), ("soreness",)),),
    ),
}


def test_the_questionnaire_is_sound_before_it_is_damaged() -> None:
    report = prove(FINE, promises=PROMISES)

    assert report.is_proved
    assert not [finding for proof in report.proofs for finding in proof.findings]


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found_and_nothing_else(name: str) -> None:
    planted = FAULTS[name]

    report = prove(planted.whole, promises=planted.promises)

    examples = [(p.name, each) for p in report.proofs for each in p.counter_examples]
    assert {(prop, each.place) for prop, each in examples} == planted.found
    assert BruteForce(planted.whole, planted.promises).faults() == planted.found
    for prop, each in examples:
        is_absence = prop == "reachable" or isinstance(promised(planted, each.place), CanBe)
        assert (each.answers is None) is is_absence
        for answers in filter(None, (each.answers, each.changed)):
            assert assess(planted.whole, answers).journey.counted == answers


def promised(planted: Planted, place: str) -> Promise | None:
    return next((p for p in planted.promises if place == f"promise {p.id}"), None)


def falls(whole: Questionnaire, name: str, place: str) -> tuple[Urgency, Urgency]:
    """The two urgencies of a counter-example, each as the engine assesses it."""
    (example,) = [e for e in prove(whole).proof(name).counter_examples if e.place == place]
    assert example.answers is not None
    assert example.changed is not None
    before, after = (assess(whole, a).urgency for a in (example.answers, example.changed))
    return before, after


@pytest.mark.parametrize(
    ("damage", "place"),
    [(ordered_wrongly, "question trend"), (asked_of_the_well, "question signs")],
)
def test_a_counter_example_to_the_ratchet_is_a_fall_the_engine_sees(
    damage: Callable[[], Questionnaire], place: str
) -> None:
    before, after = falls(damage(), "ratchet", place)

    assert after < before


def test_an_emergency_that_is_none_is_shown_walking_on() -> None:
    whole = changed("blue", urgency=URGENT)

    (example,) = prove(whole).proof("emergency stops").counter_examples

    assert example.answers == given(
        alarm=["blue"], problem="soreness", signs=["none"], trend="better"
    )
    assert not assess(whole, example.answers).journey.stopped_by_emergency


WRONG_VIGNETTES = {
    "It gets soon and should get urgent.": Vignette("v", given(signs=["throb"]), (URGENT,)),
    "It gets soon and should get routine or self-care.": Vignette(
        "v", given(signs=["throb"]), (ROUTINE, SELF_CARE)
    ),
    "There is no question mood.": Vignette("v", given(mood="low"), (URGENT,)),
    "signs does not offer 'hot'.": Vignette("v", given(signs=["hot"]), (URGENT,)),
    "signs is not asked.": Vignette("v", given(problem="other", signs=["throb"]), (ROUTINE,)),
}


@pytest.mark.parametrize("reason", WRONG_VIGNETTES)
def test_a_vignette_that_fails_refutes(reason: str) -> None:
    report = prove(FINE, [WRONG_VIGNETTES[reason]])

    (example,) = report.proof("vignettes").counter_examples
    assert (example.place, example.reason) == ("vignette v", reason)
    assert not report.is_proved

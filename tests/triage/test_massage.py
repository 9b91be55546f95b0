"""The massage check is proved; ordinary legs may be massaged, one that may have a clot never."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drill import times
from tests.triage.massage_answers import (
    KINDS,
    MASSAGE,
    PATH,
    Answers,
    other_answers,
    result,
)
from triage.engine.assessment import assess
from triage.engine.lengths import clean_runs, lengths
from triage.engine.parts import Option
from triage.engine.proofs import Report, Verdict, Vignette, prove
from triage.engine.proofs.vignettes import tried
from triage.engine.urgency import Urgency
from triage.files.proofs import promises_of, vignettes_of

modestly = settings(max_examples=times(25, 100), deadline=None, derandomize=True)

VIGNETTES = vignettes_of(PATH)
PROMISES = promises_of(PATH, MASSAGE)
MOST_PAGES = 10


@pytest.fixture(scope="module")
def report() -> Report:
    return prove(MASSAGE, VIGNETTES, PROMISES)


# Proofs


def test_every_property_is_proved_and_nothing_is_idle(report: Report) -> None:
    assert {proof.name: proof.verdict for proof in report.proofs} == {
        proof.name: Verdict.PROVED for proof in report.proofs
    }
    assert [finding for proof in report.proofs for finding in proof.findings] == []


def test_the_massage_check_is_far_from_the_limits(report: Report) -> None:
    assert report.variables < 20_000
    assert report.conflicts < 20_000


# Damaged on purpose, it is refuted where it is damaged.


@pytest.mark.parametrize(
    ("lost", "broken"),
    [
        ("u-clot", "swelling"),
        ("s-known-swollen", "any-swelling"),
        ("n-leg", "not-sure-of-swelling"),
        ("s-thinner-firm", "firm-on-a-blood-thinner"),
        ("s-pregnancy-firm", "firm-in-pregnancy"),
        ("r-pregnancy", "pregnancy"),
        ("u-fever-child", "child-fever"),
        ("r-child-firm", "child-firm"),
        ("s-broken", "weak-bone"),
    ],
)
def test_without_its_rule_a_promise_is_broken(lost: str, broken: str) -> None:
    damaged = replace(MASSAGE, rules=tuple(rule for rule in MASSAGE.rules if rule.id != lost))

    refuted = prove(damaged, promises=PROMISES).proof("promises").counter_examples

    assert f"promise {broken}" in [example.place for example in refuted]


# A leg that may have a clot


@modestly
@given(other_answers(), st.sampled_from(["swollen", "both_swollen", "known_swollen", "not_sure"]))
def test_a_leg_that_is_or_may_be_swollen_is_never_massaged_whatever_else_is_answered(
    answers: Answers, sign: str
) -> None:
    changed = answers["leg_change"] - {"none"} | {sign}

    assert assess(MASSAGE, answers | {"leg_change": changed}).urgency >= Urgency.SOON


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("sign", ["swollen", "warm", "colour", "veins"])
def test_a_sign_of_a_clot_needs_help_today_before_any_kind_of_massage(sign: str, kind: str) -> None:
    assert result(problem=kind, leg_change=[sign]).urgency is Urgency.URGENT


# Go ahead


@pytest.mark.parametrize("who", ["me", "someone"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_against_it_ends_in_go_ahead_and_how(kind: str, who: str) -> None:
    assessment = result(who=who, problem=kind)

    assert assessment.urgency is Urgency.SELF_CARE
    assert assessment.selfcare is not None
    assert assessment.selfcare.problem == kind


@pytest.mark.parametrize("part", ["Pressure:", "Time:", "Place:", "Warmth:", "Stop"])
def test_every_go_ahead_says_how_hard_how_long_where_how_warm_and_when_to_stop(part: str) -> None:
    for block in MASSAGE.selfcare:
        assert any(part in line for line in block.do), block.problem


def test_a_clean_run_has_few_pages_for_everyone() -> None:
    counted = lengths(MASSAGE, clean_runs(MASSAGE))

    assert counted is not None
    assert counted.longest <= MOST_PAGES


# Cases


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda vignette: vignette.id)
def test_a_known_case_gets_its_urgency(vignette: Vignette) -> None:
    assert tried(MASSAGE, vignette).urgency in vignette.allowed, vignette.story


def test_the_cases_are_spread_over_all_outcomes() -> None:
    lowest = [vignette.lowest for vignette in VIGNETTES]

    assert len({vignette.id for vignette in VIGNETTES}) == len(VIGNETTES) >= 65
    assert sum(level >= Urgency.URGENT for level in lowest) >= 20
    assert sum(level in (Urgency.SOON, Urgency.ROUTINE) for level in lowest) >= 20
    assert lowest.count(Urgency.SELF_CARE) >= 10


# Order and form


def test_emergency_signs_come_first_and_then_whose_leg_it_is() -> None:
    first = [page.questions for page in MASSAGE.steps[:2]]
    screen = {question.id for question in MASSAGE.questions if question.section == "emergency"}

    assert {name for questions in first for name in questions} == screen
    assert MASSAGE.steps[2].questions == ("who",)


def test_every_safety_question_can_be_answered_with_not_sure() -> None:
    for question in MASSAGE.questions:
        if question.is_red_flag:
            assert any(map(_is_not_sure, question.options)), question.id


def _is_not_sure(option: Option) -> bool:
    return option.is_not_sure

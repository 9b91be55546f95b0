"""The legs questionnaire is proved over all answers, as `manage.py verify` does it."""

from dataclasses import replace

import pytest

from groundwork import yaml_lines
from triage.engine.proofs import Report, Verdict, prove
from triage.engine.questionnaire import Questionnaire
from triage.files.proofs import promises_of, vignettes_of
from triage.shipped import CONTENT

REGISTER = CONTENT.parents[1] / "articles" / "content" / "red_flags.yaml"


@pytest.fixture(scope="module")
def told(legs: Questionnaire) -> Questionnaire:
    """With the red flags' advice, as it is published."""
    rows = yaml_lines.load(REGISTER.read_text(encoding="utf-8"))["red_flags"]
    advice = {row["key"]: row["what_to_do"] for row in rows}
    patterns = (replace(p, tell=advice.get(p.key, p.tell)) for p in legs.patterns)
    return replace(legs, patterns=tuple(patterns))


@pytest.fixture(scope="module")
def report(told: Questionnaire) -> Report:
    path = CONTENT / "legs.yaml"
    return prove(told, vignettes_of(path), promises_of(path, told))


def test_every_property_is_proved_and_nothing_is_idle(report: Report) -> None:
    assert {proof.name: proof.verdict for proof in report.proofs} == {
        proof.name: Verdict.PROVED for proof in report.proofs
    }
    assert [finding for proof in report.proofs for finding in proof.findings] == []


def test_no_property_is_proved_for_want_of_claims(report: Report) -> None:
    claims = {proof.name: proof.cases for proof in report.proofs}

    assert claims["vignettes"] >= 78
    assert claims["promises"] >= 16
    assert all(claims.values())


def test_the_legs_check_is_far_from_the_limits(report: Report) -> None:
    assert report.variables < 20_000
    assert report.conflicts < 20_000


# Damaged on purpose, the real questionnaire is refuted where it is damaged.


@pytest.mark.parametrize("alarm", ["e-breathing", "e-limb-tight", "e-tetanus", "e-massage-breath"])
def test_without_an_emergency_rule_its_answers_no_longer_stop(
    told: Questionnaire, alarm: str
) -> None:
    damaged = replace(told, rules=tuple(rule for rule in told.rules if rule.id != alarm))

    assert prove(damaged).proof("emergency stops").verdict is Verdict.REFUTED


@pytest.mark.parametrize(
    ("lost", "broken"),
    [
        ("s-under5", "p6-under-5"),
        ("u-fever-child", "p6-fever"),
        ("r-preg", "p7-pregnancy"),
        ("u-unsure-risk", "p7-changed-leg"),
        ("b-other", "p13-other"),
    ],
)
def test_without_its_rule_a_promise_is_broken(told: Questionnaire, lost: str, broken: str) -> None:
    damaged = replace(told, rules=tuple(rule for rule in told.rules if rule.id != lost))
    promises = promises_of(CONTENT / "legs.yaml", told)

    refuted = prove(damaged, promises=promises).proof("promises").counter_examples

    assert f"promise {broken}" in [example.place for example in refuted]

"""How lines of advice are put: a tick is for what to do, a cross for what to leave.

Each line has to be plain by itself: the paper sheet and files show it without a heading.
"""

import re

import pytest

from tests.triage.legs_answers import LEGS
from tests.triage.massage_answers import MASSAGE
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.summary import SOONER

FORBIDS = re.compile(r"(Do not|Don't|Don’t|Never|No)\b")
SHIPPED = pytest.mark.parametrize("check", [LEGS, MASSAGE], ids=["legs", "massage"])


@SHIPPED
def test_no_line_with_a_tick_begins_by_forbidding(check: Questionnaire) -> None:
    ticked = [line for outcome in check.outcomes for line in outcome.do]
    ticked += [line for block in check.selfcare for line in block.do]

    assert ticked
    assert [line for line in ticked if FORBIDS.match(line)] == []


@SHIPPED
def test_every_line_with_a_cross_says_do_not(check: Questionnaire) -> None:
    crossed = [line for outcome in check.outcomes for line in outcome.do_not]

    assert crossed
    assert [line for line in crossed if not line.startswith("Do not ")] == []


@SHIPPED
def test_the_call_is_told_once_and_then_what_to_do_without_a_telephone(
    check: Questionnaire,
) -> None:
    outcome = check.outcome(Urgency.EMERGENCY)

    assert "Call the emergency number now" in outcome.title
    assert "If you cannot call, go to the nearest emergency department." in outcome.do[0]
    assert [line for line in outcome.do if "Call the emergency number" in line] == []


@SHIPPED
def test_the_list_of_what_would_make_it_sooner_is_called_by_its_heading(
    check: Questionnaire,
) -> None:
    texts = [outcome.lead for outcome in check.outcomes]
    texts += [pattern.tell for pattern in check.patterns]
    texts += [rule.tell for rule in check.rules]

    assert [text for text in texts if "safety list" in text.lower()] == []


def test_who_is_sent_to_that_list_is_told_its_name() -> None:
    assert SOONER in LEGS.outcome(Urgency.SELF_CARE).lead
    at_home = {rule.pattern for rule in LEGS.rules if rule.urgency is Urgency.SELF_CARE}
    assert {pattern.key for pattern in LEGS.patterns if SOONER in pattern.tell} == at_home

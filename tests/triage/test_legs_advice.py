"""What the legs check tells readers: advice that fits its level, in words that fit the voice.

Advice of red flags comes from their register when a release is published; here it is read from
the file that fills the register. `P18` and the like name a promise of docs/conditions.md.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from articles import readability
from groundwork import yaml_lines
from tests.triage.legs_answers import LEGS, name_of
from triage.engine.parts import Pattern, Question, Rule
from triage.engine.urgency import Urgency
from triage.engine.wording import VOICES, spoken
from triage.management.commands.load_questionnaire import signpost_table
from triage.shipped import CONTENT

ARTICLES = CONTENT.parents[1] / "articles" / "content"
GRADE_ASKED = 6.0
GRADE_TOLD = 8.0


def listed(name: str) -> dict[str, Any]:
    """The records of a register's file, by key."""
    rows = yaml_lines.load((ARTICLES / f"{name}.yaml").read_text(encoding="utf-8"))[name]
    return {row["key"]: row for row in rows}


RED_FLAGS = listed("red_flags")
SOURCES = listed("sources")
SCREEN = [question for question in LEGS.questions if question.section == "emergency"]


def advice(rule: Rule) -> str:
    """What a reader is told when this rule stands at the result's level."""
    own = RED_FLAGS[rule.pattern]["what_to_do"] if rule.pattern in RED_FLAGS else ""
    return rule.tell or own or LEGS.pattern(rule.pattern).tell


def rules_at(*levels: Urgency) -> list[Rule]:
    return [rule for rule in LEGS.rules if rule.urgency in levels]


def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def asked_texts(question: Question) -> Iterator[str]:
    yield from (question.text, question.hint, question.why, question.error)
    yield from (option.label for option in question.options)


def told_texts() -> Iterator[str]:
    """Everything a result may say, but for the registers' words."""
    for rule in LEGS.rules:
        yield from (rule.reason, rule.tell)
    yield from (pattern.tell for pattern in LEGS.patterns)
    for outcome in LEGS.outcomes:
        yield from (outcome.title, outcome.lead, outcome.when)
        yield from (*outcome.do, *outcome.do_not, *outcome.safety_net)
    yield from (note.text for note in LEGS.notes)
    for block in LEGS.selfcare:
        yield from (block.title, block.expect, *block.do, *block.come_back)


def every_text() -> list[str]:
    asked = (text for question in LEGS.questions for text in asked_texts(question))
    return [text for text in (*asked, *told_texts()) if text]


# P8: every result is complete


@pytest.mark.parametrize("pattern", LEGS.patterns, ids=lambda pattern: pattern.key)
def test_every_pattern_has_advice_from_exactly_one_place(pattern: Pattern) -> None:
    assert bool(pattern.tell) != (pattern.key in RED_FLAGS)
    if pattern.key in RED_FLAGS:
        assert RED_FLAGS[pattern.key]["what_to_do"]


@pytest.mark.parametrize("pattern", LEGS.patterns, ids=lambda pattern: pattern.key)
def test_every_pattern_rests_on_sources_we_have_or_says_it_is_our_policy(pattern: Pattern) -> None:
    flag = RED_FLAGS.get(pattern.key)
    sources = flag.get("sources", []) if flag else pattern.sources
    is_policy = flag.get("policy", False) if flag else pattern.is_policy

    assert sources or is_policy
    assert [key for key in sources if key not in SOURCES] == []


def test_self_care_rests_on_sources_we_have() -> None:
    for block in LEGS.selfcare:
        assert block.sources
        assert [key for key in block.sources if key not in SOURCES] == []


def test_every_topic_leads_to_an_article() -> None:
    topics = {topic for pattern in LEGS.patterns for topic in pattern.topics}
    topics |= {topic for outcome in LEGS.outcomes for topic in outcome.topics}
    topics |= {topic for block in LEGS.selfcare for topic in block.topics}

    assert topics - set(signpost_table()) == set()


def test_the_problems_that_can_end_at_home_say_how() -> None:
    home = {block.problem for block in LEGS.selfcare}

    assert home == set(LEGS.question("problem").option_ids) - {"other"}


# P18: advice fits the level


@pytest.mark.parametrize("rule", rules_at(Urgency.EMERGENCY), ids=name_of)
def test_emergency_advice_begins_with_the_call(rule: Rule) -> None:
    opening = first_sentence(advice(rule))

    assert re.search(r"emergency (number|department)", opening)
    assert "now" in opening


@pytest.mark.parametrize("rule", rules_at(Urgency.URGENT), ids=name_of)
def test_urgent_advice_says_today_and_puts_nothing_off(rule: Rule) -> None:
    said = advice(rule).lower()

    assert re.search(r"\b(today|now)\b", said)
    assert not re.search(r"few days|\bbook\b|\bnext visit\b|within a week", said)


@pytest.mark.parametrize(
    "rule", rules_at(Urgency.SOON, Urgency.ROUTINE, Urgency.SELF_CARE), ids=name_of
)
def test_calmer_advice_does_not_open_with_an_alarm(rule: Rule) -> None:
    assert not re.search(r"emergency|today|\bnow\b", first_sentence(advice(rule)).lower())


@pytest.mark.parametrize("rule", rules_at(Urgency.SOON), ids=name_of)
def test_soon_is_never_put_off_until_it_lasts(rule: Rule) -> None:
    assert not re.search(r"within a week|if it is not|next visit|book a visit\.", advice(rule))


# A register's advice speaks to everyone with the signs. Where it says "today" to people this rule
# has just sorted as "soon" (or gives routine a hurry), the rule needs advice of its own.
SORTED_ALREADY = {
    "s-clot-sore": "risk of clots",
    "s-after-risk": "risk of clots",
    "s-massage-risk": "risk of clots",
    "s-drugs-sore": "street drugs",
    "s-slow-weak": "statin",
    "s-fever": "long-term illness",
    "r-statin": "next few days",
}


@pytest.mark.parametrize("rule_id", SORTED_ALREADY)
def test_advice_does_not_contradict_the_rule_that_gives_it(rule_id: str) -> None:
    (rule,) = [rule for rule in LEGS.rules if rule.id == rule_id]

    assert rule.tell
    assert SORTED_ALREADY[rule_id] not in rule.tell


# P12 and voice


def test_questions_read_at_the_level_of_an_eleven_year_old() -> None:
    pooled = [spoken(text, "me") for question in LEGS.questions for text in asked_texts(question)]

    assert readability.read("\n\n".join(pooled)).grade <= GRADE_ASKED


def test_results_read_a_little_above_that_at_most() -> None:
    pooled = [spoken(text, "me") for text in told_texts()]

    assert readability.read("\n\n".join(pooled)).grade <= GRADE_TOLD


def test_emergency_pages_and_their_result_fit_whoever_it_is_for() -> None:
    """They come before the question whom the check is for."""
    asked = [text for question in SCREEN for text in asked_texts(question)]
    outcome = LEGS.outcome(Urgency.EMERGENCY)
    told = [outcome.title, outcome.lead, *outcome.do, *outcome.do_not, *outcome.safety_net]
    told += [rule.reason for rule in rules_at(Urgency.EMERGENCY)]

    assert [text for text in (*asked, *told) if "{" in text] == []
    assert [
        text for text in told if re.search(r"\b(yourself|your leg|stay with you)\b", text)
    ] == []


@pytest.mark.parametrize("voice", VOICES[1:])
def test_a_carer_is_not_spoken_to_as_if_it_were_their_own_leg(voice: str) -> None:
    person = r"\b(are|were) you pregnant|\byou (take|smoke|have (?!seen|noticed))|\bfor you\b"
    body = r"\byourself\b|\byour (legs?|feet|pee|muscles|body|sleep)\b"
    care = r"\byour (medicines|statin|conditions|team|midwife)\b"
    own = re.compile(f"{person}|{body}|{care}")

    wrong = [text for text in every_text() if own.search(spoken(text, voice))]

    assert wrong == []


def test_no_emergency_number_is_written_in_digits() -> None:
    assert [text for text in every_text() if re.search(r"\b(112|911|999|000|111)\b", text)] == []


def test_nobody_is_told_that_they_have_an_illness() -> None:
    named = (
        r"[Yy]ou(r leg)? (have|has|are having|got) (a |an )?(blood clot|stroke|sepsis|infection)"
    )

    assert [text for text in every_text() if re.search(named, text)] == []

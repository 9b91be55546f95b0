"""What the massage check tells: advice that fits its level, in words for person and therapist."""

import re

import pytest

from articles import readability
from articles.markdown.headings import heading_id
from groundwork import yaml_lines
from tests.triage.massage_answers import AS_WRITTEN, MASSAGE, RED_FLAGS
from triage.engine.parts import Pattern, Rule
from triage.engine.urgency import Urgency
from triage.engine.wording import VOICES, spoken
from triage.management.commands.load_questionnaire import signpost_table
from triage.shipped import CONTENT

ARTICLES = CONTENT.parents[1] / "articles" / "content"
SOURCES = {
    row["key"]
    for row in yaml_lines.load((ARTICLES / "sources.yaml").read_text(encoding="utf-8"))["sources"]
}
GRADE_ASKED = 6.0
GRADE_TOLD = 8.0


def first_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s", text, maxsplit=1)[0]


def rules_at(*levels: Urgency) -> list[Rule]:
    return [rule for rule in MASSAGE.rules if rule.urgency in levels]


def asked_texts() -> list[str]:
    texts = [text for page in MASSAGE.pages for text in (page.title, page.hint, page.error)]
    for question in MASSAGE.questions:
        texts += [question.text, question.hint, question.why, question.error]
        texts += [option.label for option in question.options]
    return [text for text in texts if text]


def told_texts() -> list[str]:
    """Everything a result may say, but for the register's words."""
    texts = [text for rule in MASSAGE.rules for text in (rule.reason, rule.tell)]
    texts += [pattern.tell for pattern in AS_WRITTEN.patterns]
    for outcome in MASSAGE.outcomes:
        texts += [outcome.title, outcome.lead, outcome.when]
        texts += [*outcome.do, *outcome.do_not, *outcome.safety_net]
    texts += [note.text for note in MASSAGE.notes]
    for block in MASSAGE.selfcare:
        texts += [block.title, block.expect, *block.do, *block.come_back]
    return [text for text in texts if text]


# Every result is complete


@pytest.mark.parametrize("pattern", AS_WRITTEN.patterns, ids=lambda pattern: pattern.key)
def test_every_pattern_has_advice_from_one_place_and_says_what_it_rests_on(
    pattern: Pattern,
) -> None:
    flag = RED_FLAGS.get(pattern.key)
    sources = flag.get("sources", []) if flag else pattern.sources

    assert bool(pattern.tell) != bool(flag)
    assert sources or pattern.is_policy
    assert set(sources) <= SOURCES


def test_every_kind_of_massage_has_a_text_that_rests_on_sources() -> None:
    kinds = {block.problem for block in MASSAGE.selfcare}

    assert kinds == set(MASSAGE.question("problem").option_ids)
    for block in MASSAGE.selfcare:
        assert block.sources
        assert set(block.sources) <= SOURCES


def test_every_topic_leads_to_a_section_we_publish() -> None:
    topics = {topic for pattern in MASSAGE.patterns for topic in pattern.topics}
    topics |= {topic for outcome in MASSAGE.outcomes for topic in outcome.topics}
    topics |= {topic for block in MASSAGE.selfcare for topic in block.topics}
    table = signpost_table()

    for reference in [reference for topic in topics for reference in table[topic]]:
        slug, _, section = reference.partition("#")
        text = (ARTICLES / "articles" / f"{slug}.md").read_text(encoding="utf-8")
        ids = {heading_id(title) for title in re.findall(r"^#{2,3} (.+)$", text, re.MULTILINE)}
        assert not section or section in ids, reference


# Advice fits its level


@pytest.mark.parametrize("rule", rules_at(Urgency.EMERGENCY), ids=lambda rule: rule.id)
def test_emergency_advice_begins_with_the_call(rule: Rule) -> None:
    opening = first_sentence(MASSAGE.tell(rule))

    assert re.search(r"emergency (number|department)", opening)
    assert "now" in opening


@pytest.mark.parametrize("rule", rules_at(Urgency.URGENT), ids=lambda rule: rule.id)
def test_urgent_advice_says_today_and_puts_nothing_off(rule: Rule) -> None:
    said = MASSAGE.tell(rule).lower()

    assert re.search(r"\b(today|now)\b", said)
    assert not re.search(r"few days|\bbook\b|\bnext visit\b|within a week", said)


@pytest.mark.parametrize(
    "rule", rules_at(Urgency.SOON, Urgency.ROUTINE, Urgency.SELF_CARE), ids=lambda rule: rule.id
)
def test_calmer_advice_does_not_open_with_an_alarm(rule: Rule) -> None:
    assert not re.search(r"emergency|today|\bnow\b", first_sentence(MASSAGE.tell(rule)).lower())


@pytest.mark.parametrize("level", [Urgency.EMERGENCY, Urgency.URGENT, Urgency.SOON])
def test_every_outcome_from_soon_on_begins_with_do_not_massage(level: Urgency) -> None:
    assert MASSAGE.outcome(level).title.startswith("Do not massage")


# Words


def test_questions_read_at_the_level_of_an_eleven_year_old() -> None:
    """P12."""
    pooled = [spoken(text, "me") for text in asked_texts()]

    assert readability.read("\n\n".join(pooled)).grade <= GRADE_ASKED


def test_results_read_a_little_above_that_at_most() -> None:
    pooled = [spoken(text, "me") for text in told_texts()]

    assert readability.read("\n\n".join(pooled)).grade <= GRADE_TOLD


def test_what_comes_before_the_question_whose_leg_it_is_fits_everyone() -> None:
    screen = [question for question in MASSAGE.questions if question.section == "emergency"]
    texts = [text for question in screen for text in (question.text, question.hint, question.why)]
    texts += [option.label for question in screen for option in question.options]
    texts += [text for page in MASSAGE.steps[:2] for text in (page.title, page.hint)]
    outcome = MASSAGE.outcome(Urgency.EMERGENCY)
    texts += [outcome.title, outcome.lead, *outcome.do, *outcome.do_not, *outcome.safety_net]

    assert [text for text in texts if "{" in text] == []
    assert [text for text in texts if re.search(r"\byour (legs?|pee)\b|\byourself\b", text)] == []


@pytest.mark.parametrize("voice", VOICES[1:])
def test_a_therapist_is_not_spoken_to_as_if_it_were_their_own_leg(voice: str) -> None:
    own = re.compile(
        r"\b(are|were) you pregnant|\byou (take|smoke|have (?!seen|noticed))|\bfor you\b"
        r"|\byourself\b|\byour (legs?|feet|pee|muscles|body|medicines|arteries|team|midwife)\b"
    )
    texts = [spoken(text, voice) for text in (*asked_texts(), *told_texts())]

    assert [text for text in texts if own.search(text)] == []


def test_nobody_is_told_that_they_have_an_illness() -> None:
    named = re.compile(
        r"[Yy]ou(r leg)? (have|has|are having|got) (a |an )?(blood clot|stroke|sepsis|infection)"
    )

    assert [text for text in (*asked_texts(), *told_texts()) if named.search(text)] == []

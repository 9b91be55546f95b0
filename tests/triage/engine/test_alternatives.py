"""One dead alternative among several is found, and the place and part are named."""

from dataclasses import replace

import pytest

from tests.triage.engine.factory import both, either, includes, note, questionnaire, rule, single
from triage.engine.conditions import Condition, write
from triage.engine.proofs import Finding, Verdict, prove
from triage.engine.proofs.alternatives import alternatives
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

SORE = includes("problem", "soreness")
OTHER = includes("problem", "other")
WORSE = includes("trend", "worse")
THROB = includes("signs", "throb")
# `signs` is asked of sore readers alone.
NOBODY = both(OTHER, THROB)


def found(whole: Questionnaire) -> tuple[Finding, ...]:
    return prove(whole).proof(alternatives.__name__).findings


def with_rule(when: Condition) -> Questionnaire:
    whole = questionnaire()
    return replace(whole, rules=(*whole.rules, rule("extra", Urgency.URGENT, when)))


def test_a_sound_questionnaire_has_no_dead_alternative() -> None:
    assert found(questionnaire()) == ()


@pytest.mark.parametrize(
    ("when", "part"),
    [
        (either(WORSE, NOBODY), "problem is other and signs is throb"),
        (both(OTHER, either(WORSE, THROB)), "signs is throb"),
        (both(THROB, includes("problem", "soreness", "other")), "problem is other"),
        (either(WORSE, both(WORSE, either(SORE, NOBODY))), "problem is other and signs is throb"),
    ],
)
def test_the_part_of_a_rule_that_contradicts_itself_is_named(when: Condition, part: str) -> None:
    said = f"No answers meet this part of its condition: {part}"

    assert found(with_rule(when)) == (Finding("rule extra", said),)


def test_an_alternative_in_a_question_is_dead_where_the_question_is_never_reached() -> None:
    """Whoever chose blue is at the end already."""
    more = single("further", "no", "yes", ask_when=either(WORSE, includes("alarm", "blue")))
    whole = questionnaire(questions=(*questionnaire().questions, more))

    assert [finding.place for finding in found(whole)] == ["question further"]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"definitions": (("growing", either(WORSE, NOBODY)),)}, "definition growing"),
        ({"notes": (note("n", *Urgency, show_when=either(WORSE, NOBODY)),)}, "note n"),
    ],
)
def test_definitions_and_notes_are_looked_at_too(
    changes: dict[str, tuple[object, ...]], place: str
) -> None:
    assert [finding.place for finding in found(questionnaire(**changes))] == [place]


def test_a_dead_alternative_is_advice_and_refutes_nothing() -> None:
    report = prove(with_rule(either(WORSE, NOBODY)))

    assert report.proof("alternatives").verdict is Verdict.ADVICE
    assert report.is_proved


def test_a_condition_is_written_as_an_editor_would_type_it() -> None:
    condition = both(WORSE, either(SORE, includes("signs", "throb", "swollen")))

    assert write(condition) == (
        "trend is worse and (problem is soreness or signs is any of (throb, swollen))"
    )

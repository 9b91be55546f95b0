"""The massage questionnaire as it is published, and answers to it."""

from dataclasses import replace

from hypothesis import strategies as st

from tests.triage.proofs import red_flag_rows
from triage.engine.assessment import Assessment, assess
from triage.engine.journey import fill_clean
from triage.engine.parts import MULTI
from triage.engine.questionnaire import Question, Questionnaire
from triage.files.questionnaire import load
from triage.shipped import CONTENT

Answers = dict[str, frozenset[str]]

PATH = CONTENT / "massage.yaml"
RED_FLAGS = {row["key"]: row for row in red_flag_rows()}
AS_WRITTEN: Questionnaire = load(PATH)
MASSAGE: Questionnaire = replace(
    AS_WRITTEN,
    patterns=tuple(
        replace(p, tell=RED_FLAGS[p.key]["what_to_do"]) if p.key in RED_FLAGS else p
        for p in AS_WRITTEN.patterns
    ),
)
KINDS = MASSAGE.question("problem").option_ids


def result(**answers: str | list[str]) -> Assessment:
    """The assessment of these answers, and the harmless option everywhere else."""
    given = {
        name: frozenset([chosen] if isinstance(chosen, str) else chosen)
        for name, chosen in answers.items()
    }
    assessment = assess(MASSAGE, fill_clean(MASSAGE, given))
    assert assessment.is_complete
    return assessment


@st.composite
def other_answers(draw: st.DrawFn) -> Answers:
    """Valid answers to every question but those of the emergency screen, which are harmless."""
    screened = fill_clean(MASSAGE, {})
    return screened | {
        question.id: draw(_answer(question))
        for question in MASSAGE.questions
        if question.section != "emergency"
    }


def _answer(question: Question) -> st.SearchStrategy[frozenset[str]]:
    if question.kind != MULTI:
        return st.sampled_from(question.option_ids).map(lambda chosen: frozenset({chosen}))
    warnings = [option.id for option in question.options if not option.is_exclusive]
    harmless = st.just(frozenset({question.harmless}))
    return harmless | st.frozensets(st.sampled_from(warnings), min_size=1, max_size=3)

"""The legs questionnaire, and ways to make up answers to it."""

from functools import cache
from itertools import product
from typing import Any

import yaml
from hypothesis import strategies as st

from triage.engine.assessment import Assessment, assess
from triage.engine.conditions import AllOf, AnyOf, Compares, Condition, Includes, Named
from triage.engine.journey import fill_clean
from triage.engine.parts import MULTI
from triage.engine.questionnaire import Option, Question, Questionnaire, Rule
from triage.engine.urgency import Urgency
from triage.files.questionnaire import load
from triage.shipped import CONTENT

Answers = dict[str, frozenset[str]]

LEGS: Questionnaire = load(CONTENT / "legs.yaml")
VIGNETTES: list[dict[str, Any]] = yaml.safe_load(
    (CONTENT / "legs-vignettes.yaml").read_text(encoding="utf-8")
)["vignettes"]

SCREEN = ("em_breathing", "em_brain", "em_back", "em_limb", "em_infection", "em_heat")
SAFETY_PAGES = (*SCREEN, "leg_change", "skin_joint", "urine", "weakness", "injury", "slow_signs")
PROBLEMS = ("soreness", "cramp_now", "cramps_recurrent", "after_cramp", "massage")
SEVERAL = [question for question in LEGS.questions if question.kind == MULTI]


def name_of(value: Any) -> str:
    """What a test calls a question, a rule, or a question with one of its options."""
    match value:
        case (Question(id=question), Option(id=option)):
            return f"{question}-{option}"
        case Question(id=name) | Rule(id=name):
            return str(name)
    return str(value)


def with_answer(answers: Answers, question: str, *chosen: str) -> Answers:
    return answers | {question: frozenset(chosen)}


def answered(**answers: str | list[str]) -> Answers:
    """These answers, and the harmless option everywhere else."""
    given = {
        name: frozenset([chosen] if isinstance(chosen, str) else chosen)
        for name, chosen in answers.items()
    }
    return fill_clean(LEGS, given)


def result(answers: Answers) -> Assessment:
    """The assessment of complete answers."""
    assessment = assess(LEGS, answers)
    assert assessment.is_complete
    return assessment


def told(assessment: Assessment) -> tuple[object, ...]:
    """What leaving questions out must not change."""
    seen = assessment
    return seen.urgency, frozenset(seen.tells), seen.notes, seen.selfcare


def urgency(**answers: str | list[str]) -> Urgency:
    return result(answered(**answers)).urgency


def options_with(wanted: str) -> list[tuple[Question, Option]]:
    """Every (question, option) whose option has this trait: `flag`, `is_not_sure`."""
    return [
        (question, option)
        for question in LEGS.questions
        for option in question.options
        if getattr(option, wanted) not in (None, False)
    ]


@st.composite
def complete_answers(draw: st.DrawFn, may_be_emergency: bool = True) -> Answers:
    """Valid answers to every question; the emergency screen is mostly clean."""
    answers: Answers = {}
    for question in LEGS.questions:
        is_screen = question.section == "emergency"
        alarm_is_allowed = may_be_emergency and draw(st.integers(0, 30)) == 0
        if is_screen and not alarm_is_allowed:
            answers[question.id] = frozenset({question.harmless})
        else:
            answers[question.id] = draw(_answer(question))
    return answers


def _answer(question: Question) -> st.SearchStrategy[frozenset[str]]:
    if question.kind != MULTI:
        return st.sampled_from(question.option_ids).map(lambda chosen: frozenset({chosen}))
    warnings = [option.id for option in question.options if not option.is_exclusive]
    clean = st.just(frozenset({question.harmless}))
    return clean | st.frozensets(st.sampled_from(warnings), min_size=1, max_size=3)


@cache
def ways(condition: Condition) -> tuple[Answers, ...]:
    """Small sets of answers on which a condition holds, as it says itself."""
    match condition:
        case Includes(question, options):
            return tuple({question: frozenset({option})} for option in options)
        case Named(name):
            return ways(LEGS.meanings[name])
        case AnyOf(parts):
            return tuple(way for part in parts for way in ways(part))
        case AllOf(parts):
            joined = (_joined(choice) for choice in product(*map(ways, parts)))
            return tuple(way for way in joined if way is not None)
        case Compares():
            raise AssertionError("the legs check asks for no number")


def _joined(parts: tuple[Answers, ...]) -> Answers | None:
    """All of them at once; None if a question with one answer would need two."""
    whole: Answers = {}
    for part in parts:
        for name, chosen in part.items():
            whole[name] = whole.get(name, frozenset()) | chosen
    is_possible = all(
        len(chosen) == 1 or LEGS.question(name).kind == MULTI for name, chosen in whole.items()
    )
    return whole if is_possible else None


@cache
def reaching(question_id: str) -> tuple[Answers, ...]:
    """Small sets of answers on which a question is asked."""
    ask_when = LEGS.question(question_id).ask_when
    return with_what_leads_there(ways(ask_when)) if ask_when else ({},)


def with_what_leads_there(wanted: tuple[Answers, ...]) -> tuple[Answers, ...]:
    """Each set of answers, together with answers on which all its questions are asked."""
    whole = (
        _joined((way, *leads))
        for way in wanted
        for leads in product(*(reaching(name) for name in way))
    )
    return tuple(way for way in whole if way is not None)

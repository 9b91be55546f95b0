"""Fits the parts of a questionnaire together, and says everything that does not fit.

The engine refuses a questionnaire at the first misfit. Here what it refused is set aside and the
rest is tried again, until it fits or cannot be tried further.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import TypeVar

from triage.engine.conditions import Compares, Condition, Includes
from triage.engine.numbers import Relation
from triage.engine.questionnaire import (
    BadQuestionnaire,
    Note,
    Outcome,
    Page,
    Pattern,
    Question,
    Questionnaire,
    Rule,
    Section,
    SelfCare,
)
from triage.engine.urgency import Urgency

Row = TypeVar("Row")

# More would not be read; the rest shows when these are mended.
MOST_MISFITS = 50


@dataclass(frozen=True)
class Parts:
    """The parts that are sound by themselves.

    `is_footing_sound`: no question and no definition was left out, so what leans on them counts.
    """

    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    definitions: tuple[tuple[str, Condition], ...]
    patterns: tuple[Pattern, ...]
    rules: tuple[Rule, ...]
    outcomes: tuple[Outcome, ...]
    notes: tuple[Note, ...]
    selfcare: tuple[SelfCare, ...]
    pages: tuple[Page, ...]
    is_footing_sound: bool


@dataclass
class Fitted:
    """The questionnaire, if nothing had to be set aside; else why not."""

    questionnaire: Questionnaire | None = None
    problems: list[BadQuestionnaire] = field(default_factory=list)


def near_miss(word: str, known: Iterable[str]) -> str:
    """A question after the likeliest word meant, or nothing."""
    close = get_close_matches(word, list(known), 1, cutoff=0.5)
    return f" Did you mean “{close[0]}”?" if close else ""


def misfits(whole: Mapping[str, str], parts: Parts) -> Fitted:
    """Everything that does not fit together, or the questionnaire."""
    fitted = Fitted()
    if not parts.is_footing_sound or not parts.questions:
        return fitted
    tried = _with_stand_ins(parts)
    is_whole = tried == parts
    while len(fitted.problems) < MOST_MISFITS:
        try:
            built = _built(whole, tried)
        except BadQuestionnaire as error:
            fitted.problems.append(error)
            smaller = _without(tried, error.where)
            if smaller == tried:
                return fitted
            tried = smaller
        else:
            fitted.questionnaire = built if is_whole and not fitted.problems else None
            return fitted
    return fitted


def _built(whole: Mapping[str, str], parts: Parts) -> Questionnaire:
    return Questionnaire(
        name=whole["name"],
        title=whole["title"],
        scope=whole["scope"],
        not_for=whole["not_for"],
        sections=parts.sections,
        questions=parts.questions,
        definitions=parts.definitions,
        patterns=parts.patterns,
        rules=parts.rules,
        outcomes=parts.outcomes,
        notes=parts.notes,
        selfcare=parts.selfcare,
        pages=parts.pages,
    )


def _with_stand_ins(parts: Parts) -> Parts:
    """For sections, patterns and outcomes that are named or needed, and whose lack is said."""
    sections = {section.id for section in parts.sections}
    wanted = dict.fromkeys(q.section for q in parts.questions if q.section not in sections)
    patterns = {pattern.key for pattern in parts.patterns}
    told = {outcome.urgency for outcome in parts.outcomes}
    return replace(
        parts,
        sections=(*parts.sections, *(Section(name, name) for name in wanted)),
        rules=tuple(rule for rule in parts.rules if rule.pattern in patterns),
        outcomes=(*parts.outcomes, *(_stand_in(level) for level in Urgency if level not in told)),
    )


def _stand_in(level: Urgency) -> Outcome:
    key = level.key
    return Outcome(level, key, key, key, (), (), safety_net=(key,), topics=())


def _without(parts: Parts, where: str) -> Parts:
    """The parts with one set aside so that nothing else is blamed; the same if that is no help."""
    kind, _, name = where.partition(" ")
    match kind:
        case "rule":
            return replace(parts, rules=_without_last(parts.rules, "id", name))
        case "note":
            return replace(parts, notes=_without_last(parts.notes, "key", name))
        case "page":
            return replace(parts, pages=_without_last(parts.pages, "id", name))
        case "section":
            return replace(parts, sections=_without_last(parts.sections, "id", name))
        case "question":
            return replace(parts, questions=_calmed(parts.questions, name))
        case "definition":
            return replace(parts, definitions=_opened(parts, name))
        case _:
            return parts


def _without_last(rows: tuple[Row, ...], key: str, name: str) -> tuple[Row, ...]:
    for place in reversed(range(len(rows))):
        if getattr(rows[place], key) == name:
            return rows[:place] + rows[place + 1 :]
    return rows


def _calmed(questions: tuple[Question, ...], name: str) -> tuple[Question, ...]:
    """Of two with one id the first alone; a single one asked always."""
    if sum(question.id == name for question in questions) > 1:
        return _without_last(questions, "id", name)
    return tuple(replace(q, ask_when=None) if q.id == name else q for q in questions)


def _opened(parts: Parts, name: str) -> tuple[tuple[str, Condition], ...]:
    """A definition that leans on itself, resting on the first question instead."""
    resting = _any_condition(parts.questions[0])
    return tuple((n, resting if n == name else condition) for n, condition in parts.definitions)


def _any_condition(question: Question) -> Condition:
    if question.options:
        return Includes(question.id, (question.options[0].id,))
    return Compares(question.id, Relation.AT_LEAST, question.least)

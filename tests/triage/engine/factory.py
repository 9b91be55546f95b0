"""Small valid questionnaires: a test changes the one part it is about."""

from collections.abc import Iterable
from typing import Any

from triage.engine.conditions import AllOf, AnyOf, Compares, Condition, Includes, Named
from triage.engine.numbers import Relation
from triage.engine.parts import MULTI, NUMBER, SINGLE
from triage.engine.questionnaire import (
    Note,
    Option,
    Outcome,
    Pattern,
    Question,
    Questionnaire,
    Rule,
    Section,
    SelfCare,
)
from triage.engine.urgency import Urgency

Answers = dict[str, frozenset[str]]


def given(**answers: str | Iterable[str]) -> Answers:
    """Answers as the engine takes them: `given(problem="soreness", signs=["swollen"])`."""
    return {
        name: frozenset([value] if isinstance(value, str) else value)
        for name, value in answers.items()
    }


def includes(question: str, *options: str) -> Includes:
    return Includes(question, options)


def compares(question: str, relation: Relation, than: str) -> Compares:
    return Compares(question, relation, than)


def both(*parts: Condition) -> AllOf:
    return AllOf(parts)


def either(*parts: Condition) -> AnyOf:
    return AnyOf(parts)


def named(name: str) -> Named:
    return Named(name)


def option(option_id: str, **changes: Any) -> Option:
    return Option(**{"id": option_id, "label": option_id.capitalize(), **changes})


def single(question_id: str, *options: str, **changes: Any) -> Question:
    """A question with one answer, the first option harmless."""
    parts: dict[str, Any] = {
        "id": question_id,
        "section": "s1",
        "kind": SINGLE,
        "text": f"What about {question_id}?",
        "options": tuple(option(name) for name in options),
        "harmless": options[0] if options else "",
    }
    return Question(**{**parts, **changes})


def multi(question_id: str, *options: str, **changes: Any) -> Question:
    """A question with many choices and, last, the harmless “none”."""
    parts: dict[str, Any] = {
        "id": question_id,
        "section": "s1",
        "kind": MULTI,
        "text": f"Any of {question_id}?",
        "options": (*map(option, options), option("none", is_exclusive=True)),
        "harmless": "none",
    }
    return Question(**{**parts, **changes})


def number(question_id: str, least: str, most: str, **changes: Any) -> Question:
    """A question for a number, the least of them harmless."""
    parts: dict[str, Any] = {
        "id": question_id,
        "section": "s1",
        "kind": NUMBER,
        "text": f"How much is {question_id}?",
        "options": (),
        "harmless": least,
        "least": least,
        "most": most,
    }
    return Question(**{**parts, **changes})


def rule(rule_id: str, urgency: Urgency, when: Condition, **changes: Any) -> Rule:
    parts: dict[str, Any] = {
        "id": rule_id,
        "urgency": urgency,
        "pattern": "plain",
        "when": when,
        "reason": f"Because of {rule_id}.",
    }
    return Rule(**{**parts, **changes})


def pattern(key: str, **changes: Any) -> Pattern:
    parts: dict[str, Any] = {
        "key": key,
        "name": key.capitalize(),
        "tell": f"Advice for {key}.",
        "topics": (f"topic-{key}",),
    }
    return Pattern(**{**parts, **changes})


def outcome(urgency: Urgency, **changes: Any) -> Outcome:
    parts: dict[str, Any] = {
        "urgency": urgency,
        "title": f"Title of {urgency.key}",
        "lead": "What it means.",
        "when": "When.",
        "do": ("Do this.",),
        "do_not": (),
        "safety_net": ("Come back if it gets worse.",),
        "topics": ("safety",),
    }
    return Outcome(**{**parts, **changes})


def note(key: str, *levels: Urgency, show_when: Condition | None = None) -> Note:
    return Note(key, f"Note {key}.", levels, show_when)


def selfcare(problem: str, **changes: Any) -> SelfCare:
    parts: dict[str, Any] = {
        "problem": problem,
        "title": f"Looking after {problem}",
        "expect": "It passes.",
        "do": ("Rest.",),
        "come_back": ("It does not pass.",),
        "topics": (f"own-{problem}",),
    }
    return SelfCare(**{**parts, **changes})


def questionnaire(**changes: Any) -> Questionnaire:
    """Emergency screen, problem, signs (asked of sore readers alone), trend.

    `alarm: blue` is an emergency. `problem: soreness` is self-care, `other` routine. `signs` has
    swollen (urgent) and throb (soon, or urgent when the trend is worse).
    """
    parts: dict[str, Any] = {
        "name": "small",
        "title": "A small check",
        "scope": "For tests.",
        "not_for": "",
        "sections": (Section("s1", "One"),),
        "questions": (
            multi("alarm", "blue"),
            single("problem", "soreness", "other"),
            multi("signs", "swollen", "throb", ask_when=includes("problem", "soreness")),
            single("trend", "better", "worse"),
        ),
        "definitions": (("growing", includes("trend", "worse")),),
        "patterns": (pattern("plain"), pattern("clot"), pattern("watch")),
        "rules": (
            rule("sore", Urgency.SELF_CARE, includes("problem", "soreness")),
            rule("other", Urgency.ROUTINE, includes("problem", "other")),
            rule("throb", Urgency.SOON, includes("signs", "throb"), pattern="watch"),
            rule("swollen", Urgency.URGENT, includes("signs", "swollen"), pattern="clot"),
            rule(
                "throb-growing",
                Urgency.URGENT,
                both(includes("signs", "throb"), named("growing")),
                pattern="clot",
                tell="Own advice.",
            ),
            rule("blue", Urgency.EMERGENCY, includes("alarm", "blue"), pattern="clot"),
        ),
        "outcomes": tuple(map(outcome, Urgency)),
        "notes": (note("always", *Urgency),),
        "selfcare": (selfcare("soreness"), selfcare("other")),
    }
    return Questionnaire(**{**parts, **changes})

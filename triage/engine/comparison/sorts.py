"""The sorts of parts: what each is known by, and which of its fields are words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from triage.engine.conditions import Condition
from triage.engine.questionnaire import Questionnaire


@dataclass(frozen=True)
class Sort:
    """`words`: fields that readers read. `meanings`: those by which something is decided."""

    name: str
    all: Callable[[Questionnaire], Sequence[Any]]
    key: Callable[[Any], str]
    words: tuple[str, ...]
    meanings: tuple[str, ...]


@dataclass(frozen=True)
class Definition:
    name: str
    condition: Condition


def _definitions(whole: Questionnaire) -> list[Definition]:
    return [Definition(*pair) for pair in whole.definitions]


def _by_id(part: Any) -> str:
    return str(part.id)


WHOLE = Sort(
    "questionnaire",
    lambda whole: [whole],
    lambda _whole: "",
    words=("title", "scope", "not_for"),
    meanings=("name",),
)
SECTION = Sort("section", lambda whole: whole.sections, _by_id, words=("title",), meanings=())
PAGE = Sort(
    "page",
    lambda whole: whole.pages,
    _by_id,
    words=("title", "hint", "error"),
    meanings=("questions",),
)
QUESTION = Sort(
    "question",
    lambda whole: whole.questions,
    _by_id,
    words=("text", "hint", "why", "error"),
    meanings=(
        "kind",
        "ask_when",
        "section",
        "harmless",
        "is_red_flag",
        "not_sure_floor",
        "is_ordered",
        "is_fact",
        "unit",
        "least",
        "most",
        "decimals",
    ),
)
# Of one question, put in its place by `_options_of`.
OPTION = Sort(
    "option",
    lambda _whole: (),
    _by_id,
    words=("label", "group"),
    meanings=("is_exclusive", "is_not_sure", "flag", "rank"),
)
DEFINITION = Sort(
    "definition", _definitions, lambda part: str(part.name), words=(), meanings=("condition",)
)
PATTERN = Sort(
    "pattern",
    lambda whole: whole.patterns,
    lambda part: str(part.key),
    words=("name", "tell"),
    meanings=("topics", "sources", "is_policy"),
)
RULE = Sort(
    "rule",
    lambda whole: whole.rules,
    _by_id,
    words=("reason", "tell"),
    meanings=("urgency", "when", "pattern"),
)
OUTCOME = Sort(
    "outcome",
    lambda whole: sorted(whole.outcomes, key=lambda outcome: -outcome.urgency),
    lambda part: str(part.urgency.key),
    words=("title", "lead", "when", "do", "do_not", "safety_net"),
    meanings=("topics",),
)
NOTE = Sort(
    "note",
    lambda whole: whole.notes,
    lambda part: str(part.key),
    words=("text",),
    meanings=("levels", "show_when"),
)
SELF_CARE = Sort(
    "self-care",
    lambda whole: whole.selfcare,
    lambda part: str(part.problem),
    words=("title", "expect", "do", "come_back"),
    meanings=("topics", "sources"),
)
SORTS = (
    WHOLE,
    SECTION,
    PAGE,
    QUESTION,
    DEFINITION,
    PATTERN,
    RULE,
    OUTCOME,
    NOTE,
    SELF_CARE,
)

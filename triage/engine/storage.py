"""A questionnaire to plain data and back, the same each time, and its fingerprint."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from triage.engine.conditions import AllOf, AnyOf, Compares, Condition, Includes, Named
from triage.engine.numbers import Relation
from triage.engine.parts import (
    BadQuestionnaire,
    Note,
    Option,
    Outcome,
    Page,
    Pattern,
    Question,
    Rule,
    Section,
    SelfCare,
)
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

# 2 added joint pages, facts and numbers; releases frozen before it stay readable.
SCHEMA = 2
READABLE = (1, SCHEMA)
RELATIONS = [relation.value for relation in Relation]

Data = Mapping[str, Any]


def content_hash(data: Any) -> str:
    """SHA-256 of the data's one canonical JSON text."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def to_data(questionnaire: Questionnaire) -> dict[str, Any]:
    """Lists, dicts and text that JSON can hold."""
    return {
        "schema": SCHEMA,
        "name": questionnaire.name,
        "title": questionnaire.title,
        "scope": questionnaire.scope,
        "not_for": questionnaire.not_for,
        "sections": [vars(section) | {} for section in questionnaire.sections],
        "questions": [_question_data(question) for question in questionnaire.questions],
        "definitions": [[name, condition_data(c)] for name, c in questionnaire.definitions],
        "patterns": [_listed(vars(pattern)) for pattern in questionnaire.patterns],
        "rules": [_rule_data(rule) for rule in questionnaire.rules],
        "outcomes": [_levelled(vars(outcome)) for outcome in questionnaire.outcomes],
        "notes": [_note_data(note) for note in questionnaire.notes],
        "selfcare": [_listed(vars(block)) for block in questionnaire.selfcare],
        "pages": [_listed(vars(page)) for page in questionnaire.pages],
    }


def from_data(data: Data) -> Questionnaire:
    """The questionnaire. Raises `BadQuestionnaire` for another schema, KeyError for a gap."""
    if data["schema"] not in READABLE:
        raise BadQuestionnaire(f"Schema {data['schema']} is not known; this reads {READABLE}.")
    return Questionnaire(
        name=data["name"],
        title=data["title"],
        scope=data["scope"],
        not_for=data["not_for"],
        sections=tuple(Section(**row) for row in data["sections"]),
        questions=tuple(_question(row) for row in data["questions"]),
        definitions=tuple((name, condition_from(c)) for name, c in data["definitions"]),
        patterns=tuple(Pattern(**_tupled(row)) for row in data["patterns"]),
        rules=tuple(_rule(row) for row in data["rules"]),
        outcomes=tuple(_outcome(row) for row in data["outcomes"]),
        notes=tuple(_note(row) for row in data["notes"]),
        selfcare=tuple(SelfCare(**_tupled(row)) for row in data["selfcare"]),
        pages=tuple(Page(**_tupled(row)) for row in data.get("pages", ())),
    )


def condition_data(condition: Condition) -> dict[str, Any]:
    match condition:
        case Includes(question, options):
            return {"question": question, "options": list(options)}
        case Compares(question, relation, number):
            return {"question": question, "relation": relation.value, "number": number}
        case Named(name):
            return {"named": name}
        case AllOf(parts):
            return {"all": [condition_data(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_data(part) for part in parts]}


def condition_from(data: Data) -> Condition:
    """Raises `BadQuestionnaire` for anything that is no condition."""
    if data.get("relation") in RELATIONS:
        return Compares(data["question"], Relation(data["relation"]), data["number"])
    if "options" in data and "question" in data:
        return Includes(data["question"], tuple(data["options"]))
    if "named" in data:
        return Named(data["named"])
    if "all" in data:
        return AllOf(tuple(condition_from(part) for part in data["all"]))
    if "any" in data:
        return AnyOf(tuple(condition_from(part) for part in data["any"]))
    raise BadQuestionnaire(f"This is no condition: {data!r:.80}")


def _question_data(question: Question) -> dict[str, Any]:
    return {
        **vars(question),
        "options": [_option_data(option) for option in question.options],
        "ask_when": condition_data(question.ask_when) if question.ask_when else None,
        "not_sure_floor": _key(question.not_sure_floor),
    }


def _option_data(option: Option) -> dict[str, Any]:
    return {**vars(option), "flag": _key(option.flag)}


def _rule_data(rule: Rule) -> dict[str, Any]:
    return {**_levelled(vars(rule)), "when": condition_data(rule.when)}


def _note_data(note: Note) -> dict[str, Any]:
    return {
        **vars(note),
        "levels": [level.key for level in note.levels],
        "show_when": condition_data(note.show_when) if note.show_when else None,
    }


def _question(row: Data) -> Question:
    return Question(
        **{
            **row,
            "options": tuple(
                Option(**{**option, "flag": _level(option["flag"])}) for option in row["options"]
            ),
            "ask_when": condition_from(row["ask_when"]) if row["ask_when"] else None,
            "not_sure_floor": _level(row["not_sure_floor"]),
        }
    )


def _rule(row: Data) -> Rule:
    when = condition_from(row["when"])
    return Rule(**{**row, "urgency": Urgency.from_key(row["urgency"]), "when": when})


def _outcome(row: Data) -> Outcome:
    return Outcome(**{**_tupled(row), "urgency": Urgency.from_key(row["urgency"])})


def _note(row: Data) -> Note:
    show_when = condition_from(row["show_when"]) if row["show_when"] else None
    levels = tuple(Urgency.from_key(key) for key in row["levels"])
    return Note(**{**row, "levels": levels, "show_when": show_when})


def _key(level: Urgency | None) -> str | None:
    return None if level is None else level.key


def _level(key: str | None) -> Urgency | None:
    return None if key is None else Urgency.from_key(key)


def _levelled(row: Data) -> dict[str, Any]:
    return {**_listed(row), "urgency": row["urgency"].key}


def _listed(row: Data) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}


def _tupled(row: Data) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}

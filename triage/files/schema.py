"""The questionnaire file as a JSON Schema, for editors that check and complete while one types.

Made from the shapes that the reader itself checks, so that the two cannot part. What fits the
schema may still be refused: that names lead somewhere and conditions parse only the reader knows.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from groundwork.shapes import FieldType, Shape
from triage.engine.parts import MULTI, NUMBER, SINGLE
from triage.engine.urgency import Urgency
from triage.files import proofs, shapes

Schema = dict[str, Any]

FILE = Path(__file__).resolve().parents[1] / "content" / "questionnaire.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = r"^[a-z][a-z0-9_]{0,39}$"

_LEVELS = {"enum": [level.key for level in reversed(Urgency)]}
_TEXT = {"type": "string", "minLength": 1}
_SIMPLE: Mapping[FieldType, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    Decimal: {"type": ["number", "string"], "pattern": r"^[0-9]+([.,][0-9]+)?$", "minimum": 0},
    bool: {"type": "boolean"},
    list: {"type": "array", "items": _TEXT},
    dict: {"type": "object"},
}
_FILLED: Mapping[FieldType, str] = {str: "minLength", list: "minItems", dict: "minProperties"}
# The parts a list holds, and the parts under names that the questionnaire chooses itself.
_LISTS = {
    "sections": ("section", shapes.SECTION),
    "pages": ("page", shapes.PAGE),
    "questions": ("question", shapes.QUESTION),
    "options": ("option", shapes.OPTION),
    "rules": ("rule", shapes.RULE),
    "vignettes": ("vignette", proofs.VIGNETTE),
}
_KEYED = {
    "patterns": ("pattern", shapes.PATTERN),
    "notes": ("note", shapes.NOTE),
    "selfcare": ("selfcare", shapes.SELF_CARE),
}
_QUESTIONS = (shapes.QUESTION, shapes.NUMBER_QUESTION)
_WITH_PARTS = (shapes.WHOLE, *_QUESTIONS)
_NAMED = (*_QUESTIONS, shapes.OPTION, shapes.PAGE)
SAID = {
    "name": "The check's short name, as in its address.",
    "title": "What readers see above it.",
    "scope": "What it is for.",
    "not_for": "What it is not for.",
    "id": "A short name; conditions and answers use it.",
    "section": "The id of the section it belongs to.",
    "text": "The words readers see; {you|they|the child} follows whom the check is for.",
    "label": "The words readers choose; {you|they|the child} follows whom the check is for.",
    "hint": "Help with answering, in small letters.",
    "urgency": "How soon to get help when the rule holds.",
    "pattern": "What the rule looks for: a key of patterns.",
    "kind": "single: one answer. multi: as many as fit, with one that excludes the others. "
    "number: a number with a unit.",
    "why": "Why we ask, for the reader.",
    "error": "What the reader is told who left it out; begins with what to do.",
    "ask_when": "The condition under which it is asked; always, if there is none.",
    "red_flag": "A safety question: “not sure” may not end in self-care.",
    "not_sure_floor": "The least urgency once “not sure” was chosen.",
    "ordered": "Its options have ranks, and more is never less urgent.",
    "fact": "The answer will not be another one tomorrow.",
    "harmless": "The option, or the number, that raises nothing.",
    "unit": "Of a number, such as days.",
    "least": "The smallest number it takes.",
    "most": "The largest number it takes.",
    "decimals": "The most digits after the point: 0, 1 or 2.",
    "exclusive": "Rules out every other option, as “None of these” does.",
    "not_sure": "Says that the reader does not know.",
    "flag": "The least urgency once it is chosen.",
    "rank": "Its place in an ordered question.",
    "group": "The sub-heading it stands under.",
    "when": "A rule's condition; in an outcome, by when to get help.",
    "show_when": "The condition under which it is shown; always, if there is none.",
    "reason": "Why the rule spoke, in the reader's words.",
    "tell": "What to do about it.",
    "topics": "Where to read on; signposts say which sections of articles that is.",
    "sources": "Keys in the register of sources.",
    "policy": "It rests, at least in part, on a decision of ours.",
    "safety_net": "What should make the reader get help sooner.",
    "levels": "The urgencies whose results show it.",
    "definitions": "Conditions with a name of their own.",
    "signposts": "By topic, the sections of articles it leads to: slug#section.",
    "vignettes": "Cases with the urgency they may get.",
    "promises": "What must hold of this questionnaire beside what must hold of every one.",
}


def schema() -> Schema:
    """The whole schema."""
    parts = {name: _part(shape) for name, shape in (*_LISTS.values(), *_KEYED.values())}
    return {
        "$schema": DIALECT,
        "$id": "urn:legwise:questionnaire-file",
        "title": "Legwise questionnaire",
        "description": "One self-check; docs/questionnaire-files.md describes every field.",
        **_part(shapes.WHOLE),
        "$defs": {
            **parts,
            "question": _question(),
            "outcome": _part(shapes.OUTCOME),
            "promise": {"oneOf": [_part(shape) for shape in proofs.PROMISES.values()]},
        },
    }


def text() -> str:
    """The schema as its file holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _part(shape: Shape) -> Schema:
    return {
        "type": "object",
        "properties": {
            name: _field(name, kind, shape, is_required=name in shape.required)
            for name, kind in shape.fields.items()
        },
        "required": list(shape.required),
        "additionalProperties": False,
    }


def _question() -> Schema:
    """One for a number has fields of its own."""
    is_number = {"properties": {"kind": {"const": NUMBER}}, "required": ["kind"]}
    return {
        "if": is_number,
        "then": _part(shapes.NUMBER_QUESTION),
        "else": _part(shapes.QUESTION),
    }


def _field(name: str, kind: FieldType, shape: Shape, *, is_required: bool) -> Schema:
    """A field; one that may be left out may also be empty."""
    said = {"description": SAID[name]} if name in SAID else {}
    content = _content(name, kind, shape)
    if not is_required:
        return {**said, "anyOf": [content, {"type": "null"}]}
    return {**said, **content, **({_FILLED[kind]: 1} if kind in _FILLED else {})}


def _content(name: str, kind: FieldType, shape: Shape) -> Schema:
    if kind is list and name in _LISTS and shape in _WITH_PARTS:
        return {"type": "array", "items": {"$ref": f"#/$defs/{_LISTS[name][0]}"}}
    if kind is list and name == "promises":
        return {"type": "array", "items": {"$ref": "#/$defs/promise"}}
    if kind is dict and name in _KEYED:
        return {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{_KEYED[name][0]}"}}
    if kind is dict and name == "answers":
        return {"type": "object", "additionalProperties": _ONE_OR_MORE}
    if name == "id" and shape in _NAMED:
        return {"type": "string", "pattern": NAME}
    if name == "kind" and shape == shapes.NUMBER_QUESTION:
        return {"const": NUMBER}
    return _SPECIAL.get(name, _SIMPLE[kind])


_LEVEL_LIST = {"type": "array", "items": _LEVELS}
_ONE_OR_MORE = {
    "anyOf": [_TEXT, {"type": "number"}, {"type": "array", "items": _TEXT, "minItems": 1}]
}
_SPECIAL: Mapping[str, Schema] = {
    "urgency": _LEVELS,
    "flag": _LEVELS,
    "not_sure_floor": _LEVELS,
    "at_least": _LEVELS,
    "can_be": _LEVELS,
    "lowest": _LEVELS,
    "highest": _LEVELS,
    "levels": _LEVEL_LIST,
    "kind": {"enum": [SINGLE, MULTI]},
    "definitions": {
        "type": "object",
        "propertyNames": {"pattern": NAME},
        "additionalProperties": _TEXT,
    },
    "outcomes": {
        "type": "object",
        "properties": {level.key: {"$ref": "#/$defs/outcome"} for level in reversed(Urgency)},
        "required": [level.key for level in reversed(Urgency)],
        "additionalProperties": False,
    },
    "signposts": {
        "type": "object",
        "additionalProperties": {"type": "array", "items": _TEXT},
    },
}

"""Writes a questionnaire as the text of a file that `triage.files.questionnaire` reads back.

The same questionnaire gives the same bytes, so that two exports can be compared line by line.
"""

import json
from collections.abc import Mapping
from typing import Any

import yaml

from triage.engine.conditions import Condition
from triage.engine.conditions import write as write_condition
from triage.engine.parts import Note, Option, Outcome, Page, Pattern, Question, Rule, SelfCare
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

Document = dict[str, Any]

HEAD = "# A questionnaire. docs/questionnaire-files.md describes every field.\n"
WIDTH = 100
# Parts that take many lines each: an empty line stands before every one.
LONG_PARTS = ("pages", "questions", "rules", "vignettes")
# Parts short enough for a line each, and lists of names rather than of sentences.
ROWS = ("sections", "options")
NAMES = ("topics", "sources", "levels", "questions", "answers", "groups", "never_calmer_than")
# Fields whose inner names are the questionnaire's own, whatever they happen to be.
KEYED = ("answers", "signposts")


def to_document(questionnaire: Questionnaire) -> Document:
    """The file's fields as lists, dicts and texts; what has its default value is left out."""
    return _filled(
        {
            "name": questionnaire.name,
            "title": questionnaire.title,
            "scope": questionnaire.scope,
            "not_for": questionnaire.not_for,
            "sections": [dict(vars(section)) for section in questionnaire.sections],
            "pages": [_page(page) for page in questionnaire.pages],
            "questions": [_question(question) for question in questionnaire.questions],
            "definitions": {name: write_condition(c) for name, c in questionnaire.definitions},
            "patterns": {pattern.key: _pattern(pattern) for pattern in questionnaire.patterns},
            "rules": [_rule(rule) for rule in questionnaire.rules],
            "outcomes": {row.urgency.key: _outcome(row) for row in questionnaire.outcomes},
            "notes": {note.key: _note(note) for note in questionnaire.notes},
            "selfcare": {block.problem: _selfcare(block) for block in questionnaire.selfcare},
        }
    )


def write(document: Document) -> str:
    """The document as YAML, long texts folded."""
    return HEAD + "".join(_block(name, value) for name, value in document.items())


def write_json(document: Document) -> str:
    """The document as JSON, its fields in the same order."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _page(page: Page) -> Document:
    return _filled(
        {
            "id": page.id,
            "title": page.title,
            "hint": page.hint,
            "error": page.error,
            "questions": list(page.questions),
        }
    )


def _question(question: Question) -> Document:
    return _filled(
        {
            "id": question.id,
            "section": question.section,
            "kind": question.kind,
            "text": question.text,
            "hint": question.hint,
            "why": question.why,
            "error": question.error,
            "ask_when": _condition(question.ask_when),
            "red_flag": question.is_red_flag,
            "not_sure_floor": _level(question.not_sure_floor),
            "ordered": question.is_ordered,
            "fact": question.is_fact,
            "unit": question.unit,
            "least": question.least,
            "most": question.most,
            "decimals": question.decimals or None,
            "harmless": question.harmless,
            "options": [_option(option) for option in question.options],
        }
    )


def _option(option: Option) -> Document:
    return _filled(
        {
            "id": option.id,
            "label": option.label,
            "exclusive": option.is_exclusive,
            "not_sure": option.is_not_sure,
            "flag": _level(option.flag),
            "rank": option.rank,
            "group": option.group,
        }
    )


def _pattern(pattern: Pattern) -> Document:
    return _filled(
        {
            "name": pattern.name,
            "tell": pattern.tell,
            "topics": list(pattern.topics),
            "sources": list(pattern.sources),
            "policy": pattern.is_policy,
        }
    )


def _rule(rule: Rule) -> Document:
    return _filled(
        {
            "id": rule.id,
            "urgency": rule.urgency.key,
            "pattern": rule.pattern,
            "when": write_condition(rule.when),
            "reason": rule.reason,
            "tell": rule.tell,
        }
    )


def _outcome(outcome: Outcome) -> Document:
    fields = _filled(_listed(vars(outcome)))
    del fields["urgency"]
    return fields


def _note(note: Note) -> Document:
    return _filled(
        {
            "show_when": _condition(note.show_when),
            "levels": [level.key for level in note.levels],
            "text": note.text,
        }
    )


def _selfcare(block: SelfCare) -> Document:
    fields = _filled(_listed(vars(block)))
    del fields["problem"]
    return fields


def _condition(condition: Condition | None) -> str:
    return write_condition(condition) if condition else ""


def _level(level: Urgency | None) -> str:
    return "" if level is None else level.key


def _listed(row: Mapping[str, Any]) -> Document:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in row.items()}


def _filled(row: Document) -> Document:
    """Without what says nothing; a rank of 0 says something."""
    return {
        name: value
        for name, value in row.items()
        if value is not None and value is not False and value not in ("", [], {})
    }


class _OnOneLine(list[Any]):
    """Written as `[a, b]`."""


class _RowOnOneLine(dict[str, Any]):
    """Written as `{id: a, label: b}`."""


class _Dumper(yaml.SafeDumper):
    """Never refers back to an earlier place: a file for people repeats itself instead."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_Dumper.add_representer(
    _OnOneLine,
    lambda dumper, data: dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True),
)
_Dumper.add_representer(
    _RowOnOneLine,
    lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True),
)


def _block(name: str, value: Any) -> str:
    laid_out = _laid_out(name, value)
    if name in LONG_PARTS:
        return f"\n{name}:\n" + "".join(f"\n{_yaml([part])}" for part in laid_out)
    text = _yaml({name: laid_out})
    return text if isinstance(value, str) else f"\n{text}"


def _laid_out(name: str, value: Any) -> Any:
    """The value with what fits on one line marked so."""
    if isinstance(value, dict):
        return {
            inner: _laid_out(name if name in KEYED else inner, part)
            for inner, part in value.items()
        }
    if not isinstance(value, list):
        return value
    if name in NAMES and all(isinstance(part, str) for part in value):
        return _OnOneLine(value)
    if name in ROWS and all(isinstance(row, dict) for row in value):
        return [_RowOnOneLine(row) for row in value]
    return [_laid_out(name, part) for part in value]


def _yaml(value: Any) -> str:
    return yaml.dump(
        value,
        Dumper=_Dumper,
        width=WIDTH,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
    )

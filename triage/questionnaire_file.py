"""Reads a questionnaire from one YAML file that an editor can read too.

Every error names file, line and remedy; a broken file gives no questionnaire at all.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from groundwork import yaml_lines
from groundwork.problems import BrokenFile, Problem
from groundwork.shapes import Shape
from groundwork.yaml_lines import LinedDict, YamlProblem
from triage.engine.conditions import Condition
from triage.engine.questionnaire import (
    BadQuestionnaire,
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
from triage.grammar import ConditionError, Vocabulary, parse

Part = TypeVar("Part")

WHOLE = Shape(
    {
        "name": str,
        "title": str,
        "scope": str,
        "sections": list,
        "questions": list,
        "patterns": dict,
        "rules": list,
        "outcomes": dict,
    },
    {"not_for": str, "definitions": dict, "notes": dict, "selfcare": dict},
)
SECTION = Shape({"id": str, "title": str})
QUESTION = Shape(
    {"id": str, "section": str, "kind": str, "text": str, "options": list, "harmless": str},
    {
        "hint": str,
        "why": str,
        "error": str,
        "ask_when": str,
        "red_flag": bool,
        "not_sure_floor": str,
        "ordered": bool,
    },
)
OPTION = Shape(
    {"id": str, "label": str},
    {"exclusive": bool, "not_sure": bool, "flag": str, "rank": int, "group": str},
)
PATTERN = Shape({"name": str, "topics": list}, {"tell": str, "sources": list, "policy": bool})
RULE = Shape({"id": str, "urgency": str, "pattern": str, "when": str, "reason": str}, {"tell": str})
OUTCOME = Shape(
    {"title": str, "lead": str, "when": str, "safety_net": list, "topics": list},
    {"do": list, "do_not": list},
)
NOTE = Shape({"text": str, "levels": list}, {"show_when": str})
# Lists whose entries have fields of their own; every other list holds texts.
LISTS_OF_PARTS = ("sections", "questions", "options", "rules")
SELF_CARE = Shape(
    {"title": str, "expect": str, "do": list, "come_back": list, "topics": list},
    {"sources": list},
)


def load(path: Path) -> Questionnaire:
    """The questionnaire in a file. Raises `BrokenFile`."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        said, remedy = "A character is not UTF-8.", "Save the file as UTF-8 text."
        raise BrokenFile([Problem(path.name, line, said, remedy)]) from error
    return read(text, path.name)


def read(text: str, name: str) -> Questionnaire:
    """The questionnaire in a text; `name` is for errors. Raises `BrokenFile`."""
    try:
        document = yaml_lines.load(text)
    except YamlProblem as error:
        remedy = "Check indentation and quotation marks."
        raise BrokenFile([Problem(name, error.line, error.problem, remedy)]) from error
    if not isinstance(document, LinedDict):
        raise BrokenFile([Problem(name, 1, "The file has no fields.", "Begin with “name: …”.")])
    return _Reader(name).questionnaire(document)


class _Reader:
    """Builds the parts of one file, each error at its line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.vocabulary = Vocabulary({}, frozenset())
        # Where each part stands, by the words the engine names it with: "rule u-clot".
        self.places: dict[str, int] = {}

    def questionnaire(self, document: LinedDict) -> Questionnaire:
        whole = self.fields(WHOLE, document)
        self.vocabulary = _vocabulary(document)
        return self.guard(
            document.line,
            lambda: Questionnaire(
                name=whole["name"],
                title=whole["title"],
                scope=whole["scope"],
                not_for=whole["not_for"],
                sections=self.each(document, "sections", self.section),
                questions=self.each(document, "questions", self.question),
                definitions=self.definitions(document.get("definitions") or {}),
                patterns=self.keyed(document, "patterns", self.pattern),
                rules=self.each(document, "rules", self.rule),
                outcomes=self.keyed(document, "outcomes", self.outcome),
                notes=self.keyed(document, "notes", self.note),
                selfcare=self.keyed(document, "selfcare", self.selfcare),
            ),
        )

    def section(self, row: LinedDict) -> Section:
        return Section(**self.fields(SECTION, row))

    def question(self, row: LinedDict) -> Question:
        values = self.fields(QUESTION, row)
        return Question(
            id=values["id"],
            section=values["section"],
            kind=values["kind"],
            text=values["text"],
            hint=values["hint"],
            why=values["why"],
            error=values["error"],
            options=self.each(row, "options", self.option),
            harmless=values["harmless"],
            ask_when=self.condition(row, "ask_when"),
            is_red_flag=values["red_flag"],
            not_sure_floor=self.level(row, "not_sure_floor"),
            is_ordered=values["ordered"],
        )

    def option(self, row: LinedDict) -> Option:
        values = self.fields(OPTION, row)
        return Option(
            id=values["id"],
            label=values["label"],
            is_exclusive=values["exclusive"],
            is_not_sure=values["not_sure"],
            flag=self.level(row, "flag"),
            rank=values["rank"],
            group=values["group"],
        )

    def definitions(self, rows: Mapping[str, Any]) -> tuple[tuple[str, Condition], ...]:
        lined = rows if isinstance(rows, LinedDict) else LinedDict(1)
        for name in lined:
            self.placed("definitions", name, lined.line_of(name))
        return tuple((name, self.needed_condition(lined, name)) for name in lined)

    def pattern(self, key: str, row: LinedDict) -> Pattern:
        values = self.fields(PATTERN, row)
        return Pattern(
            key=key,
            name=values["name"],
            tell=values["tell"],
            topics=tuple(values["topics"]),
            sources=tuple(values["sources"]),
            is_policy=values["policy"],
        )

    def rule(self, row: LinedDict) -> Rule:
        values = self.fields(RULE, row)
        return Rule(
            id=values["id"],
            urgency=self.needed_level(row, "urgency"),
            pattern=values["pattern"],
            when=self.needed_condition(row, "when"),
            reason=values["reason"],
            tell=values["tell"],
        )

    def outcome(self, key: str, row: LinedDict) -> Outcome:
        values = self.fields(OUTCOME, row)
        return Outcome(Urgency.from_key(key), **_tuples(values))

    def note(self, key: str, row: LinedDict) -> Note:
        values = self.fields(NOTE, row)
        levels = tuple(Urgency.from_key(level) for level in values["levels"])
        return Note(key, values["text"], levels, self.condition(row, "show_when"))

    def selfcare(self, problem: str, row: LinedDict) -> SelfCare:
        return SelfCare(problem, **_tuples(self.fields(SELF_CARE, row)))

    def fields(self, shape: Shape, row: LinedDict) -> dict[str, Any]:
        problems = shape.check(self.file, row) or self.odd_texts(shape, row)
        if problems:
            raise BrokenFile(problems)
        return shape.values(row)

    def odd_texts(self, shape: Shape, row: LinedDict) -> list[Problem]:
        """Entries that should be text; “Calf: stretch it” unquoted is a mapping to YAML."""
        remedy = "Put quotation marks round it."
        return [
            Problem(self.file, row.line_of(name), f"“{name}” holds no text: {entry!r:.60}.", remedy)
            for name, kind in shape.fields.items()
            if kind is list and name not in LISTS_OF_PARTS
            for entry in row.get(name) or []
            if not isinstance(entry, str)
        ]

    def each(
        self, parent: LinedDict, name: str, build: Callable[[LinedDict], Part]
    ) -> tuple[Part, ...]:
        return tuple(
            self.guard(
                self.placed(name, str(row.get("id")), row.line),
                lambda row=row: build(row),  # type: ignore[misc]  # a default that binds the loop variable
            )
            for row in self.lined(parent[name], parent.line_of(name))
        )

    def keyed(
        self, parent: LinedDict, name: str, build: Callable[[str, LinedDict], Part]
    ) -> tuple[Part, ...]:
        rows = parent.get(name) or LinedDict(parent.line_of(name))
        pairs = zip(rows, self.lined(rows.values(), parent.line_of(name)), strict=True)
        return tuple(
            self.guard(
                self.placed(name, key, rows.line_of(key)),
                lambda key=key, row=row: build(key, row),  # type: ignore[misc]  # as above
            )
            for key, row in pairs
        )

    def placed(self, name: str, part: str, line: int) -> int:
        """The line, remembered for errors that show only when all parts stand together."""
        self.places[f"{name.removesuffix('s')} {part}"] = line
        return line

    def lined(self, rows: Iterable[Any], line: int) -> list[LinedDict]:
        """The rows, if all have fields; `line` is where their list begins."""
        listed = list(rows)
        for row in listed:
            if not isinstance(row, LinedDict):
                said = f"“{row!r:.40}” has no fields."
                raise BrokenFile([Problem(self.file, line, said, "Write “id: …” and so on.")])
        return listed

    def guard(self, line: int, build: Callable[[], Part]) -> Part:
        """Build a part; an engine value that refuses itself becomes a problem at this line."""
        try:
            return build()
        except BrokenFile:
            raise
        except ConditionError:
            raise
        except ValueError as error:
            where = error.where if isinstance(error, BadQuestionnaire) else ""
            remedy = f"Mend {where or 'it'}; docs/conditions.md shows how."
            line = self.places.get(where, line)
            raise BrokenFile([Problem(self.file, line, str(error), remedy)]) from error

    def condition(self, row: LinedDict, name: str) -> Condition | None:
        return None if row.get(name) is None else self.needed_condition(row, name)

    def needed_condition(self, row: LinedDict, name: str) -> Condition:
        try:
            return parse(str(row[name]), self.vocabulary)
        except ConditionError as error:
            line, remedy = row.line_of(name), "Mend the condition; docs/conditions.md shows how."
            raise BrokenFile([Problem(self.file, line, str(error), remedy)]) from error

    def level(self, row: LinedDict, name: str) -> Urgency | None:
        return None if row.get(name) is None else self.needed_level(row, name)

    def needed_level(self, row: LinedDict, name: str) -> Urgency:
        return self.guard(row.line_of(name), lambda: Urgency.from_key(row[name]))


def _vocabulary(document: LinedDict) -> Vocabulary:
    """Every word conditions may use, as far as the file is sound enough to have them."""
    questions: dict[str, tuple[str, ...]] = {}
    for row in document["questions"]:
        if isinstance(row, Mapping) and isinstance(row.get("options"), list):
            # Added, so that of two questions with one id it is the id that is refused.
            known = questions.get(str(row.get("id")), ())
            questions[str(row.get("id"))] = (*known, *_option_ids(row["options"]))
    return Vocabulary(questions, frozenset(document.get("definitions") or {}))


def _option_ids(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(row.get("id")) for row in rows if isinstance(row, Mapping))


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}

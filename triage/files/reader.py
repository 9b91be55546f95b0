"""Builds the parts of a questionnaire file, each problem at its line and in its part.

What is wrong with one part does not hide what is wrong with the next.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from groundwork.problems import BrokenFile, Problem
from groundwork.shapes import Shape
from groundwork.yaml_lines import LinedDict
from triage.engine.conditions import Condition
from triage.engine.numbers import BadMeasure, BadNumber, Measure, canonical
from triage.engine.parts import NUMBER
from triage.engine.questionnaire import (
    BadQuestionnaire,
    Note,
    Option,
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
from triage.files import shapes
from triage.files.grammar import ConditionError, Vocabulary, parse
from triage.files.whole import Parts, misfits, near_miss

Part = TypeVar("Part")

MEND_CONDITION = "Mend the condition; docs/conditions.md shows how."


@dataclass(frozen=True)
class PartProblem(Problem):
    """`part`: what it is a problem of, such as “rule u-clot”; empty for the whole."""

    part: str = ""


class _Unsound(Exception):
    """A part that cannot be built; why is noted already."""


class Reader:
    """Reads one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.vocabulary = Vocabulary({}, frozenset())
        self.problems: list[PartProblem] = []
        self.part = ""
        # Where each part stands, by the words the engine names it with: "rule u-clot".
        self.places: dict[str, int] = {}

    def questionnaire(self, document: LinedDict) -> Questionnaire:
        """Raises `BrokenFile` with every problem."""
        whole = self.whole(document)
        self.vocabulary = vocabulary_of(document)
        parts = self.parts(document)
        self.references(document)
        found = misfits(whole, parts)
        for error in found.problems:
            self.refuse(error, self.places.get(error.where, document.line), error.where)
        self.missing_outcomes(document)
        if found.questionnaire is None or self.problems:
            raise BrokenFile(list(self.problems))
        return found.questionnaire

    def whole(self, document: LinedDict) -> dict[str, str]:
        self.problems += self.misshapen(shapes.WHOLE, document)
        names = ("name", "title", "scope", "not_for")
        return {name: str(document.get(name) or "").strip() for name in names}

    def parts(self, document: LinedDict) -> Parts:
        return Parts(
            sections=self.each(document, "sections", self.section),
            questions=self.each(document, "questions", self.question),
            definitions=self.definitions(document.get("definitions")),
            patterns=self.keyed(document, "patterns", self.pattern),
            rules=self.each(document, "rules", self.rule),
            outcomes=self.keyed(document, "outcomes", self.outcome),
            notes=self.keyed(document, "notes", self.note),
            selfcare=self.keyed(document, "selfcare", self.selfcare),
            pages=self.each(document, "pages", self.page),
            # Without one of these, others would be blamed for leaning on it.
            is_footing_sound=not any(
                problem.part.split(" ")[0] in ("question", "definition")
                for problem in self.problems
            ),
        )

    def section(self, row: LinedDict) -> Section:
        return Section(**self.fields(shapes.SECTION, row))

    def page(self, row: LinedDict) -> Page:
        return Page(**_tuples(self.fields(shapes.PAGE, row)))

    def question(self, row: LinedDict) -> Question:
        options = self.each(row, "options", self.option)
        ask_when = self.condition(row, "ask_when")
        not_sure_floor = self.level(row, "not_sure_floor")
        is_number = row.get("kind") == NUMBER
        values = self.fields(shapes.NUMBER_QUESTION if is_number else shapes.QUESTION, row)
        return Question(
            id=values["id"],
            section=values["section"],
            kind=values["kind"],
            text=values["text"],
            hint=values["hint"],
            why=values["why"],
            error=values["error"],
            options=options,
            harmless=_plain(values["harmless"]) if is_number else values["harmless"],
            ask_when=ask_when,
            is_red_flag=values["red_flag"],
            not_sure_floor=not_sure_floor,
            is_ordered=values["ordered"],
            is_fact=values["fact"],
            unit=values.get("unit", ""),
            least=_plain(values.get("least", "")),
            most=_plain(values.get("most", "")),
            decimals=values.get("decimals") or 0,
        )

    def option(self, row: LinedDict) -> Option:
        flag = self.level(row, "flag")
        values = self.fields(shapes.OPTION, row)
        return Option(
            id=values["id"],
            label=values["label"],
            is_exclusive=values["exclusive"],
            is_not_sure=values["not_sure"],
            flag=flag,
            rank=values["rank"],
            group=values["group"],
        )

    def definitions(self, rows: Any) -> tuple[tuple[str, Condition], ...]:
        lined = rows if isinstance(rows, LinedDict) else LinedDict(1)
        built = []
        for name in lined:
            with self.of("definition", name, lined.line_of(name)):
                built.append((name, self.needed_condition(lined, name)))
        return tuple(built)

    def pattern(self, key: str, row: LinedDict) -> Pattern:
        values = self.fields(shapes.PATTERN, row)
        return Pattern(
            key=key,
            name=values["name"],
            tell=values["tell"],
            topics=tuple(values["topics"]),
            sources=tuple(values["sources"]),
            is_policy=values["policy"],
        )

    def rule(self, row: LinedDict) -> Rule:
        urgency, when = self.level(row, "urgency"), self.condition(row, "when")
        values = self.fields(shapes.RULE, row)
        if urgency is None or when is None:
            raise _Unsound
        return Rule(
            id=values["id"],
            urgency=urgency,
            pattern=values["pattern"],
            when=when,
            reason=values["reason"],
            tell=values["tell"],
        )

    def outcome(self, key: str, row: LinedDict) -> Outcome:
        return Outcome(Urgency.from_key(key), **_tuples(self.fields(shapes.OUTCOME, row)))

    def note(self, key: str, row: LinedDict) -> Note:
        show_when = self.condition(row, "show_when")
        values = self.fields(shapes.NOTE, row)
        levels = tuple(Urgency.from_key(level) for level in values["levels"])
        return Note(key, values["text"], levels, show_when)

    def selfcare(self, problem: str, row: LinedDict) -> SelfCare:
        return SelfCare(problem, **_tuples(self.fields(shapes.SELF_CARE, row)))

    def fields(self, shape: Shape, row: LinedDict) -> dict[str, Any]:
        """The fields of a part that is sound so far; leaves it if it is not."""
        before = len(self.problems)
        self.problems += self.misshapen(shape, row)
        if len(self.problems) > before:
            raise _Unsound
        return shape.values(row)

    def misshapen(self, shape: Shape, row: LinedDict) -> list[PartProblem]:
        found = shape.check(self.file, row) or self.odd_texts(shape, row)
        return [
            PartProblem(self.file, each.line, each.problem, each.remedy, self.part)
            for each in found
        ]

    def odd_texts(self, shape: Shape, row: LinedDict) -> list[Problem]:
        """Entries that should be text; “Calf: stretch it” unquoted is a mapping to YAML."""
        remedy = "Put quotation marks round it."
        return [
            Problem(self.file, row.line_of(name), f"“{name}” holds no text: {entry!r:.60}.", remedy)
            for name, kind in shape.fields.items()
            if kind is list and name not in shapes.LISTS_OF_PARTS
            for entry in row.get(name) or []
            if not isinstance(entry, str)
        ]

    def each(
        self, parent: LinedDict, name: str, build: Callable[[LinedDict], Part]
    ) -> tuple[Part, ...]:
        rows = parent.get(name)
        built = []
        # Options have no part of their own: what is wrong with one is wrong with its question.
        kind = "" if name == "options" else name.removesuffix("s")
        for row in self.lined(rows if isinstance(rows, list) else [], parent.line_of(name)):
            with self.of(kind, str(row.get("id")), row.line):
                built.append(build(row))
        return tuple(built)

    def keyed(
        self, parent: LinedDict, name: str, build: Callable[[str, LinedDict], Part]
    ) -> tuple[Part, ...]:
        found = parent.get(name)
        rows = found if isinstance(found, LinedDict) else LinedDict(parent.line_of(name))
        built = []
        for key in rows:
            for row in self.lined([rows[key]], parent.line_of(name)):
                with self.of(name.removesuffix("s"), key, rows.line_of(key)):
                    built.append(build(key, row))
        return tuple(built)

    @contextmanager
    def of(self, kind: str, name: str, line: int) -> Iterator[None]:
        """Note what is wrong with this part, and go on with the next."""
        outer = self.part
        if kind:
            self.part = f"{kind} {name}"
            self.places[self.part] = line
        before = len(self.problems)
        try:
            yield
        except _Unsound:
            pass
        except ValueError as error:
            # What its pieces lack is said already; the engine would only say it again.
            if len(self.problems) == before:
                self.refuse(error, line, self.part)
        finally:
            self.part = outer

    def refuse(self, error: ValueError, line: int, part: str) -> None:
        where = error.where if isinstance(error, BadQuestionnaire) else ""
        remedy = f"Mend {where or 'it'}; docs/conditions.md shows how."
        line = self.places.get(where, line)
        self.problems.append(PartProblem(self.file, line, str(error), remedy, part))

    def lined(self, rows: Iterable[Any], line: int) -> Iterator[LinedDict]:
        """The rows that have fields; `line` is where their list begins."""
        for row in rows:
            if isinstance(row, LinedDict):
                yield row
            else:
                self.note_problem(line, f"“{row!r:.40}” has no fields.", "Write “id: …” and so on.")

    def note_problem(self, line: int, said: str, remedy: str, part: str = "") -> None:
        self.problems.append(PartProblem(self.file, line, said, remedy, part or self.part))

    def condition(self, row: LinedDict, name: str) -> Condition | None:
        """Nothing for a condition that is left out, or that cannot be read."""
        if row.get(name) is None:
            return None
        try:
            return self.needed_condition(row, name)
        except _Unsound:
            return None

    def needed_condition(self, row: LinedDict, name: str) -> Condition:
        try:
            return parse(str(row[name]), self.vocabulary)
        except ConditionError as error:
            self.note_problem(row.line_of(name), str(error), MEND_CONDITION)
            raise _Unsound from error

    def level(self, row: LinedDict, name: str) -> Urgency | None:
        """Nothing for a level that is left out, or that is none."""
        if row.get(name) is None:
            return None
        try:
            return Urgency.from_key(row[name])
        except ValueError as error:
            self.refuse(error, row.line_of(name), self.part)
            return None

    def references(self, document: LinedDict) -> None:
        """Sections and patterns that questions and rules name and nobody wrote."""
        sections = [str(row.get("id")) for row in rows_of(document, "sections")]
        for row in rows_of(document, "questions"):
            self.reference(row, "question", "section", sections)
        patterns = document.get("patterns")
        for row in rows_of(document, "rules"):
            self.reference(row, "rule", "pattern", patterns if isinstance(patterns, dict) else ())

    def reference(self, row: LinedDict, kind: str, name: str, known: Iterable[str]) -> None:
        wanted, part = row.get(name), f"{kind} {row.get('id')}"
        if isinstance(wanted, str) and wanted and wanted not in known:
            said = f"{part}: no {name} “{wanted}”.{near_miss(wanted, known)}"
            self.note_problem(row.line, said, f"Mend {part}; docs/conditions.md shows how.", part)

    def missing_outcomes(self, document: LinedDict) -> None:
        told = document.get("outcomes")
        if isinstance(told, LinedDict) and told:
            for level in Urgency:
                if level.key not in told:
                    said = f"there is no outcome for “{level.key}”."
                    self.note_problem(document.line_of("outcomes"), said, "Write one.")


def rows_of(document: LinedDict, name: str) -> list[LinedDict]:
    """The rows of a list that have fields."""
    rows = document.get(name)
    return [row for row in rows if isinstance(row, LinedDict)] if isinstance(rows, list) else []


def vocabulary_of(document: LinedDict) -> Vocabulary:
    """Every word conditions may use, as far as the file is sound enough to have them."""
    questions: dict[str, tuple[str, ...]] = {}
    for row in rows_of(document, "questions"):
        options = row.get("options")
        # Added, so that of two questions with one id it is the id that is refused.
        known = questions.get(str(row.get("id")), ())
        found = _option_ids(options) if isinstance(options, list) else ()
        questions[str(row.get("id"))] = (*known, *found)
    definitions = document.get("definitions")
    numbers = {
        str(row.get("id")): _measure(row)
        for row in rows_of(document, "questions")
        if row.get("kind") == NUMBER
    }
    named = definitions if isinstance(definitions, dict) else ()
    return Vocabulary(questions, frozenset(named), numbers)


def _measure(row: LinedDict) -> Measure | None:
    """The numbers a question takes; nothing if it does not say so soundly."""
    decimals = row.get("decimals") or 0
    if not isinstance(decimals, int):
        return None
    try:
        least, most = (_plain(str(row.get(end))) for end in ("least", "most"))
        return Measure("", least, most, decimals)
    except BadMeasure:
        return None


def _plain(number: str) -> str:
    """A number as the engine keeps it; what is none the engine refuses itself."""
    try:
        return canonical(number)
    except BadNumber:
        return number


def _option_ids(rows: Iterable[Any]) -> tuple[str, ...]:
    return tuple(str(row.get("id")) for row in rows if isinstance(row, Mapping))


def _tuples(values: dict[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}

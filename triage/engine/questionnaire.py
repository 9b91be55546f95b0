"""A whole questionnaire: parts that fit together, or it cannot be built."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.engine.conditions import Condition, leaves, names
from triage.engine.parts import (
    BadQuestionnaire,
    Note,
    Option,
    Outcome,
    Pattern,
    Question,
    Rule,
    Section,
    SelfCare,
)
from triage.engine.urgency import Urgency

__all__ = [
    "BadQuestionnaire",
    "Note",
    "Option",
    "Outcome",
    "Pattern",
    "Question",
    "Questionnaire",
    "Rule",
    "Section",
    "SelfCare",
]


@dataclass(frozen=True)
class Questionnaire:
    """Questions in the order of asking, rules, and what readers are told.

    Refuses, with `BadQuestionnaire`: ids used twice, words nobody defined, definitions that lean
    on themselves, a question that depends on a later one, an urgency without an outcome.
    """

    name: str
    title: str
    scope: str
    not_for: str
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    definitions: tuple[tuple[str, Condition], ...]
    patterns: tuple[Pattern, ...]
    rules: tuple[Rule, ...]
    outcomes: tuple[Outcome, ...]
    notes: tuple[Note, ...]
    selfcare: tuple[SelfCare, ...]

    def __post_init__(self) -> None:
        self._refuse_twins()
        self._refuse_circles()
        self._refuse_undefined_names()
        for where, condition in self._conditions():
            self._refuse_unknown_words(where, condition)
        self._refuse_unknown_sections()
        self._refuse_looking_ahead()
        self._refuse_gaps()

    @cached_property
    def question_ids(self) -> tuple[str, ...]:
        return tuple(question.id for question in self.questions)

    @cached_property
    def meanings(self) -> Mapping[str, Condition]:
        """Definitions by name."""
        return dict(self.definitions)

    @cached_property
    def _questions(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _patterns(self) -> Mapping[str, Pattern]:
        return {pattern.key: pattern for pattern in self.patterns}

    def question(self, question_id: str) -> Question:
        """KeyError for a question it does not have."""
        return self._questions[question_id]

    def section(self, section_id: str) -> Section:
        return next(section for section in self.sections if section.id == section_id)

    def pattern(self, key: str) -> Pattern:
        return self._patterns[key]

    def outcome(self, urgency: Urgency) -> Outcome:
        return next(outcome for outcome in self.outcomes if outcome.urgency is urgency)

    def _conditions(self) -> Iterator[tuple[str, Condition]]:
        yield from ((f"definition {name}", condition) for name, condition in self.definitions)
        for question in self.questions:
            if question.ask_when:
                yield f"question {question.id}", question.ask_when
        yield from ((f"rule {rule.id}", rule.when) for rule in self.rules)
        for note in self.notes:
            if note.show_when:
                yield f"note {note.key}", note.show_when

    def _refuse_twins(self) -> None:
        for what, ids in (
            ("sections", [section.id for section in self.sections]),
            ("questions", [question.id for question in self.questions]),
            ("definitions", [name for name, _ in self.definitions]),
            ("patterns", [pattern.key for pattern in self.patterns]),
            ("rules", [rule.id for rule in self.rules]),
            ("outcomes", [outcome.urgency.key for outcome in self.outcomes]),
            ("notes", [note.key for note in self.notes]),
            ("self-care blocks", [block.problem for block in self.selfcare]),
        ):
            twins = sorted({name for name in ids if ids.count(name) > 1})
            if twins:
                raise BadQuestionnaire(f"Two {what} share the id {', '.join(twins)}.")

    def _refuse_circles(self) -> None:
        def visit(name: str, trail: tuple[str, ...]) -> None:
            if name in trail:
                circle = " → ".join((*trail, name))
                raise BadQuestionnaire(f"Definitions lean on themselves: {circle}.")
            if name in self.meanings:
                for inner in names(self.meanings[name]):
                    visit(inner, (*trail, name))

        for name, _ in self.definitions:
            visit(name, ())

    def _refuse_undefined_names(self) -> None:
        """All of them before any definition is opened."""
        for where, condition in self._conditions():
            for name in names(condition):
                if name not in self.meanings:
                    raise BadQuestionnaire(f"{where}: “{name}” is not defined.")

    def _refuse_unknown_words(self, where: str, condition: Condition) -> None:
        for leaf in leaves(condition, self.meanings):
            if leaf.question not in self._questions:
                raise BadQuestionnaire(f"{where}: there is no question “{leaf.question}”.")
            offered = self.question(leaf.question).option_ids
            _refuse_missing(f"{where}: {leaf.question} has no option", leaf.options, offered)

    def _refuse_unknown_sections(self) -> None:
        known = {section.id for section in self.sections}
        for question in self.questions:
            _refuse_missing(f"question {question.id}: no section", [question.section], known)
        for rule in self.rules:
            _refuse_missing(f"rule {rule.id}: no pattern", [rule.pattern], self._patterns)

    def _refuse_looking_ahead(self) -> None:
        earlier: set[str] = set()
        for question in self.questions:
            if question.ask_when:
                for leaf in leaves(question.ask_when, self.meanings):
                    if leaf.question not in earlier:
                        raise BadQuestionnaire(
                            f"Question {question.id} depends on {leaf.question}, which is not "
                            "asked before it. Move one of them."
                        )
            earlier.add(question.id)

    def _refuse_gaps(self) -> None:
        told = {outcome.urgency for outcome in self.outcomes}
        _refuse_missing("there is no outcome for", [u.key for u in Urgency], {u.key for u in told})


def _refuse_missing(what: str, wanted: Iterable[str], known: Iterable[str]) -> None:
    known = set(known)
    for name in wanted:
        if name not in known:
            raise BadQuestionnaire(f"{what} “{name}”.")

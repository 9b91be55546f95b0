"""A whole questionnaire: parts that fit together, or it cannot be built."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from triage.engine.conditions import (
    AllOf,
    AnyOf,
    Compares,
    Comparison,
    Condition,
    Includes,
    Named,
    leaves,
    names,
    questions_of,
)
from triage.engine.numbers import Band, bands, is_met_by_none, starts
from triage.engine.parts import (
    NUMBER,
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
    check_name,
)
from triage.engine.urgency import Urgency

__all__ = [
    "BadQuestionnaire",
    "Note",
    "Option",
    "Outcome",
    "Page",
    "Pattern",
    "Question",
    "Questionnaire",
    "Rule",
    "Section",
    "SelfCare",
]

# Definitions that open into each other can grow without anybody seeing it; far above any real need.
MOST_IN_A_ROW = 10
MOST_COMPARISONS = 1_000


@dataclass(frozen=True)
class Questionnaire:
    """Questions in the order of asking, rules, and what readers are told.

    `pages`: those that join several questions; any other question has a page of its own.

    Refuses, with `BadQuestionnaire`: ids used twice, words nobody defined, definitions that lean
    on themselves, a question that depends on a later page, an urgency without an outcome.
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
    pages: tuple[Page, ...] = ()

    def __post_init__(self) -> None:
        self._refuse_twins()
        self._refuse_shadows()
        self._refuse_circles()
        self._refuse_undefined_names()
        self._refuse_sprawl()
        for where, condition in self._conditions():
            self._refuse_unknown_words(where, condition)
        self._refuse_unknown_sections()
        self._refuse_odd_pages()
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

    @cached_property
    def steps(self) -> tuple[Page, ...]:
        """Every page in the order of asking, those with one question among them."""
        joined = {name: page for page in self.pages for name in page.questions}
        alone = (
            joined.get(question.id) or Page(question.id, question.text, (question.id,))
            for question in self.questions
        )
        return tuple(dict.fromkeys(alone))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """By question, which of the `steps` asks it."""
        return {name: place for place, page in enumerate(self.steps) for name in page.questions}

    @cached_property
    def alarms(self) -> Mapping[str, tuple[Rule, ...]]:
        """By question, the emergency rules that look at it: only they can end the journey there."""
        alarms: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            if rule.urgency is Urgency.EMERGENCY:
                for question_id in self.looked_at[rule.id]:
                    alarms[question_id] = (*alarms.get(question_id, ()), rule)
        return alarms

    @cached_property
    def looked_at(self) -> Mapping[str, frozenset[str]]:
        """By rule, the questions it looks at."""
        return {rule.id: questions_of(rule.when, self.meanings) for rule in self.rules}

    @cached_property
    def bands(self) -> Mapping[str, tuple[Band, ...]]:
        """By question for a number, the stretches of numbers that no condition tells apart."""
        return self.bands_with(())

    @property
    def classes(self) -> Mapping[str, tuple[str, ...]]:
        """By question for a number, one number of each such stretch."""
        return {name: tuple(band.example for band in found) for name, found in self.bands.items()}

    @cached_property
    def choices(self) -> Mapping[str, tuple[str, ...]]:
        """By question, every answer that makes a difference: options, and numbers for all like
        them."""
        return self.choices_with(())

    def choices_with(self, conditions: Iterable[Condition]) -> Mapping[str, tuple[str, ...]]:
        """The choices where these conditions matter, too."""
        found = self.bands_with(conditions)
        return {
            asked.id: (*(band.example for band in found.get(asked.id, ())), *asked.option_ids)
            for asked in self.questions
        }

    def bands_with(self, conditions: Iterable[Condition]) -> Mapping[str, tuple[Band, ...]]:
        """The stretches that these conditions do not tell apart either."""
        every = [*(condition for _, condition in self._conditions()), *conditions]
        compared = {
            leaf
            for condition in every
            for leaf in leaves(condition, self.meanings)
            if isinstance(leaf, Compares)
        }
        return {
            asked.id: bands(
                asked.measure,
                (
                    starts(asked.measure, leaf.relation, leaf.number)
                    for leaf in compared
                    if leaf.question == asked.id
                ),
                asked.harmless,
            )
            for asked in self.questions
            if asked.kind == NUMBER
        }

    def question(self, question_id: str) -> Question:
        """KeyError for a question it does not have."""
        return self._questions[question_id]

    def section(self, section_id: str) -> Section:
        return next(section for section in self.sections if section.id == section_id)

    def pattern(self, key: str) -> Pattern:
        return self._patterns[key]

    def tell(self, rule: Rule) -> str:
        """The advice a rule gives: its own, or its pattern's."""
        return rule.tell or self.pattern(rule.pattern).tell

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
            ("pages", [page.id for page in self.pages]),
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
                where = f"{what.removesuffix('s')} {twins[0]}"
                raise BadQuestionnaire(f"Two {what} share the id {', '.join(twins)}.", where)

    def _refuse_shadows(self) -> None:
        """A bare word in a condition must mean one thing."""
        for name, _ in self.definitions:
            check_name(f"definition {name}", name)
            if name in self._questions:
                said = f"“{name}” is a question and a definition. Rename one."
                raise BadQuestionnaire(said, f"definition {name}")

    def _refuse_circles(self) -> None:
        def follow(name: str, trail: tuple[str, ...]) -> int:
            """How many definitions stand behind this one, in the longest row."""
            if name in trail:
                circle = " → ".join((*trail, name))
                said = f"Definitions lean on themselves: {circle}."
                raise BadQuestionnaire(said, f"definition {name}")
            if len(trail) + rows.get(name, 1) > MOST_IN_A_ROW:
                said = f"More than {MOST_IN_A_ROW} definitions lean on each other in a row"
                said = f"{said}, as far as {name}. Say it more directly."
                raise BadQuestionnaire(said, f"definition {name}")
            if name not in rows:
                inner = [n for n in names(self.meanings[name]) if n in self.meanings]
                longest = max((follow(n, (*trail, name)) for n in inner), default=0)
                rows[name] = longest + 1
            return rows[name]

        rows: dict[str, int] = {}
        for name, _ in self.definitions:
            follow(name, ())

    def _refuse_undefined_names(self) -> None:
        """All of them before any definition is opened."""
        for where, condition in self._conditions():
            for name in names(condition):
                if name not in self.meanings:
                    raise BadQuestionnaire(f"{where}: “{name}” is not defined.", where)

    def _refuse_sprawl(self) -> None:
        sizes: dict[str, int] = {}

        def size(condition: Condition) -> int:
            """How many comparisons it makes, definitions opened."""
            match condition:
                case Includes() | Compares():
                    return 1
                case Named(name):
                    if name not in sizes:
                        sizes[name] = size(self.meanings[name])
                    return sizes[name]
                case AllOf(parts) | AnyOf(parts):
                    return sum(map(size, parts))

        for where, condition in self._conditions():
            if size(condition) > MOST_COMPARISONS:
                said = f"{where}: more than {MOST_COMPARISONS} comparisons, definitions opened."
                raise BadQuestionnaire(f"{said} Split it.", where)

    def _refuse_unknown_words(self, where: str, condition: Condition) -> None:
        for leaf in leaves(condition, self.meanings):
            if leaf.question not in self._questions:
                said = f"{where}: there is no question “{leaf.question}”."
                raise BadQuestionnaire(said, where)
            self.refuse_comparison(where, leaf)

    def refuse_comparison(self, where: str, leaf: Comparison) -> None:
        """Refuse to look for what the question does not offer. Raises `BadQuestionnaire`."""
        asked = self.question(leaf.question)
        if isinstance(leaf, Includes):
            _refuse_missing(where, f"{asked.id} has no option", leaf.options, asked.option_ids)
        elif asked.kind != NUMBER:
            raise BadQuestionnaire(f"{where}: {asked.id} asks for no number.", where)
        elif complaint := asked.measure.complaint(leaf.number):
            raise BadQuestionnaire(f"{where}: {asked.id}: {complaint}", where)
        elif is_met_by_none(asked.measure, leaf.relation, leaf.number):
            said = f"no number of {asked.id} is {leaf.relation.words} {leaf.number}."
            raise BadQuestionnaire(f"{where}: {said}", where)

    def _refuse_unknown_sections(self) -> None:
        known = {section.id for section in self.sections}
        for question in self.questions:
            _refuse_missing(f"question {question.id}", "no section", [question.section], known)
        for rule in self.rules:
            _refuse_missing(f"rule {rule.id}", "no pattern", [rule.pattern], self._patterns)

    def _refuse_odd_pages(self) -> None:
        """Questions joined must stand in a row, once, and say “none of these” the same way."""
        order = self.question_ids
        taken: set[str] = set()
        for page in self.pages:
            where = f"page {page.id}"
            _refuse_missing(where, "no question", page.questions, order)
            start = order.index(page.questions[0])
            if order[start : start + len(page.questions)] != page.questions:
                said = f"{where}: its questions do not follow each other. Put them in a row."
                raise BadQuestionnaire(said, where)
            if taken.intersection(page.questions) or page.id in order:
                said = f"{where}: a question belongs to one page, and no page has its id."
                raise BadQuestionnaire(said, where)
            taken.update(page.questions)
            for name in page.questions:
                asked = self.question(name)
                alone = [option.id for option in asked.options if option.is_exclusive]
                if asked.harmless not in alone:
                    said = f"{where}: {name} has no “none of these” that is harmless."
                    raise BadQuestionnaire(f"{said} Ask it on a page of its own.", where)

    def _refuse_looking_ahead(self) -> None:
        for question in self.questions:
            if question.ask_when:
                for leaf in leaves(question.ask_when, self.meanings):
                    if self.places[leaf.question] >= self.places[question.id]:
                        raise BadQuestionnaire(
                            f"Question {question.id} depends on {leaf.question}, which is not "
                            "asked on a page before it. Move one of them.",
                            f"question {question.id}",
                        )

    def _refuse_gaps(self) -> None:
        told = {outcome.urgency for outcome in self.outcomes}
        for level in Urgency:
            if level not in told:
                raise BadQuestionnaire(f"there is no outcome for “{level.key}”.")


def _refuse_missing(where: str, what: str, wanted: Iterable[str], known: Iterable[str]) -> None:
    known = set(known)
    for name in wanted:
        if name not in known:
            raise BadQuestionnaire(f"{where}: {what} “{name}”.", where)

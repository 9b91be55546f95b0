"""A questionnaire in words, for people who must see it whole: sections, pages, questions, rules.

Each rule stands with the last question it looks at: there it is decided.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from triage.engine.conditions import Condition, questions_of, write
from triage.engine.parts import Page, Question, Rule
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.engine.wording import VOICES, spoken
from triage.urgency_words import LEVEL_WORDS


@dataclass(frozen=True)
class Asked:
    """A question that another part leans on, to link to."""

    id: str
    text: str


@dataclass(frozen=True)
class RuleLine:
    """A rule. `looks_at`: the other questions it needs."""

    id: str
    level: str
    urgency: str
    reason: str
    when: str
    looks_at: tuple[Asked, ...]


@dataclass(frozen=True)
class QuestionLine:
    """A question. `when` is empty for one that is always asked; `after`: what decides that."""

    id: str
    text: str
    when: str
    after: tuple[Asked, ...]
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True)
class PageLine:
    """What is asked at once. `place` counts the pages from 1."""

    place: int
    id: str
    title: str
    is_joint: bool
    questions: tuple[QuestionLine, ...]

    @property
    def rules(self) -> tuple[RuleLine, ...]:
        return tuple(rule for question in self.questions for rule in question.rules)


@dataclass(frozen=True)
class SectionLine:
    """A stretch of pages in one section. `place` counts the stretches from 1."""

    place: int
    title: str
    pages: tuple[PageLine, ...]


@dataclass(frozen=True)
class Outline:
    """The whole questionnaire; `definitions` are (name, condition)."""

    title: str
    sections: tuple[SectionLine, ...]
    definitions: tuple[tuple[str, str], ...]

    @property
    def pages(self) -> Iterator[PageLine]:
        for section in self.sections:
            yield from section.pages


def outline(questionnaire: Questionnaire) -> Outline:
    return _Outliner(questionnaire).whole()


class _Outliner:
    """Words for the parts of one questionnaire, as said to readers who ask for themselves."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.order = {name: place for place, name in enumerate(questionnaire.question_ids)}
        self.rules = self._rules_by_question()

    def whole(self) -> Outline:
        numbered = enumerate(self.questionnaire.steps, start=1)
        stretches = groupby(numbered, lambda row: self._section_of(row[1]))
        return Outline(
            title=self.questionnaire.title,
            sections=tuple(
                SectionLine(
                    place,
                    spoken(self.questionnaire.section(section).title, VOICES[0]),
                    tuple(self.page(number, page) for number, page in pages),
                )
                for place, (section, pages) in enumerate(stretches, start=1)
            ),
            definitions=tuple((name, write(c)) for name, c in self.questionnaire.definitions),
        )

    def page(self, place: int, page: Page) -> PageLine:
        asked = map(self.questionnaire.question, page.questions)
        title = spoken(page.title, VOICES[0])
        return PageLine(place, page.id, title, page.is_joint, tuple(map(self.question, asked)))

    def question(self, question: Question) -> QuestionLine:
        when = question.ask_when
        rules = sorted(self.rules[question.id], key=lambda rule: rule.urgency, reverse=True)
        return QuestionLine(
            id=question.id,
            text=spoken(question.text, VOICES[0]),
            when=write(when) if when else "",
            after=self._asked(when) if when else (),
            rules=tuple(self.rule(rule, question.id) for rule in rules),
        )

    def rule(self, rule: Rule, at: str) -> RuleLine:
        others = tuple(asked for asked in self._asked(rule.when) if asked.id != at)
        reason = spoken(rule.reason, VOICES[0])
        level = str(LEVEL_WORDS[rule.urgency])
        return RuleLine(rule.id, level, rule.urgency.key, reason, write(rule.when), others)

    def _asked(self, condition: Condition) -> tuple[Asked, ...]:
        """The questions a condition looks at, in the order of asking."""
        found = questions_of(condition, self.questionnaire.meanings)
        return tuple(
            Asked(name, spoken(self.questionnaire.question(name).text, VOICES[0]))
            for name in sorted(found, key=self.order.__getitem__)
        )

    def _rules_by_question(self) -> Mapping[str, list[Rule]]:
        rules: dict[str, list[Rule]] = {name: [] for name in self.order}
        for rule in self.questionnaire.rules:
            found = questions_of(rule.when, self.questionnaire.meanings)
            rules[max(found, key=self.order.__getitem__)].append(rule)
        return rules

    def _section_of(self, page: Page) -> str:
        return self.questionnaire.question(page.questions[0]).section


LEVELS = tuple((level.key, LEVEL_WORDS[level]) for level in reversed(Urgency))

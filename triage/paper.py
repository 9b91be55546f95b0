"""The whole check as a sheet of paper: numbered steps to tick, then lines to go down.

Pure: a questionnaire in, plain values out. Whoever follows the sheet comes to the urgency and the
advice that engine.assessment works out from the same answers. Nothing is left out on paper as it
is on the pages: a step that could change nothing any more is answered all the same.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext as _

from triage.answer_words import span_words
from triage.engine.assessment import INCOMPLETE_URGENCY
from triage.engine.conditions import Condition, Includes, leaves
from triage.engine.numbers import Band, spans
from triage.engine.parts import MULTI, NUMBER, Note, Page, Question
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import PROBLEM, SELF_CARE_LEVELS, Urgency
from triage.engine.wording import VOICE_QUESTION, VOICES, spoken
from triage.paper_words import Line, Liner, Lines, codes_of, letters, renamed
from triage.urgency_words import level_word

VOICE = VOICES[0]


@dataclass(frozen=True)
class Tick:
    """A box to tick; `is_stop` if it alone is an emergency. What it stands for is not printed."""

    code: str
    label: str
    is_stop: bool = False
    question: str = field(default="", compare=False)
    option: str = field(default="", compare=False)
    is_in_our_words: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Part:
    """One numbered question. `only_if`: who answers it; nobody is left out if there is none.

    `heading` is empty where the step's title asks the question.
    """

    number: int
    heading: str
    hint: str
    only_if: Lines
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Box:
    """A lettered box, to be ticked if one of its lines fits."""

    letter: str
    lines: Lines


@dataclass(frozen=True)
class Step:
    """One page of the check.

    `shared_none`: its parts share one “None of these”. After it, and for everybody, what can be
    told by now: `boxes` to fill in, and `stops`, the lines that make an emergency together.
    """

    title: str
    hint: str
    is_single: bool
    parts: tuple[Part, ...]
    shared_none: bool
    boxes: tuple[Box, ...]
    stops: Lines


@dataclass(frozen=True)
class Advice:
    """Lines that lead to the same words; there may be none to say."""

    lines: Lines
    tell: str


@dataclass(frozen=True)
class Level:
    """One urgency: what leads to it, and what to do then."""

    urgency: str
    is_for_unfinished: bool
    advice: tuple[Advice, ...]
    title: str
    lead: str
    when: str
    do: tuple[str, ...]
    do_not: tuple[str, ...]
    safety_net: tuple[str, ...]

    @property
    def name(self) -> str:
        return level_word(self.urgency)


@dataclass(frozen=True)
class Aside:
    """A note for results at some levels. Without lines it is for everybody there."""

    urgencies: tuple[str, ...]
    lines: Lines
    text: str

    @property
    def names(self) -> str:
        return ", ".join(level_word(key).lower() for key in self.urgencies)


@dataclass(frozen=True)
class Care:
    """How to look after one problem at home, for results that allow it."""

    urgencies: tuple[str, ...]
    lines: Lines
    title: str
    expect: str
    do: tuple[str, ...]
    come_back: tuple[str, ...]

    @property
    def names(self) -> str:
        return _(" or ").join(level_word(key).lower() for key in self.urgencies)


@dataclass(frozen=True)
class Sheet:
    """Steps in order, levels from the most urgent down, and what may be added to a result."""

    steps: tuple[Step, ...]
    levels: tuple[Level, ...]
    asides: tuple[Aside, ...]
    care: tuple[Care, ...]


def sheet_of(questionnaire: Questionnaire) -> Sheet:
    """The sheet of a questionnaire, worded for whoever holds the pen."""
    return _Printer(questionnaire).sheet()


class _Printer:
    """Numbers what is asked, and writes every condition in those numbers.

    Conditions are written first: only then is it known which boxes they need, and in what order.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.ticks = dict(_ticks(questionnaire))
        codes = {key: tick.code for key, tick in self.ticks.items()}
        self.liner = Liner(codes, questionnaire.meanings)
        self.asked = {
            question.id: self._lines(question.ask_when) for question in questionnaire.questions
        }
        self.rules = {rule.id: self._lines(rule.when) for rule in questionnaire.rules}
        self.shown = {note.key: self._lines(note.show_when) for note in questionnaire.notes}

    @cached_property
    def known(self) -> Mapping[str, int]:
        """By code, the page after which it is settled whether it is ticked."""
        known = {
            tick.code: self.questionnaire.places[tick.question] for tick in self.ticks.values()
        }
        for lines, box in self.liner.boxes.items():
            known[box] = max(known[code] for code in codes_of(lines))
        return known

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The letter of each box, in the order of the sheet."""
        in_order = sorted(self.liner.boxes.values(), key=lambda box: self.known[box])
        return {box: letters(place).upper() for place, box in enumerate(in_order)}

    @cached_property
    def emergencies(self) -> Lines:
        return tuple(
            line
            for rule in self.questionnaire.rules
            if rule.urgency is Urgency.EMERGENCY
            for line in self.rules[rule.id]
        )

    @cached_property
    def alone(self) -> frozenset[str]:
        """Ticks that are an emergency without any other."""
        single = codes_of(line for line in self.emergencies if len(line.groups) == 1)
        return frozenset(single).difference(self.liner.boxes.values())

    def sheet(self) -> Sheet:
        questionnaire = self.questionnaire
        return Sheet(
            steps=tuple(self._step(*placed) for placed in enumerate(questionnaire.steps)),
            levels=tuple(self._level(urgency) for urgency in reversed(Urgency)),
            asides=tuple(map(self._aside, questionnaire.notes)),
            care=tuple(self._care()),
        )

    def _hint(self, question: Question) -> str:
        """Not that of whom it is for: on paper the wording cannot follow."""
        return "" if question.id == VOICE_QUESTION else say(question.hint)

    def _step(self, place: int, page: Page) -> Step:
        asked = [self.questionnaire.question(name) for name in page.questions]
        return Step(
            title=say(page.title),
            hint=say(page.hint) if page.is_joint else self._hint(asked[0]),
            is_single=asked[0].kind != MULTI,
            parts=tuple(self._part(question, page.is_joint) for question in asked),
            shared_none=page.is_joint,
            boxes=tuple(self._boxes(place)),
            stops=self._stops(place),
        )

    def _part(self, question: Question, is_joined: bool) -> Part:
        return Part(
            number=self.questionnaire.question_ids.index(question.id) + 1,
            heading=say(question.text) if is_joined else "",
            hint=self._hint(question) if is_joined else "",
            only_if=self._named(self.asked[question.id]),
            ticks=tuple(
                replace(tick, is_stop=tick.code in self.alone)
                for tick in self.ticks.values()
                if tick.question == question.id
            ),
        )

    def _boxes(self, place: int) -> Iterator[Box]:
        """Those that can be ticked, or left, after this page."""
        for lines, box in self.liner.boxes.items():
            if self.known[box] == place:
                yield Box(self.names[box], self._named(lines))

    def _stops(self, place: int) -> Lines:
        """What makes an emergency of this page's ticks together, or with those before."""
        found = (self._so_far(line, place) for line in self.emergencies)
        return self._named(self.liner.merged(line for line in found if line))

    def _so_far(self, line: Line, place: int) -> Line | None:
        """The line in codes known after this page; None unless it can fit, and since then.

        A tick that is an emergency alone says so itself.
        """
        groups = tuple(
            tuple(code for code in group if self.known[code] <= place and code not in self.alone)
            for group in line.groups
        )
        is_new = any(self.known[code] == place for group in groups for code in group)
        return Line(groups) if all(groups) and is_new else None

    def _level(self, urgency: Urgency) -> Level:
        told = self.questionnaire.outcome(urgency)
        return Level(
            urgency=urgency.key,
            is_for_unfinished=urgency is INCOMPLETE_URGENCY,
            advice=tuple(self._advice(urgency)),
            title=say(told.title),
            lead=say(told.lead),
            when=say(told.when),
            do=tuple(map(say, told.do)),
            do_not=tuple(map(say, told.do_not)),
            safety_net=tuple(map(say, told.safety_net)),
        )

    def _advice(self, urgency: Urgency) -> Iterator[Advice]:
        """The rules of a level, those that give the same advice together."""
        found: dict[str, list[Line]] = {}
        for rule in self.questionnaire.rules:
            if rule.urgency is urgency:
                found.setdefault(self.questionnaire.tell(rule), []).extend(self.rules[rule.id])
        for tell, lines in found.items():
            yield Advice(self._named(self.liner.merged(lines)), say(tell))

    def _aside(self, note: Note) -> Aside:
        return Aside(_keys(note.levels), self._named(self.shown[note.key]), say(note.text))

    def _care(self) -> Iterator[Care]:
        for block in self.questionnaire.selfcare:
            tick = self.ticks.get((PROBLEM, block.problem))
            if tick:
                yield Care(
                    _keys(SELF_CARE_LEVELS),
                    (Line(((tick.code,),)),),
                    say(block.title),
                    say(block.expect),
                    tuple(map(say, block.do)),
                    tuple(map(say, block.come_back)),
                )

    def _lines(self, condition: Condition | None) -> Lines:
        return self.liner.lines(condition) if condition else ()

    def _named(self, lines: Lines) -> Lines:
        return renamed(lines, lambda code: self.names.get(code, code))


def _ticks(questionnaire: Questionnaire) -> Iterator[tuple[tuple[str, str], Tick]]:
    """Every tick by question and option, in the order of the sheet.

    Where questions share one “None of these”, theirs is left out unless a condition looks for it.
    """
    wanted = {
        (leaf.question, option)
        for condition in _conditions(questionnaire)
        for leaf in leaves(condition, questionnaire.meanings)
        if isinstance(leaf, Includes)
        for option in leaf.options
    }
    for number, question in enumerate(questionnaire.questions, start=1):
        if question.kind == NUMBER:
            yield from _number_ticks(number, question, questionnaire.bands[question.id])
            continue
        shares = questionnaire.steps[questionnaire.places[question.id]].is_joint
        offered = (
            option
            for option in question.options
            if not (shares and option.is_exclusive) or (question.id, option.id) in wanted
        )
        for place, option in enumerate(offered):
            code, key = f"{number}{letters(place)}", (question.id, option.id)
            yield key, Tick(code, say(option.label), False, *key)


def _number_ticks(
    number: int, question: Question, every: tuple[Band, ...]
) -> Iterator[tuple[tuple[str, str], Tick]]:
    """Stretches of numbers to choose from: paper cannot compare."""
    stretches = {
        band.example: span_words(spans(every, [band])[0], question.measure) for band in every
    }
    labels = stretches | {option.id: say(option.label) for option in question.options}
    for place, (choice, label) in enumerate(labels.items()):
        key = (question.id, choice)
        yield key, Tick(f"{number}{letters(place)}", label, False, *key, choice in stretches)


def _conditions(questionnaire: Questionnaire) -> Iterator[Condition]:
    yield from (rule.when for rule in questionnaire.rules)
    yield from (question.ask_when for question in questionnaire.questions if question.ask_when)
    yield from (note.show_when for note in questionnaire.notes if note.show_when)


def _keys(levels: Iterable[Urgency]) -> tuple[str, ...]:
    """The most urgent first."""
    return tuple(level.key for level in sorted(levels, reverse=True))


def say(text: str) -> str:
    """A text as said to the reader, who is whoever holds the pen."""
    return spoken(text, VOICE)

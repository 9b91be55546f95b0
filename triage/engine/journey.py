"""Asking and answering, replayed from the answers each time.

Back, reload and second thoughts therefore need no code, and an answer to a question that is no
longer asked can never count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.engine.conditions import Answers, Truth, evaluate
from triage.engine.numbers import BadNumber
from triage.engine.parts import NUMBER, SINGLE
from triage.engine.questionnaire import Page, Question, Questionnaire, Rule
from triage.engine.relevance import still_needed


class AnswerError(ValueError):
    """Not an answer to this question.

    `code`: missing, unknown_option, exclusive, too_many, or for a number not_a_number, too_small,
    too_large, too_many_decimals.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def check_answer(question: Question, chosen: Iterable[str]) -> frozenset[str]:
    """The chosen options, or the number as it is kept, as an answer. Raises `AnswerError`."""
    picked = frozenset(chosen)
    if not picked:
        raise AnswerError("missing", f"{question.id}: nothing was chosen.")
    if question.kind == NUMBER:
        return _check_number(question, picked)
    unknown = sorted(picked.difference(question.option_ids))
    if unknown:
        raise AnswerError("unknown_option", f"{question.id} does not offer {unknown[0][:40]!r}.")
    if question.kind == SINGLE and len(picked) > 1:
        raise AnswerError("too_many", f"{question.id} takes one answer.")
    if len(picked) > 1 and any(question.option(name).is_exclusive for name in picked):
        raise AnswerError("exclusive", f"{question.id}: “none of these” cannot be combined.")
    return picked


def _check_number(question: Question, picked: frozenset[str]) -> frozenset[str]:
    if len(picked) > 1:
        raise AnswerError("too_many", f"{question.id} takes one answer.")
    (said,) = picked
    if said in question.option_ids:
        return picked
    measure = question.measure
    try:
        return frozenset({measure.read(said)})
    except BadNumber as error:
        limits = f"from {measure.least} to {measure.with_unit(measure.most)}"
        message = f"{question.id} takes a number {limits}, with {measure.precision}."
        raise AnswerError(error.code, message) from error


@dataclass(frozen=True)
class Opened:
    """A page a reader comes to, and which of its questions they are asked there."""

    page: Page
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Journey:
    """Where a set of answers leads.

    `visited`: the questions asked and answered, in order. `counted`: their answers, and no
    others. `opened`: the pages on the way. `next_question`: what to ask now, on the last of them,
    or None at the end. `fired`: the rules that hold.
    """

    visited: tuple[str, ...]
    counted: Answers
    opened: tuple[Opened, ...]
    next_question: Question | None
    fired: tuple[Rule, ...]
    stopped_by_emergency: bool

    @property
    def is_finished(self) -> bool:
        """Whether there is nothing more to ask: all was answered, or an emergency ended it."""
        return self.next_question is None

    @property
    def next_page(self) -> Opened | None:
        return self.opened[-1] if self.next_question else None


def replay(questionnaire: Questionnaire, answers: Answers) -> Journey:
    """Walk through the pages with these answers, from the start.

    Stops at the first page that leaves a question open, or after one whose answers are an
    emergency. A question that can change nothing any more is not asked (engine.relevance); an
    answer to it counts if it is there. An invalid answer is treated as not given.
    """
    counted: dict[str, frozenset[str]] = {}
    opened: list[Opened] = []
    for place, page in enumerate(questionnaire.steps):
        given = _given(questionnaire, page, counted, answers)
        missing = _missing(questionnaire, place, counted, given)
        here = tuple(name for name in page.questions if name in given or name in missing)
        if here:
            opened.append(Opened(page, here))
        counted |= given
        if _is_emergency(questionnaire, page, counted):
            return _journey(questionnaire, counted, opened, stopped_by_emergency=True)
        if missing:
            open_question = questionnaire.question(missing[0])
            return _journey(questionnaire, counted, opened, next_question=open_question)
    return _journey(questionnaire, counted, opened)


def _journey(
    questionnaire: Questionnaire,
    counted: Answers,
    opened: Iterable[Opened],
    next_question: Question | None = None,
    stopped_by_emergency: bool = False,
) -> Journey:
    return Journey(
        visited=tuple(counted),
        counted=counted,
        opened=tuple(opened),
        next_question=next_question,
        fired=rules_that_hold(questionnaire, counted),
        stopped_by_emergency=stopped_by_emergency,
    )


def _given(
    questionnaire: Questionnaire, page: Page, counted: Answers, answers: Answers
) -> dict[str, frozenset[str]]:
    """The valid answers to what this page asks, given those before it."""
    found = {
        name: _valid(questionnaire.question(name), answers)
        for name in page.questions
        if is_asked(questionnaire, questionnaire.question(name), counted)
    }
    return {name: answer for name, answer in found.items() if answer is not None}


def _missing(
    questionnaire: Questionnaire, place: int, counted: Answers, given: Answers
) -> tuple[str, ...]:
    """What this page must still ask."""
    left = [
        name
        for name in questionnaire.steps[place].questions
        if name not in given and is_asked(questionnaire, questionnaire.question(name), counted)
    ]
    if not left:
        return ()
    needed = still_needed(questionnaire, counted, place)
    return tuple(name for name in left if name in needed)


def _is_emergency(questionnaire: Questionnaire, page: Page, counted: Answers) -> bool:
    """Whether an emergency rule holds since this page. Only rules that look at it can."""
    return any(
        evaluate(rule.when, counted, questionnaire.meanings) is Truth.TRUE
        for name in page.questions
        for rule in questionnaire.alarms.get(name, ())
    )


def is_asked(questionnaire: Questionnaire, question: Question, counted: Answers) -> bool:
    """Whether the question's condition holds on the answers before it."""
    if question.ask_when is None:
        return True
    return evaluate(question.ask_when, counted, questionnaire.meanings) is Truth.TRUE


def rules_that_hold(questionnaire: Questionnaire, counted: Answers) -> tuple[Rule, ...]:
    """Every rule that is true, most urgent first, else in the questionnaire's own order."""
    holding = [
        rule
        for rule in questionnaire.rules
        if evaluate(rule.when, counted, questionnaire.meanings) is Truth.TRUE
    ]
    return tuple(sorted(holding, key=lambda rule: -rule.urgency))


def _valid(question: Question, answers: Mapping[str, frozenset[str]]) -> frozenset[str] | None:
    try:
        return check_answer(question, answers.get(question.id, ()))
    except AnswerError:
        return None


def fill_clean(questionnaire: Questionnaire, answers: Answers) -> dict[str, frozenset[str]]:
    """The answers, with the harmless option for every question they leave out."""
    filled = dict(answers)
    for question in questionnaire.questions:
        filled.setdefault(question.id, frozenset({question.harmless}))
    return filled

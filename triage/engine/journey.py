"""Asking and answering, replayed from the answers each time.

Back, reload and second thoughts therefore need no code, and an answer to a question that is no
longer asked can never count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from triage.engine.conditions import Answers, Truth, evaluate
from triage.engine.parts import SINGLE
from triage.engine.questionnaire import Question, Questionnaire, Rule


class AnswerError(ValueError):
    """Not an answer to this question. `code`: missing, unknown_option, exclusive or too_many."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def check_answer(question: Question, chosen: Iterable[str]) -> frozenset[str]:
    """The chosen options as an answer. Raises `AnswerError`."""
    picked = frozenset(chosen)
    if not picked:
        raise AnswerError("missing", f"{question.id}: nothing was chosen.")
    unknown = sorted(picked.difference(question.option_ids))
    if unknown:
        raise AnswerError("unknown_option", f"{question.id} does not offer {unknown[0][:40]!r}.")
    if question.kind == SINGLE and len(picked) > 1:
        raise AnswerError("too_many", f"{question.id} takes one answer.")
    if len(picked) > 1 and any(question.option(name).is_exclusive for name in picked):
        raise AnswerError("exclusive", f"{question.id}: “none of these” cannot be combined.")
    return picked


@dataclass(frozen=True)
class Journey:
    """Where a set of answers leads.

    `visited`: the questions asked and answered, in order. `counted`: their answers, and no
    others. `next_question`: what to ask now, or None at the end. `fired`: the rules that hold.
    """

    visited: tuple[str, ...]
    counted: Answers
    next_question: Question | None
    fired: tuple[Rule, ...]
    stopped_by_emergency: bool

    @property
    def is_finished(self) -> bool:
        """Whether there is nothing more to ask: all was answered, or an emergency ended it."""
        return self.next_question is None


def replay(questionnaire: Questionnaire, answers: Answers) -> Journey:
    """Walk through the questions with these answers, from the start.

    A stored answer the question does not offer counts as not given.
    """
    counted: dict[str, frozenset[str]] = {}
    for question in questionnaire.questions:
        if not is_asked(questionnaire, question, counted):
            continue
        answer = _valid(question, answers)
        if answer is None:
            return _journey(questionnaire, counted, next_question=question)
        counted[question.id] = answer
        if _is_emergency(questionnaire, question, counted):
            return _journey(questionnaire, counted, stopped_by_emergency=True)
    return _journey(questionnaire, counted)


def _journey(
    questionnaire: Questionnaire,
    counted: Answers,
    next_question: Question | None = None,
    stopped_by_emergency: bool = False,
) -> Journey:
    fired = rules_that_hold(questionnaire, counted)
    return Journey(tuple(counted), counted, next_question, fired, stopped_by_emergency)


def _is_emergency(questionnaire: Questionnaire, answered: Question, counted: Answers) -> bool:
    """Whether an emergency rule holds since this answer. Only rules that look at it can."""
    return any(
        evaluate(rule.when, counted, questionnaire.meanings) is Truth.TRUE
        for rule in questionnaire.alarms.get(answered.id, ())
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

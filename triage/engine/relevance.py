"""Which questions can still change what the reader is told, and which need not be asked.

A question is left out when no answer to it, with any later answers, could change the urgency, the
advice at the result's level, the notes or the self-care text. This looks at the rules one by one
and errs towards asking; that nothing it leaves out was needed is proved for each questionnaire
(engine.proofs.leaving_out).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from triage.engine.conditions import Answers, Condition, Truth, evaluate, questions_of
from triage.engine.parts import Rule
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import PROBLEM, SELF_CARE_LEVELS, Urgency
from triage.engine.wording import VOICE_QUESTION


def still_needed(questionnaire: Questionnaire, counted: Answers, place: int) -> frozenset[str]:
    """The questions from this step on that could still change the result."""
    outlook = _Outlook(questionnaire, counted, place)
    wanted = set(outlook.wanted())
    for question in reversed(questionnaire.questions):
        asked = question.ask_when
        if question.id in wanted and asked and outlook.is_open(asked):
            wanted |= questions_of(asked, questionnaire.meanings)
    return frozenset(wanted & outlook.ahead)


@dataclass(frozen=True)
class _Outlook:
    """What is settled by the answers before a step, and what later ones may still bring."""

    questionnaire: Questionnaire
    counted: Answers
    place: int

    def wanted(self) -> Iterable[str]:
        """Questions that rules, notes, the self-care text or the wording still wait for."""
        yield VOICE_QUESTION
        if self.top is None or self.top in SELF_CARE_LEVELS:
            yield PROBLEM
        for rule, truth in self.rules:
            if truth is Truth.UNKNOWN and self.could_tell(rule):
                yield from self.questionnaire.looked_at[rule.id]
        for note in self.questionnaire.notes:
            could_show = self.top is None or any(level >= self.top for level in note.levels)
            if note.show_when and could_show and self.is_open(note.show_when):
                yield from questions_of(note.show_when, self.questionnaire.meanings)

    def could_tell(self, rule: Rule) -> bool:
        """Whether it would say anything new: more urgent, or other advice at the same level."""
        if self.top is None or rule.urgency > self.top:
            return True
        return rule.urgency is self.top and self.questionnaire.tell(rule) not in self.told

    def is_open(self, condition: Condition) -> bool:
        """Neither true nor false yet."""
        return evaluate(condition, self.settled, self.questionnaire.meanings) is Truth.UNKNOWN

    @cached_property
    def settled(self) -> Answers:
        """The answers, and nothing at all for what was passed over or cannot be asked any more."""
        settled = dict(self.counted)
        for question in self.questionnaire.questions:
            if question.id in settled:
                continue
            is_ahead = self.questionnaire.places[question.id] >= self.place
            asked = question.ask_when
            if not is_ahead or (asked and self._never(asked, settled)):
                settled[question.id] = frozenset()
        return settled

    def _never(self, condition: Condition, settled: Answers) -> bool:
        return evaluate(condition, settled, self.questionnaire.meanings) is Truth.FALSE

    @cached_property
    def ahead(self) -> frozenset[str]:
        """The questions that may still be asked."""
        return frozenset(self.questionnaire.question_ids).difference(self.settled)

    @cached_property
    def rules(self) -> tuple[tuple[Rule, Truth], ...]:
        """Every rule, and whether it holds, cannot hold, or waits."""
        meanings = self.questionnaire.meanings
        return tuple(
            (rule, evaluate(rule.when, self.settled, meanings)) for rule in self.questionnaire.rules
        )

    @cached_property
    def holding(self) -> tuple[Rule, ...]:
        return tuple(rule for rule, truth in self.rules if truth is Truth.TRUE)

    @cached_property
    def top(self) -> Urgency | None:
        return max((rule.urgency for rule in self.holding), default=None)

    @cached_property
    def told(self) -> frozenset[str]:
        """The advice that stands at the highest level so far."""
        rules = (rule for rule in self.holding if rule.urgency is self.top)
        return frozenset(map(self.questionnaire.tell, rules))

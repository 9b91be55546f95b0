"""What the answers mean: the most urgent rule that holds wins, and all that hold are reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from triage.engine.conditions import Answers, Truth, because, evaluate
from triage.engine.journey import Journey, replay
from triage.engine.parts import Note, Outcome, Question, Rule, SelfCare
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import PROBLEM, SELF_CARE_LEVELS, Urgency

# An unreadable or half-answered check is treated as this (evidence, property P16).
INCOMPLETE_URGENCY = Urgency.URGENT


@dataclass(frozen=True)
class Reason:
    """A rule that holds, and the reader's own answers that made it hold."""

    rule: Rule
    because: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def urgency(self) -> Urgency:
        return self.rule.urgency

    @property
    def text(self) -> str:
        return self.rule.reason


@dataclass(frozen=True)
class Assessment:
    """The result of a journey.

    While questions are open, `is_complete` is False, and `urgency` is at least
    `INCOMPLETE_URGENCY`: failing is safe.
    """

    journey: Journey
    urgency: Urgency
    outcome: Outcome
    reasons: tuple[Reason, ...]
    tells: tuple[str, ...]
    notes: tuple[Note, ...]
    selfcare: SelfCare | None
    topics: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return self.journey.is_finished

    @property
    def path(self) -> tuple[str, ...]:
        return self.journey.visited

    @property
    def next_question(self) -> Question | None:
        return self.journey.next_question


def assess(questionnaire: Questionnaire, answers: Answers) -> Assessment:
    """Work out the result from nothing but the questionnaire and the answers."""
    journey = replay(questionnaire, answers)
    urgency = _urgency(journey)
    outcome = questionnaire.outcome(urgency)
    selfcare = _selfcare(questionnaire, journey, urgency)
    return Assessment(
        journey=journey,
        urgency=urgency,
        outcome=outcome,
        reasons=tuple(_reason(questionnaire, journey, rule) for rule in journey.fired),
        tells=_tells(questionnaire, journey.fired, urgency),
        notes=_notes(questionnaire, journey, urgency),
        selfcare=selfcare,
        topics=_topics(questionnaire, journey.fired, outcome, selfcare),
    )


def _urgency(journey: Journey) -> Urgency:
    levels = [rule.urgency for rule in journey.fired]
    if not journey.is_finished or not levels:
        levels.append(INCOMPLETE_URGENCY)
    return max(levels)


def _reason(questionnaire: Questionnaire, journey: Journey, rule: Rule) -> Reason:
    found = because(rule.when, journey.counted, questionnaire.meanings)
    return Reason(rule, tuple(found.items()))


def _tells(
    questionnaire: Questionnaire, fired: Iterable[Rule], urgency: Urgency
) -> tuple[str, ...]:
    """Advice of rules at the result's level alone: advice from lower ones could contradict it."""
    tells = (questionnaire.tell(rule) for rule in fired if rule.urgency is urgency)
    return tuple(dict.fromkeys(tell for tell in tells if tell))


def _notes(questionnaire: Questionnaire, journey: Journey, urgency: Urgency) -> tuple[Note, ...]:
    return tuple(
        note
        for note in questionnaire.notes
        if urgency in note.levels
        and (
            note.show_when is None
            or evaluate(note.show_when, journey.counted, questionnaire.meanings) is Truth.TRUE
        )
    )


def _selfcare(questionnaire: Questionnaire, journey: Journey, urgency: Urgency) -> SelfCare | None:
    """How to look after the main problem, where nothing forbids looking after it at home."""
    if urgency not in SELF_CARE_LEVELS:
        return None
    problem = journey.counted.get(PROBLEM, frozenset())
    return next((block for block in questionnaire.selfcare if block.problem in problem), None)


def _topics(
    questionnaire: Questionnaire,
    fired: Iterable[Rule],
    outcome: Outcome,
    selfcare: SelfCare | None,
) -> tuple[str, ...]:
    """Topics to read, those of the most urgent rules first."""
    found = [topic for rule in fired for topic in questionnaire.pattern(rule.pattern).topics]
    own = list(selfcare.topics) if selfcare else []
    is_plain = outcome.urgency is Urgency.SELF_CARE
    ordered = [*own, *found] if is_plain else [*found, *own]
    return tuple(dict.fromkeys([*ordered, *outcome.topics]))

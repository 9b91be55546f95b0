"""A run and the release it walks through: where it stands, and where it goes next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import HttpRequest

from triage import releases, runs
from triage.engine.conditions import Truth, evaluate
from triage.engine.journey import Journey, replay
from triage.engine.questionnaire import Question, Questionnaire
from triage.engine.urgency import Urgency
from triage.engine.wording import voice_of


class NoSuchStep(Exception):
    """The address names a question this release does not have."""


class Withdrawn(Exception):
    """The release this run began with is no longer to be trusted."""


@dataclass(frozen=True)
class Journeyed:
    """A run, its release, and its state worked out from the answers."""

    run: runs.Run
    published: releases.PublishedCheck

    @property
    def questionnaire(self) -> Questionnaire:
        return self.published.questionnaire

    @cached_property
    def journey(self) -> Journey:
        return replay(self.questionnaire, self.run.answers)

    @property
    def voice(self) -> str:
        """Whom the wording speaks to or of: me, someone, child."""
        return voice_of(self.journey.counted)

    def question(self, question_id: str) -> Question | None:
        """The question if this run has reached it; None if not yet. Raises `NoSuchStep`."""
        if question_id not in self.questionnaire.question_ids:
            raise NoSuchStep
        asked = self.questionnaire.question(question_id)
        is_next = self.journey.next_question == asked
        return asked if is_next or question_id in self.journey.visited else None

    def url(self, step: str) -> str:
        return f"{runs.run_path(self.run.check, self.run.run_id)}{step}/"


def fetch(request: HttpRequest, check: str, run_id: str) -> Journeyed:
    """The run of this request on the release it began with. Raises `RunLost` or `Withdrawn`."""
    run = runs.read(request, check, run_id)
    published = releases.numbered(check, run.release)
    if published is None or published.is_withdrawn:
        raise Withdrawn
    return Journeyed(run, published)


def answered(here: Journeyed, question_id: str, chosen: frozenset[str]) -> Journeyed:
    """The run with one answer given or changed; only what depends on it is asked again.

    Where the change drops a sign of an emergency together with its question, the emergency
    questions are asked again: what was once said is never lost in passing.
    """
    given = {**here.run.answers, question_id: chosen}
    kept = still_wanted(here.questionnaire, replay(here.questionnaire, given), given)
    dropped = {name: given[name] for name in given if name not in kept}
    if any(is_alarm(here.questionnaire, name, options) for name, options in dropped.items()):
        alarms = emergency_questions(here.questionnaire)
        kept = {name: options for name, options in kept.items() if name not in alarms}
    stopped = replay(here.questionnaire, kept).stopped_by_emergency
    run = replace(here.run, answers=kept, was_emergency=here.run.was_emergency or stopped)
    return Journeyed(run, here.published)


def is_alarm(questionnaire: Questionnaire, question_id: str, chosen: frozenset[str]) -> bool:
    """Whether an answer holds an option flagged as an emergency."""
    if question_id not in questionnaire.question_ids:
        return False
    options = questionnaire.question(question_id).options
    return any(o.flag is Urgency.EMERGENCY and o.id in chosen for o in options)


def emergency_questions(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions that offer an option flagged as an emergency."""
    return frozenset(
        question.id
        for question in questionnaire.questions
        if any(option.flag is Urgency.EMERGENCY for option in question.options)
    )


def still_wanted(
    questionnaire: Questionnaire, journey: Journey, given: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    """The answers without those to questions this journey no longer asks.

    Answers to questions further on stay while they may still be asked: an earlier one may be open
    again, or an emergency may have ended the questions until it is taken back.
    """
    order = {name: place for place, name in enumerate(questionnaire.question_ids)}
    end = len(order)
    if journey.next_question:
        end = order[journey.next_question.id]
    elif journey.stopped_by_emergency:
        end = order[journey.visited[-1]] + 1
    return {
        name: chosen
        for name, chosen in given.items()
        if name in order
        and (
            name in journey.visited
            or (order[name] >= end and may_be_asked(questionnaire, name, journey))
        )
    }


def may_be_asked(questionnaire: Questionnaire, question_id: str, journey: Journey) -> bool:
    """Whether the answers so far leave it open that the question is asked."""
    condition = questionnaire.question(question_id).ask_when
    if condition is None:
        return True
    return evaluate(condition, journey.counted, questionnaire.meanings) is not Truth.FALSE


def next_url(here: Journeyed) -> str:
    """Where the reader goes now: the next question, the answers to check, or the result."""
    journey = here.journey
    if journey.stopped_by_emergency:
        return here.url("result")
    if journey.next_question:
        return here.url(journey.next_question.id)
    return here.url("answers")

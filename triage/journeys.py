"""A run and the release it walks through: where it stands, and where it goes next."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.http import Http404, HttpRequest

from triage import releases, runs
from triage.engine.conditions import Truth, evaluate
from triage.engine.journey import Journey, Opened, replay
from triage.engine.parts import NUMBER
from triage.engine.questionnaire import Question, Questionnaire
from triage.engine.urgency import Urgency
from triage.engine.wording import voice_of


class NoSuchStep(Exception):
    """The address names a question this release does not have."""


class Withdrawn(Exception):
    """The release this run began with is no longer to be trusted."""


class Edited(Exception):
    """The draft this run began with is no longer as it was."""


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

    def opened(self, page_id: str) -> Opened | None:
        """The page if this run has reached it; None if not yet. Raises `NoSuchStep`.

        A joined question's own id leads to its page.
        """
        places = self.questionnaire.places
        wanted = self.questionnaire.steps[places[page_id]].id if page_id in places else page_id
        if wanted not in {page.id for page in self.questionnaire.steps}:
            raise NoSuchStep
        return next((each for each in self.journey.opened if each.page.id == wanted), None)

    def questions(self, opened: Opened) -> list[Question]:
        return [self.questionnaire.question(name) for name in opened.questions]

    def refused(self, page_id: str) -> runs.Refused | None:
        """What was sent to this page just now and not taken."""
        refused = self.run.refused
        return refused if refused and refused.page == page_id else None

    def url(self, step: str) -> str:
        return f"{self.run.path}{step}/"


def begun(published: releases.PublishedCheck, known: runs.Answers, home: str = "") -> Journeyed:
    """A new run on a release, or on a draft below `home`."""
    mark = published.content_hash
    run = runs.begin(published.check, published.number, mark, known, home)
    return Journeyed(run, published)


def fetch(request: HttpRequest, check: str, run_id: str) -> Journeyed:
    """The run of this request on the release it began with. Raises `RunLost` or `Withdrawn`, and
    `Http404` if there never was such a check."""
    try:
        carried = runs.read(request, check, run_id)
    except runs.RunLost as lost:
        if not releases.was_published(check):
            raise Http404 from lost
        raise
    published = releases.numbered(check, carried.run.release)
    if published is None or published.is_withdrawn or published.content_hash != carried.run.mark:
        raise Withdrawn
    return Journeyed(carried.on(published.questionnaire), published)


def answered(here: Journeyed, chosen: runs.Answers) -> Journeyed:
    """The run with a page's answers given or changed; only what depends on them is asked again.

    Where the change drops a sign of an emergency together with its question, the emergency
    questions are asked again: what was once said is never lost in passing.
    """
    given = {**here.run.answers, **chosen}
    after = _with(here, given)
    kept = still_wanted(here.questionnaire, after.journey, given)
    dropped = {name: given[name] for name in given if name not in kept}
    if any(is_alarm(here.questionnaire, name, options) for name, options in dropped.items()):
        alarms = emergency_questions(here.questionnaire)
        kept = {name: options for name, options in kept.items() if name not in alarms}
    if kept != given:
        after = _with(here, kept)
    if here.run.was_emergency or not after.journey.stopped_by_emergency:
        return after
    return Journeyed(replace(after.run, was_emergency=True), here.published)


def _with(here: Journeyed, answers: runs.Answers) -> Journeyed:
    """The run with these answers instead, and nothing refused."""
    return Journeyed(replace(here.run, answers=answers, refused=None), here.published)


def is_alarm(questionnaire: Questionnaire, question_id: str, chosen: frozenset[str]) -> bool:
    """Whether an answer holds an option flagged as an emergency, or a number that alone is one."""
    if question_id not in questionnaire.question_ids:
        return False
    asked = questionnaire.question(question_id)
    if any(o.flag is Urgency.EMERGENCY and o.id in chosen for o in asked.options):
        return True
    alone = {question_id: chosen}
    return asked.kind == NUMBER and any(
        evaluate(rule.when, alone, questionnaire.meanings) is Truth.TRUE
        for rule in questionnaire.alarms.get(question_id, ())
    )


def emergency_questions(questionnaire: Questionnaire) -> frozenset[str]:
    """The questions that offer an option flagged as an emergency, or a number that may be one."""
    return frozenset(
        question.id
        for question in questionnaire.questions
        if any(option.flag is Urgency.EMERGENCY for option in question.options)
        or (question.kind == NUMBER and question.id in questionnaire.alarms)
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
    if journey.next_page:
        return here.url(journey.next_page.page.id)
    return here.url("answers")

"""What the self-check's templates show: finished words, in the reader's voice."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from articles import signposts
from triage.engine.assessment import Assessment, Reason
from triage.engine.questionnaire import Outcome, Question
from triage.engine.urgency import Urgency
from triage.engine.wording import spoken
from triage.forms import QuestionForm
from triage.journeys import Journeyed
from triage.releases import PublishedCheck

PROBLEM = "problem"
MOST_SIGNPOSTS = 6
DEFAULT_VOICE = "me"


def start_page(published: PublishedCheck, problem: str, is_cleared: bool) -> dict[str, Any]:
    """What the check is, and the way in with the problem an article chose."""
    known = problem_answer(published, problem)
    return {
        "check": published,
        "questionnaire": published.questionnaire,
        "problem": problem if known else "",
        "problem_label": _label(published, PROBLEM, problem) if known else "",
        "is_cleared": is_cleared,
        "question_count": len(published.questionnaire.questions),
    }


def problem_answer(published: PublishedCheck, problem: str) -> dict[str, frozenset[str]]:
    """The answer an article gives ahead; nothing if the check does not ask it."""
    if PROBLEM not in published.questionnaire.question_ids:
        return {}
    options = {option.id for option in published.questionnaire.question(PROBLEM).options}
    return {PROBLEM: frozenset({problem})} if problem in options else {}


def question_page(here: Journeyed, asked: Question, form: QuestionForm) -> dict[str, Any]:
    """One question, with what was chosen before or just now, and any error."""
    chosen = form.chosen() if form.is_bound else here.run.answers.get(asked.id, frozenset())
    section = here.questionnaire.section(asked.section)
    error = " ".join(map(str, form.errors.get("answer", [])))
    return {
        "check": here.published,
        "error": error,
        "errors": [{"text": error, "href": "#answer"}] if error else [],
        "question": question_words(asked, here.voice, chosen),
        "section": section.title,
        "section_number": here.questionnaire.sections.index(section) + 1,
        "section_count": len(here.questionnaire.sections),
        "back_url": _back_url(here, asked),
        "clear_url": here.url("clear"),
    }


def question_words(asked: Question, voice: str, chosen: Iterable[str]) -> dict[str, Any]:
    """A question as the component shows it."""
    picked = frozenset(chosen)
    return {
        "id": asked.id,
        "kind": asked.kind,
        "text": spoken(asked.text, voice),
        "hint": spoken(asked.hint, voice),
        "why": spoken(asked.why, voice),
        "options": [
            {
                "id": option.id,
                "label": spoken(option.label, voice),
                "checked": option.id in picked,
                "exclusive": option.is_exclusive,
                "group": spoken(option.group, voice),
            }
            for option in asked.options
        ],
    }


def answers_page(here: Journeyed) -> dict[str, Any]:
    """Every question that was asked, what was answered, and where to change it."""
    return {
        "check": here.published,
        "rows": [_answer_row(here, question_id) for question_id in here.journey.visited],
        "result_url": here.url("result"),
        "clear_url": here.url("clear"),
    }


def outcome_page(published: PublishedCheck, urgency: str) -> dict[str, Any] | None:
    """One urgency's advice for anyone; None for a word that is no urgency."""
    level = next((level for level in Urgency if level.key == urgency), None)
    if level is None:
        return None
    told = published.questionnaire.outcome(level)
    return {
        "check": published,
        "urgency": urgency,
        "outcome": _outcome_words(told, (), DEFAULT_VOICE),
        "signposts": _signposts(published, told.topics),
    }


def result_page(here: Journeyed, assessment: Assessment) -> dict[str, Any]:
    """How soon to get help, what to do, why, and where to read on."""
    voice = here.voice
    say = _sayer(voice)
    return {
        "check": here.published,
        "urgency": assessment.urgency.key,
        "outcome": _outcome_words(assessment.outcome, assessment.tells, voice),
        "took_back": here.run.was_emergency and assessment.urgency is not Urgency.EMERGENCY,
        "reasons": [_reason(here, reason) for reason in reasons_to_show(assessment)],
        "notes": say(note.text for note in assessment.notes),
        "selfcare": _selfcare(assessment, voice),
        "signposts": _signposts(here.published, _topics(assessment)),
        "answers_url": here.url("answers"),
        "clear_url": here.url("clear"),
    }


def reasons_to_show(assessment: Assessment) -> list[Reason]:
    """The reasons that speak for this result: of each pattern the most urgent, and none for
    looking after it at home beside one for getting help."""
    is_plain = assessment.urgency is Urgency.SELF_CARE
    shown: dict[str, Reason] = {}
    for reason in assessment.reasons:
        if is_plain or reason.urgency is not Urgency.SELF_CARE:
            shown.setdefault(f"{reason.rule.pattern}/{_own(reason)}", reason)
    return list(shown.values())


def _own(reason: Reason) -> str:
    """Reasons of one pattern that rest on different questions stand beside each other."""
    return reason.because[0][0] if reason.because else ""


def _topics(assessment: Assessment) -> Iterable[str]:
    """In an emergency only what the outcome itself leads to: this is no time to read on."""
    if assessment.urgency is Urgency.EMERGENCY:
        return assessment.outcome.topics
    return assessment.topics


def _outcome_words(told: Outcome, tells: Iterable[str], voice: str) -> dict[str, Any]:
    """An outcome in a voice, what its rules tell before what it always tells."""
    say = _sayer(voice)
    return {
        "title": spoken(told.title, voice),
        "lead": spoken(told.lead, voice),
        "when": spoken(told.when, voice),
        "do": [*say(tells), *say(told.do)],
        "do_not": say(told.do_not),
        "safety_net": say(told.safety_net),
    }


def _answer_row(here: Journeyed, question_id: str) -> dict[str, Any]:
    asked = here.questionnaire.question(question_id)
    return {
        "question": spoken(asked.text, here.voice),
        "answers": _labels(here, question_id, here.run.answers[question_id]),
        "change_url": here.url(question_id),
    }


def _reason(here: Journeyed, reason: Reason) -> dict[str, Any]:
    return {
        "text": spoken(reason.text, here.voice),
        "urgency": reason.urgency.key,
        "because": [
            label
            for question_id, options in reason.because
            for label in _labels(here, question_id, options)
        ],
    }


def _selfcare(assessment: Assessment, voice: str) -> dict[str, Any] | None:
    block = assessment.selfcare
    if block is None:
        return None
    say = _sayer(voice)
    return {
        "title": spoken(block.title, voice),
        "expect": spoken(block.expect, voice),
        "do": say(block.do),
        "come_back": say(block.come_back),
    }


def _signposts(published: PublishedCheck, topics: Iterable[str]) -> list[signposts.Signpost]:
    """Sections to read, most relevant first, each article's first mention before its second."""
    rows = [published.signposts.get(topic, ()) for topic in topics]
    firsts = [row[0] for row in rows if row]
    rest = [reference for row in rows for reference in row[1:]]
    return signposts.resolve([*firsts, *rest])[:MOST_SIGNPOSTS]


def _back_url(here: Journeyed, asked: Question) -> str:
    """The question before this one, or the start page."""
    visited = list(here.journey.visited)
    before = visited[: visited.index(asked.id)] if asked.id in visited else visited
    return here.url(before[-1]) if before else reverse("triage:start", args=[here.run.check])


def _labels(here: Journeyed, question_id: str, options: Iterable[str]) -> list[str]:
    picked = frozenset(options)
    asked = here.questionnaire.question(question_id)
    return [spoken(o.label, here.voice) for o in asked.options if o.id in picked]


def _label(published: PublishedCheck, question_id: str, option_id: str) -> str:
    asked = published.questionnaire.question(question_id)
    return next(spoken(o.label, DEFAULT_VOICE) for o in asked.options if o.id == option_id)


def _sayer(voice: str) -> Any:
    def say(texts: Iterable[str]) -> list[str]:
        return [spoken(text, voice) for text in texts]

    return say

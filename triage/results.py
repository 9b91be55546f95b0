"""What a result says: how soon to get help, what to do, why, and what would make it sooner."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles import signposts
from groundwork.last_known import LastKnown
from triage.answer_words import Said, said, span_words, stands_alone
from triage.engine.assessment import Assessment, Reason
from triage.engine.parts import NUMBER
from triage.engine.questionnaire import Outcome
from triage.engine.sooner import Change, changes_that_raise
from triage.engine.urgency import Urgency
from triage.engine.wording import VOICES, spoken
from triage.journeys import Journeyed
from triage.releases import PublishedCheck

# Checks whose sheet is shown to somebody else than a health worker.
SLIPS: dict[str, Promise | str] = {"massage": gettext_lazy("Slip to show the therapist")}
MOST_SIGNPOSTS = 6
# More than the legs check ever has at one level; beyond it a list helps nobody.
MOST_LINES = 40
# A list that fits on a phone's screen below its heading need not be unfolded.
MOST_UNFOLDED = 6

_KNOWN: LastKnown[list[signposts.Signpost]] = LastKnown()


def outcome_page(published: PublishedCheck, urgency: str) -> dict[str, Any] | None:
    """One urgency's advice for anyone; None for a word that is no urgency."""
    level = next((level for level in Urgency if level.key == urgency), None)
    if level is None:
        return None
    told = published.questionnaire.outcome(level)
    return {
        "check": published,
        "urgency": urgency,
        "outcome": _outcome_words(told, (), VOICES[0]),
        "signposts": _signposts(published, told.topics),
    }


def result_page(here: Journeyed, assessment: Assessment) -> dict[str, Any]:
    """How soon to get help, what to do, why, and where to read on."""
    voice = here.voice
    say = _sayer(voice)
    tells = _translated(say(assessment.tells))
    return {
        "check": here.published,
        "urgency": assessment.urgency.key,
        "outcome": _outcome_words(assessment.outcome, tells, voice),
        "took_back": here.run.was_emergency and assessment.urgency is not Urgency.EMERGENCY,
        "reasons": [_reason(here, reason) for reason in reasons_to_show(assessment)],
        "notes": say(note.text for note in assessment.notes),
        "selfcare": _selfcare(assessment, voice),
        "sooner": sooner_levels(changes_that_raise(here.questionnaire, assessment), voice),
        "signposts": _signposts(here.published, _topics(assessment)),
        "answers_url": here.url("answers"),
        "summary_url": here.url("summary"),
        "summary_name": sheet_name(here.published.check),
        "start_url": here.run.start_path,
        "clear_url": here.url("clear"),
    }


def sheet_name(check: str) -> str:
    """What the sheet to take along is called: whom it is for differs by check."""
    return str(SLIPS[check]) if check in SLIPS else _("Summary for a health worker")


def reasons_to_show(assessment: Assessment) -> list[Reason]:
    """The reasons that speak for this result: of each pattern the most urgent, and none for
    looking after it at home beside one for getting help."""
    is_plain = assessment.urgency is Urgency.SELF_CARE
    shown: dict[str, Reason] = {}
    for reason in assessment.reasons:
        if is_plain or reason.urgency is not Urgency.SELF_CARE:
            shown.setdefault(f"{reason.rule.pattern}/{_own(reason)}", reason)
    return list(shown.values())


def sooner_levels(changes: Iterable[Change], voice: str) -> list[dict[str, Any]]:
    """The changes in words, by the urgency they lead to; they come the most urgent first."""
    return [
        _sooner_level(level, list(found), voice)
        for level, found in groupby(changes, key=lambda change: change.urgency)
    ]


def _sooner_level(level: Urgency, changes: list[Change], voice: str) -> dict[str, Any]:
    lines = _lines(changes, voice)
    return {
        "urgency": level.key,
        "count": len(changes),
        "lines": lines[:MOST_LINES],
        "more": max(0, len(lines) - MOST_LINES),
        "is_open": len(lines) <= MOST_UNFOLDED,
    }


def _lines(changes: Iterable[Change], voice: str) -> list[Said]:
    """A line for each change; those that need their question share one with it."""
    rows: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        alone = change.option.id if change.option and stands_alone(change.question) else ""
        rows.setdefault((change.question.id, alone), []).append(change)
    return [_line(row, voice) for row in rows.values()]


def _line(changes: list[Change], voice: str) -> Said:
    """Changes to one question: options, or numbers."""
    question = changes[0].question
    if question.kind != NUMBER:
        return said(question, [each.option.id for each in changes if each.option], voice)
    numbers = [span_words(each.numbers, question.measure) for each in changes if each.numbers]
    return Said(spoken(question.text, voice), tuple(numbers), is_in_our_words=True)


def _own(reason: Reason) -> str:
    """Reasons of one pattern that rest on different questions stand beside each other."""
    return reason.because[0][0] if reason.because else ""


def _topics(assessment: Assessment) -> Iterable[str]:
    """In an emergency only what the outcome itself leads to: this is no time to read on."""
    if assessment.urgency is Urgency.EMERGENCY:
        return assessment.outcome.topics
    return assessment.topics


def _translated(tells: Iterable[str]) -> list[str]:
    """Advice whose words are the register's, in the reader's language where it has them.

    A release froze the words; a translation of others than these is not of what was proved.
    """
    known = signposts.red_flag_advice()
    said = ((tell, known.get(tell)) for tell in tells)
    return [
        format_html('<span lang="{}">{}</span>', get_language(), words) if words else tell
        for tell, words in said
    ]


def _outcome_words(told: Outcome, tells: Iterable[str], voice: str) -> dict[str, Any]:
    """An outcome in a voice, what its rules tell, finished, before what it always tells."""
    say = _sayer(voice)
    return {
        "title": spoken(told.title, voice),
        "lead": spoken(told.lead, voice),
        "when": spoken(told.when, voice),
        "do": [*tells, *say(told.do)],
        "do_not": say(told.do_not),
        "safety_net": say(told.safety_net),
    }


def _reason(here: Journeyed, reason: Reason) -> dict[str, Any]:
    return {
        "text": spoken(reason.text, here.voice),
        "urgency": reason.urgency.key,
        "because": [
            said(here.questionnaire.question(question_id), options, here.voice)
            for question_id, options in reason.because
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
    """Sections to read, most relevant first, each article's first mention before its second.

    The database is asked for all there are: what it is asked for must tell nobody's answers.
    """
    rows = [published.signposts.get(topic, ()) for topic in topics]
    firsts = [row[0] for row in rows if row]
    rest = [reference for row in rows for reference in row[1:]]
    references = [each for row in published.signposts.values() for each in row]
    every = _KNOWN.ask(published.content_hash, lambda: signposts.resolve(references))
    alive = {signpost.reference: signpost for signpost in every}
    wanted = dict.fromkeys([*firsts, *rest])
    return [alive[reference] for reference in wanted if reference in alive][:MOST_SIGNPOSTS]


def _sayer(voice: str) -> Callable[[Iterable[str]], list[str]]:
    def say(texts: Iterable[str]) -> list[str]:
        return [spoken(text, voice) for text in texts]

    return say

"""A result on one sheet, for a health worker or whoever gives a massage.

How soon, what was told, why, what was said, and what was denied; and what would make it sooner,
where the advice sends readers to that list.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from textwrap import fill
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from triage.answer_words import Said, labels
from triage.engine.assessment import Assessment, assess
from triage.engine.questionnaire import Question
from triage.engine.wording import spoken
from triage.journeys import Journeyed
from triage.results import reasons_to_show, sheet_name

FILE_NAME = "legwise-summary.txt"
LINE_LENGTH = 78
# Enough to tell one text of a questionnaire from another at a glance.
MARK_LENGTH = 12
# One sheet holds this many beside the longest answers; the answers tell the rest.
MOST_REASONS = 12
MOST_ADVICE = 4
# The heading of the result's list; advice that names it cannot be followed without it. Advice is
# English, like every questionnaire.
SOONER = "Get help sooner if"
ABOUT = gettext_lazy(
    "An automatic check made this from the answers of the person who filled it in. It is general "
    "information, not an examination, and names no illness. What is not listed was not asked: "
    "questions that could no longer change the result are left out."
)


@dataclass(frozen=True)
class Summary:
    """The words of the sheet.

    `told`: the advice of the most urgent rules. `sooner`: the list that advice names. `denied`:
    what readers said no to, by question: the options they passed over for “none of these”.
    `origin`: which check and release, and when.
    """

    urgency: str
    title: str
    when: str
    told: tuple[str, ...]
    sooner: tuple[str, ...]
    reasons: tuple[str, ...]
    said: tuple[Said, ...]
    denied: tuple[Said, ...]
    origin: str
    about: str


def summary_page(here: Journeyed, now: datetime) -> dict[str, Any]:
    """The sheet, and the ways to a file and back."""
    return {
        "check": here.published,
        "name": sheet_name(here.published.check),
        "summary": summarise(here, now),
        "text_url": f"{here.url('summary').removesuffix('/')}.txt",
        "result_url": here.url("result"),
    }


def summarise(here: Journeyed, now: datetime) -> Summary:
    """What this run came to, in words. Nothing of it is kept."""
    seen = assess(here.questionnaire, here.run.answers)
    answered = [here.questionnaire.question(name) for name in seen.path]
    told = _first(MOST_ADVICE, (spoken(tell, here.voice) for tell in seen.tells), _as_the_result)
    return Summary(
        urgency=seen.urgency.key,
        title=spoken(seen.outcome.title, here.voice),
        when=spoken(seen.outcome.when, here.voice),
        told=told,
        sooner=_sooner(here, seen, told),
        reasons=_reasons(here, seen),
        said=tuple(_said(here, asked) for asked in answered if not _is_denied(here, asked)),
        denied=tuple(_denied(here, asked) for asked in answered if _is_denied(here, asked)),
        origin=_origin(here, now),
        about=f"{ABOUT} {_signature(here.published.signed_by)}",
    )


def as_text(summary: Summary) -> str:
    """The sheet as plain text, with no line longer than `LINE_LENGTH`."""
    parts = [
        [_("Summary of a self-check").upper(), _wrapped(summary.origin)],
        [_named(_("How soon:"), summary.title), _named(_("By when:"), summary.when)],
        [_("What was told").upper(), *_bullets(summary.told)],
        [_("Get help sooner if").upper(), *_bullets(summary.sooner)],
        [_("Why").upper(), *_bullets(summary.reasons)],
        [_("Answers").upper(), *_bullets(map(str, summary.said))],
        [_("Said no to").upper(), *_bullets(map(str, summary.denied))],
        [_("What this is").upper(), _wrapped(summary.about)],
    ]
    return "\n\n".join("\n".join(part) for part in parts if len(part) > 1) + "\n"


def _named(name: str, words: str) -> str:
    """Names of one width, so that what they name stands in one column."""
    width = max(len(each) for each in (_("How soon:"), _("By when:")))
    return f"{name.upper():{width}} {words}"


def _sooner(here: Journeyed, seen: Assessment, told: Iterable[str]) -> tuple[str, ...]:
    """What should make the reader get help sooner, if what was told points to it."""
    if not any(SOONER in line for line in told):
        return ()
    return tuple(spoken(line, here.voice) for line in seen.outcome.safety_net)


def _reasons(here: Journeyed, seen: Assessment) -> tuple[str, ...]:
    """The most urgent reasons, and how many there are beside them."""
    texts = (spoken(reason.text, here.voice) for reason in reasons_to_show(seen))
    return _first(MOST_REASONS, texts, _as_the_answers)


def _first(most: int, texts: Iterable[str], rest: Callable[[int], str]) -> tuple[str, ...]:
    """The first of them, and how many there are beside; `rest` says what shows those."""
    found = tuple(dict.fromkeys(texts))
    if len(found) <= most:
        return found
    return (*found[: most - 1], rest(len(found) - most + 1))


def _as_the_result(more: int) -> str:
    said = ngettext(
        "And %(more)s more, as the result shows.", "And %(more)s more, as the result shows.", more
    )
    return said % {"more": more}


def _as_the_answers(more: int) -> str:
    said = ngettext(
        "And %(more)s more, as the answers show.", "And %(more)s more, as the answers show.", more
    )
    return said % {"more": more}


def _is_denied(here: Journeyed, asked: Question) -> bool:
    """Whether it was answered with “none of these”."""
    chosen = here.journey.counted[asked.id]
    return any(option.is_exclusive and option.id in chosen for option in asked.options)


def _said(here: Journeyed, asked: Question) -> Said:
    chosen = here.journey.counted[asked.id]
    return Said(spoken(asked.text, here.voice), labels(asked, chosen, here.voice))


def _denied(here: Journeyed, asked: Question) -> Said:
    offered = (o.id for o in asked.options if not (o.is_exclusive or o.is_not_sure))
    return Said(spoken(asked.text, here.voice), labels(asked, offered, here.voice))


def _origin(here: Journeyed, now: datetime) -> str:
    local = timezone.localtime(now)
    published = here.published
    return _(
        "“%(title)s” on Legwise, %(edition)s, content %(mark)s. "
        "Made on %(day)s at %(time)s %(zone)s."
    ) % {
        "title": published.questionnaire.title,
        "edition": published.edition.lower(),
        "mark": published.content_hash[:MARK_LENGTH],
        "day": formats.date_format(local, "DATE_FORMAT"),
        "time": f"{local:%H:%M}",
        "zone": f"{local:%Z}",
    }


def _signature(signed_by: str) -> str:
    if signed_by:
        return _("This release of the check was signed by %(name)s.") % {"name": signed_by}
    return _("No clinician has signed this check yet.")


def _bullets(lines: Iterable[str]) -> list[str]:
    return [_wrapped(line, "- ", "  ") for line in lines]


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return fill(
        text,
        LINE_LENGTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )

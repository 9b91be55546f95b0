"""What the self-check's templates show: finished words, in the reader's voice."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from articles import signposts
from triage.answer_words import labels
from triage.engine.journey import Opened
from triage.engine.parts import MULTI, NUMBER
from triage.engine.questionnaire import Option, Page, Question
from triage.engine.wording import spoken
from triage.forms import (
    BETWEEN,
    NONE,
    NONE_OF_THESE,
    PageForm,
    in_digits,
    offered,
    value_of,
    values_of,
)
from triage.journeys import Journeyed
from triage.releases import PublishedCheck
from triage.runs import Refused

PROBLEM = "problem"
DEFAULT_VOICE = "me"
# Options named after this many parts of the leg are shown on a picture of it, too.
PARTS_OF_A_MAP = 3


def start_page(published: PublishedCheck, problem: str, is_cleared: bool) -> dict[str, Any]:
    """What the check is, and the way in with the problem an article chose."""
    known = problem_answer(published, problem)
    return {
        "check": published,
        "questionnaire": published.questionnaire,
        "problem": problem if known else "",
        "problem_label": _label(published, PROBLEM, problem) if known else "",
        "is_cleared": is_cleared,
    }


def problem_answer(published: PublishedCheck, problem: str) -> dict[str, frozenset[str]]:
    """The answer an article gives ahead; nothing if the check does not ask it."""
    if PROBLEM not in published.questionnaire.question_ids:
        return {}
    options = {option.id for option in published.questionnaire.question(PROBLEM).options}
    return {PROBLEM: frozenset({problem})} if problem in options else {}


def question_page(here: Journeyed, form: PageForm) -> dict[str, Any]:
    """One page of questions, with what was chosen before, or what was refused and why."""
    page, asked = form.page, form.questions
    refused = here.refused(page.id)
    given = values_of(page, asked, here.run.answers)
    chosen = frozenset(refused.values) if refused else given
    section = here.questionnaire.section(asked[0].section)
    error = form.message(refused.error) if refused else ""
    return {
        "check": here.published,
        "error": error,
        "errors": [{"text": error, "href": _first_to_change(page, refused)}] if error else [],
        "question": page_words(page, asked, here.voice, chosen),
        "section": section.title,
        "section_number": here.questionnaire.sections.index(section) + 1,
        "section_count": len(here.questionnaire.sections),
        "back_url": _back_url(here, page),
        "clear_url": here.url("clear"),
    }


def _first_to_change(page: Page, refused: Refused | None) -> str:
    """Where an error leads: the first option, or the “none of these” that others contradict."""
    is_contradicted = refused and refused.error == "exclusive" and page.is_joint
    return "#answer-none" if is_contradicted else "#answer"


def page_words(
    page: Page, asked: Sequence[Question], voice: str, chosen: frozenset[str]
) -> dict[str, Any]:
    """A page as the component shows it; on a joint page each question is a group."""
    first = asked[0]
    is_joint = page.is_joint
    number = _number(first, chosen) if first.kind == NUMBER else None
    groups = [_group(each, voice, chosen, is_joint) for each in asked]
    if not number and groups[0]["options"]:
        # An error leads to the first control of the page.
        groups[0]["options"][0]["id"] = "answer"
    return {
        "id": page.id,
        # Beside a number there is only a box for doubt.
        "kind": MULTI if is_joint or first.kind == NUMBER else first.kind,
        "number": number,
        "is_joint": is_joint,
        "text": spoken(page.title if is_joint else first.text, voice),
        "hint": spoken(page.hint if is_joint else first.hint, voice),
        "why": [spoken(each.why, voice) for each in asked if each.why],
        "groups": groups,
        "none_checked": NONE in chosen,
    }


def _number(asked: Question, chosen: frozenset[str]) -> dict[str, str]:
    """The field for a number, with what was typed before."""
    measure = asked.measure
    limits = {
        "least": in_digits(measure.least),
        "most": measure.with_unit(in_digits(measure.most)),
    }
    said = (
        _("A number from %(least)s to %(most)s.")
        if measure.decimals
        else _("A whole number from %(least)s to %(most)s.")
    )
    return {
        "label": _("Number in %(unit)s") % {"unit": measure.unit} if measure.unit else _("Number"),
        "limits": said % limits,
        "value": next(iter(sorted(chosen.difference(asked.option_ids))), ""),
    }


def _group(asked: Question, voice: str, chosen: frozenset[str], is_joint: bool) -> dict[str, Any]:
    options = offered(asked) if is_joint else asked.options
    values = [value_of(asked.id, o.id) if is_joint else o.id for o in options]
    shapes = {option.id: signposts.touched_shapes_of(part_of(option)) for option in options}
    return {
        "id": asked.id,
        "is_on_map": sum(map(bool, shapes.values())) >= PARTS_OF_A_MAP,
        "text": spoken(asked.text, voice),
        "hint": spoken(asked.hint, voice),
        "options": [
            {
                "id": f"answer-{value.replace(BETWEEN, '-')}",
                "value": value,
                "label": spoken(option.label, voice),
                "checked": value in chosen,
                "exclusive": option.is_exclusive,
                "group": spoken(option.group, voice),
                "part": part_of(option),
                "shapes": shapes[option.id],
            }
            for option, value in zip(options, values, strict=True)
        ],
    }


def part_of(option: Option) -> str:
    """The part of the leg that an option with such an id stands for; most stand for none."""
    return option.id.replace("_", "-")


def answers_page(here: Journeyed) -> dict[str, Any]:
    """Every question that was asked, what was answered, and where to change it."""
    return {
        "check": here.published,
        "rows": [_answer_row(here, opened) for opened in here.journey.opened],
        "result_url": here.url("result"),
        "clear_url": here.url("clear"),
    }


def _answer_row(here: Journeyed, opened: Opened) -> dict[str, Any]:
    page, asked = opened.page, here.questions(opened)
    told = [words for each in asked for words in _told(here, each, page.is_joint)]
    return {
        "question": spoken(page.title, here.voice),
        "answers": [words for words in told if words] or [str(NONE_OF_THESE)],
        "change_url": here.url(page.id),
    }


def _told(here: Journeyed, asked: Question, is_joint: bool) -> Sequence[str]:
    """What was answered, in the order of the options."""
    chosen = here.journey.counted.get(asked.id, frozenset())
    if asked.kind == NUMBER:
        return labels(asked, chosen, here.voice)
    options = [option for option in asked.options if option.id in chosen]
    return [_said(asked, option, here.voice, is_joint) for option in options]


def _said(asked: Question, option: Option, voice: str, is_joint: bool) -> str:
    """An answer in words; on a joint page “none of these” goes without saying."""
    label = spoken(option.label, voice)
    if not is_joint:
        return label
    if option.is_exclusive:
        return ""
    return f"{label} ({spoken(asked.text, voice)})" if option.is_not_sure else label


def _back_url(here: Journeyed, page: Page) -> str:
    """The page before this one, or the start page."""
    ids = [opened.page.id for opened in here.journey.opened]
    before = ids[: ids.index(page.id)]
    return here.url(before[-1]) if before else here.run.start_path


def _label(published: PublishedCheck, question_id: str, option_id: str) -> str:
    asked = published.questionnaire.question(question_id)
    return next(spoken(o.label, DEFAULT_VOICE) for o in asked.options if o.id == option_id)

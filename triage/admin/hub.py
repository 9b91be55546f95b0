"""What the draft's own page shows: its parts, how many there are, and the ways to them."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from triage import models as rows
from triage.admin.parts import DRAFT_FILTER, shortened
from triage.desk import editing
from triage.models import Draft, Level, Part

# Kinds that are listed by number, with what they are for.
COUNTED: tuple[tuple[type[Part], Promise | str], ...] = (
    (rows.DraftPattern, _("What groups of rules look for, and what to do about it")),
    (rows.DraftDefinition, _("Conditions with a name, for use in others")),
    (rows.DraftPage, _("Pages that ask several questions at once")),
    (rows.DraftNote, _("Sentences added to results")),
    (rows.DraftSelfCare, _("How to look after each problem at home")),
    (rows.DraftTopic, _("Where topics lead: sections of articles")),
    (rows.DraftPromise, _("What is proved of this questionnaire alone")),
    (rows.DraftVignette, _("Cases with the urgency they may get")),
)

# Questions from which on checking can take minutes.
LONG = 80


def contents(draft: Draft) -> dict[str, Any]:
    """Every part of the draft, for its page. Twelve queries, however long it is."""
    sections = list(_of(rows.DraftSection, draft))
    asked = _of(rows.DraftQuestion, draft).count()
    return {
        "sections": [
            {"row": each, "url": change_url(each), "move": f"section-{each.pk}"}
            for each in sections
        ],
        "add_section_url": add_url(rows.DraftSection, draft),
        "stretches": _stretches(draft),
        "question_count": asked,
        "is_long": asked > LONG,
        "questions_url": list_url(rows.DraftQuestion, draft),
        "add_question_url": add_url(rows.DraftQuestion, draft),
        "rules": _rules(draft),
        "rules_url": list_url(rows.DraftRule, draft),
        "add_rule_url": add_url(rows.DraftRule, draft),
        "outcomes": _outcomes(draft),
        "counted": [_counted(kind, meaning, draft) for kind, meaning in COUNTED],
    }


def _stretches(draft: Draft) -> list[dict[str, Any]]:
    """Questions in the order of asking, under the section each stands in."""
    questions = _of(rows.DraftQuestion, draft).select_related("section", "page")
    return [
        {
            "title": str(section or _("In no section yet")),
            "questions": [_question(each) for each in grouped],
        }
        for section, grouped in groupby(
            questions.annotate(options_there_are=Count("options")), lambda each: each.section
        )
    ]


def _question(row: Any) -> dict[str, Any]:
    return {
        "key": row.key,
        "text": shortened(editing.plainly(row.text)) or row.key,
        "page": row.page.key if row.page else "",
        "option_count": row.options_there_are,
        "ask_when": shortened(row.ask_when),
        "is_red_flag": row.is_red_flag,
        "url": change_url(row),
        "move": f"question-{row.pk}",
    }


def _rules(draft: Draft) -> list[dict[str, Any]]:
    counted = _of(rows.DraftRule, draft).order_by().values_list("urgency")
    numbers = dict(counted.annotate(number=Count("pk")))
    listing = list_url(rows.DraftRule, draft)
    return [
        {
            "level": str(level.label),
            "count": numbers.get(level.value, 0),
            "url": f"{listing}&{urlencode({'urgency__exact': level.value})}",
        }
        for level in Level
    ]


def _outcomes(draft: Draft) -> list[dict[str, Any]]:
    there = {row.urgency: row for row in _of(rows.DraftOutcome, draft)}
    return [
        {
            "level": str(level.label),
            "title": there[level.value].title if level.value in there else "",
            "url": change_url(there[level.value])
            if level.value in there
            else add_url(rows.DraftOutcome, draft),
            "is_missing": level.value not in there,
        }
        for level in Level
    ]


def _counted(kind: type[Part], meaning: Promise | str, draft: Draft) -> dict[str, Any]:
    return {
        "name": str(kind._meta.verbose_name_plural),
        "one": str(kind._meta.verbose_name),
        "meaning": str(meaning),
        "count": _of(kind, draft).count(),
        "url": list_url(kind, draft),
        "add_url": add_url(kind, draft),
    }


def change_url(row: Any) -> str:
    return reverse(f"admin:triage_{row._meta.model_name}_change", args=[row.pk])


def add_url(kind: type[Part], draft: Draft) -> str:
    return f"{reverse(f'admin:triage_{kind._meta.model_name}_add')}?draft={draft.pk}"


def list_url(kind: type[Part], draft: Draft) -> str:
    listing = reverse(f"admin:triage_{kind._meta.model_name}_changelist")
    return f"{listing}?{urlencode({DRAFT_FILTER: draft.pk})}"


def _of(kind: type[Part], draft: Draft) -> Any:
    return kind._default_manager.filter(draft=draft).order_by("position", "pk")

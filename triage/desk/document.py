"""A draft's rows as the fields of a questionnaire file.

Half-done rows give half-done fields: the reader of the file says what is missing.
"""

from typing import Any

from triage import models as rows
from triage.models import Draft, Part

Document = dict[str, Any]
NEVER_CALMER = "never_calmer_than"


def lines(text: str) -> list[str]:
    """The entries of a list that is written one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def words(text: str) -> dict[str, list[str]]:
    """Answers written as `leg_change: swollen, throb`, by question."""
    pairs = (line.partition(":") for line in lines(text))
    return {
        question.strip(): [option.strip() for option in options.split(",") if option.strip()]
        for question, _, options in pairs
    }


def read(draft: Draft) -> Document:
    """The fields of a questionnaire file. Thirteen queries, however long the draft."""
    return _filled(
        {
            "name": draft.check_slug,
            "title": _text(draft.title),
            "scope": _text(draft.scope),
            "not_for": _text(draft.not_for),
            "sections": [_section(row) for row in _of(rows.DraftSection, draft)],
            **_asked(draft),
            "definitions": {
                row.key: _text(row.condition) for row in _of(rows.DraftDefinition, draft)
            },
            "patterns": {row.key: _pattern(row) for row in _of(rows.DraftPattern, draft)},
            "rules": [_rule(row) for row in _of(rows.DraftRule, draft).select_related("pattern")],
            "outcomes": {row.urgency: _outcome(row) for row in _of(rows.DraftOutcome, draft)},
            "notes": {row.key: _note(row) for row in _of(rows.DraftNote, draft)},
            "selfcare": {row.key: _self_care(row) for row in _of(rows.DraftSelfCare, draft)},
            "signposts": {row.key: lines(row.references) for row in _of(rows.DraftTopic, draft)},
            "promises": [_promise(row) for row in _of(rows.DraftPromise, draft)],
            "vignettes": [_vignette(row) for row in _of(rows.DraftVignette, draft)],
        }
    )


def names(draft: Draft) -> Document:
    """The fields of the file that conditions take their words from. Four queries."""
    return {
        "questions": _asked(draft)["questions"],
        "definitions": {row.key: "" for row in _of(rows.DraftDefinition, draft)},
    }


def _of(kind: type[Part], draft: Draft) -> Any:
    return kind._default_manager.filter(draft=draft).order_by("position", "pk")


def _asked(draft: Draft) -> Document:
    questions = list(
        _of(rows.DraftQuestion, draft).select_related("section", "page").prefetch_related("options")
    )
    joined: dict[int, list[str]] = {}
    for row in questions:
        joined.setdefault(row.page_id, []).append(row.key)
    return {
        "pages": [_page(row, joined.get(row.pk, [])) for row in _of(rows.DraftPage, draft)],
        "questions": [_question(row) for row in questions],
    }


def _section(row: rows.DraftSection) -> Document:
    return _filled({"id": row.key, "title": _text(row.title)})


def _page(row: rows.DraftPage, questions: list[str]) -> Document:
    return _filled(
        {
            "id": row.key,
            "title": _text(row.title),
            "hint": _text(row.hint),
            "error": _text(row.error),
            "questions": questions,
        }
    )


def _question(row: rows.DraftQuestion) -> Document:
    return _filled(
        {
            "id": row.key,
            "section": row.section.key if row.section else "",
            "kind": row.kind,
            "text": _text(row.text),
            "hint": _text(row.hint),
            "why": _text(row.why),
            "error": _text(row.error),
            "ask_when": _text(row.ask_when),
            "red_flag": row.is_red_flag,
            "not_sure_floor": row.not_sure_floor,
            "ordered": row.is_ordered,
            "fact": row.is_fact,
            "harmless": _text(row.harmless),
            "unit": _text(row.unit),
            "least": _text(row.least),
            "most": _text(row.most),
            "decimals": row.decimals or None,
            "options": [_option(option) for option in row.options.all()],
        }
    )


def _option(row: rows.DraftOption) -> Document:
    return _filled(
        {
            "id": row.key,
            "label": _text(row.label),
            "exclusive": row.is_exclusive,
            "not_sure": row.is_not_sure,
            "flag": row.flag,
            "rank": row.rank,
            "group": _text(row.group),
        }
    )


def _pattern(row: rows.DraftPattern) -> Document:
    return _filled(
        {
            "name": _text(row.name),
            "tell": _text(row.tell),
            "topics": lines(row.topics),
            "sources": lines(row.sources),
            "policy": row.is_policy,
        }
    )


def _rule(row: rows.DraftRule) -> Document:
    return _filled(
        {
            "id": row.key,
            "urgency": row.urgency,
            "pattern": row.pattern.key if row.pattern else "",
            "when": _text(row.condition),
            "reason": _text(row.reason),
            "tell": _text(row.tell),
        }
    )


def _outcome(row: rows.DraftOutcome) -> Document:
    return _filled(
        {
            "title": _text(row.title),
            "lead": _text(row.lead),
            "when": _text(row.when),
            "do": lines(row.do),
            "do_not": lines(row.do_not),
            "safety_net": lines(row.safety_net),
            "topics": lines(row.topics),
        }
    )


def _note(row: rows.DraftNote) -> Document:
    return _filled(
        {
            "show_when": _text(row.condition),
            "levels": lines(row.levels),
            "text": _text(row.text),
        }
    )


def _self_care(row: rows.DraftSelfCare) -> Document:
    return _filled(
        {
            "title": _text(row.title),
            "expect": _text(row.expect),
            "do": lines(row.do),
            "come_back": lines(row.come_back),
            "topics": lines(row.topics),
            "sources": lines(row.sources),
        }
    )


def _promise(row: rows.DraftPromise) -> Document:
    if row.kind == NEVER_CALMER:
        own: Document = {
            "question": _text(row.question),
            "answers": lines(row.options),
            NEVER_CALMER: lines(row.than_options),
            "unless": _text(row.condition),
        }
    else:
        told = row.note if row.kind == "shows_note" else row.urgency
        own = {"when": _text(row.condition), row.kind: _text(told)}
    # Its own word stays, however empty: it tells which promise it is.
    kept = {row.kind: own[row.kind]} if row.kind else {}
    return {"id": row.key, **_filled(own), **kept}


def _vignette(row: rows.DraftVignette) -> Document:
    return _filled(
        {
            "id": row.key,
            "story": _text(row.story),
            "answers": words(row.answers),
            "lowest": row.lowest,
            "highest": row.highest,
            "source": _text(row.source),
            "groups": lines(row.groups),
        }
    )


def _text(text: str) -> str:
    """As files have it: browsers send the ends of lines in two characters."""
    return "\n".join(text.strip().splitlines())


def _filled(row: Document) -> Document:
    """Without what says nothing; a rank of 0 says something."""
    return {
        name: value
        for name, value in row.items()
        if value is not None and value is not False and value not in ("", [], {})
    }

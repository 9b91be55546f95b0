"""A part of a questionnaire that changed, in finished words: which, how, and old and new."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from triage.desk.sentences import place_words
from triage.engine.comparison import Edit, PartChange, State
from triage.engine.conditions import AllOf, AnyOf, Compares, Includes, Named, write
from triage.engine.urgency import Urgency
from triage.urgency_words import level_word

FIELDS = {
    "come_back": _("get help if"),
    "condition": _("condition"),
    "decimals": _("decimals"),
    "do": _("do"),
    "expect": _("what to expect"),
    "hint": _("hint"),
    "kind": _("kind"),
    "label": _("label"),
    "levels": _("levels"),
    "name": _("name"),
    "options": _("options"),
    "pattern": _("pattern"),
    "questions": _("questions"),
    "rank": _("rank"),
    "reason": _("reason"),
    "section": _("section"),
    "sources": _("sources"),
    "text": _("text"),
    "title": _("title"),
    "topics": _("topics"),
    "unit": _("unit"),
    "urgency": _("urgency"),
    "ask_when": _("asked when"),
    "do_not": _("do not"),
    "error": _("if nothing is chosen"),
    "flag": _("red flag"),
    "group": _("sub-heading"),
    "harmless": _("harmless option"),
    "is_exclusive": _("rules out the others"),
    "is_fact": _("stays as it is"),
    "is_not_sure": _("is “not sure”"),
    "is_ordered": _("answers are ordered"),
    "is_policy": _("rests on our policy"),
    "is_red_flag": _("safety question"),
    "lead": _("first sentence"),
    "least": _("least number"),
    "most": _("largest number"),
    "not_for": _("not for"),
    "not_sure_floor": _("least urgency of “not sure”"),
    "place": _("stands after"),
    "safety_net": _("safety net"),
    "show_when": _("shown when"),
    "tell": _("advice"),
    "why": _("why we ask"),
}
# What a field is called that means something else elsewhere.
FIELDS_OF = {
    ("rule", "when"): _("holds when"),
    ("outcome", "when"): _("by when"),
    ("definition", "condition"): _("holds when"),
    ("question", "text"): _("wording"),
    ("note", "text"): _("wording"),
}


STATES = {
    State.ADDED: _("added"),
    State.REMOVED: _("removed"),
    State.CHANGED: _("changed"),
    State.MOVED: _("moved"),
    State.RENAMED: _("renamed"),
}


@dataclass(frozen=True)
class WrittenEdit:
    """One field, old and new, line by line; no line where there was nothing."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True)
class WrittenPart:
    """A part that changed: “rule u-clot”, “changed”, and its fields."""

    name: str
    state: str
    edits: tuple[WrittenEdit, ...]


def written_part(change: PartChange) -> WrittenPart:
    name = place_words(f"{change.part} {change.id}".strip())
    if change.within:
        words = {"part": name, "question": change.within}
        name = gettext("%(part)s of question %(question)s") % words
    if change.was:
        name = gettext("%(part)s (was %(old)s)") % {"part": name, "old": change.was}
    return WrittenPart(
        name=name,
        state=str(STATES[change.state]),
        edits=tuple(_edit(change, edit) for edit in change.edits),
    )


def _edit(change: PartChange, edit: Edit) -> WrittenEdit:
    is_kept = change.state not in (State.ADDED, State.REMOVED)
    field = FIELDS_OF.get((change.part, edit.field), FIELDS.get(edit.field, edit.field))
    field = str(field)
    if edit.field == "place" and is_kept:
        return WrittenEdit(
            field, *(_lines(v) or (gettext("nothing: it is the first"),) for v in _both(edit))
        )
    return WrittenEdit(field, *map(_lines, _both(edit)))


def _both(edit: Edit) -> tuple[object, object]:
    return edit.before, edit.after


def _lines(value: object) -> tuple[str, ...]:
    """A value in words, an entry a line."""
    match value:
        case None:
            return ()
        case Includes() | Compares() | AllOf() | AnyOf() | Named():
            return (write(value),)
        case Urgency():
            return (level_word(value.key).lower(),)
        case bool():
            return (gettext("yes") if value else gettext("no"),)
        case tuple():
            return tuple(line for each in value for line in _lines(each))
        case _:
            return (str(value),)

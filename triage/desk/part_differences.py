"""A part of a questionnaire that changed, in finished words: which, how, and old and new."""

from dataclasses import dataclass

from triage.engine.comparison import Edit, PartChange, State
from triage.engine.conditions import AllOf, AnyOf, Compares, Includes, Named, write
from triage.engine.urgency import Urgency

FIELDS = {
    "ask_when": "asked when",
    "do_not": "do not",
    "error": "if nothing is chosen",
    "flag": "red flag",
    "group": "sub-heading",
    "harmless": "harmless option",
    "is_exclusive": "rules out the others",
    "is_fact": "stays as it is",
    "is_not_sure": "is “not sure”",
    "is_ordered": "answers are ordered",
    "is_policy": "rests on our policy",
    "is_red_flag": "safety question",
    "lead": "first sentence",
    "least": "least number",
    "most": "largest number",
    "not_for": "not for",
    "not_sure_floor": "least urgency of “not sure”",
    "place": "stands after",
    "safety_net": "safety net",
    "show_when": "shown when",
    "tell": "advice",
    "why": "why we ask",
}
# What a field is called that means something else elsewhere.
FIELDS_OF = {
    ("rule", "when"): "holds when",
    ("outcome", "when"): "by when",
    ("definition", "condition"): "holds when",
    ("question", "text"): "wording",
    ("note", "text"): "wording",
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
    within = f" of question {change.within}" if change.within else ""
    was = f" (was {change.was})" if change.was else ""
    return WrittenPart(
        name=f"{change.part} {change.id}{within}{was}".replace("  ", " ").strip(),
        state=change.state.value,
        edits=tuple(_edit(change, edit) for edit in change.edits),
    )


def _edit(change: PartChange, edit: Edit) -> WrittenEdit:
    is_kept = change.state not in (State.ADDED, State.REMOVED)
    field = FIELDS_OF.get((change.part, edit.field), FIELDS.get(edit.field, edit.field))
    if edit.field == "place" and is_kept:
        return WrittenEdit(
            field, *(_lines(v) or ("nothing: it is the first",) for v in _both(edit))
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
            return (value.key,)
        case bool():
            return ("yes" if value else "no",)
        case tuple():
            return tuple(line for each in value for line in _lines(each))
        case _:
            return (str(value),)

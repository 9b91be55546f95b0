"""Moving and copying the parts of a draft. Call within `drafts.changed`."""

from typing import Any

from django.db.models import Max

from triage.models import DraftOption, DraftQuestion, Part

UP, DOWN = "up", "down"


def next_position(row: Part | DraftOption) -> int:
    """The place after the last of its kind. One query."""
    top = _siblings(row).aggregate(top=Max("position"))["top"]
    return 0 if top is None else int(top) + 1


def move(row: Part | DraftOption, direction: str) -> bool:
    """Change places with the one before or after; False at the end of the list."""
    listed = list(_siblings(row).order_by("position", "pk"))
    place = listed.index(row)
    other = place + (-1 if direction == UP else 1)
    if not 0 <= other < len(listed):
        return False
    listed[place], listed[other] = listed[other], listed[place]
    _put_in_order(listed)
    return True


def copy(row: Part) -> Part:
    """The same once more, under a free name, right after it. A question brings its options."""
    options = list(row.options.all()) if isinstance(row, DraftQuestion) else []
    twin: Any = type(row)._default_manager.get(pk=row.pk)
    twin.pk, twin.key = None, _free_key(row)
    twin._state.adding = True
    twin.save()
    for option in options:
        option.pk, option.question = None, twin
    DraftOption.objects.bulk_create(options)
    listed = [each for each in _siblings(row).order_by("position", "pk") if each.pk != twin.pk]
    listed.insert(listed.index(row) + 1, twin)
    _put_in_order(listed)
    return twin  # type: ignore[no-any-return]  # a row of the same kind


def _put_in_order(listed: list[Any]) -> None:
    moved = []
    for position, each in enumerate(listed):
        if each.position != position:
            each.position = position
            moved.append(each)
    if moved:
        type(moved[0])._default_manager.bulk_update(moved, ["position"])


def _free_key(row: Any) -> str:
    """`u-clot` → `u-clot-2`; conditions know no hyphens, so `age` → `age_2`."""
    joint = "-" if "-" in row.key else "_"
    taken = set(_siblings(row).values_list("key", flat=True))
    number = 2
    while (key := f"{row.key[:50]}{joint}{number}") in taken:
        number += 1
    return key


def _siblings(row: Any) -> Any:
    owner = (
        {"question": row.question_id} if isinstance(row, DraftOption) else {"draft": row.draft_id}
    )
    return type(row)._default_manager.filter(**owner)

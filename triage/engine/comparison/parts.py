"""What changed from one questionnaire to another, part by part: old and new, words apart.

Parts are known by their ids. A rule that is gone, and a new one that holds for the same answers at
the same urgency, are one rule with another name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from triage.engine.comparison.changes import Edit, PartChange, State, Value
from triage.engine.comparison.meaning import meaning
from triage.engine.comparison.sorts import OPTION, QUESTION, RULE, SORTS, Sort
from triage.engine.parts import NUMBER, Question, Rule
from triage.engine.questionnaire import Questionnaire


def changed_parts(before: Questionnaire, after: Questionnaire) -> tuple[PartChange, ...]:
    """Every part that is not as it was, in the questionnaire's order, what is gone last."""
    found: list[PartChange] = []
    for sort in SORTS:
        changes = _changes(sort, sort.all(before), sort.all(after))
        if sort is RULE:
            changes = _with_renames(changes, before, after)
        found += changes
        if sort is QUESTION:
            found += _options(before, after)
    return tuple(found)


def _options(before: Questionnaire, after: Questionnaire) -> Iterator[PartChange]:
    """The options of questions that both have."""
    for question in after.questions:
        if question.id in before.question_ids:
            old = before.question(question.id)
            for change in _changes(OPTION, old.options, question.options):
                yield replace(change, within=question.id)


def _changes(sort: Sort, before: Sequence[Any], after: Sequence[Any]) -> list[PartChange]:
    old, new = ({sort.key(part): part for part in parts} for parts in (before, after))
    moved = _moved(list(old), list(new))
    found: list[PartChange] = []
    for name, part in new.items():
        if name not in old:
            found.append(PartChange(sort.name, name, State.ADDED, _edits(sort, None, part)))
            continue
        edits = _edits(sort, old[name], part)
        place = [moved[name]] if name in moved else []
        if edits or place:
            state = State.CHANGED if edits else State.MOVED
            found.append(PartChange(sort.name, name, state, (*edits, *place)))
    found += [
        PartChange(sort.name, name, State.REMOVED, _edits(sort, part, None))
        for name, part in old.items()
        if name not in new
    ]
    return found


def _edits(sort: Sort, before: Any, after: Any) -> tuple[Edit, ...]:
    """The fields that differ; of a part that came or went, all that say something."""
    fields = [*((name, False) for name in sort.meanings), *((name, True) for name in sort.words)]
    edits = [
        Edit(name, _field(before, name), _field(after, name), is_words) for name, is_words in fields
    ]
    if sort is QUESTION and None in (before, after):
        edits.append(Edit("options", _labels(before), _labels(after), is_words=False))
    return tuple(edit for edit in edits if edit.before != edit.after)


def _field(part: Any, name: str) -> Value:
    """None for an empty field, and for a “no”."""
    value: Value = None if part is None else getattr(part, name)
    if name == "decimals" and part is not None and part.kind != NUMBER:
        return None
    return None if value is False or value in ("", ()) else value


def _labels(question: Question | None) -> tuple[str, ...] | None:
    return tuple(option.label for option in question.options) if question else None


# Places


def _moved(before: list[str], after: list[str]) -> Mapping[str, Edit]:
    """Those out of the order they had among the others, as few as explain the new one."""
    ranks = {name: place for place, name in enumerate(before)}
    kept = [name for name in after if name in ranks]
    in_order = _longest_rising([ranks[name] for name in kept])
    return {
        name: Edit("place", _earlier(before, name), _earlier(after, name), is_words=False)
        for name in kept
        if ranks[name] not in in_order
    }


def _longest_rising(numbers: Sequence[int]) -> frozenset[int]:
    """The longest run of numbers, gaps allowed, that rises."""
    best: list[tuple[int, ...]] = []
    for place, number in enumerate(numbers):
        runs: list[tuple[int, ...]] = [()]
        runs += [best[other] for other in range(place) if numbers[other] < number]
        longest = max(runs, key=len)
        best.append((*longest, number))
    run = max(best, key=len, default=())
    return frozenset(run)


def _earlier(names: list[str], name: str) -> str | None:
    place = names.index(name)
    return names[place - 1] if place else None


# Renamed rules


def _with_renames(
    changes: list[PartChange], before: Questionnaire, after: Questionnaire
) -> list[PartChange]:
    gone = {change.id for change in changes if change.state is State.REMOVED}
    old = {rule.id: rule for rule in before.rules if rule.id in gone}
    found: list[PartChange] = []
    for change in changes:
        twin = _twin(change, old, before, after)
        if twin is None:
            found.append(change)
            continue
        del old[twin.id]
        new = next(rule for rule in after.rules if rule.id == change.id)
        edits = _edits(RULE, twin, new)
        found.append(replace(change, state=State.RENAMED, edits=edits, was=twin.id))
    renamed = {change.was for change in found}
    return [change for change in found if not _is_gone(change, renamed)]


def _is_gone(change: PartChange, renamed: set[str]) -> bool:
    return change.state is State.REMOVED and change.id in renamed


def _twin(
    change: PartChange, old: Mapping[str, Rule], before: Questionnaire, after: Questionnaire
) -> Rule | None:
    """The removed rule that this added one is."""
    if change.state is not State.ADDED:
        return None
    new = next(rule for rule in after.rules if rule.id == change.id)
    said = meaning(new.when, after.meanings)
    for rule in old.values():
        if rule.urgency is new.urgency and meaning(rule.when, before.meanings) == said:
            return rule
    return None

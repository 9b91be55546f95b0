"""Small answers of the database, remembered until a table they come from is written to.

Unlike a cache with a time it is never behind: what makes kept pages anew makes these anew as well.
Inside a transaction nothing is remembered, as what it wrote is known to nobody else.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from weakref import WeakSet

from django.db import connection

from groundwork.pages.keeping import LONGEST
from groundwork.pages.shared import versions
from groundwork.pages.versions import State, Unreachable
from groundwork.pages.watching import say_read, tables_read

Answer = TypeVar("Answer")
MOST_REMEMBERED = 16
_EVERY: "WeakSet[Remembered[Any]]" = WeakSet()


@dataclass(frozen=True)
class _Known(Generic[Answer]):
    answer: Answer
    tables: frozenset[str]
    state: State
    until: float


class Remembered(Generic[Answer]):
    """The answers to one question, by what it was asked with. They are shared: don't change one."""

    def __init__(self, question: Callable[..., Answer]) -> None:
        self.question = question
        self._known: dict[Hashable, _Known[Answer]] = {}
        _EVERY.add(self)

    def get(self, *asked_with: Hashable) -> Answer:
        """`asked_with`: what the question takes; whatever else it depends on must be among it, such
        as the language."""
        state = _state()
        known = self._known.get(asked_with)
        if state and known and _holds(known, state):
            say_read(known.tables)
            return known.answer
        with tables_read() as tables:
            answer = self.question(*asked_with)
        if state:
            self._remember(asked_with, _Known(answer, frozenset(tables), state, _now() + _LONGEST))
        return answer

    def forget(self) -> None:
        self._known = {}

    def _remember(self, key: Hashable, known: _Known[Answer]) -> None:
        if len(self._known) >= MOST_REMEMBERED:
            self._known = {}
        self._known[key] = known


_LONGEST = LONGEST.total_seconds()


def forget_everything() -> None:
    """As a new process would begin."""
    for each in _EVERY:
        each.forget()


def _holds(known: _Known[Answer], state: State) -> bool:
    return known.state.agrees_with(state, known.tables) and _now() < known.until


def _state() -> State | None:
    """The tables' versions, read before the tables; None if nothing may be remembered."""
    if not _is_settled():
        return None
    try:
        return versions().now()
    except Unreachable:
        return None


def _is_settled() -> bool:
    return not connection.in_atomic_block


def _now() -> float:
    return time.monotonic()

"""What the database said last, for as long as it cannot be asked.

A reader in the middle of a self-check is better served by the release they began with, out of this
process's memory, than by an error page. Never for anything private: what is kept is for everyone.
"""

import logging
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from django.db import InterfaceError, OperationalError

logger = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class LastKnown(Generic[Answer]):
    """The answers of one kind of question, at most `limit` of them."""

    def __init__(self, limit: int = 64) -> None:
        self.limit = limit
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()

    def ask(self, key: Hashable, question: Callable[[], Answer]) -> Answer:
        """The answer now or, with the database away, the last one; raises if there was none."""
        try:
            answer = question()
        except (OperationalError, InterfaceError):
            if key not in self._answers:
                raise
            logger.warning("The database is away; going on from memory")
            return self._answers[key]
        self._answers[key] = answer
        self._answers.move_to_end(key)
        while len(self._answers) > self.limit:
            self._answers.popitem(last=False)
        return answer

    def forget(self) -> None:
        self._answers.clear()

"""Yes-or-no formulas as numbers a solver reads: each number a variable, its negative the opposite.

The same formula gets the same number however often it is asked for. Two walks that share their
first answers therefore share everything that follows from them.
"""

from collections.abc import Iterable

Literal = int

TRUE: Literal = 1
FALSE: Literal = -TRUE


class TooLarge(ValueError):
    """More than we are ready to prove; the message says what was too much, and the limit."""


class Circuit:
    """Formulas made so far, as clauses: lists of literals at least one of which is true."""

    def __init__(self, most_variables: int, most_clauses: int) -> None:
        self.clauses: list[tuple[Literal, ...]] = [(TRUE,)]
        self.variables = TRUE
        self._most_variables = most_variables
        self._most_clauses = most_clauses
        self._known: dict[tuple[Literal, ...], Literal] = {}

    def free(self) -> Literal:
        """A new variable that may be either. Raises `TooLarge`."""
        if self.variables >= self._most_variables:
            raise TooLarge(f"It needs more than {self._most_variables:,} variables.")
        self.variables += 1
        return self.variables

    def require(self, *literals: Literal) -> None:
        """At least one of these is true, always. Raises `TooLarge`."""
        if len(self.clauses) >= self._most_clauses:
            raise TooLarge(f"It needs more than {self._most_clauses:,} clauses.")
        self.clauses.append(literals)

    def both(self, literals: Iterable[Literal]) -> Literal:
        """True when all of them are; true for none at all."""
        parts = set(literals) - {TRUE}
        if any(-part in parts for part in parts) or FALSE in parts:
            return FALSE
        if len(parts) > 1:
            return self._named(tuple(sorted(parts)))
        return parts.pop() if parts else TRUE

    def either(self, literals: Iterable[Literal]) -> Literal:
        """True when at least one of them is; false for none at all."""
        return -self.both(-literal for literal in literals)

    def _named(self, parts: tuple[Literal, ...]) -> Literal:
        if parts not in self._known:
            whole = self.free()
            for part in parts:
                self.require(-whole, part)
            self.require(whole, *(-part for part in parts))
            self._known[parts] = whole
        return self._known[parts]

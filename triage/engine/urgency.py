"""How soon to get help. Ordered, so that "the most urgent wins" is `max`."""

from enum import IntEnum


class Urgency(IntEnum):
    """Five levels, the least urgent first."""

    SELF_CARE = 0
    ROUTINE = 1
    SOON = 2
    URGENT = 3
    EMERGENCY = 4

    @property
    def key(self) -> str:
        """As it is written in files and addresses: `self-care`."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def from_key(cls, key: str) -> "Urgency":
        """The level a key names. Raises ValueError for any other word."""
        for level in cls:
            if level.key == key:
                return level
        known = ", ".join(level.key for level in cls)
        raise ValueError(f"“{key}” is not an urgency. Use one of: {known}.")


# The question whose answer chooses the self-care text, and the levels that show one.
PROBLEM = "problem"
SELF_CARE_LEVELS = (Urgency.SELF_CARE, Urgency.ROUTINE)

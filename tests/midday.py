"""A moment of this day far from the end of any hour that something is counted in."""

from datetime import UTC, datetime

MIDDAY = datetime.now(UTC).replace(hour=12, minute=31, second=0, microsecond=0)

"""A moment far from the end of any hour that something is counted in.

It is to-morrow's, so that whatever was stored before lies in the past.
"""

from datetime import UTC, datetime, timedelta

MIDDAY = (datetime.now(UTC) + timedelta(days=1)).replace(hour=12, minute=31, second=0)

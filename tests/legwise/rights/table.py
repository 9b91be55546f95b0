"""The acts as a table for docs/roles.md."""

from legwise.roles import ROLES
from tests.legwise.rights.acts import ACTS
from tests.legwise.rights.world import NO_GROUP, SUPERUSER

SHOWN = (NO_GROUP, *ROLES, SUPERUSER)


def table() -> str:
    """A row for each act, a column for each role that has a desk."""
    head = ["", *(who.capitalize() for who in SHOWN)]
    rows = [[act.name, *("yes" if who in act.who else "–" for who in SHOWN)] for act in ACTS]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"

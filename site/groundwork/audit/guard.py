"""What makes the database itself refuse to change, delete or slip in entries of the trail.

A migration that rebuilds the table on SQLite drops its triggers: put them back in that migration.
`manage.py audit verify` tells when they are missing.
"""

from django.db import connection

TABLE = "groundwork_auditentry"
REFUSAL = "The audit trail is only ever added to."
NAMES = ("audit_never_changed", "audit_never_deleted", "audit_only_at_the_end")

SQLITE_UP = (
    f"CREATE TRIGGER audit_never_changed BEFORE UPDATE ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER audit_never_deleted BEFORE DELETE ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    # INSERT OR REPLACE deletes without a word to the trigger above.
    "CREATE TRIGGER audit_only_at_the_end BEFORE INSERT ON groundwork_auditentry "
    "WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM groundwork_auditentry) "
    "BEGIN SELECT RAISE(ABORT, 'The audit trail is only ever added to.'); END",
)
SQLITE_DOWN = tuple(f"DROP TRIGGER IF EXISTS {name}" for name in NAMES)

POSTGRESQL_UP = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; "
    "END $$",
    "CREATE OR REPLACE FUNCTION audit_refuse_between() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN IF NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM groundwork_auditentry) "
    "THEN RAISE EXCEPTION 'The audit trail is only ever added to.' "
    "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",
    f"CREATE TRIGGER audit_never_changed BEFORE UPDATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    f"CREATE TRIGGER audit_never_deleted BEFORE DELETE OR TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    f"CREATE TRIGGER audit_only_at_the_end BEFORE INSERT ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse_between()",
)
POSTGRESQL_DOWN = (
    *(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in NAMES),
    "DROP FUNCTION IF EXISTS audit_refuse()",
    "DROP FUNCTION IF EXISTS audit_refuse_between()",
)


def up(vendor: str) -> tuple[str, ...]:
    """The statements that put the guard in place."""
    return POSTGRESQL_UP if vendor == "postgresql" else SQLITE_UP


def down(vendor: str) -> tuple[str, ...]:
    """The statements that take it away: for migrations, and for tests that empty the database."""
    return POSTGRESQL_DOWN if vendor == "postgresql" else SQLITE_DOWN


def missing() -> list[str]:
    """The triggers the database should have and has not. One query."""
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        found = {name for (name,) in cursor.fetchall()}
    return [name for name in NAMES if name not in found]

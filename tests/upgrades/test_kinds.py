"""An operation that could lock readers out, or break old code, comes with a note why it is safe."""

from typing import Any

import pytest
from django.db import models
from django.db.migrations import Migration
from django.db.migrations import operations as kinds
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from tests.upgrades import walk
from tests.upgrades.kinds import loud

EMPTY_COLUMN = "a key that is empty in every row: checked in one read, without touching rows"
SMALL = "a table of some hundred rows, which desk and loading write to and readers seldom read"
# Migration -> operation -> why readers are served meanwhile, and what old code makes of it.
NOTES: dict[str, dict[str, str]] = {
    "articles.0003_versions_and_editions": {"AddField article.head": EMPTY_COLUMN},
    "articles.0004_first_versions": {
        "RunPython": "adds rows to tables nobody reads yet; sets one column, which locks rows from "
        "writers alone",
    },
    "articles.0005_working_copy": {
        **{
            f"RemoveField article.{name}": "no row is touched; old code cannot read articles: stop "
            "it first (no release was before this)"
            for name in (
                "body_html",
                "headings",
                "help_html",
                "published_at",
                "questions_html",
                "rendered_by",
                "short_answer_html",
                "sources_html",
                "state",
                "word_count",
            )
        },
        "RemoveConstraint article.article_published_has_a_date": "no row is read",
        "RemoveIndex article.article_public": "no row is read; what used it goes with it",
    },
    "articles.0007_registers_at_work": {
        "AddField article.replaced_by": EMPTY_COLUMN,
        "AddField source.retraction_note": f"{SMALL}; the default is kept in the catalogue alone; "
        "old code cannot add a source until it is replaced",
        "AddConstraint source": f"{SMALL}; reads them once",
    },
    "articles.0012_search": {"RunPython": "an index over a table made a moment before"},
    "articles.0013_comments": {"RunPython": "eight rows into a table made a moment before"},
    "articles.0014_red_flag_phrasings": {
        "AddField redflag.phrasings": f"{SMALL}; the default is kept in the catalogue alone; old "
        "code cannot add a red flag until it is replaced",
    },
    "triage.0003_second_person": {
        "AddField release.approved_by": EMPTY_COLUMN,
        "AddField release.published_by": EMPTY_COLUMN,
        "AddConstraint release": "a few dozen rows, read once; old code leaves both columns empty",
    },
    "groundwork.0003_audit": {"RunPython": "triggers on a table made a moment before"},
    "legwise.0001_groups": {"RunPython": "four groups and their rights; readers have neither"},
}


@pytest.mark.parametrize("name", walk.names())
def test_what_could_lock_or_break_has_a_note_why_it_does_not(name: str) -> None:
    room, _, title = name.partition(".")
    loader = MigrationLoader(None)
    before = loader.project_state((room, title), at_end=False)

    found = loud(loader.disk_migrations[room, title], before)

    assert found == sorted(NOTES.get(name, {}))


def test_no_note_speaks_of_a_migration_there_is_not() -> None:
    assert NOTES.keys() <= set(walk.names())
    assert all(why for notes in NOTES.values() for why in notes.values())


def text(**options: Any) -> Any:
    return models.CharField(max_length=10, **options)


TABLE = kinds.CreateModel("Leg", [("id", models.BigAutoField(primary_key=True)), ("name", text())])
LOUD = {
    "AddField leg.side": kinds.AddField("leg", "side", text(default="")),
    "AddField leg.twin": kinds.AddField("leg", "twin", text(null=True, unique=True)),
    "AddField leg.other": kinds.AddField(
        "leg", "other", models.ForeignKey("room.leg", models.CASCADE, null=True)
    ),
    "AddIndex leg": kinds.AddIndex("leg", models.Index(fields=["name"], name="leg_by_name")),
    "AddConstraint leg": kinds.AddConstraint(
        "leg", models.CheckConstraint(condition=~models.Q(name=""), name="named")
    ),
    "AlterField leg.name": kinds.AlterField("leg", "name", text(db_index=True)),
    "DeleteModel Leg": kinds.DeleteModel("Leg"),
    "RemoveField leg.name": kinds.RemoveField("leg", "name"),
    "RenameField leg": kinds.RenameField("leg", "name", "title"),
    "RenameModel": kinds.RenameModel("Leg", "Limb"),
    "AlterModelTable Leg": kinds.AlterModelTable("Leg", "limbs"),
    "RunSQL": kinds.RunSQL("UPDATE room_leg SET name = 'x'"),
    "RunPython": kinds.RunPython(kinds.RunPython.noop),
    "SeparateDatabaseAndState": kinds.SeparateDatabaseAndState(),
}
QUIET = {
    "an empty column": kinds.AddField("leg", "side", text(null=True)),
    "a column the database fills": kinds.AddField("leg", "side", text(db_default="")),
    "pairs": kinds.AddField("leg", "others", models.ManyToManyField("room.leg")),
    "another help text": kinds.AlterField("leg", "name", text(help_text="Left or right.")),
    "other choices": kinds.AlterField("leg", "name", text(choices=[("l", "left")])),
    "another order": kinds.AlterModelOptions("leg", {"ordering": ["name"]}),
    "another table": kinds.CreateModel("Arm", [("id", models.BigAutoField(primary_key=True))]),
}


def of(*operations: Any) -> list[str]:
    """What is loud in a migration that meets the table of legs."""
    before = ProjectState()
    TABLE.state_forwards("room", before)
    kind = type("Migration", (Migration,), {"operations": operations})
    migration = kind("0002", "room")
    return loud(migration, before)


@pytest.mark.parametrize("name", LOUD)
def test_what_reads_rows_or_breaks_old_code_is_loud(name: str) -> None:
    (found,) = of(LOUD[name])

    assert found.startswith(name)


@pytest.mark.parametrize("name", QUIET)
def test_what_takes_a_moment_is_quiet(name: str) -> None:
    assert of(QUIET[name]) == []


def test_nobody_reads_a_table_made_in_the_same_migration() -> None:
    arm = kinds.CreateModel("Arm", [("id", models.BigAutoField(primary_key=True))])

    assert of(arm, kinds.AddField("arm", "name", text(default=""))) == []

"""Every migration runs forward on a full database: nothing is lost, and it does what it says.

A new one is tried as it comes. What it changes, drops, locks or keeps from old code is told here,
and in docs/upgrades.md for whoever runs the site.
"""

import json
from collections.abc import Set as AbstractSet
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from pytest_django import DjangoDbBlocker

from legwise import roles
from tests.upgrades import walk
from tests.upgrades.filling import LONG
from tests.upgrades.walk import Row, Step, Walk

pytestmark = pytest.mark.django_db

NAMES = walk.names()
ARTICLE = "articles_article"
FROM_0003 = ("articleversion", "edition", "person", "review")
MADE = ("body_html", "headings", "help_html", "questions_html", "rendered_by", "short_answer_html")

TYPED = {"title", "short_answer", "description", "body", "keywords", "problem", "order"}

Declared = dict[str, dict[str, set[str]]]
"""Migration -> table -> columns."""

CHANGES: Declared = {"articles.0004_first_versions": {ARTICLE: {"head_id"}}}
DROPS: Declared = {
    "articles.0005_working_copy": {
        ARTICLE: {*MADE, "published_at", "sources_html", "state", "word_count"}
    }
}
# Tables that yesterday's code cannot read, or not write a row to, once the migration has run.
OLD_CODE_CANNOT_READ = {"articles.0005_working_copy": {ARTICLE}}
OLD_CODE_CANNOT_WRITE = {
    "articles.0005_working_copy": {ARTICLE},
    "articles.0007_registers_at_work": {"articles_source"},
    "articles.0014_red_flag_phrasings": {"articles_redflag"},
}
# Tables whose readers wait, on PostgreSQL, until the migration has ended. On SQLite none do.
LOCKS = {
    "articles.0003_versions_and_editions": {ARTICLE},
    "articles.0005_working_copy": {ARTICLE},
    "articles.0007_registers_at_work": {ARTICLE, "articles_source"},
    "articles.0014_red_flag_phrasings": {"articles_redflag"},
    "triage.0003_second_person": {"triage_release"},
}


@pytest.fixture(scope="session")
def walked(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Walk:
    """All migrations, once in a process."""
    with django_db_blocker.unblock():
        return walk.walk(tmp_path_factory.mktemp("upgrades"))


@pytest.mark.parametrize("name", NAMES)
def test_no_row_and_no_value_is_lost(name: str, walked: Walk) -> None:
    step = walked.steps[name]

    assert step.before.keys() <= step.after.keys()
    for table, before in step.before.items():
        after = step.after[table]
        kept = (before.columns & after.columns) - CHANGES.get(name, {}).get(table, set())
        assert before.rows.keys() <= after.rows.keys(), table
        assert before.columns - after.columns == DROPS.get(name, {}).get(table, set()), table
        for key, row in before.rows.items():
            assert _only(row, kept) == _only(after.rows[key], kept), (table, key)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_held_rows_before(name: str, walked: Walk) -> None:
    empty = {table for table, each in walked.steps[name].before.items() if not each.rows}

    if name in walk.RELEASED_WITH_THE_ONE_BEFORE:
        came = {
            table for table in empty if table.startswith(tuple(f"articles_{x}" for x in FROM_0003))
        }
        assert empty == came
    else:
        assert not empty


@pytest.mark.parametrize("name", NAMES)
def test_old_code_runs_on_the_new_tables_but_where_told(name: str, walked: Walk) -> None:
    step = walked.steps[name]

    assert step.old_code_cannot_read == OLD_CODE_CANNOT_READ.get(name, set())
    assert step.old_code_cannot_write == OLD_CODE_CANNOT_WRITE.get(name, set())


@pytest.mark.parametrize("name", NAMES)
def test_readers_wait_for_no_table_but_those_told(name: str, walked: Walk) -> None:
    told = LOCKS.get(name, set()) if connection.vendor == "postgresql" else set()

    assert walked.steps[name].locked == told


def test_nothing_is_told_of_a_migration_there_is_not() -> None:
    told = (CHANGES, DROPS, OLD_CODE_CANNOT_READ, OLD_CODE_CANNOT_WRITE, LOCKS)

    assert {name for each in told for name in each} <= set(NAMES)


def test_the_rows_hold_nulls_and_long_texts_of_all_kinds(walked: Walk) -> None:
    last = walked.steps[NAMES[-1]].before
    every = apps.get_models(include_auto_created=True)

    for model in (each for each in every if each._meta.app_label in walk.OURS):
        rows = list(last[model._meta.db_table].rows.values())
        for field in model._meta.local_concrete_fields:
            values = [row[str(field.column)] for row in rows]
            if field.null:
                assert None in values, field
                assert any(value is not None for value in values), field
            if field.get_internal_type() == "TextField":
                assert any(value and LONG * 2 in value for value in values), field


def test_the_tables_at_the_end_are_those_of_the_models(walked: Walk) -> None:
    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    every = apps.get_models(include_auto_created=True)
    own = [model for model in every if model._meta.managed and not model._meta.proxy]

    assert not detector.changes(graph=loader.graph)
    assert {m._meta.db_table: _columns(m) for m in own} == {
        table: columns - GENERATED for table, columns in walked.tables.items()
    }


def test_each_article_got_a_first_version_and_the_published_an_edition(walked: Walk) -> None:
    step = walked.steps["articles.0004_first_versions"]
    articles = step.before[ARTICLE].rows
    versions = _by(step, "articles_articleversion", "article_id")
    editions = _by(step, "articles_edition", "article_id")

    assert {row["state"] for row in articles.values()} >= {"draft", "published"}
    assert versions.keys() == articles.keys()
    assert editions.keys() == {key for key, row in articles.items() if row["state"] == "published"}
    for key, row in articles.items():
        assert step.after[ARTICLE].rows[key]["head_id"] == versions[key]["id"]
        assert versions[key]["number"] == 1
        content = json.loads(versions[key]["content"])
        assert {name: content[name] for name in TYPED} == _only(row, TYPED)
    for key, edition in editions.items():
        assert edition["version_id"] == versions[key]["id"]
        assert edition["ends_at"] is None
        for name in (*MADE, "title", "topic_id", "word_count"):
            assert edition[name] == articles[key][name], name


def test_an_edition_got_what_its_article_leaned_on(walked: Walk) -> None:
    step = walked.steps["articles.0004_first_versions"]
    article_of = {
        row["id"]: row["article_id"] for row in step.after["articles_edition"].rows.values()
    }

    for name in ("cites_sources", "cites_claims", "uses_terms", "body_parts", "audiences"):
        asked = step.before[f"articles_article_{name}"].rows.values()
        got = step.after[f"articles_edition_{name}"].rows.values()
        other = next(column for column in next(iter(asked)) if column not in ("id", "article_id"))
        expected = {(row["article_id"], row[other]) for row in asked}
        published = {pair for pair in expected if pair[0] in article_of.values()}
        assert published, name
        assert {(article_of[row["edition_id"]], row[other]) for row in got} == published, name


def test_documents_are_found_by_their_words(walked: Walk) -> None:
    assert walked.steps["articles.0012_search"].probed == 1


def test_moderators_got_reasons_to_choose_from(walked: Walk) -> None:
    reasons = walked.steps["articles.0013_comments"].after["articles_rejectionreason"].rows

    assert len(reasons) == 8
    assert all(row["label"] for row in reasons.values())


def test_the_trail_got_its_guard(walked: Walk) -> None:
    assert walked.steps["groundwork.0003_audit"].probed == []


def test_the_groups_came_with_their_rights(walked: Walk) -> None:
    after = walked.steps["legwise.0001_groups"].after
    groups = {row["name"]: row["id"] for row in after["auth_group"].rows.values()}
    codes = {row["id"]: row["codename"] for row in after["auth_permission"].rows.values()}
    given = after["auth_group_permissions"].rows.values()

    for role in roles.ROLES:
        got = {codes[row["permission_id"]] for row in given if row["group_id"] == groups[role]}
        assert got == {code for _, _, code in roles.rights_of(role)}


GENERATED = frozenset({"title_vector", "head_vector", "body_vector"})


def _only(row: Row, columns: AbstractSet[str]) -> Row:
    return {name: value for name, value in row.items() if name in columns}


def _by(step: Step, table: str, column: str) -> dict[Any, Row]:
    rows = step.after[table].rows.values()
    found = {row[column]: row for row in rows}
    assert len(found) == len(rows), "more than one"
    return found


def _columns(model: Any) -> frozenset[str]:
    return frozenset(each.column for each in model._meta.local_concrete_fields)

"""What a page read, and what was written: seen in the statements, told after the commit."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from groundwork.pages.watching import EVERYTHING, WriteWatch, table_written, tables_read

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def told() -> Iterator[list[set[str]]]:
    """What was told, each time."""
    connection.ensure_connection()
    found: list[set[str]] = []
    watch = WriteWatch(connection, lambda tables: found.append(set(tables)))
    with connection.execute_wrapper(watch):
        yield found


def roll_back() -> None:
    """Write something, and think better of it."""
    with suppress(ZeroDivisionError), transaction.atomic():
        Group.objects.create(name="One")
        raise ZeroDivisionError


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ('INSERT INTO "articles_edition" ("a") VALUES (%s)', "articles_edition"),
        ('insert or ignore into "articles_term" values (1)', "articles_term"),
        ('UPDATE "articles_claim" SET "a" = 1', "articles_claim"),
        ('\n  DELETE FROM "articles_page" WHERE 1=1', "articles_page"),
        ('TRUNCATE "articles_page", "articles_term"', EVERYTHING),
        ('SELECT "a" FROM "articles_page"', ""),
        ('SELECT "a" FROM "articles_page" FOR UPDATE', ""),
        ("SAVEPOINT x", ""),
        ("PRAGMA foreign_keys = ON", ""),
        ('UPDATE "django_session" SET "a" = 1', ""),
        ("WITH x AS (SELECT 1) DELETE FROM y", EVERYTHING),
        ("ALTER TABLE articles_page ADD x int", EVERYTHING),
        ("DROP TABLE articles_page", EVERYTHING),
        ("nonsense", EVERYTHING),
    ],
)
def test_the_table_a_statement_writes_to_is_known(sql: str, table: str) -> None:
    assert table_written(sql) == table


def test_the_tables_of_a_page_are_those_its_queries_name() -> None:
    with tables_read() as tables:
        list(User.objects.filter(groups__name="Editor").select_related())
        Group.objects.count()
    Session.objects.count()

    assert tables == {"auth_user", "auth_user_groups", "auth_group"}


def test_a_write_is_told_at_once(told: list[set[str]]) -> None:
    User.objects.create(username="somebody")
    User.objects.update(first_name="Some")
    User.objects.all().delete()

    assert told[0] == told[1] == {"auth_user"}
    assert "auth_user" in told[-1]


def test_a_transaction_is_told_once_and_after_its_commit(told: list[set[str]]) -> None:
    with transaction.atomic():
        Group.objects.create(name="One")
        User.objects.create(username="somebody")
        assert told == []

    assert told == [{"auth_group", "auth_user"}]


def test_what_was_rolled_back_is_not_told(told: list[set[str]]) -> None:
    roll_back()

    assert told == []


def test_a_part_rolled_back_does_not_silence_the_rest(told: list[set[str]]) -> None:
    with transaction.atomic():
        roll_back()
        Group.objects.create(name="Two")

    assert len(told) == 1
    assert "auth_group" in told[0]


def test_after_a_rollback_the_next_write_is_told(told: list[set[str]]) -> None:
    roll_back()
    with transaction.atomic():
        Group.objects.create(name="Two")

    assert told == [{"auth_group"}]


def test_a_session_renews_nothing(told: list[set[str]]) -> None:
    Session.objects.create(session_key="x", session_data="", expire_date=timezone.now())

    assert told == []


def test_every_connection_is_watched() -> None:
    connection.close()
    connection.ensure_connection()

    watches = [each for each in connection.execute_wrappers if isinstance(each, WriteWatch)]
    assert len(watches) == 1

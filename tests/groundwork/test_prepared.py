"""Statements written once: asked with other values, and never with those of before."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection, connections
from django.db.models import Q, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from groundwork.prepared import CannotPrepare, Prepared

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def named(name: str) -> QuerySet[Group]:
    return Group.objects.filter(name=name)


def test_each_question_gets_the_rows_of_its_own_values() -> None:
    for name in ("knee", "calf"):
        Group.objects.create(name=name)
    prepared = Prepared(named)

    found = [[group.name for group in prepared.get(name=name)] for name in ("knee", "calf", "hip")]

    assert found == [["knee"], ["calf"], []]


def test_what_was_written_since_is_there_in_one_query() -> None:
    prepared = Prepared(named)
    before = prepared.get(name="knee")
    group = Group.objects.create(name="knee")

    with CaptureQueriesContext(connection) as queries:
        found = prepared.get(name="knee")

    assert (before, found, len(queries)) == ([], [group], 1)


def test_a_thread_with_another_connection_asks_that_one() -> None:
    class Asked(Exception):
        pass

    def tell(*_: object) -> None:
        raise Asked

    prepared = Prepared(named)
    prepared.get(name="knee")
    ours = connections["default"]
    connections["default"] = other = ours.copy()
    try:
        with other.execute_wrapper(tell), pytest.raises(Asked):
            prepared.get(name="knee")
    finally:
        connections["default"] = ours
        other.close()

    assert prepared.get(name="knee") == []


def test_the_queryset_is_made_once_for_the_names_it_is_given() -> None:
    made: list[tuple[str, ...]] = []

    def any_of(**names: str) -> QuerySet[Group]:
        made.append(tuple(names))
        return Group.objects.filter(name__in=names.values()).order_by("name")

    for name in ("a", "b", "c"):
        Group.objects.create(name=name)
    prepared = Prepared(any_of)

    one = [prepared.get(first=name)[0].name for name in ("a", "b")]
    two = [[g.name for g in prepared.get(first=x, second=y)] for x, y in (("a", "b"), ("b", "c"))]

    assert (one, two) == (["a", "b"], [["a", "b"], ["b", "c"]])
    assert made == [("first",), ("first", "second")]


def test_times_and_numbers_stand_where_they_belong() -> None:
    def between(after: datetime, before: datetime, least: int) -> QuerySet[User]:
        return User.objects.filter(
            date_joined__gt=after, date_joined__lt=before, pk__gte=least
        ).annotate(told=Value("always the same"))

    early, late = (
        User.objects.create(username=f"u{n}", date_joined=NOON + timedelta(days=n)) for n in (0, 9)
    )
    prepared = Prepared(between)

    def ask(days: tuple[int, int], least: int) -> list[User]:
        after, before = (NOON + timedelta(days=day) for day in days)
        return prepared.get(after=after, before=before, least=least)

    assert ask((-1, 1), 0) == [early]
    assert ask((8, 10), 0) == [late]
    assert ask((-1, 10), late.pk) == [late]
    assert ask((-1, 1), 0)[0].told == "always the same"  # type: ignore[attr-defined]


def test_a_value_may_stand_in_several_places() -> None:
    group = Group.objects.create(name="knee")
    prepared = Prepared(lambda name: Group.objects.filter(Q(name=name) & ~Q(name__lt=name)))

    assert [prepared.get(name=each) for each in ("calf", "knee")] == [[], [group]]


def test_a_value_that_becomes_part_of_a_pattern_is_refused() -> None:
    prepared = Prepared(lambda part: Group.objects.filter(name__contains=part))

    with pytest.raises(CannotPrepare, match="part"):
        prepared.get(part="kn")


def test_no_value_at_all_is_refused() -> None:
    with pytest.raises(CannotPrepare, match="None"):
        Prepared(named).get(name=None)  # type: ignore[arg-type]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_on_its_own_connection() -> None:
    Group.objects.create(name="knee")
    prepared = Prepared(named)
    found = [len(prepared.get(name="knee"))]

    def ask() -> None:
        found.append(len(prepared.get(name="knee")))
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()

    assert found == [1, 1]

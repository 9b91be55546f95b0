"""Small answers kept in memory: never behind, and never without a page knowing what it leans on."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from groundwork.pages import Remembered
from groundwork.pages.versions import FileVersions, Unreachable
from groundwork.pages.watching import tables_read

pytestmark = pytest.mark.django_db


def names() -> list[str]:
    return sorted(Group.objects.values_list("name", flat=True))


def test_an_answer_is_kept_until_its_table_is_written_to(remembering: FileVersions) -> None:
    asked: list[int] = []
    question = Remembered(lambda: asked.append(1) or names())  # type: ignore[func-returns-value]

    question.get()
    question.get()
    remembering.renew(["some_other_table"])
    question.get()
    before = len(asked)
    remembering.renew(["auth_group"])
    question.get()

    assert (before, len(asked)) == (1, 2)


@pytest.mark.usefixtures("remembering")
def test_a_page_made_of_what_is_remembered_leans_on_its_tables() -> None:
    question = Remembered(names)
    question.get()

    with tables_read() as tables:
        question.get()

    assert tables == {"auth_group"}


@pytest.mark.usefixtures("remembering")
def test_answers_to_different_keys_are_kept_apart() -> None:
    said = iter(["one", "dos"])
    question = Remembered(lambda _language: next(said))

    assert [question.get("en"), question.get("es"), question.get("en")] == ["one", "dos", "one"]


@pytest.mark.usefixtures("remembering")
def test_nothing_is_remembered_while_nobody_can_tell_if_it_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Away:
        def now(self) -> None:
            raise Unreachable

    question = Remembered(names)
    question.get()
    monkeypatch.setattr("groundwork.pages.remembering.versions", Away)
    Group.objects.create(name="new")

    assert "new" in question.get()


def test_inside_a_transaction_nothing_is_remembered() -> None:
    question = Remembered(names)

    with transaction.atomic():
        question.get()
        Group.objects.create(name="new")

        assert "new" in question.get()


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_counts_at_once() -> None:
    question = Remembered(names)
    before = [*question.get(), *question.get()]

    Group.objects.create(name="new")

    assert "new" not in before
    assert "new" in question.get()

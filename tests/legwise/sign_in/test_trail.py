"""What the audit trail is told of failed tries, and of what commands do to accounts."""

import os
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.test import Client

from groundwork.models import AuditEntry
from legwise.sign_in import commands, failing
from tests.legwise.sign_in.people import give_code, give_password, person, with_app, wrong_code

pytestmark = pytest.mark.django_db
FAILED = "failed to sign in"


def kept() -> str:
    columns = ("who", "name", "changes", "act", "kind", "key")
    return " ".join(str(row) for row in AuditEntry.objects.values_list(*columns))


def test_a_wrong_password_is_told_without_the_name_that_was_typed() -> None:
    person("Editor", "anna")

    give_password(Client(), "anna", "a guess")
    give_password(Client(), "nobody-of-ours", "another guess")

    entries = list(AuditEntry.objects.filter(act=FAILED))
    assert [entry.changed for entry in entries] == [[("wrong", None, "password")]] * 2
    assert not any(word in kept() for word in ("anna", "nobody-of-ours", "guess", "127.0.0.1"))


def test_a_wrong_code_names_whoever_gave_the_password() -> None:
    anna = with_app(person("Publisher", "anna"))
    client = Client()
    give_password(client)

    give_code(client, wrong_code(anna))

    entry = AuditEntry.objects.get(act=FAILED)
    assert (entry.name, entry.changed) == ("anna", [("wrong", None, "code")])


def test_guesses_cannot_fill_the_trail() -> None:
    for _ in range(failing.MOST_TOLD + 5):
        failing.told("password")

    assert AuditEntry.objects.filter(act=FAILED).count() == failing.MOST_TOLD + 1


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As under `manage.py`."""
    monkeypatch.setenv(commands.WATCHED, "createsuperuser")
    commands.watch()
    yield
    for model in (User, Group):
        post_save.disconnect(sender=model, dispatch_uid=f"{model.__name__} saved")
        post_delete.disconnect(sender=model, dispatch_uid=f"{model.__name__} deleted")
    for each in (User.groups, User.user_permissions, Group.permissions):
        m2m_changed.disconnect(sender=each.through, dispatch_uid=str(each.through))


@pytest.mark.usefixtures("watched")
def test_commands_that_make_and_change_accounts_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "quite a long word")
    call_command("createsuperuser", "--noinput", "--username=boss", "--email=boss@example.org")
    boss = User.objects.get(username="boss")
    boss.set_password("another long word")
    boss.save()

    added, changed = AuditEntry.objects.filter(kind="auth.user").order_by("number")
    told = {name: after for name, _, after in added.changed}
    assert (added.act, added.by, told["is_superuser"]) == ("added", "a command", "yes")
    assert ("password", None, "not told here") in changed.changed
    assert not any(word in kept() for word in ("long word", "example.org", boss.password))


@pytest.mark.usefixtures("watched")
def test_rights_given_on_the_command_line_are_told() -> None:
    anna = person("", "anna")
    right = Permission.objects.get(codename="publish_article")

    anna.groups.add(Group.objects.get(name="Publisher"))
    anna.user_permissions.set([right])
    anna.user_permissions.clear()
    Group.objects.get(name="Editor").permissions.remove(right)
    anna.delete()

    told = " ".join(str(entry.changed) for entry in AuditEntry.objects.all())
    assert "was given groups" in told
    assert "Publisher" in told
    assert "was given permissions" in told
    assert "lost all of permissions" in told
    assert AuditEntry.objects.filter(act="deleted", name="anna").exists()


def test_a_served_site_is_not_watched() -> None:
    assert os.environ.get(commands.WATCHED, "serve") in commands.NOT_WATCHED

    person("Editor", "anna")

    assert not AuditEntry.objects.exists()

"""What commands do to accounts and groups, for the audit trail: Django's own don't tell it.

Signals, since it is Django's commands and the shell that call. The web never needs this: there each
act records itself, with its person. `manage.py` switches it on, and `serve` is never watched.
"""

import os
from typing import Any

from django.contrib.auth.models import Group, User
from django.db.models.signals import m2m_changed, post_delete, post_save

from groundwork import audit

WATCHED = "LEGWISE_COMMAND"
# They bring rows of their own, or stay and serve.
NOT_WATCHED = frozenset({"serve", "runserver", "migrate", "prepare", "test", "screens", "restore"})
TOLD = ("is_active", "is_staff", "is_superuser")
GIVEN = {"post_add": "was given", "post_remove": "lost", "post_clear": "lost all of"}


def watch() -> None:
    """Record every change of accounts, groups and their rights that this process makes."""
    if os.environ.get(WATCHED, "serve") in NOT_WATCHED:
        return
    for model in (User, Group):
        post_save.connect(_saved, sender=model, dispatch_uid=f"{model.__name__} saved")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"{model.__name__} deleted")
    for through in (User.groups, User.user_permissions, Group.permissions):
        m2m_changed.connect(_given, sender=through.through, dispatch_uid=str(through.through))


def _saved(instance: Any, created: bool, raw: bool = False, **_more: Any) -> None:
    if raw:
        return
    after: dict[str, object] = {
        name: getattr(instance, name) for name in TOLD if hasattr(instance, name)
    }
    # Set while a new password is being saved; the words themselves are never told.
    if getattr(instance, "_password", None) is not None:
        after["password"] = "not told here"  # noqa: S105 - no password
    audit.record("added" if created else "changed", instance, by=None, after=after)


def _deleted(instance: Any, **_more: Any) -> None:
    audit.record("deleted", instance, by=None)


def _given(instance: Any, action: str, model: Any, pk_set: set[int] | None, **_more: Any) -> None:
    if action not in GIVEN:
        return
    names = sorted(map(str, model._default_manager.filter(pk__in=pk_set or ())))
    what = model._meta.verbose_name_plural
    audit.record("changed", instance, by=None, after={f"{GIVEN[action]} {what}": ", ".join(names)})

"""Delete everything that is over the time the privacy page promises; for every day."""

from collections.abc import Callable
from dataclasses import astuple
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.comments.forgetting import forget_old_held
from articles.search import misses
from articles.updates import keeping as sign_ups
from groundwork import throttle
from groundwork.outbox import keeping as mail


def _comments() -> int:
    return sum(astuple(forget_old_held()))


def _sittings() -> int:
    over = Session.objects.filter(expire_date__lt=timezone.now()).count()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return over


# Each deletes what is over its time and says how much that was; twice deletes no more.
DUTIES: dict[str, Callable[[], int]] = {
    "comments and what came with them": _comments,
    "sign-ups nobody confirmed": sign_ups.forget_unconfirmed,
    "addresses nobody reads": sign_ups.forget_unreachable,
    "old mail": mail.tidy,
    "counts of senders": throttle.forget,
    "searches nobody makes any more": misses.forget_old,
    "sittings that ended": _sittings,
}


class Command(BaseCommand):
    help = "Delete what is over the time that the privacy page promises. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        for what, forget in DUTIES.items():
            self.stdout.write(f"Deleted {forget()}: {what}.")

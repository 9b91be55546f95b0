"""What we keep under a reader's address: to hand over when they ask for it, or to delete."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from articles.models import HeldComment, Subscriber
from articles.updates import signing_up
from groundwork import audit


class Command(BaseCommand):
    help = (
        "Print as JSON what is kept under an e-mail address, or delete it with --delete. Make sure "
        "first that whoever asks reads mail at that address. Comments that were decided about hold "
        "no address any more: find those by their words at the desk."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--delete", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        address = str(options["address"]).strip()
        subscribers = Subscriber.objects.filter(address__iexact=address)
        comments = HeldComment.objects.filter(email__iexact=address)
        if not options["delete"]:
            kept = {
                "updates": [_of_subscriber(each) for each in subscribers],
                "comments": [_of_comment(each) for each in comments.select_related("article")],
            }
            self.stdout.write(json.dumps(kept, indent=2, ensure_ascii=False, default=str))
            return
        with transaction.atomic():
            forgotten = sum(signing_up.forget(key=each.key) for each in list(subscribers))
            waiting, _ = comments.filter(decision="").delete()
            comments.update(email="")
            told = {"sign-ups": forgotten, "comments": waiting}
            audit.record("deleted what a reader asked for", by=None, after=told)
        self.stdout.write(f"Deleted: {forgotten} sign-up(s), {waiting} comment(s) that waited.")


def _of_subscriber(row: Subscriber) -> dict[str, object]:
    names = ("address", "language", "asked_at", "confirmed_at", "told_until")
    topics = list(row.topics.values_list("title", flat=True))
    return {**{name: getattr(row, name) for name in names}, "topics": topics}


def _of_comment(row: HeldComment) -> dict[str, object]:
    names = ("name", "email", "text", "kind", "sent_at", "consent", "consented_at", "decision")
    return {**{name: getattr(row, name) for name in names}, "article": row.article.title}

"""Send readers what is new in the topics they chose."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.updates import digests
from groundwork.outbox import sending


class Command(BaseCommand):
    help = (
        "Write each subscriber what is new or changed in their topics since they were last told, "
        "and send it. Once a week is a good rhythm; running it again sends nothing twice."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        done = digests.write_all()
        self.stdout.write(
            f"{done.written} digest(s) written, {done.without_news} reader(s) without news. "
            f"Deleted: {done.unconfirmed} unconfirmed, {done.unreachable} unreachable."
        )
        sent = sending.send_waiting()
        if sent.needs_a_look:
            raise CommandError(str(sent))
        self.stdout.write(str(sent))

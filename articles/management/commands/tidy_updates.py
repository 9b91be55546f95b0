"""Delete sign-ups for updates that nobody confirmed, and addresses nobody reads any more."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.updates import keeping


class Command(BaseCommand):
    help = (
        "Delete sign-ups that were not confirmed within three days, and addresses that refused "
        "three digests. send_digest does it too; run this daily if digests go out less often."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        unconfirmed, unreachable = keeping.forget_unconfirmed(), keeping.forget_unreachable()
        self.stdout.write(f"Deleted: {unconfirmed} unconfirmed, {unreachable} unreachable.")

"""Forget what readers sent and we need no longer; for every day."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.comments.forgetting import forget_old_held


class Command(BaseCommand):
    help = "Delete e-mail addresses and texts of comments that are over the time we keep them."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = forget_old_held()
        self.stdout.write(
            f"Deleted {gone.emails} e-mail address(es), {gone.originals} original(s) of shortened "
            f"comments and {gone.rejected} rejected comment(s)."
        )

"""Make the search's index again from what there is."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.search import indexing


class Command(BaseCommand):
    help = (
        "Make the search's index again. It is kept true by itself; this is for after an update or "
        "a change made past the site. Readers find what was found before until it is done."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = indexing.rebuild()
        self.stdout.write(f"{count} things can be found.")

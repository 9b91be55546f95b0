"""Ask whether the pages of other sites that ours lead to still open."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles import link_check
from articles.link_check.running import MOST_LINKS, MOST_SECONDS
from articles.models import ExternalLink


class Command(BaseCommand):
    help = (
        "Ask for links to other sites, those asked longest ago first, and record why any did not "
        "open. Run it daily: each run is bounded, and goes on where the last one stopped."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=MOST_LINKS, help="links asked at most")
        parser.add_argument(
            "--seconds", type=float, default=MOST_SECONDS, help="time it may take at most"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = link_check.run(limit=options["limit"], seconds=options["seconds"])
        for link in ExternalLink.objects.failing():
            self.stdout.write(f"{link.url}: {link.reason}")
        self.stdout.write(
            f"{outcome.opened} opened, {outcome.failed} did not, {outcome.left} left for the next "
            f"run, of {outcome.known}."
        )

"""Make the stored HTML of articles, topics and pages again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from articles import rendering
from articles.models import Edition, Page, Topic


class Command(BaseCommand):
    help = "Make stored HTML again: what an older renderer or other settings made, or everything."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="also what is up to date")

    def handle(self, *args: Any, **options: Any) -> None:
        editions = Edition.objects.not_over().select_related("version")
        if not options["all"]:
            editions = editions.exclude(rendered_by=rendering.renderer_mark())
        count = rendering.make_all(editions)
        for topic in Topic.objects.all():
            rendering.render_topic(topic)
        for page in Page.objects.all():
            rendering.render_page(page)
        self.stdout.write(f"Made {count} article(s) again, and every topic and page.")

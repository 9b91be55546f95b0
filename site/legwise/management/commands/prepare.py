"""Bring the database, the static files and the content up to date; quick when nothing changed."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate, collect static files, load content, and publish the self-check if none is."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("load_content", stdout=self.stdout)
        call_command("load_questionnaire", stdout=self.stdout)

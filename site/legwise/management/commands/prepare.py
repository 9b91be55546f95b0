"""Bring the database, the static files and the content up to date; quick when nothing changed."""

import hashlib
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles.models import SearchDocument
from triage.shipped import SHIPPED


class Command(BaseCommand):
    help = "Migrate, collect static files, load content, and publish self-checks that are not yet."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        collect_static_files()
        content_problem = self._load_content()
        for check in SHIPPED:
            call_command("load_questionnaire", check, stdout=self.stdout)
        if not SearchDocument.objects.exists():
            call_command("reindex", stdout=self.stdout)  # what was there before the search was
        if content_problem:
            raise content_problem

    def _load_content(self) -> CommandError | None:
        """A broken content file must not take the self-check away; it is told of at the end."""
        try:
            call_command("load_content", stdout=self.stdout)
        except CommandError as error:
            return error
        return None


def collect_static_files() -> bool:
    """Collect and compress static files unless nothing changed since the last time."""
    mark_file = Path(settings.VAR_DIR) / "static-collected"
    mark = static_files_mark()
    if mark_file.exists() and mark_file.read_text(encoding="ascii") == mark:
        return False
    call_command("collectstatic", verbosity=0, interactive=False)
    mark_file.write_text(mark, encoding="ascii")
    return True


def static_files_mark() -> str:
    """A fingerprint of every static file there is, by name, size and time of change."""
    digest = hashlib.sha256(django.__version__.encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()

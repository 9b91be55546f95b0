"""Delete picture files that belong to no picture: what is left when the power went in between."""

from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.models import Picture
from articles.models.picture import KEPT_IN
from articles.pictures.keeping import COMING, is_ours

GRACE = timedelta(days=1)
"""A file is written before its row, and a page that is open may still show a deleted picture."""


class Command(BaseCommand):
    help = "Delete picture files, a day old or older, that belong to no picture."

    def handle(self, *args: Any, **options: Any) -> None:
        known = {file for picture in Picture.objects.all() for file in picture.files}
        stray = [file for file in _files() if file not in known and _is_old(file)]
        for file in stray:
            default_storage.delete(file)
        self.stdout.write(f"Deleted {len(stray)} file(s) that belonged to no picture.")


def _files() -> list[str]:
    try:
        _folders, names = default_storage.listdir(KEPT_IN)
    except FileNotFoundError:
        return []
    return [f"{KEPT_IN}/{name}" for name in names if is_ours(name.removesuffix(COMING))]


def _is_old(file: str) -> bool:
    return default_storage.get_modified_time(file) < timezone.now() - GRACE

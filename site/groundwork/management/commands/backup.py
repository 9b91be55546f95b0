"""Make a backup of the database and the uploads, while the site is in use."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from groundwork.backup import making, restoring
from groundwork.backup.manifest import Unusable

KEPT_DAYS = 30


class Command(BaseCommand):
    help = (
        "Write a backup into a folder (VAR_DIR/backups), read it again, and delete those older "
        "than --keep days. With --key it is sealed; with --stdout it goes to the output."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path)
        parser.add_argument("--keep", type=int, default=KEPT_DAYS, help=f"days ({KEPT_DAYS})")
        parser.add_argument("--key", type=Path, help="a file whose first line seals it, by gpg")
        parser.add_argument("--stdout", action="store_true", dest="to_output")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["keep"] < 1:
            raise CommandError("Keep backups for one day at least.")
        if options["key"] and options["to_output"]:
            raise CommandError("--stdout is not sealed: leave --key out, or --stdout.")
        try:
            self._to_output() if options["to_output"] else self._to_folder(options)
        except (Unusable, OSError) as error:
            raise CommandError(f"No backup was made. {error}") from error

    def _to_output(self) -> None:
        with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix=".making-") as scratch:
            making.write(sys.stdout.buffer, Path(scratch))

    def _to_folder(self, options: dict[str, Any]) -> None:
        folder = options["folder"] or Path(settings.VAR_DIR) / "backups"
        key = options["key"]
        path = making.make(folder, key=key)
        count = len(restoring.read(path, key=key).files)
        self.stdout.write(f"{path}: {count} file(s), {path.stat().st_size:,} bytes, read again.")
        for old in making.let_go(folder, days=options["keep"]):
            self.stdout.write(f"Deleted {old.name}.")

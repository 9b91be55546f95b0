"""Put a backup back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from groundwork.backup import restoring
from groundwork.backup.manifest import Unusable


class Command(BaseCommand):
    help = (
        "Restore a backup: looks at every file in it first, refuses one of another version, and "
        "never writes over a database or uploads unless told to --replace them."
    )
    # An empty place has no tables for Django's own checks to look at.
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path)
        parser.add_argument("--replace", action="store_true", help="in place of what is there")
        parser.add_argument("--key", type=Path, help="the file it was sealed with")
        parser.add_argument("--check", action="store_true", help="only look whether it is whole")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["backup"]
        key: Path | None = options["key"]
        try:
            if options["check"]:
                manifest = restoring.read(path, key=key)
            else:
                manifest = restoring.restore(path, replace=options["replace"], key=key)
        except Unusable as error:
            raise CommandError(f"{path.name} is not restored. {error}") from error
        said = "is whole" if options["check"] else "is restored"
        self.stdout.write(f"{path.name} of {manifest.made_at} {said}: {len(manifest.files)} files.")
        if not options["check"]:
            self.stdout.write("Run `manage.py prepare` and `manage.py audit verify` now.")

"""Write all articles, registers and pages to a folder of Markdown and YAML."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.outgoing import CannotWrite, FolderRefused, Plan, compare_folder, export_folder


class Command(BaseCommand):
    help = (
        "Write all content to a folder that load_content reads back the same. The same content "
        "gives the same files, so that a change can be reviewed as a difference of lines."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--drafts",
            action="store_true",
            help="every article's working copy instead of what readers get",
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing; fail if the folder is not what an export would write",
        )
        parser.add_argument(
            "--into-existing",
            action="store_true",
            help="write into a folder that holds other files; they are left alone",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        try:
            if options["check"]:
                self._report(planned := compare_folder(folder, drafts=options["drafts"]))
                if planned.differs:
                    raise CommandError(f"{folder} is not what an export would write.")
                return
            choices = {name: options[name] for name in ("drafts", "into_existing")}
            self._report(export_folder(folder, **choices))
            if options["drafts"]:
                self._warn()
        except CannotWrite as refused:
            for refusal in refused.refusals:
                self.stderr.write(str(refusal))
            said = f"{len(refused.refusals)} problem(s). Nothing was written."
            raise CommandError(said) from refused
        except FolderRefused as refused:
            raise CommandError(str(refused)) from refused
        except OSError as error:
            raise CommandError(f"{error}. {folder} is as it was.") from error

    def _warn(self) -> None:
        """What comes in by file is published at once, so these files are for reading."""
        said = "These are working copies. load_content would publish every one of them."
        self.stdout.write(self.style.WARNING(said))

    def _report(self, planned: Plan) -> None:
        if planned.was_unfinished:
            self.stdout.write("An earlier export was stopped here before its end.")
        for said in ("new", "changed", "removed"):
            for name in getattr(planned, said):
                self.stdout.write(f"{said} {name}")
        if planned.left_alone:
            self.stdout.write(f"Not from an export, left alone: {', '.join(planned.left_alone)}")
        counts = (f"{len(getattr(planned, name))} {name}" for name in _COUNTED)
        self.stdout.write(f"Files: {', '.join(counts)}.")


_COUNTED = ("new", "changed", "removed", "unchanged")

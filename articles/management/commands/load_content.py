"""Load articles, registers and pages from a folder of Markdown and YAML."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.intake import Loading, load_folder
from articles.intake.exported import LIST
from groundwork import audit

CONTENT = settings.HOUSE / "articles" / "content"


class Command(BaseCommand):
    help = (
        "Load content files. Says what changed, can run again without harm, and keeps what an "
        "editor changed in the admin unless told to overwrite it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=CONTENT)
        parser.add_argument(
            "--overwrite", action="store_true", help="replace what editors changed, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder.")
        loading = load_folder(folder, overwrite=options["overwrite"])
        if loading.changes:
            audit.record("loaded content", by=None, after=dict(loading.counts), name=folder.name)
        self._report(loading)
        if loading.problems:
            was_refused = any(problem.file == LIST for problem in loading.problems)
            what = "Nothing was loaded." if was_refused else _NOT_THESE
            raise CommandError(f"{len(loading.problems)} problem(s). {what}")

    def _report(self, loading: Loading) -> None:
        for outcome, kind, key in loading.changes:
            self.stdout.write(f"{_SAID[outcome]} {kind} {key}")
        for problem in loading.problems:
            self.stderr.write(str(problem))
        counts = ", ".join(f"{loading.counts[name]} {name}" for name in _SAID)
        self.stdout.write(f"Content: {counts}, {loading.counts['unchanged']} unchanged.")
        if loading.rendered_again:
            self.stdout.write(f"Made {loading.rendered_again} article(s) again.")


_NOT_THESE = "Nothing of the files named above was loaded."
_SAID = {"new": "new", "changed": "changed", "kept": "kept the editor's"}

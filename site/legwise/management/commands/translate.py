"""Bring the catalogues up to date: `manage.py translate`, or `translate fr` for a new language."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from groundwork.languages import others
from legwise.languages import catalogue
from legwise.languages.faults import faults_of
from legwise.languages.gathering import gathered


class Command(BaseCommand):
    help = (
        "Gather every text readers see into the catalogues, keep what is translated, drop what is "
        "no longer said, compile, and list what is missing. Needs no gettext."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("language", nargs="*", help="codes such as fr; all of ours if none")

    def handle(self, *_args: Any, **options: Any) -> None:
        texts = gathered()
        for language in options["language"] or others():
            folder = catalogue.folder_of(language)
            folder.mkdir(parents=True, exist_ok=True)
            known = catalogue.read(folder / "django.po")
            written = catalogue.as_po(language, texts.values(), known)
            (folder / "django.po").write_text(written, encoding="utf-8")
            (folder / "django.mo").write_bytes(catalogue.as_mo(language, texts.values(), known))
            faults = faults_of(texts.values(), known)
            for fault in faults:
                self.stdout.write(f"{language}: {fault}")
            self.stdout.write(f"{language}: {len(texts)} texts, {len(faults)} to mend.")

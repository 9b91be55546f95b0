"""Write a release of a check to standard output, as a file others can read."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from triage import releases
from triage.files.exports import FORMATS


class Command(BaseCommand):
    help = (
        "Write a published questionnaire as YAML or JSON, which load back, or as a FHIR R4 "
        "Questionnaire. Without --release it is the one readers get now."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("check", help="which check: legs or massage")
        parser.add_argument("--release", type=int, help="its number; also one that was withdrawn")
        parser.add_argument("--format", choices=sorted(FORMATS), default="yaml")

    def handle(self, *args: Any, **options: Any) -> None:
        release = wanted(options["check"], options["release"])
        self.stdout.write(FORMATS[options["format"]].write(release), ending="")


def wanted(check: str, number: int | None) -> releases.PublishedCheck:
    """The release asked for. Raises `CommandError`."""
    if number is None:
        found = releases.current(check)
        said = f"“{check}” has no release that stands. Publish one, or name one with --release."
    else:
        found = releases.numbered(check, number)
        said = f"“{check}” has no release {number}."
    if found is None:
        raise CommandError(said)
    return found

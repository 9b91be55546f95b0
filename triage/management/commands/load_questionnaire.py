"""Publish a check's questionnaire file as a release, if the check has none yet."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from groundwork import yaml_lines
from groundwork.problems import BrokenFile
from triage import releases
from triage.engine.proofs import BadPromise, TooLarge, prove
from triage.files.proofs import promises_of, vignettes_of
from triage.files.questionnaire import load
from triage.shipped import CONTENT

SIGNPOSTS = CONTENT / "signposts.yaml"


class Command(BaseCommand):
    help = "Publish triage/content/CHECK.yaml as the check's first release, or its next one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("check", nargs="?", default="legs")
        parser.add_argument(
            "--publish", action="store_true", help="also when the check has a release already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        check = options["check"]
        standing = releases.current(check)
        if standing and not options["publish"]:
            self.stdout.write(f"Self-check {check}: release {standing.number} stands.")
            return
        release, is_new = self._publish(check)
        said = "published as" if is_new else "is the same as"
        self.stdout.write(f"Self-check {check}: {said} release {release.number}.")

    def _publish(self, check: str) -> tuple[Any, bool]:
        path = CONTENT / f"{check}.yaml"
        if not path.is_file():
            raise CommandError(f"There is no {path.name} in {CONTENT}.")
        try:
            questionnaire = releases.with_register_wording(load(path))
            promises = promises_of(path, questionnaire)
            vignettes = vignettes_of(path)
            return releases.publish(
                check=check,
                questionnaire=questionnaire,
                report=prove(questionnaire, vignettes, promises),
                signpost_table=signpost_table(),
                note="Loaded from file",
                vignettes=vignettes,
            )
        except (BrokenFile, BadPromise, TooLarge, releases.NotProved) as error:
            raise CommandError(str(error)) from error
        except releases.SourcesMissing as error:
            raise CommandError(f"{error} Run load_content first.") from error
        except releases.SignpostsMissing as error:
            raise CommandError(f"{SIGNPOSTS.name}: {error} Run load_content first.") from error


def signpost_table() -> dict[str, list[str]]:
    """Topic -> the sections of articles it leads to, as `slug#section`."""
    table = yaml_lines.load(SIGNPOSTS.read_text(encoding="utf-8"))
    return {topic: list(references) for topic, references in table.items()}

"""Assess sets of answers, one JSON object a line, without any page."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from groundwork.problems import BrokenFile
from triage import releases
from triage.assessing import Assessor, BadLine
from triage.engine.questionnaire import Questionnaire
from triage.files.questionnaire import load
from triage.shipped import CONTENT

BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        'Reads lines such as {"problem": "massage", "em_breathing": ["none"]} and writes, for '
        "each, its urgency, the rules that hold and the questions asked. Uses the published "
        "release; before the first one, the questionnaire file."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", default="legs", help="which check: legs, massage")
        parser.add_argument(
            "--fill-clean",
            action="store_true",
            help="answer what a line leaves out with the harmless option",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        assessor = Assessor(questionnaire_for(options["check"]), options["fill_clean"])
        is_bad = False
        for number, raw in enumerate(sys.stdin.buffer, start=1):
            if raw.strip():
                is_bad |= not self._answered(assessor, number, raw)
        if is_bad:
            sys.exit(BAD_INPUT)

    def _answered(self, assessor: Assessor, number: int, raw: bytes) -> bool:
        """Write one line's result; False, and a message naming the line, if it is no answer set."""
        try:
            result = assessor.line(raw.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.stderr.write(f"Line {number}: this is not UTF-8 text.")
            return False
        except BadLine as error:
            self.stderr.write(f"Line {number}: {error}")
            return False
        self.stdout.write(json.dumps(result))
        return True


def questionnaire_for(check: str) -> Questionnaire:
    """The published questionnaire, or the shipped file's before there ever was a release."""
    try:
        published, was_published = releases.current(check), releases.was_published(check)
    except DatabaseError:
        published, was_published = None, False
    if published:
        return published.questionnaire
    if was_published:
        said = f"Every release of “{check}” was withdrawn. Publish one, or put one back."
        raise CommandError(said, returncode=BAD_INPUT)
    return _from_file(check)


def _from_file(check: str) -> Questionnaire:
    path = CONTENT / f"{check}.yaml"
    if not check.isidentifier() or not path.is_file():
        raise CommandError(f"There is no check “{check}”.", returncode=BAD_INPUT)
    try:
        return load(path)
    except BrokenFile as error:
        raise CommandError(str(error), returncode=BAD_INPUT) from error

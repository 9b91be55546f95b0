"""Say what differs between two questionnaires, and for whom the urgency changes."""

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from groundwork.problems import BrokenFile
from triage import releases
from triage.desk import sides
from triage.desk.differences import (
    WrittenDifference,
    WrittenDirection,
    WrittenMove,
    WrittenShift,
    written,
)
from triage.desk.part_differences import WrittenPart
from triage.engine.comparison import compare
from triage.engine.proofs import TooLarge, Vignette
from triage.engine.questionnaire import Questionnaire
from triage.files.proofs import vignettes_of
from triage.files.questionnaire import load

GOES_DOWN = 1
BAD_INPUT = 2
RELEASE = re.compile(r"(?P<check>[a-z][a-z0-9-]*)(?::(?P<number>[1-9][0-9]{0,8}))?")


@dataclass(frozen=True)
class Named:
    """One of the two, and the vignettes that belong to it."""

    questionnaire: Questionnaire
    vignettes: tuple[Vignette, ...]


class Command(BaseCommand):
    help = (
        "Say what differs between two questionnaires, and for whom the urgency changes. Each is a "
        "file such as triage/content/legs.yaml, the newest release of a check (legs), or one of "
        "its releases (legs:2). Ends with 1 if the urgency goes down for anybody."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("before", help="a file, a check, or a release such as legs:2")
        parser.add_argument("after", help="the same")

    def handle(self, *args: Any, **options: Any) -> None:
        before, after = (self._named(options[name]) for name in ("before", "after"))
        try:
            found = compare(
                before.questionnaire, after.questionnaire, before.vignettes, after.vignettes
            )
        except TooLarge as error:
            said = f"Too large to compare, so nothing is known. {error}"
            raise CommandError(said, returncode=BAD_INPUT) from error
        difference = written(found, before.questionnaire, after.questionnaire)
        for line in lines_of(difference):
            self.stdout.write(line)
        if found.goes_down:
            sys.exit(GOES_DOWN)

    def _named(self, name: str) -> Named:
        release = RELEASE.fullmatch(name)
        try:
            if release and not Path(name).is_file():
                return self._released(name, release)
            return self._in_file(Path(name))
        except BrokenFile as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error
        except OSError as error:
            said = f"{name} cannot be read. Give a file, a check (legs), or a release (legs:2)."
            raise CommandError(said, returncode=BAD_INPUT) from error

    def _in_file(self, path: Path) -> Named:
        questionnaire = load(path)
        try:
            questionnaire = releases.with_register_wording(questionnaire)
        except DatabaseError:
            self.stderr.write("There is no database, so the red flags' advice is left out.")
        return Named(questionnaire, vignettes_of(path))

    def _released(self, name: str, release: re.Match[str]) -> Named:
        check, number = release["check"], release["number"]
        try:
            found = releases.numbered(check, int(number)) if number else releases.current(check)
        except DatabaseError as error:
            said = f"There is no database, so no release of {check}. Run migrate, or give a file."
            raise CommandError(said, returncode=BAD_INPUT) from error
        if found is None:
            said = f"There is no release “{name}”. Give a file, a check, or a number it has."
            raise CommandError(said, returncode=BAD_INPUT)
        side = sides.of_release(found)
        return Named(side.questionnaire, side.vignettes)


def lines_of(difference: WrittenDifference) -> Iterator[str]:
    """The difference as people read it."""
    yield from difference.summary
    for heading, direction in (("Goes down", difference.down), ("Goes up", difference.up)):
        yield from ("", heading)
        yield from _indented(_direction_lines(direction))
    if difference.vignettes:
        yield from ("", "Vignettes that move")
    for vignette in difference.vignettes:
        mark = "DOWN " if vignette.is_down else ""
        yield f"    {mark}{vignette.id} {vignette.urgencies}: {vignette.story}"
    for heading, parts in (
        ("Changes of meaning", difference.meanings),
        ("Changes of wording alone", difference.wordings),
    ):
        if parts:
            yield from ("", heading)
        for part in parts:
            yield from _indented(_part_lines(part))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" for line in lines)


def _direction_lines(direction: WrittenDirection) -> Iterator[str]:
    for shift in direction.shifts:
        yield from _shift_lines(shift)
    yield direction.said


def _shift_lines(shift: WrittenShift) -> Iterator[str]:
    yield "; ".join(move.urgencies for move in shift.moves)
    yield from _indented([", and ".join(shift.conditions)])
    if shift.unless:
        yield from _indented([shift.unless])
    for move in shift.moves:
        yield from _indented([f"for example {move.urgencies}: {_example(move)}"])


def _example(move: WrittenMove) -> str:
    said = [
        f"{answer.question} {answer.after}"
        if answer.is_the_same
        else f"{answer.question} {answer.before} (before), {answer.after} (after)"
        for answer in move.example
    ]
    return "; ".join([*said, "all else harmless"])


def _part_lines(part: WrittenPart) -> Iterator[str]:
    yield f"{part.state} {part.name}"
    for edit in part.edits:
        yield f"    {edit.field}"
        yield from (f"        - {line}" for line in edit.before)
        yield from (f"        + {line}" for line in edit.after)

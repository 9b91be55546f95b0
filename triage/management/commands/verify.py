"""Prove a questionnaire file over all answers, or show the answers that refute it."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from articles import signposts
from groundwork.problems import BrokenFile
from triage import releases
from triage.engine.lengths import clean_runs, lengths
from triage.engine.proofs import (
    BadPromise,
    CounterExample,
    Proof,
    Report,
    TooLarge,
    Verdict,
    Vignette,
    prove,
)
from triage.engine.proofs.report import Answers
from triage.engine.questionnaire import Questionnaire
from triage.files.proofs import promises_of, vignettes_of
from triage.files.questionnaire import load

REFUTED = 1
BAD_INPUT = 2


class Command(BaseCommand):
    help = (
        "Prove the properties of docs/proofs.md for a questionnaire file, over all answers, with "
        "the vignettes and promises that stand beside it. Ends with 1 if one is refuted."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            questionnaire, vignettes = load(path), vignettes_of(path)
            report = self._proved(path, questionnaire, vignettes)
        except (BrokenFile, BadPromise) as error:
            raise CommandError(str(error), returncode=BAD_INPUT) from error
        except OSError as error:
            said = f"{path} cannot be read. Give the path of a questionnaire file."
            raise CommandError(said, returncode=BAD_INPUT) from error
        except TooLarge as error:
            said = f"Too large to prove, so it is not proved. {error}"
            raise CommandError(said, returncode=BAD_INPUT) from error
        for line in (*lines_of(report), *length_lines(questionnaire, vignettes)):
            self.stdout.write(line)
        self._note_unsourced(vignettes)
        if not report.is_proved:
            sys.exit(REFUTED)

    def _proved(
        self, path: Path, questionnaire: Questionnaire, vignettes: tuple[Vignette, ...]
    ) -> Report:
        promises = promises_of(path, questionnaire)
        return prove(self._with_register(questionnaire), vignettes, promises)

    def _note_unsourced(self, vignettes: tuple[Vignette, ...]) -> None:
        """Publishing refuses these; here the register may not be loaded."""
        try:
            found = releases.unsourced(vignettes)
        except DatabaseError:
            self.stderr.write("There is no database, so the vignettes' sources are not looked up.")
            return
        for finding in found:
            self.stdout.write(f"    note: {finding.place}: {finding.reason}")

    def _with_register(self, questionnaire: Questionnaire) -> Questionnaire:
        """With the advice of the red flags, as publishing adds it."""
        try:
            return releases.with_register_wording(questionnaire)
        except DatabaseError:
            self.stderr.write("There is no database, so the red flags are those we ship.")
            return releases.with_wording(questionnaire, signposts.shipped_red_flags())


def lines_of(report: Report) -> Iterator[str]:
    """The report as people read it."""
    for proof in report.proofs:
        yield from _lines(proof)
    refuted = [proof.name for proof in report.proofs if proof.verdict is Verdict.REFUTED]
    effort = f"{report.steps:,} questions to {report.solver}, {report.conflicts:,} dead ends"
    yield f"Refuted: {', '.join(refuted)}." if refuted else "Everything is proved."
    yield f"({effort}, {report.seconds:.1f} seconds.)"


def length_lines(questionnaire: Questionnaire, vignettes: Iterable[Vignette]) -> Iterator[str]:
    """How many pages readers go through."""
    cases = [vignette.answers for vignette in vignettes]
    for name, runs in (("vignettes", cases), ("clean runs", clean_runs(questionnaire))):
        found = lengths(questionnaire, runs)
        if found:
            yield f"Pages, over {found.runs} {name}: {found}."


def _lines(proof: Proof) -> Iterator[str]:
    yield f"{proof.verdict.value:8} {proof.name} ({proof.cases:,} claims, {proof.seconds:.2f} s)"
    yield f"         {proof.statement}"
    for example in proof.counter_examples:
        yield from _example_lines(example)
    for finding in proof.findings:
        yield f"    note: {finding.place}: {finding.reason}"


def _example_lines(example: CounterExample) -> Iterator[str]:
    yield f"    {example.place}: {example.reason}"
    if example.answers is not None:
        yield f"        answers: {_said(example.answers)}"
    if example.changed is not None:
        yield f"        then:    {_said(example.changed)}"


def _said(answers: Answers) -> str:
    parts = (f"{name}: {', '.join(sorted(chosen))}" for name, chosen in answers.items())
    return "; ".join(parts)

"""A questionnaire from a file's fields, with everything that stops it from being one.

For drafts: nothing is refused at the first problem, and each names the part it stands in.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from groundwork.problems import BrokenFile, Problem
from groundwork.yaml_lines import LinedDict
from triage.engine.proofs import BadPromise, Promise, Vignette
from triage.engine.proofs.promises import check_promises
from triage.engine.questionnaire import Questionnaire
from triage.files.proofs import read_promise, read_vignette
from triage.files.questionnaire import read_document
from triage.files.reader import rows_of, vocabulary_of

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Finding:
    """What stands in the way: the part, the reason, the repair, and where an editor mends it."""

    place: str
    reason: str
    repair: str
    url: str


@dataclass(frozen=True)
class Built:
    """What a draft comes to. There is a questionnaire only if nothing stands in its way."""

    questionnaire: Questionnaire | None
    findings: tuple[Finding, ...]
    vignettes: tuple[Vignette, ...]
    promises: tuple[Promise, ...]
    signposts: Mapping[str, tuple[str, ...]]


def build(document: Mapping[str, Any], name: str, url_of: Callable[[str], str]) -> Built:
    """The questionnaire of a document; `url_of` says where a part such as “rule u-x” is edited."""
    return _Building(lined(document), name, url_of).built()


def lined(value: Any) -> Any:
    """Fields as the reader takes them; rows of a database have no lines, so all have line 1."""
    if isinstance(value, Mapping):
        made = LinedDict(1)
        made.update({name: lined(part) for name, part in value.items()})
        return made
    return [lined(part) for part in value] if isinstance(value, list) else value


class _Building:
    """One document, and what was found in it."""

    def __init__(self, document: LinedDict, name: str, url_of: Callable[[str], str]) -> None:
        self.document = document
        self.name = name
        self.url_of = url_of
        self.findings: list[Finding] = []

    def built(self) -> Built:
        questionnaire = self.questionnaire()
        vignettes = self.each("vignettes", lambda row: read_vignette(self.name, row))
        vocabulary = vocabulary_of(self.document)
        promises = self.each("promises", lambda row: read_promise(self.name, row, vocabulary))
        if questionnaire:
            self.refuse_odd_promises(questionnaire, promises)
        table = self.document.get("signposts") or {}
        return Built(
            questionnaire=None if self.findings else questionnaire,
            findings=tuple(self.findings),
            vignettes=vignettes,
            promises=promises,
            signposts={topic: tuple(references) for topic, references in table.items()},
        )

    def questionnaire(self) -> Questionnaire | None:
        try:
            return read_document(self.document, self.name)
        except BrokenFile as error:
            self.found(error.problems)
            return None

    def each(self, name: str, build: Callable[[LinedDict], Kept]) -> tuple[Kept, ...]:
        """The rows that are sound; the others are noted."""
        kept = []
        for row in rows_of(self.document, name):
            place = f"{name.removesuffix('s')} {row.get('id')}"
            try:
                kept.append(build(row))
            except BrokenFile as error:
                self.found(error.problems, place)
            except ValueError as error:
                self.note(place, str(error), "Mend it on its page.")
        return tuple(kept)

    def refuse_odd_promises(
        self, questionnaire: Questionnaire, promises: tuple[Promise, ...]
    ) -> None:
        for promise in promises:
            try:
                check_promises(questionnaire, (promise,))
            except BadPromise as error:
                self.note(f"promise {promise.id}", str(error), "Mend the promise.")

    def found(self, problems: Iterable[Problem], place: str = "") -> None:
        for problem in problems:
            self.note(place or getattr(problem, "part", ""), problem.problem, problem.remedy)

    def note(self, place: str, reason: str, repair: str) -> None:
        self.findings.append(Finding(place, reason, repair, self.url_of(place)))

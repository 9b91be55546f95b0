"""Reads what a questionnaire is proved against: its vignettes and the promises of its own.

They stand beside the questionnaire: for `legs.yaml`, `legs-vignettes.yaml` and
`legs-promises.yaml`. A file that is not there holds none.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from groundwork import yaml_lines
from groundwork.problems import BrokenFile, Problem
from groundwork.shapes import Shape
from groundwork.yaml_lines import LinedDict, YamlProblem
from triage.engine.conditions import Condition
from triage.engine.proofs import AtLeast, CanBe, NeverCalmer, Promise, ShowsNote, Vignette
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.grammar import Vocabulary, parse

Part = TypeVar("Part")

VIGNETTE = Shape({"id": str, "answers": dict}, {"story": str, "expect": str, "expect_any_of": list})
# Each promise has the fields of one of these; its own word tells which.
PROMISES: Mapping[str, Shape] = {
    "at_least": Shape({"id": str, "when": str, "at_least": str}),
    "shows_note": Shape({"id": str, "when": str, "shows_note": str}),
    "can_be": Shape({"id": str, "when": str, "can_be": str}),
    "never_calmer_than": Shape(
        {"id": str, "question": str, "answers": list, "never_calmer_than": list}, {"unless": str}
    ),
}
REMEDY = "docs/proofs.md shows how it is written."


def vignettes_beside(path: Path) -> tuple[Vignette, ...]:
    """The vignettes of the questionnaire in this file. Raises `BrokenFile`."""
    return _read(_beside(path, "vignettes"), "vignettes", _vignette)


def promises_beside(path: Path, questionnaire: Questionnaire) -> tuple[Promise, ...]:
    """The promises of the questionnaire in this file. Raises `BrokenFile`."""
    vocabulary = Vocabulary(
        {question.id: question.option_ids for question in questionnaire.questions},
        frozenset(questionnaire.meanings),
    )
    return _read(
        _beside(path, "promises"), "promises", lambda file, row: _promise(file, row, vocabulary)
    )


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.stem}-{what}.yaml")


def _read(path: Path, what: str, build: Callable[[str, LinedDict], Part]) -> tuple[Part, ...]:
    if not path.is_file():
        return ()
    try:
        document = yaml_lines.load(path.read_text(encoding="utf-8"))
    except YamlProblem as error:
        remedy = "Check indentation and quotation marks."
        raise BrokenFile([Problem(path.name, error.line, error.problem, remedy)]) from error
    except UnicodeDecodeError as error:
        said, remedy = "A character is not UTF-8.", "Save the file as UTF-8 text."
        raise BrokenFile([Problem(path.name, 1, said, remedy)]) from error
    rows = document.get(what) if isinstance(document, LinedDict) else None
    if not isinstance(rows, list):
        raise BrokenFile([Problem(path.name, 1, f"There is no list “{what}”.", REMEDY)])
    return tuple(_guarded(path.name, row, build) for row in rows)


def _guarded(file: str, row: Any, build: Callable[[str, LinedDict], Part]) -> Part:
    """A part, or a problem at its line."""
    if not isinstance(row, LinedDict):
        raise BrokenFile([Problem(file, 1, f"“{row!r:.40}” has no fields.", REMEDY)])
    try:
        return build(file, row)
    except BrokenFile:
        raise
    except ValueError as error:
        raise BrokenFile([Problem(file, row.line, str(error), REMEDY)]) from error


def _fields(file: str, shape: Shape, row: LinedDict) -> dict[str, Any]:
    problems = shape.check(file, row)
    if problems:
        raise BrokenFile(problems)
    return shape.values(row)


def _vignette(file: str, row: LinedDict) -> Vignette:
    values = _fields(file, VIGNETTE, row)
    allowed = [*values["expect_any_of"], *filter(None, [values["expect"]])]
    if not allowed:
        raise ValueError(f"vignette {values['id']}: say which urgency to expect.")
    return Vignette(
        id=values["id"],
        answers={name: _answer(chosen) for name, chosen in values["answers"].items()},
        allowed=tuple(map(Urgency.from_key, map(str, allowed))),
        story=values["story"],
    )


def _answer(chosen: Any) -> frozenset[str]:
    return frozenset(map(str, chosen if isinstance(chosen, list) else [chosen]))


def _promise(file: str, row: LinedDict, vocabulary: Vocabulary) -> Promise:
    kind = next((word for word in PROMISES if word in row), None)
    if kind is None:
        raise ValueError(f"A promise has one of: {', '.join(PROMISES)}.")
    values = _fields(file, PROMISES[kind], row)
    if kind == "never_calmer_than":
        return _never_calmer(values, vocabulary)
    name, when = values["id"], parse(values["when"], vocabulary)
    if kind == "shows_note":
        return ShowsNote(name, when, values[kind])
    made = AtLeast if kind == "at_least" else CanBe
    return made(name, when, Urgency.from_key(values[kind]))


def _never_calmer(values: Mapping[str, Any], vocabulary: Vocabulary) -> NeverCalmer:
    unless: Condition | None = None
    if values["unless"]:
        unless = parse(values["unless"], vocabulary)
    these, those = (tuple(map(str, values[name])) for name in ("answers", "never_calmer_than"))
    return NeverCalmer(values["id"], values["question"], these, those, unless)

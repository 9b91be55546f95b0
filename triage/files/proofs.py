"""Reads what a questionnaire is proved against: its vignettes and the promises of its own.

They stand in the questionnaire's own file, or beside it: for `legs.yaml`, `legs-vignettes.yaml` and
`legs-promises.yaml`. A copy that has neither is held to those we ship for a check of its name, so
that nobody loses them by moving a file.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from groundwork import yaml_lines
from groundwork.problems import BrokenFile, Problem
from groundwork.shapes import Shape
from groundwork.yaml_lines import LinedDict, YamlProblem
from triage.engine.conditions import Condition
from triage.engine.proofs import AtLeast, CanBe, NeverCalmer, Promise, ShowsNote, Vignette
from triage.engine.proofs.vignettes import between
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.files.grammar import Vocabulary, parse

Part = TypeVar("Part")

VIGNETTE = Shape(
    {"id": str, "story": str, "answers": dict, "lowest": str, "highest": str, "source": str},
    {"groups": list},
)
# Whom a case can stand for; the scorecard counts each group on its own.
GROUPS = ("child", "pregnancy", "older", "blood-thinner", "after-massage")
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
SHIPPED_IN = Path(__file__).parents[1] / "content"


def vignettes_of(path: Path) -> tuple[Vignette, ...]:
    """The vignettes of the questionnaire in this file. Raises `BrokenFile`."""
    file, rows = _rows(path, "vignettes")
    found = tuple(_guarded(file, row, read_vignette) for row in rows)
    twice = [name for name, count in Counter(case.id for case in found).items() if count > 1]
    if twice:
        said, remedy = f"Two vignettes are called {twice[0]}.", "Give one of them another id."
        raise BrokenFile([Problem(file, 1, said, remedy)])
    return found


def promises_of(path: Path, questionnaire: Questionnaire) -> tuple[Promise, ...]:
    """The promises of the questionnaire in this file. Raises `BrokenFile`."""
    vocabulary = Vocabulary.of(questionnaire)
    file, rows = _rows(path, "promises")
    return tuple(
        _guarded(file, row, lambda file, row: read_promise(file, row, vocabulary)) for row in rows
    )


def _rows(path: Path, what: str) -> tuple[str, list[Any]]:
    """The rows, and the file they stand in; none where no file has them."""
    own = _document(path) if path.is_file() else None
    document = own if isinstance(own, LinedDict) else {}
    if what in document:
        return path.name, _listed(path, own, what)
    name = str(document.get("name", ""))
    places = [path.with_name(f"{path.stem}-{what}.yaml")]
    if name.isidentifier():
        places.append(SHIPPED_IN / f"{name}-{what}.yaml")
    file = next((place for place in places if place.is_file()), None)
    return (file.name, _listed(file, _document(file), what)) if file else (path.name, [])


def _listed(file: Path, document: Any, what: str) -> list[Any]:
    rows = document.get(what) if isinstance(document, LinedDict) else None
    if not isinstance(rows, list):
        raise BrokenFile([Problem(file.name, 1, f"There is no list “{what}”.", REMEDY)])
    return rows


def _document(path: Path) -> Any:
    try:
        return yaml_lines.load(path.read_text(encoding="utf-8"))
    except YamlProblem as error:
        remedy = "Check indentation and quotation marks."
        raise BrokenFile([Problem(path.name, error.line, error.problem, remedy)]) from error
    except UnicodeDecodeError as error:
        said, remedy = "A character is not UTF-8.", "Save the file as UTF-8 text."
        raise BrokenFile([Problem(path.name, 1, said, remedy)]) from error


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


def read_vignette(file: str, row: LinedDict) -> Vignette:
    """One vignette. Raises `BrokenFile` or ValueError."""
    values = _fields(file, VIGNETTE, row)
    lowest, highest = (Urgency.from_key(values[end]) for end in ("lowest", "highest"))
    allowed = between(lowest, highest)
    if not allowed:
        raise ValueError(f"vignette {values['id']}: its lowest is above its highest.")
    return Vignette(
        id=values["id"],
        answers={name: _answer(chosen) for name, chosen in values["answers"].items()},
        allowed=allowed,
        story=values["story"],
        source=values["source"],
        groups=_groups(values),
    )


def _groups(values: Mapping[str, Any]) -> tuple[str, ...]:
    unknown = [group for group in values["groups"] if group not in GROUPS]
    if unknown:
        said = f"there is no group “{unknown[0]}”. Use: {', '.join(GROUPS)}."
        raise ValueError(f"vignette {values['id']}: {said}")
    return tuple(values["groups"])


def _answer(chosen: Any) -> frozenset[str]:
    return frozenset(map(str, chosen if isinstance(chosen, list) else [chosen]))


def read_promise(file: str, row: LinedDict, vocabulary: Vocabulary) -> Promise:
    """One promise. Raises `BrokenFile` or ValueError."""
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

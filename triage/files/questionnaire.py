"""Reads a questionnaire from one YAML file that an editor can read too.

Every error names file, line and remedy, and all of them are named at once; a broken file gives no
questionnaire at all.
"""

from pathlib import Path

from groundwork import yaml_lines
from groundwork.problems import BrokenFile, Problem
from groundwork.yaml_lines import LinedDict, YamlProblem
from triage.engine.questionnaire import Questionnaire
from triage.files.reader import Reader


def load(path: Path) -> Questionnaire:
    """The questionnaire in a file. Raises `BrokenFile`."""
    return read(text_of(path.read_bytes(), path.name), path.name)


def read(text: str, name: str) -> Questionnaire:
    """The questionnaire in a text; `name` is for errors. Raises `BrokenFile`."""
    return read_document(document_of(text, name), name)


def read_document(document: LinedDict, name: str) -> Questionnaire:
    """The questionnaire in a file's fields. Raises `BrokenFile`, its problems `PartProblem`s."""
    return Reader(name).questionnaire(document)


def document_of(text: str, name: str) -> LinedDict:
    """The fields of a file, YAML or JSON. Raises `BrokenFile`."""
    try:
        document = yaml_lines.load(text)
    except YamlProblem as error:
        remedy = "Check indentation and quotation marks."
        raise BrokenFile([Problem(name, error.line, error.problem, remedy)]) from error
    if not isinstance(document, LinedDict):
        raise BrokenFile([Problem(name, 1, "The file has no fields.", "Begin with “name: …”.")])
    return document


def text_of(content: bytes, name: str) -> str:
    """The text of a file. Raises `BrokenFile`."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        said, remedy = "A character is not UTF-8.", "Save the file as UTF-8 text."
        raise BrokenFile([Problem(name, line, said, remedy)]) from error

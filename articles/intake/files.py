"""Reads content files into records: a YAML list, or Markdown with front matter."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundwork import yaml_lines
from groundwork.problems import BrokenFile, Problem
from groundwork.yaml_lines import LinedDict, YamlProblem

MOST_BYTES = 2_000_000
QUESTIONS_LINE = "=== Common questions ==="
_QUESTION = re.compile(r"^### +(.+?) *$")


@dataclass(frozen=True)
class Passage:
    """A piece of Markdown and the line of the file it starts on."""

    text: str
    line: int


@dataclass(frozen=True)
class QuestionPassage:
    question: str
    line: int
    answer: Passage


@dataclass(frozen=True)
class MarkdownFile:
    """Front matter, body and common questions of one file."""

    front: LinedDict
    body: Passage
    questions: tuple[QuestionPassage, ...]


def read_text(path: Path, name: str) -> str:
    """The file as text. Raises `BrokenFile` for what cannot be read."""
    data = path.read_bytes()
    if len(data) > MOST_BYTES:
        raise _broken(name, 1, "The file is larger than 2 MB.", "Split it.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _broken(name, line, "This is not UTF-8 text.", "Save the file as UTF-8.") from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise _broken(name, line, "The line holds a NUL byte.", "Take it out.")
    return text.replace("\r\n", "\n")


def read_list(path: Path, name: str, list_key: str) -> list[LinedDict]:
    """The records of a register file, which is one list, bare or under `list_key`."""
    document = _yaml(read_text(path, name), name, 1)
    if isinstance(document, LinedDict) and list(document) == [list_key]:
        document = document[list_key]
    if not isinstance(document, list):
        raise _broken(name, 1, "The file is not a list.", f"Begin it with “{list_key}:”.")
    for position, record in enumerate(document, start=1):
        if not isinstance(record, LinedDict):
            remedy = "Begin it with “- ” and a field, such as “- key: …”."
            raise _broken(name, 1, f"Entry {position} has no fields.", remedy)
    return document


def read_markdown(path: Path, name: str) -> MarkdownFile:
    """The parts of a Markdown file. Raises `BrokenFile`."""
    lines = read_text(path, name).split("\n")
    if not lines or lines[0].rstrip() != "---":
        raise _broken(name, 1, "The front matter is missing.", "Begin the file with a line “---”.")
    end = _find(lines, "---", 1)
    if end is None:
        remedy = "Close it with a line “---”."
        raise _broken(name, 1, "The front matter has no end.", remedy)
    front = _yaml("\n".join(lines[1:end]), name, 2)
    if not isinstance(front, LinedDict):
        raise _broken(name, 2, "The front matter has no fields.", "Write “title: …” and so on.")
    return _split(front, lines, end + 1, name)


def _split(front: LinedDict, lines: list[str], start: int, name: str) -> MarkdownFile:
    mark = _find(lines, QUESTIONS_LINE, start)
    end = len(lines) if mark is None else mark
    body = Passage("\n".join(lines[start:end]).strip("\n") + "\n", _first_full(lines, start, end))
    questions = () if mark is None else _questions(lines, mark + 1, name)
    return MarkdownFile(front, body, questions)


def _questions(lines: list[str], start: int, name: str) -> tuple[QuestionPassage, ...]:
    heads = [i for i in range(start, len(lines)) if _QUESTION.match(lines[i])]
    first = heads[0] if heads else len(lines)
    stray = next((i for i in range(start, first) if lines[i].strip()), None)
    if stray is not None or not heads:
        line = (start if stray is None else stray) + 1
        remedy = "Begin each question with “### ” and end it with “?”."
        raise _broken(name, line, "There is no question here.", remedy)
    ends = [*heads[1:], len(lines)]
    return tuple(_question(lines, head, end) for head, end in zip(heads, ends, strict=True))


def _question(lines: list[str], head: int, end: int) -> QuestionPassage:
    match = _QUESTION.match(lines[head])
    question = match.group(1) if match else ""
    answer = Passage("\n".join(lines[head + 1 : end]).strip(), _first_full(lines, head + 1, end))
    return QuestionPassage(question, head + 1, answer)


def _first_full(lines: list[str], start: int, end: int) -> int:
    """The number (from 1) of the first line with words between two indexes."""
    return next((i + 1 for i in range(start, end) if lines[i].strip()), start + 1)


def _find(lines: list[str], wanted: str, start: int) -> int | None:
    return next((i for i in range(start, len(lines)) if lines[i].rstrip() == wanted), None)


def _yaml(text: str, name: str, first_line: int) -> Any:
    try:
        return yaml_lines.load(text, first_line)
    except YamlProblem as error:
        remedy = "Check the indentation, and put quotation marks round text with a colon in it."
        raise _broken(name, error.line, error.problem, remedy) from error


def _broken(name: str, line: int, problem: str, remedy: str) -> BrokenFile:
    return BrokenFile([Problem(name, line, problem, remedy)])

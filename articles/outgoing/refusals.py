"""What a file cannot hold so that it comes back the same, each with its reason and its repair.

What is known to go wrong is named here, before anything is written. What nobody thought of is
caught by `articles.outgoing.reading_back`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from articles.intake.article_kind import ARTICLE
from articles.intake.files import QUESTIONS_LINE
from articles.intake.kinds import PAGE, RED_FLAG, Entry, Kind, State
from articles.intake.picture_kind import PICTURE, picture_problems
from articles.intake.term_kind import TERM, term_problems
from articles.outgoing.contents import LISTS, Contents
from articles.outgoing.texts import path_of
from articles.pictures.arriving import kept_at

_FILE_NAME = re.compile(r"[A-Za-z0-9_-]+")
_QUESTION_LINE = re.compile(r"### .")
_HALF_A_CHARACTER = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Refusal:
    """One record that cannot go out as it is: where, why, and what would mend it."""

    where: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.problem} {self.remedy}"


class CannotWrite(ValueError):
    """Nothing was written."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__("\n".join(map(str, refusals)))
        self.refusals = refusals


def refuse_what_cannot_be_written(contents: Contents) -> None:
    """Raises `CannotWrite` with everything that is known to come back otherwise."""
    refusals = [
        *(r for kind in LISTS for r in _of_kind(kind, contents.registers[kind.name])),
        *_of_kind(PAGE, contents.pages),
        *_of_kind(ARTICLE, contents.articles),
        *_of_links(contents),
        *_of_pictures(contents.registers[PICTURE.name]),
    ]
    if refusals:
        raise CannotWrite(refusals)


def _of_kind(kind: Kind, states: Mapping[str, State]) -> Iterator[Refusal]:
    names = Counter(path_of(kind, key).casefold() for key in states)
    for key, state in states.items():
        where = f"{kind.name} {key}"
        yield from _of_name(kind, key, where, names)
        yield from _of_characters(where, state)
        for name in kind.shape.required:
            if state[name] in ("", [], None):
                yield Refusal(where, f"“{name}” is empty.", "Fill it in.")
        if "policy" in state and not (state["sources"] or state["policy"]):
            yield Refusal(where, "It has no source.", "Name one, or tick “our policy”.")
        if "body" in state:
            yield from _of_body(where, state["body"])
        for number, (question, answer) in enumerate(state.get("questions", []), start=1):
            yield from _of_question(f"{where}, question {number}", question, answer)


def _of_name(kind: Kind, key: str, where: str, names: Mapping[str, int]) -> Iterator[Refusal]:
    if kind.list_key:
        return
    if not _FILE_NAME.fullmatch(key):
        said = "Its slug cannot be the name of a file."
        yield Refusal(where, said, "Use letters, digits, hyphens and underscores.")
    if names[path_of(kind, key).casefold()] > 1:
        said = "Another slug differs from it in capital letters alone; some disks keep one of two."
        yield Refusal(where, said, "Rename one of them.")


def _of_characters(where: str, state: State) -> Iterator[Refusal]:
    for name, value in state.items():
        for text in _texts(value):
            if "\x00" in text:
                yield Refusal(f"{where}, {name}", "It holds a NUL byte.", "Take it out.")
            if _HALF_A_CHARACTER.search(text):
                said = "It holds half a character (a lone surrogate)."
                yield Refusal(f"{where}, {name}", said, "Type that place again.")


def _of_body(where: str, body: str) -> Iterator[Refusal]:
    for number, line in enumerate(body.split("\n"), start=1):
        if line.rstrip() == QUESTIONS_LINE:
            said = f"The line “{QUESTIONS_LINE}” begins the common questions in a file."
            yield Refusal(f"{where}, text, line {number}", said, "Word it otherwise.")


def _of_question(where: str, question: str, answer: str) -> Iterator[Refusal]:
    if not question or "\n" in question:
        said = "The question is empty or longer than a line."
        yield Refusal(where, said, "Write it on one line.")
    if not answer:
        yield Refusal(where, "The answer is empty.", "Write it, or delete the question.")
    for number, line in enumerate(answer.split("\n"), start=1):
        if _QUESTION_LINE.match(line):
            said = "A heading “###” begins the next question in a file."
            yield Refusal(f"{where}, line {number} of the answer", said, "Write it without “###”.")


def _of_links(contents: Contents) -> Iterator[Refusal]:
    """Articles and red flags that are named and gone, and names that two terms share."""
    terms = contents.registers[TERM.name]
    for key, state in terms.items():
        if state["article"] and state["article"] not in contents.articles:
            said = f"It leads to the article “{state['article']}”, which is gone."
            yield Refusal(f"term {key}", said, "Choose another article there, or none.")
    for slug, state in contents.articles.items():
        for key in state["get_help"]:
            if key not in contents.registers[RED_FLAG.name]:
                said = f"It shows the red flag “{key}”, which is gone."
                yield Refusal(f"article {slug}", said, "Take it out and publish the article again.")
    entries = [Entry(key, {**s, "article": ""}, lambda _field: 0) for key, s in terms.items()]
    for problem in term_problems(TERM.file, entries, set()):
        yield Refusal("The glossary", problem.problem, problem.remedy)


def _of_pictures(states: Mapping[str, State]) -> Iterator[Refusal]:
    """Pictures whose files are not what they should be; these would be refused when loaded."""
    uploads = kept_at("")
    for key, state in states.items():
        entry = Entry(key, state, lambda _field: 0)
        for problem in picture_problems(PICTURE.file, entry, uploads):
            where = f"picture {key}" if problem.file == PICTURE.file else f"picture {problem.file}"
            remedy = "Bring it back from a backup, or delete the picture at the desk."
            yield Refusal(where, problem.problem, remedy)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for part in pair for text in _texts(part))
    elif isinstance(value, list):
        yield from (text for part in value for text in _texts(part))

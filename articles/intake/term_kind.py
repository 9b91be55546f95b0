"""Terms of the glossary as records: their names, and what only the whole file can get wrong."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Any

from articles.intake.kinds import SOURCES, Entry, Kind, State
from articles.models import Term
from articles.models.glossary import split_names
from articles.search import indexing
from groundwork.problems import Problem
from groundwork.shapes import Shape


@dataclass(frozen=True)
class TermKind(Kind):
    """A term's other names are a list in the file, and lines in the row."""

    def state_of(self, row: Any) -> State:
        return {**super().state_of(row), "other_names": split_names(row.other_names)}

    def apply(self, row: Any, state: State) -> Any:
        return super().apply(row, {**state, "other_names": "\n".join(state["other_names"])})


TERM = TermKind(
    "term",
    "glossary.yaml",
    "terms",
    Term,
    "slug",
    Shape(
        {"slug": str, "term": str, "meaning": str},
        {"other_names": list, "article": str, "sources": list},
    ),
    links={"sources": SOURCES},
    after=indexing.put_term,
)


def term_problems(file: str, entries: Iterable[Entry], articles: Set[str]) -> Iterator[Problem]:
    """Names that two terms share, and articles whose slug is not among `articles`."""
    owners: dict[str, str] = {}
    for entry in entries:
        article = entry.state["article"]
        if article and article not in articles:
            said = f"There is no article “{article}”."
            yield Problem(file, entry.line_of("article"), said, "Check its spelling.")
        for field, name in _names(entry):
            yield from _name_problems(file, entry, field, name, owners)


def _names(entry: Entry) -> Iterator[tuple[str, Any]]:
    """Every name of a term with the field it stands in."""
    yield "term", entry.state["term"]
    for name in entry.state["other_names"]:
        yield "other_names", name


def _name_problems(
    file: str, entry: Entry, field: str, name: Any, owners: dict[str, str]
) -> Iterator[Problem]:
    line = entry.line_of(field)
    if not isinstance(name, str) or split_names(name) != [name]:
        said = f"The name {name!r} is not a line of text."
        yield Problem(file, line, said, "Put it in quotation marks, without spaces round it.")
        return
    owner = owners.setdefault(name.casefold(), entry.key)
    if owner != entry.key:
        said = f"“{name}” is a name of “{owner}” already."
        yield Problem(file, line, said, "Keep it with one of the two.")

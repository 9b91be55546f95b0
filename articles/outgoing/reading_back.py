"""Reads finished files with the loader's own readers: they must give the states they came from."""

from collections.abc import Iterator
from pathlib import Path

from articles.intake.article_kind import ARTICLE
from articles.intake.article_records import read_page
from articles.intake.files import read_list, read_markdown
from articles.intake.kinds import PAGE, Kind, State
from articles.outgoing.contents import LISTS, MAY_BE_LACKING, Contents
from articles.outgoing.refusals import CannotWrite, Refusal
from articles.outgoing.texts import path_of
from groundwork.problems import BrokenFile, Problem


def refuse_what_reads_otherwise(folder: Path, contents: Contents) -> None:
    """Raises `CannotWrite` with every record that its file doesn't give back as it was."""
    refusals = [
        *(r for kind in LISTS for r in _of_register(folder, kind, contents)),
        *(r for state in contents.pages.values() for r in _of_file(folder, PAGE, state)),
        *(r for state in contents.articles.values() for r in _of_file(folder, ARTICLE, state)),
    ]
    if refusals:
        raise CannotWrite(refusals)


def read_register(folder: Path, kind: Kind) -> dict[str, State]:
    """The states of one register's file, by key. Raises `BrokenFile`."""
    if kind in MAY_BE_LACKING and not (folder / kind.file).exists():
        return {}
    records = read_list(folder / kind.file, kind.file, kind.list_key)
    _refuse([p for record in records for p in kind.shape.check(kind.file, record)])
    return {record[kind.key]: kind.state_from(kind.shape.values(record)) for record in records}


def read_state(folder: Path, kind: Kind, key: str) -> State:
    """The state in the file of one article or page. Raises `BrokenFile`."""
    name = path_of(kind, key)
    if kind is PAGE:
        return read_page(folder / name)[1]
    parts = read_markdown(folder / name, name)
    _refuse(ARTICLE.shape.check(name, parts.front))
    return ARTICLE.state_from(
        {
            **ARTICLE.shape.values(parts.front),
            "slug": key,
            "body": parts.body.text,
            "questions": [[entry.question, entry.answer.text] for entry in parts.questions],
        }
    )


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise BrokenFile(problems)


def _of_register(folder: Path, kind: Kind, contents: Contents) -> Iterator[Refusal]:
    try:
        found = read_register(folder, kind)
    except BrokenFile as broken:
        yield from _broken(broken)
        return
    for key, state in contents.registers[kind.name].items():
        if found.get(key) != state:
            yield _unlike(f"{kind.name} {key}", state, found.get(key, {}))


def _of_file(folder: Path, kind: Kind, state: State) -> Iterator[Refusal]:
    try:
        found = read_state(folder, kind, state[kind.key])
    except BrokenFile as broken:
        yield from _broken(broken)
        return
    if found != state:
        yield _unlike(f"{kind.name} {state[kind.key]}", state, found)


def _unlike(where: str, state: State, found: State) -> Refusal:
    names = [name for name in state if found.get(name) != state[name]]
    said = f"It would come back changed from its file ({', '.join(names)})."
    return Refusal(where, said, "Look there for odd characters, and type that place again.")


def _broken(broken: BrokenFile) -> list[Refusal]:
    return [Refusal(f"{p.file}:{p.line}", p.problem, p.remedy) for p in broken.problems]

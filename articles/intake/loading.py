"""Loads a content folder: pictures, registers, the articles that lean on them, then pages.

Each file is loaded whole or not at all. A row an editor changed since we last loaded it is kept,
unless the caller says to overwrite. Loading the same folder again changes nothing.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from articles import editing, publishing, register, rendering
from articles.intake.article_kind import ARTICLE
from articles.intake.article_records import (
    ArticleRecord,
    dead_links,
    read_article,
    read_page,
    refuse_harm,
)
from articles.intake.exported import why_not_to_load
from articles.intake.files import read_list
from articles.intake.given import articles_given, terms_given
from articles.intake.kinds import CLAIM, PAGE, RED_FLAG, REGISTERS, SOURCE, Entry, Kind, State
from articles.intake.memory import Memory
from articles.intake.picture_kind import PICTURE, clashes, picture_problems, put_files
from articles.intake.synonym_kind import SYNONYM
from articles.intake.term_kind import TERM, term_problems
from articles.markdown import Register
from articles.models import Article, Edition
from articles.pictures import arriving
from groundwork.problems import BrokenFile, Problem

FROM_FILES = "Loaded from content files."
LEANED_ON = (SOURCE, RED_FLAG, CLAIM, TERM, PICTURE)


@dataclass
class Loading:
    """What one load did. `changes` are (what happened, kind, key), without the unchanged."""

    overwrite: bool = False
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    rendered_again: int = 0

    def note(self, outcome: str, kind: Kind, key: str) -> None:
        self.counts[outcome] += 1
        if outcome != "unchanged":
            self.changes.append((outcome, kind.name, key))


def load_folder(folder: Path, *, overwrite: bool = False) -> Loading:
    """Load everything under `folder`; what is wrong stands in the answer's `problems`."""
    loading = Loading(overwrite=overwrite, problems=why_not_to_load(folder))
    if loading.problems:
        return loading
    _load_pictures(loading, folder / PICTURE.file)
    for kind in (*REGISTERS, TERM, SYNONYM):
        path = folder / kind.file
        if path.exists():
            with _guard(loading):
                _load_register(loading, kind, path)
    _load_articles(loading, folder / "articles")
    for path in sorted((folder / "pages").glob("*.md")):
        with _guard(loading):
            _load_page(loading, path)
    loading.rendered_again = _render_what_is_stale(loading)
    return loading


@contextmanager
def _noting(loading: Loading) -> Iterator[None]:
    try:
        yield
    except BrokenFile as broken:
        loading.problems.extend(broken.problems)


@contextmanager
def _guard(loading: Loading) -> Iterator[None]:
    """One file's transaction: a broken file is noted, and nothing of it stays."""
    with _noting(loading), transaction.atomic():
        yield


def _load_pictures(loading: Loading, path: Path) -> None:
    """Files before rows, since a row without its files would show readers a gap."""
    if not path.exists():
        return
    with _noting(loading), arriving.together() as put, transaction.atomic():
        entries = _entries(PICTURE, path)
        _refuse([p for entry in entries for p in picture_problems(path.name, entry, path.parent)])
        _refuse([*clashes(path.name, entries, path.parent)])
        put_files(entries, path.parent, put)
        _put_all(loading, PICTURE, path.name, entries, given={})


def _load_register(loading: Loading, kind: Kind, path: Path) -> None:
    entries = _entries(kind, path)
    _refuse(_unsupported(path.name, entries))
    given: Mapping[str, State] = {}
    if kind is TERM:
        _refuse([*term_problems(path.name, entries, _article_slugs(path.parent / "articles"))])
        given = _terms_given()
    _put_all(loading, kind, path.name, entries, given)


def _terms_given() -> dict[str, State]:
    states = {key: TERM.state_of(row) for key, row in TERM.rows().items()}
    return terms_given(
        states, set(Edition.objects.public().values_list("article__slug", flat=True))
    )


def _entries(kind: Kind, path: Path) -> list[Entry]:
    """The records of a register's file. Raises `BrokenFile`."""
    records = read_list(path, path.name, kind.list_key)
    _refuse([p for record in records for p in kind.shape.check(path.name, record)])
    entries = [
        Entry(record[kind.key], kind.state_from(kind.shape.values(record)), record.line_of)
        for record in records
    ]
    _refuse([*_doubles(path.name, kind, entries), *_dead_links(path.name, kind, entries)])
    return entries


def _article_slugs(folder: Path) -> set[str]:
    """What may be named as an article: those in the folder, and those we have."""
    return {path.stem for path in folder.glob("*.md")} | set(
        Article.objects.values_list("slug", flat=True)
    )


def _load_page(loading: Loading, path: Path) -> None:
    front, state = read_page(path)
    _put_all(loading, PAGE, f"pages/{path.name}", [Entry(path.stem, state, front.line_of)], {})


@transaction.atomic
def _load_articles(loading: Loading, folder: Path) -> None:
    """First every row, then what the changed ones lead to, since articles lead to each other."""
    entries = register.current()
    slugs = _article_slugs(folder)
    rows, memory, given = ARTICLE.rows(), Memory.of(ARTICLE), articles_given()
    changed: list[tuple[ArticleRecord, Article]] = []
    for path in sorted(folder.glob("*.md")):
        with _guard(loading):
            record = read_article(path, entries, slugs)
            entry = Entry(record.slug, record.state, record.line_of)
            row, known = rows.get(record.slug), given.get(record.slug)
            article = _put(loading, ARTICLE, record.file, entry, row, memory, known)
            if article:
                refuse_harm(record, entries, slugs)
                changed.append((record, article))
    for record, article in changed:
        ARTICLE.put_related(article, record.state["related"])
        _publish(article, entries, slugs)
        # What was saved, not what was asked for: a related article may not be there yet.
        memory.remember(record.slug, ARTICLE.state_of(Article.objects.get(pk=article.pk)))


def _publish(article: Article, entries: Register, slugs: set[str]) -> None:
    """What a file says is public at once; an article somebody archived stays archived."""
    version = editing.save_version(article, by=None, note=FROM_FILES, entries=entries)
    if article.editions.not_over().exists() or not article.editions.exists():
        publishing.publish(version, by=None, entries=entries, together=slugs)


def _put_all(
    loading: Loading,
    kind: Kind,
    file: str,
    entries: list[Entry],
    given: Mapping[str, State],
) -> None:
    rows, memory = kind.rows(), Memory.of(kind)
    problems: list[Problem] = []
    for entry in entries:
        try:
            row, known = rows.get(entry.key), given.get(entry.key)
            if _put(loading, kind, file, entry, row, memory, known):
                memory.remember(entry.key, entry.state)
        except BrokenFile as broken:
            problems += broken.problems
    _refuse(problems)


def _put(
    loading: Loading,
    kind: Kind,
    file: str,
    entry: Entry,
    row: Any,
    memory: Memory,
    given: State | None,
) -> Any | None:
    """Give the row its state; the row if it changed, else None. Raises `BrokenFile`."""
    outcome = _outcome(loading, kind, entry, row, memory, given)
    changes = outcome in {"new", "changed"}
    try:
        row = kind.apply(row, entry.state) if changes else None
    except ValidationError as error:
        raise BrokenFile(_invalid(file, entry, error)) from error
    loading.note(outcome, kind, entry.key)
    if outcome == "unchanged" and not memory.is_as_loaded(entry.key, entry.state):
        # Loaded by a version of ours that knew fewer fields, or typed just so by an editor.
        memory.remember(entry.key, entry.state)
    return row


def _outcome(
    loading: Loading,
    kind: Kind,
    entry: Entry,
    row: Any,
    memory: Memory,
    given: State | None,
) -> str:
    """`given` is what readers have of the record. A file that says just that tells us nothing
    new, so a row that differs from it was meant to, even if it came in by file itself.
    """
    if row is None:
        return "new"
    state = kind.state_of(row)
    if state == entry.state:
        return "unchanged"
    if loading.overwrite:
        return "changed"
    return "changed" if memory.is_as_loaded(entry.key, state) and entry.state != given else "kept"


def _render_what_is_stale(loading: Loading) -> int:
    """Make editions again whose registers, renderer or settings changed since they were made.

    Articles that came in with this load were made after the registers had been read.
    """
    names = {kind.name for kind in LEANED_ON}
    came_in = [key for what, name, key in loading.changes if (what, name) == ("new", "article")]
    registers_changed = any(name in names and what != "kept" for what, name, _ in loading.changes)
    stale = Edition.objects.not_over().exclude(article__slug__in=came_in).select_related("version")
    if not registers_changed:
        stale = stale.exclude(rendered_by=rendering.renderer_mark())
    return rendering.make_all(stale)


def _refuse(problems: list[Problem]) -> None:
    if problems:
        raise BrokenFile(problems)


def _doubles(file: str, kind: Kind, entries: list[Entry]) -> list[Problem]:
    counts = Counter(entry.key for entry in entries)
    return [
        Problem(file, entry.line_of(kind.key), f"“{entry.key}” stands here twice.", "Keep one.")
        for entry in entries
        if counts[entry.key] > 1
    ]


def _dead_links(file: str, kind: Kind, entries: list[Entry]) -> list[Problem]:
    known = {name: link.keys() for name, link in kind.links.items()}
    return [
        problem
        for entry in entries
        for name, link in kind.links.items()
        if not known[name].issuperset(entry.state[name])
        for problem in dead_links(file, entry.line_of(name), name, link, entry.state[name])
    ]


def _unsupported(file: str, entries: list[Entry]) -> list[Problem]:
    """Claims and red flags with neither a source nor the word that they are our policy."""
    return [
        Problem(
            file,
            entry.line_of("sources"),
            f"“{entry.key}” has no source.",
            "Name one, or write “policy: true” if it is our own rule.",
        )
        for entry in entries
        if "policy" in entry.state and not (entry.state["sources"] or entry.state["policy"])
    ]


def _invalid(file: str, entry: Entry, error: ValidationError) -> list[Problem]:
    return [
        Problem(file, entry.line_of(name), f"“{entry.key}”, {name}: {' '.join(said)}", "Mend it.")
        for name, said in error.message_dict.items()
    ]

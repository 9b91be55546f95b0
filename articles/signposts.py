"""The one door other rooms use: give slugs and sections, get titles and addresses.

It also hands out the red flags' wording, so that no other room types a warning sign again.

A reference is `slug` or `slug#section`, such as `massage-and-blood-clots#s-when-not-to-massage`.
Other rooms also register finders here, which say what of theirs leans on something of ours, and
sources of pages that the search should find.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from articles.leg_drawing import Touched, touched_shapes_of
from articles.markdown.sources import href
from articles.models import Edition, RedFlag, Source
from articles.red_flag_words import advice_by_english
from articles.register import source_entry
from articles.search import findables, indexing
from articles.search.documents import Findable, Section
from articles.ways import way_from
from groundwork import yaml_lines
from groundwork.languages import is_own

__all__ = [
    "Findable",
    "Lean",
    "Ours",
    "RedFlagWording",
    "Section",
    "Signpost",
    "SourceRecord",
    "Touched",
    "found_pages_changed",
    "let_be_found",
    "missing",
    "red_flags",
    "register_finder",
    "resolve",
    "shipped_red_flags",
    "sources",
    "touched_shapes_of",
    "what_leans_on",
]

SHIPPED_RED_FLAGS = Path(__file__).parent / "content" / "red_flags.yaml"


@dataclass(frozen=True)
class Signpost:
    """Where a reference leads. `section` is empty when it leads to the whole article."""

    reference: str
    title: str
    section: str
    url: str


class Ours(StrEnum):
    """What other rooms may lean on: by slug or by key."""

    ARTICLE = "article"
    SOURCE = "source"
    RED_FLAG = "red-flag"


@dataclass(frozen=True)
class Lean:
    """Something that leans on something of ours, and its address for editors.

    `is_public`: readers have it now. `is_left_out`: by itself, once what it leans on is gone.
    """

    what: str
    url: str
    is_public: bool = True
    is_left_out: bool = False


@dataclass(frozen=True)
class RedFlagWording:
    """A red flag as the register words it now. `sources` are keys."""

    key: str
    wording: str
    urgency: str
    what_to_do: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class SourceRecord:
    """A source as the register has it. `url` is empty when it has no address."""

    key: str
    title: str
    publisher: str
    url: str


Finder = Callable[[Ours, str], Iterable[Lean]]
_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Let another room say what of theirs leans on a key. Registering twice counts once."""
    if finder not in _finders:
        _finders.append(finder)


def what_leans_on(kind: Ours, key: str) -> list[Lean]:
    """Everything in other rooms that leans on it, what readers have first."""
    found = [lean for finder in _finders for lean in finder(kind, key)]
    return sorted(found, key=lambda lean: not lean.is_public)


def let_be_found(source: Callable[[], Iterable[Findable]]) -> None:
    """Let the search find another room's pages: `source` gives all of them, under fixed keys."""
    findables.register(source)


def found_pages_changed() -> None:
    """Ask every source again; called by a room after what it lets be found has changed."""
    indexing.put_findables()


def resolve(references: Iterable[str]) -> list[Signpost]:
    """Signposts to what is published, in the order given; dead ones are left out.

    A renamed article is found at its old address, an archived one leads to what replaces it. One
    query, and a few for each reference that leads on.
    """
    return _resolved(list(dict.fromkeys(references)), follows_replacements=True)


def missing(references: Iterable[str]) -> list[str]:
    """References that lead to nothing published, in the order given. One query.

    One whose article another one replaces is missing too: its section is not there.
    """
    wanted = list(dict.fromkeys(references))
    alive = {signpost.reference for signpost in _resolved(wanted, follows_replacements=False)}
    return [reference for reference in wanted if reference not in alive]


def red_flags(keys: Iterable[str]) -> dict[str, RedFlagWording]:
    """The register's entries among `keys`, by key. Two queries."""
    rows = RedFlag.objects.filter(key__in=list(keys)).prefetch_related("sources")
    return {row.key: _wording(row) for row in rows}


def red_flag_advice() -> dict[str, str]:
    """What to do for red flags in the language that is spoken, by the English. One query.

    Nothing in the site's own language.
    """
    return {} if is_own() else advice_by_english()


def shipped_red_flags() -> dict[str, RedFlagWording]:
    """The entries we ship, by key, for whoever has no database to ask."""
    document = yaml_lines.load(SHIPPED_RED_FLAGS.read_text(encoding="utf-8"))
    return {
        row["key"]: RedFlagWording(
            row["key"],
            row["wording"],
            row["urgency"],
            row["what_to_do"],
            tuple(row.get("sources", ())),
        )
        for row in document["red_flags"]
    }


def sources(keys: Iterable[str]) -> dict[str, SourceRecord]:
    """The register's sources among `keys`, by key. One query."""
    rows = Source.objects.filter(key__in=set(keys))
    return {
        row.key: SourceRecord(row.key, row.title, row.publisher, href(source_entry(row)))
        for row in rows
    }


def _resolved(wanted: list[str], *, follows_replacements: bool) -> list[Signpost]:
    articles = _published(wanted)
    for slug in {reference.partition("#")[0] for reference in wanted} - articles.keys():
        way = way_from(slug)
        if way and (follows_replacements or not way.is_replaced):
            articles[slug] = way.edition
    found = (_signpost(reference, articles) for reference in wanted)
    return [signpost for signpost in found if signpost]


def _wording(row: RedFlag) -> RedFlagWording:
    sources = tuple(source.key for source in row.sources.all())
    return RedFlagWording(row.key, row.wording, row.urgency, row.what_to_do, sources)


def _published(references: Iterable[str]) -> dict[str, Edition]:
    slugs = {reference.partition("#")[0] for reference in references}
    rows = Edition.objects.public().filter(article__slug__in=slugs).select_related("article")
    return {row.slug: row for row in rows.only("article__slug", "title", "headings")}


def _signpost(reference: str, articles: dict[str, Edition]) -> Signpost | None:
    slug, _, section = reference.partition("#")
    article = articles.get(slug)
    if article is None:
        return None
    if not section:
        return Signpost(reference, article.title, "", article.get_absolute_url())
    titles = {heading["id"]: heading["title"] for heading in article.headings}
    if section not in titles:
        return _instead(reference, slug, article)
    url = f"{article.get_absolute_url()}#{section}"
    return Signpost(reference, article.title, titles[section], url)


def _instead(reference: str, slug: str, article: Edition) -> Signpost | None:
    """The whole of an article that replaces the one named; a section that is gone is nowhere."""
    is_renamed = article.article.former_addresses.filter(slug=slug).exists()
    if article.slug == slug or is_renamed:
        return None
    return Signpost(reference, article.title, "", article.get_absolute_url())

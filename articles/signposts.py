"""The one door other rooms use: give slugs and sections, get titles and addresses.

It also hands out the red flags' wording, so that no other room types a warning sign again.

A reference is `slug` or `slug#section`, such as `massage-and-blood-clots#s-when-not-to-massage`.
Other rooms also register finders here, which say what of theirs leans on a reference.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from articles.markdown.sources import href
from articles.models import Article, RedFlag, Source
from articles.register import source_entry
from groundwork import yaml_lines

SHIPPED_RED_FLAGS = Path(__file__).parent / "content" / "red_flags.yaml"


@dataclass(frozen=True)
class Signpost:
    """Where a reference leads. `section` is empty when it leads to the whole article."""

    reference: str
    title: str
    section: str
    url: str


@dataclass(frozen=True)
class Lean:
    """Something in another room that leads to an article, and its address for editors."""

    what: str
    url: str


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


Finder = Callable[[str], Iterable[Lean]]
_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Let another room say what of theirs leans on a slug. Registering twice counts once."""
    if finder not in _finders:
        _finders.append(finder)


def what_leans_on(slug: str) -> list[Lean]:
    """Everything in other rooms that leads to the article `slug`."""
    return [lean for finder in _finders for lean in finder(slug)]


def resolve(references: Iterable[str]) -> list[Signpost]:
    """Signposts to what is published, in the order given; dead ones are left out. One query."""
    wanted = list(dict.fromkeys(references))
    articles = _published(wanted)
    found = (_signpost(reference, articles) for reference in wanted)
    return [signpost for signpost in found if signpost]


def missing(references: Iterable[str]) -> list[str]:
    """References that lead to nothing published, in the order given. One query."""
    wanted = list(dict.fromkeys(references))
    alive = {signpost.reference for signpost in resolve(wanted)}
    return [reference for reference in wanted if reference not in alive]


def red_flags(keys: Iterable[str]) -> dict[str, RedFlagWording]:
    """The register's entries among `keys`, by key. Two queries."""
    rows = RedFlag.objects.filter(key__in=list(keys)).prefetch_related("sources")
    return {row.key: _wording(row) for row in rows}


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


def _wording(row: RedFlag) -> RedFlagWording:
    sources = tuple(source.key for source in row.sources.all())
    return RedFlagWording(row.key, row.wording, row.urgency, row.what_to_do, sources)


def _published(references: Iterable[str]) -> dict[str, Article]:
    slugs = {reference.partition("#")[0] for reference in references}
    rows = Article.objects.published().filter(slug__in=slugs).only("slug", "title", "headings")
    return {row.slug: row for row in rows}


def _signpost(reference: str, articles: dict[str, Article]) -> Signpost | None:
    slug, _, section = reference.partition("#")
    article = articles.get(slug)
    if article is None:
        return None
    if not section:
        return Signpost(reference, article.title, "", article.get_absolute_url())
    titles = {heading["id"]: heading["title"] for heading in article.headings}
    if section not in titles:
        return None
    url = f"{article.get_absolute_url()}#{section}"
    return Signpost(reference, article.title, titles[section], url)

"""Nothing is forgotten: every field, every kind of record, and the files we ship ourselves."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings
from django.db.models import Model

from articles.intake import article_kind, kinds, picture_kind, synonym_kind, term_kind
from articles.intake.article_kind import ARTICLE
from articles.intake.kinds import PAGE, TOPIC, Kind
from articles.models import Article, CommonQuestion
from articles.outgoing.contents import LISTS, Contents, filed
from articles.outgoing.folder import with_list
from articles.outgoing.reading_back import read_register, read_state
from articles.outgoing.texts import COMMENTS, OUTSIDE_FRONT, file_texts

KINDS = (*LISTS, PAGE, ARTICLE)
# What a row holds that is not content: what we make of it, and where it stands with us.
NOT_CONTENT = {
    "id",
    "language",  # the file's name says it
    "created_at",
    "updated_at",
    "head",
    "replaced_by",
    "introduction_html",
    "body_html",
    "cites_sources",
    "cites_claims",
    "shows_red_flags",
    "uses_terms",
    "uploaded_by",
    "uploaded_at",
}
SHIPPED = settings.HOUSE / "articles" / "content"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_field_an_editor_fills_in_is_written(kind: Kind) -> None:
    written = {*kind.shape.fields, *OUTSIDE_FRONT.get(kind.name, set())}

    columns = {kind.columns.get(name, name) for name in written}

    assert _columns(kind.model) - NOT_CONTENT - columns == set()


def test_every_field_of_a_question_is_written() -> None:
    assert _columns(CommonQuestion) == {"id", "article", "question", "answer", "order"}


def _columns(model: type[Model]) -> set[str]:
    fields = (*model._meta.concrete_fields, *model._meta.many_to_many)
    return {field.name for field in fields}


def test_every_kind_that_comes_in_goes_out() -> None:
    coming_in = {
        kind.name
        for module in (kinds, article_kind, picture_kind, synonym_kind, term_kind)
        for kind in _kinds_in(module)
    }

    assert coming_in == {kind.name for kind in KINDS}
    assert {kind.name for kind in LISTS} == set(COMMENTS)


def _kinds_in(module: ModuleType) -> Iterator[Kind]:
    for _, value in inspect.getmembers(module):
        yield from (each for each in _as_tuple(value) if isinstance(each, Kind))


def _as_tuple(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


@pytest.mark.parametrize("kind", [TOPIC, PAGE, ARTICLE], ids=lambda kind: kind.name)
def test_a_field_that_files_do_not_know_stops_the_export(kind: Kind) -> None:
    state = {**kind.shape.values({}), "slug": "a", "body": "", "order": 1, "colour": "red"}
    states = {"a": state}
    contents = Contents(
        registers={other.name: states if kind is other else {} for other in LISTS},
        pages=states if kind is PAGE else {},
        articles=states if kind is ARTICLE else {},
    )

    with pytest.raises(LookupError, match=r"no place for .*colour"):
        file_texts(contents)


def test_the_files_we_ship_are_exactly_what_an_export_writes() -> None:
    texts = with_list(file_texts(_contents_of(SHIPPED)))

    unlike = [name for name, text in texts.items() if _text(SHIPPED / name) != text]
    assert unlike == []
    assert {_name(path) for path in SHIPPED.rglob("*") if path.is_file()} == set(texts)


def _contents_of(folder: Path) -> Contents:
    """What the folder's files hold, in the order an export would give it."""
    slugs = {
        kind.name: sorted(path.stem for path in (folder / kind.file).glob("*.md"))
        for kind in (PAGE, ARTICLE)
    }
    return Contents(
        registers={kind.name: filed(kind, read_register(folder, kind)) for kind in LISTS},
        pages={slug: read_state(folder, PAGE, slug) for slug in slugs[PAGE.name]},
        articles={slug: read_state(folder, ARTICLE, slug) for slug in slugs[ARTICLE.name]},
    )


def _name(path: Path) -> str:
    return path.relative_to(SHIPPED).as_posix()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_an_article_counts_among_the_rows_that_have_fields() -> None:
    """Guards the tests above: a model that lists no fields would pass them all."""
    assert {"body", "keywords", "get_help"} <= _columns(Article)

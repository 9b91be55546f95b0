"""The full-text index beside `SearchDocument`: what migrations run to make it and to take it away.

A migration that has run stays true: another index gets functions of its own.
"""

from typing import Any

SQLITE = (
    # Words arrive in normal form: a tokenizer that changes nothing keeps them as they are.
    """CREATE VIRTUAL TABLE articles_searchindex USING fts5(
        exact, title_words, head_words, body_words,
        content='articles_searchdocument', content_rowid='id',
        tokenize='ascii', detail=column, columnsize=0)""",
    """CREATE TRIGGER articles_searchindex_in AFTER INSERT ON articles_searchdocument BEGIN
        INSERT INTO articles_searchindex(rowid, exact, title_words, head_words, body_words)
        VALUES (new.id, new.exact, new.title_words, new.head_words, new.body_words);
    END""",
    """CREATE TRIGGER articles_searchindex_out AFTER DELETE ON articles_searchdocument BEGIN
        INSERT INTO articles_searchindex(
            articles_searchindex, rowid, exact, title_words, head_words, body_words)
        VALUES ('delete', old.id, old.exact, old.title_words, old.head_words, old.body_words);
    END""",
    """CREATE TRIGGER articles_searchindex_change AFTER UPDATE ON articles_searchdocument BEGIN
        INSERT INTO articles_searchindex(
            articles_searchindex, rowid, exact, title_words, head_words, body_words)
        VALUES ('delete', old.id, old.exact, old.title_words, old.head_words, old.body_words);
        INSERT INTO articles_searchindex(rowid, exact, title_words, head_words, body_words)
        VALUES (new.id, new.exact, new.title_words, new.head_words, new.body_words);
    END""",
)
SQLITE_UNDO = (
    "DROP TRIGGER IF EXISTS articles_searchindex_in",
    "DROP TRIGGER IF EXISTS articles_searchindex_out",
    "DROP TRIGGER IF EXISTS articles_searchindex_change",
    "DROP TABLE IF EXISTS articles_searchindex",
)
# Each vector's words: what stands in a title can be found in the head and the body too.
_VECTORS = {
    "title": "exact || ' ' || title_words",
    "head": "exact || ' ' || title_words || ' ' || head_words",
    "body": "exact || ' ' || title_words || ' ' || head_words || ' ' || body_words",
}


def _postgresql() -> tuple[str, ...]:
    """No parser and no dictionary: the words as they are, cut at spaces, bars and line ends."""
    statements = []
    for name, words in _VECTORS.items():
        cut = f"string_to_array(translate({words}, E'|\\n', '  '), ' ')"
        vector = f"array_to_tsvector(array_remove({cut}, ''))"
        statements += [
            f"ALTER TABLE articles_searchdocument ADD COLUMN {name}_vector tsvector "
            f"GENERATED ALWAYS AS ({vector}) STORED",
            f"CREATE INDEX articles_search_{name} ON articles_searchdocument "
            f"USING gin ({name}_vector) WITH (fastupdate = off)",
        ]
    return tuple(statements)


POSTGRESQL = _postgresql()
POSTGRESQL_UNDO = tuple(
    f"ALTER TABLE articles_searchdocument DROP COLUMN IF EXISTS {name}_vector" for name in _VECTORS
)


def make(_apps: Any, editor: Any) -> None:
    """Make the index of this database."""
    _run(editor, POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE)


def unmake(_apps: Any, editor: Any) -> None:
    _run(editor, POSTGRESQL_UNDO if editor.connection.vendor == "postgresql" else SQLITE_UNDO)


def _run(editor: Any, statements: tuple[str, ...]) -> None:
    for statement in statements:
        editor.execute(statement)

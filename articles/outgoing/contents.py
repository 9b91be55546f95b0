"""Which records go out: every register and page, and the articles readers get.

The order is that of the records themselves, never that of their rows, so the same content gives
the same files on any machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from articles.intake.article_kind import ARTICLE
from articles.intake.filing import as_filed
from articles.intake.given import articles_given, terms_given
from articles.intake.kinds import PAGE, RED_FLAG_WORDS, REGISTERS, Kind, State
from articles.intake.picture_kind import PICTURE
from articles.intake.synonym_kind import SYNONYM
from articles.intake.term_kind import TERM

LISTS = (PICTURE, *REGISTERS, TERM, SYNONYM)
# Their files are only there if they hold anything.
MAY_BE_LACKING: tuple[Kind, ...] = (PICTURE, *RED_FLAG_WORDS)


@dataclass(frozen=True)
class Contents:
    """States by key: of each register's kind, of pages, of articles."""

    registers: Mapping[str, Mapping[str, State]]
    pages: Mapping[str, State]
    articles: Mapping[str, State]


@transaction.atomic
def current(*, drafts: bool) -> Contents:
    """What goes out now. The number of queries doesn't depend on the number of rows."""
    states = {kind.name: _states(kind) for kind in LISTS}
    articles = _article_states(drafts=drafts)
    if not drafts:
        states[TERM.name] = terms_given(states[TERM.name], articles)
    return Contents(
        registers={kind.name: filed(kind, states[kind.name]) for kind in LISTS},
        pages=filed(PAGE, _states(PAGE)),
        articles=filed(ARTICLE, articles),
    )


def _article_states(*, drafts: bool) -> dict[str, State]:
    """What readers get; with `drafts`, every article's working copy. The one place to decide it."""
    return _states(ARTICLE) if drafts else articles_given()


def _states(kind: Kind) -> dict[str, State]:
    return {key: kind.state_of(row) for key, row in kind.rows().items()}


def filed(kind: Kind, states: Mapping[str, State]) -> dict[str, State]:
    """In the order in which people look for them: by their place where they have one, or key."""
    filed = [(key, as_filed(kind, state)) for key, state in states.items()]
    by_place = "order" in kind.shape.fields and kind in LISTS
    return dict(sorted(filed, key=lambda one: (one[1]["order"] if by_place else 0, one[0])))

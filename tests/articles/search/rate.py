"""The list of queries as people type them, and how many find the page they should."""

from functools import cache
from pathlib import Path

import yaml

from articles.search.finding import find

QUERIES = ("queries", "kept_apart", "last")
AMONG_THE_FIRST = 3
FILE = Path(__file__).parent / "queries.yaml"


@cache
def _listed(part: str) -> list[tuple[str, frozenset[str]]]:
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))[part]
    return [(row["typed"], frozenset(row["want"])) for row in rows]


def typed_queries() -> list[str]:
    return [typed for part in QUERIES for typed, _wanted in _listed(part)]


def missed(part: str) -> list[str]:
    """The queries whose page is not among the first three."""
    return [typed for typed, wanted in _listed(part) if not wanted & set(_top(typed))]


def hit_rate(part: str) -> tuple[int, int, int]:
    """How many find their page among the first three, how many as the first, of how many."""
    listed = _listed(part)
    tops = [(_top(typed), wanted) for typed, wanted in listed]
    hits = sum(bool(wanted & set(top)) for top, wanted in tops)
    first = sum(bool(wanted & set(top[:1])) for top, wanted in tops)
    return hits, first, len(listed)


def wanted_slugs() -> set[str]:
    return {slug for part in QUERIES for _typed, wanted in _listed(part) for slug in wanted}


def _top(typed: str) -> list[str]:
    """The slugs of the first results; the glossary and the self-check have none."""
    return [each.page_url.rstrip("/").split("/")[-1] for each in find(typed).results][
        :AMONG_THE_FIRST
    ]

"""The search: how often it finds the right page, and what a search costs with few and many pages.

Runs in a test database of its own on whatever `DATABASE_URL` names. Seconds differ from machine to
machine; what to compare is the ratio between the sizes. SEARCH_PAGES sets the larger size.
"""

import os
import random
import time
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from statistics import median, quantiles

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import setup_databases, teardown_databases

from articles.models import SearchDocument, SearchWord
from articles.search.finding import find
from articles.search.indexing import EVERYTHING
from articles.search.spelling import sound_of
from tests.articles.search.rate import QUERIES, hit_rate, typed_queries

FEW, MANY = 1_000, int(os.environ.get("SEARCH_PAGES", "100000"))
BATCH = 1_000
MADE_UP = 5_000
WORDS_OF_A_PAGE = 80
SHARE_OF_OURS = 0.7
TRIES = 3


def main() -> list[str]:
    said: list[str] = []
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        call_command("load_content", stdout=StringIO())
        for part in QUERIES:
            hits, first, total = hit_rate(part)
            _say(
                said,
                f"search, {part}: {hits} of {total} find their page among the first three "
                f"({hits / total:.1%}), {first} as the first",
            )
        for size in (FEW, MANY):
            _grow_to(size)
            _measure(size, said)
    finally:
        teardown_databases(databases, verbosity=0)
    return said


def _say(said: list[str], line: str) -> None:
    said.append(line)
    print(line, flush=True)


def _measure(size: int, said: list[str]) -> None:
    """The median of three tries of each query, then the middle and the slow end of these."""
    queries = typed_queries()
    for typed in queries:
        find(typed)
    spent = [sorted(_seconds(typed) for _ in range(TRIES))[TRIES // 2] for typed in queries]
    for kind, seconds in (("clock", [c for c, _ in spent]), ("own", [o for _, o in spent])):
        slow = quantiles(seconds, n=20)[-1]
        _say(
            said,
            f"search, {size:,} pages on {connection.vendor}, {kind} time: half within "
            f"{median(seconds) * 1000:.1f} ms, 95 in 100 within {slow * 1000:.1f} ms "
            f"(a loop of 100,000 additions: {_yardstick() * 1000:.1f} ms)",
        )


def _seconds(typed: str) -> tuple[float, float]:
    """By the clock, and of our own process: on a busy machine the clock says little."""
    clock, own = time.perf_counter(), time.process_time()
    find(typed)
    return time.perf_counter() - clock, time.process_time() - own


def _yardstick() -> float:
    def one() -> float:
        started = time.perf_counter()
        sum(number for number in range(100_000))
        return time.perf_counter() - started

    return min(one() for _ in range(20))


def _grow_to(size: int) -> None:
    """More pages like ours: their titles and key words, in which some words are made up."""
    missing = size - SearchDocument.objects.count()
    made = islice(_pages(), missing)
    while batch := list(islice(made, BATCH)):
        with transaction.atomic():
            SearchDocument.objects.bulk_create(batch)
    _count_words(size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _pages() -> Iterator[SearchDocument]:
    chance = random.Random(7)
    ours = list(SearchDocument.objects.filter(kind="article").order_by("pk"))
    strange = [f"zz{number:04}" for number in range(MADE_UP)]
    start = SearchDocument.objects.count()

    def varied(words: str) -> str:
        return " ".join(
            word
            if word == "|" or chance.random() < SHARE_OF_OURS
            else strange[int(chance.random() ** 3 * MADE_UP)]
            for word in words.split(" ")
        )

    number = start
    while True:
        like = ours[number % len(ours)]
        number += 1
        body = chance.sample(like.body_words.split(), WORDS_OF_A_PAGE)
        title = f" {varied(like.title_words.strip())} "
        head = "\n".join(f" {varied(line.strip())} " for line in like.head_words.split("\n"))
        yield SearchDocument(
            kind="outcome",
            key=f"made-up-{number}",
            title=like.title,
            about=like.about,
            url="/",
            title_words=title,
            head_words=head,
            body_words=f" {' '.join({*title.split(), *head.replace('|', ' ').split(), *body})} ",
            sections=like.sections[:3],
        )


def _count_words(size: int) -> None:
    """As the index would have counted them, in one go."""
    documents: dict[str, int] = {EVERYTHING: size}
    heads: dict[str, int] = {}
    rows = SearchDocument.objects.values_list("title_words", "head_words", "body_words")
    for title, head, body in rows.iterator(chunk_size=BATCH):
        for word in body.split():
            documents[word] = documents.get(word, 0) + 1
        for word in {*title.split(), *head.replace("|", " ").split()}:
            heads[word] = heads.get(word, 0) + 1
    written = dict(SearchWord.objects.values_list("stem", "word"))
    SearchWord.objects.all().delete()
    SearchWord.objects.bulk_create(
        (
            SearchWord(
                stem=stem,
                word=written.get(stem, stem),
                sound=sound_of(written.get(stem, stem)),
                documents=count,
                heads=heads.get(stem, 0),
            )
            for stem, count in documents.items()
        ),
        batch_size=BATCH,
    )

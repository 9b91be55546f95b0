"""Keeps the index true. Whoever changes what readers can find calls these, in their transaction.

When several publish at once they write the counts of words one after the other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from articles.models import Article, Edition, Term
from articles.models.search import (
    SearchDocument,
    SearchPhrase,
    SearchWord,
    Synonym,
    phrase_stems,
)
from articles.search import documents, findables
from articles.search.documents import BAR, Findable
from articles.search.spelling import sound_of
from articles.search.words import fold, stem
from groundwork.languages import in_own_language

EVERYTHING = ""
"""The stem whose count is that of all documents."""

Kind = SearchDocument.Kind
BATCH = 500
Pair = tuple[SearchDocument, Findable]
Thing = TypeVar("Thing")


@in_own_language
@transaction.atomic
def put_edition(edition: Edition) -> None:
    """An edition, public or to come, was made or made again."""
    row = SearchDocument.objects.filter(edition=edition).first()
    row = row or SearchDocument(kind=Kind.ARTICLE, edition=edition)
    _put_all([(row, documents.of_edition(edition))])


@transaction.atomic
def take_edition(edition: Edition) -> None:
    """An edition is over or goes before readers had it."""
    _take(SearchDocument.objects.filter(edition=edition))


@transaction.atomic
def forget_what_is_over(article: Article) -> None:
    """Editions of an article that readers have no more; they may not be found anyway."""
    over = Q(edition__ends_at__lte=timezone.now())
    _take(SearchDocument.objects.filter(over, edition__article=article))


@in_own_language
@transaction.atomic
def put_term(term: Term) -> None:
    """A term is new or has other words."""
    row = SearchDocument.objects.filter(term=term).first()
    row = row or SearchDocument(kind=Kind.TERM, term=term)
    _put_all([(row, documents.of_term(term))])
    SearchPhrase.objects.filter(term=term).delete()
    SearchPhrase.objects.bulk_create(_phrases_of_term(term))


@transaction.atomic
def take_term(term: Term) -> None:
    """A term is about to go."""
    _take(SearchDocument.objects.filter(term=term))


@transaction.atomic
def put_synonym(synonym: Synonym) -> None:
    """A synonym is new or means something else."""
    SearchPhrase.objects.filter(synonym=synonym).delete()
    SearchPhrase.objects.bulk_create(_phrases_of_synonym(synonym))


@in_own_language
@transaction.atomic
def put_findables() -> None:
    """What another room lets be found may have changed."""
    kept = {row.key: row for row in SearchDocument.objects.filter(kind=Kind.OUTCOME)}
    pairs = []
    for found in findables.all_of_them():
        pairs.append((kept.get(found.key) or SearchDocument(kind=Kind.OUTCOME), found))
        kept.pop(found.key, None)
    _put_all(pairs)
    if kept:
        _take(SearchDocument.objects.filter(pk__in=[row.pk for row in kept.values()]))


@in_own_language
@transaction.atomic
def rebuild() -> int:
    """Make the whole index again; returns how many things can be found.

    Readers find what the old index has until this is done.
    """
    SearchDocument.objects.all().delete()
    SearchWord.objects.all().delete()
    SearchPhrase.objects.all().delete()
    counts = Counts()
    words: dict[str, str] = {}
    for batch in _batches(_everything(), BATCH):
        rows = [_filled(row, found) for row, found in batch]
        SearchDocument.objects.bulk_create(rows)
        for row in rows:
            counts.add(row)
        for _row, found in batch:
            words = {**written(found), **words}
    SearchWord.objects.bulk_create(_word_rows(words, counts), batch_size=BATCH)
    phrases = [p for term in Term.objects.all() for p in _phrases_of_term(term)]
    phrases += [p for each in Synonym.objects.all() for p in _phrases_of_synonym(each)]
    SearchPhrase.objects.bulk_create(phrases, batch_size=BATCH)
    return counts.documents[EVERYTHING]


def _everything() -> Iterator[Pair]:
    for edition in Edition.objects.not_over().order_by("pk").iterator(chunk_size=BATCH):
        yield (
            SearchDocument(kind=Kind.ARTICLE, edition=edition),
            documents.of_edition(edition),
        )
    for term in Term.objects.order_by("pk"):
        yield SearchDocument(kind=Kind.TERM, term=term), documents.of_term(term)
    for found in findables.all_of_them():
        yield SearchDocument(kind=Kind.OUTCOME), found


def _batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch


def _filled(row: SearchDocument, found: Findable) -> SearchDocument:
    documents.fill(row, found)
    row.key = found.key
    return row


@dataclass
class Counts:
    """How many documents hold each stem, anywhere and in their heads; or a change of that."""

    documents: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)

    def add(self, row: SearchDocument) -> None:
        self.documents.update([*stems_in(row), EVERYTHING])
        self.heads.update(head_stems_in(row))

    def take(self, row: SearchDocument) -> None:
        self.documents.subtract([*stems_in(row), EVERYTHING])
        self.heads.subtract(head_stems_in(row))

    def steps(self) -> dict[tuple[int, int], list[str]]:
        """The stems that change, by how much they do."""
        found: dict[tuple[int, int], list[str]] = {}
        for each in sorted({*self.documents, *self.heads}):
            step = (self.documents[each], self.heads[each])
            if step != (0, 0):
                found.setdefault(step, []).append(each)
        return found


def _put_all(pairs: Iterable[Pair]) -> None:
    """Write documents, and the difference they make to the counts of words."""
    change = Counts()
    words: dict[str, str] = {}
    for row, found in pairs:
        before = _content(row)
        if row.pk:
            change.take(row)
        _filled(row, found)
        if _content(row) != before:
            row.save()
            words = {**written(found), **words}
        change.add(row)
    _change_counts(change, words)


def _take(rows: Iterable[SearchDocument]) -> None:
    change = Counts()
    for row in rows:
        change.take(row)
        row.delete()
    _change_counts(change, {})


def _content(row: SearchDocument) -> tuple[object, ...]:
    words = (row.exact, row.title_words, row.head_words, row.body_words)
    return (row.key, row.title, row.about, row.url, words, row.sections)


def stems_in(row: SearchDocument) -> set[str]:
    """The different normal forms in a document; its body's words are all of them."""
    return set(row.body_words.split())


def head_stems_in(row: SearchDocument) -> set[str]:
    """Those in its title, key words, questions and headings."""
    return set(f"{row.title_words} {row.head_words}".replace(BAR.strip(), " ").split())


def written(found: Findable) -> dict[str, str]:
    """How a document writes the words it holds; the shortest form is nearest to what is meant."""
    forms: dict[str, str] = {}
    for word in found.words():
        plain = fold(word)
        each = stem(word)
        if each not in forms or len(plain) < len(forms[each]):
            forms[each] = plain
    return forms


def _change_counts(change: Counts, words: Mapping[str, str]) -> None:
    """One after the other, whoever else writes. Words that no document holds any more go."""
    steps = change.steps()
    if not steps:
        return
    counter = [SearchWord(stem=EVERYTHING, word="", sound="")]
    SearchWord.objects.bulk_create(counter, ignore_conflicts=True)
    SearchWord.objects.select_for_update().get(stem=EVERYTHING)
    new = {
        each: words.get(each, each) for each, more in change.documents.items() if more > 0 and each
    }
    SearchWord.objects.bulk_create(_word_rows(new), ignore_conflicts=True, batch_size=BATCH)
    for (documents_step, heads_step), stems in steps.items():
        for some in _batches(stems, BATCH):
            SearchWord.objects.filter(stem__in=some).update(
                documents=Greatest(F("documents") + documents_step, 0),
                heads=Greatest(F("heads") + heads_step, 0),
            )
    if min(change.documents.values()) < 0:
        SearchWord.objects.filter(documents=0).exclude(stem=EVERYTHING).delete()


def _word_rows(words: Mapping[str, str], counts: Counts | None = None) -> list[SearchWord]:
    counts = counts or Counts()
    every = {**words, **({EVERYTHING: ""} if EVERYTHING in counts.documents else {})}
    return [
        SearchWord(
            stem=each,
            word=word[:60],
            sound=sound_of(word),
            documents=counts.documents[each],
            heads=counts.heads[each],
        )
        for each, word in sorted(every.items())
    ]


def _phrases_of_term(term: Term) -> list[SearchPhrase]:
    """Each name of a term means the others."""
    names = dict.fromkeys(filter(None, (phrase_stems(name) for name in term.names)))
    return [
        SearchPhrase(
            first=name.split()[0],
            stems=name,
            meanings="\n".join(other for other in names if other != name),
            term=term,
        )
        for name in names
        if len(names) > 1
    ]


def _phrases_of_synonym(synonym: Synonym) -> list[SearchPhrase]:
    stems = phrase_stems(synonym.words)
    meanings = [phrase for each in synonym.meanings if (phrase := phrase_stems(each))]
    if not stems or not meanings:
        return []
    return [
        SearchPhrase(
            first=stems.split()[0], stems=stems, meanings="\n".join(meanings), synonym=synonym
        )
    ]

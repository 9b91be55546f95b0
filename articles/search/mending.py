"""Finds the word of ours that somebody meant: one that sounds alike, or two written as one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from articles.models.search import SearchWord
from articles.search import spelling
from articles.search.words import fold, stem

MOST_CANDIDATES = 400
SHORTEST_HALF = 3


@dataclass(frozen=True)
class Near:
    """Words of ours, and how many documents hold each of their stems."""

    words: str
    counts: Mapping[str, tuple[int, int]]


def nearest(words: Sequence[str]) -> dict[str, Near]:
    """For each strange word what was probably meant, if anything. One query, or none."""
    mendable = [word for word in words if _is_mendable(word)]
    if not mendable:
        return {}
    sounds = {sound for word in mendable for sound in spelling.sounds_near(word)}
    parts = {stem(part) for word in mendable for pair in _halves(word) for part in pair}
    rows = SearchWord.objects.filter(Q(sound__in=sorted(sounds)) | Q(stem__in=sorted(parts)))
    rows = rows.filter(documents__gt=0).exclude(stem="").order_by("-documents", "stem")
    ours = list(rows[:MOST_CANDIDATES])
    found = {word: _alike(word, ours) or _split(word, ours) for word in mendable}
    return {word: near for word, near in found.items() if near}


def _alike(word: str, ours: Sequence[SearchWord]) -> Near | None:
    """Of the words with fewest letters wrong one with the same beginning, and the most used."""
    plain, most = fold(word), spelling.most_mistakes(word)
    near = [
        (far, plain[:1] != row.word[:1], -row.documents, row.word, row)
        for row in ours
        if (far := spelling.distance(plain, row.word, most)) <= most
        and (far == 1 or plain[:1] == row.word[:1])
    ]
    if not near:
        return None
    row = min(near, key=lambda each: each[:4])[-1]
    return Near(row.word, {row.stem: (row.documents, row.heads)})


def _split(word: str, ours: Sequence[SearchWord]) -> Near | None:
    counts = {row.stem: (row.documents, row.heads) for row in ours}
    for pair in _halves(word):
        stems = [stem(part) for part in pair]
        if all(each in counts for each in stems):
            return Near(" ".join(pair), {each: counts[each] for each in stems})
    return None


def _halves(word: str) -> Iterator[tuple[str, str]]:
    plain = fold(word)
    for at in range(SHORTEST_HALF, len(plain) - SHORTEST_HALF + 1):
        yield plain[:at], plain[at:]
        # “nightime”: the letter where they meet is both the last and the first.
        yield plain[:at], plain[at - 1 :]


def _is_mendable(word: str) -> bool:
    return word.isalpha() and (spelling.SHORTEST_TO_MEND <= len(word) <= spelling.LONGEST_TO_MEND)

"""Words of the trade that the glossary lacks and the text does not explain. Advice alone.

Three kinds, each with a reason. Endings: Greek and Latin ones name diseases and operations, and
hardly any everyday word ends so. Medicines: generic names end in the stem of their group (WHO, The
use of stems in the selection of international nonproprietary names). Abbreviations: two to five
capitals that nobody spelt out.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checks.blocks import Block
from articles.checks.manuscript import Manuscript, at
from articles.markdown import Finding

_ENDINGS = (
    *("itis", "osis", "aemia", "emia", "pathy", "pathies", "ectomy", "otomy", "ostomy", "algia"),
    *("plasty", "oscopy", "ography", "penia", "olysis", "plegia", "megaly", "oedema", "genic"),
    *("rrhage", "trophy", "trophic", "aemic", "itic", "otic"),
)
_STEMS = (
    *("statin", "pril", "sartan", "olol", "azole", "mycin", "cillin", "profen", "parin", "xaban"),
    *(
        "azepam",
        "dipine",
        "thiazide",
        "triptan",
        "gliptin",
        "fenac",
        "coxib",
        "floxacin",
        "barbital",
    ),
)
_TERM = re.compile(rf"\b[a-z]{{2,20}}(?:{'|'.join((*_ENDINGS, *_STEMS))})s?\b", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![\w&/.-])[A-Z]{2,5}s?(?![\w&/-])")

# Words that people who never open a medical book use, or that only look like terms.
_EVERYDAY = frozenset(
    [
        *("arthritis", "diagnosis", "photography", "biography", "geography", "demography", "april"),
        *("sympathy", "empathy", "apathy", "antibiotic", "exotic", "robotic", "chaotic", "erotic"),
        *("neurotic", "hypnosis", "metamorphosis", "trophy", "critic", "parasitic"),
        *("patriotic", "semitic", "academia", "ibuprofen"),
    ]
)
# Capitals that stand for places, bodies and everyday things, and words said with a raised voice.
_KNOWN = frozenset(
    [
        *("UK", "US", "USA", "EU", "NHS", "WHO", "OK", "TV", "ID", "FAQ", "DIY", "PDF", "PM", "AM"),
        *("GP", "II", "III", "IV", "VI", "UV", "CD", "UN", "BBC"),
        *("NOT", "NO", "DO", "ALL", "NEVER", "STOP", "MUST", "AND", "OR", "ONLY"),
    ]
)
_EXPLAINED_AFTER = re.compile(
    r"s?[\"”’*_]*\s*(?:\(|\[?,? (?:is|are|means?|meaning|that is|which is|or)\b|[–—:])"
)
_EXPLAINED_BEFORE = re.compile(
    r"(?:\(|\bcalled|\bnamed|\bknown as|\bnames?(?: for \w+)? (?:is|are)|\bsay|\bor|\bshort for)"
    r"(?: an?| the| also)?[\"“‘*_ ]*$"
)


def unexplained_words(manuscript: Manuscript) -> Iterator[Finding]:
    """Each word once, where it is first used; none if any use of it explains it."""
    first: dict[str, tuple[Block, int, int]] = {}
    explained: set[str] = set()
    for block, start, end in _found(manuscript):
        word = _plain(block.typed[start:end])
        first.setdefault(word, (block, start, end))
        if _is_explained(block.typed, start, end):
            explained.add(word)
    for word, (block, start, end) in first.items():
        if word not in explained:
            place = block.part(start, end)
            problem = _("Readers may not know “%(word)s”.") % {"word": place.typed}
            remedy = _("Say it in plain words, explain it here, or add it to the glossary.")
            yield at(place, "jargon", problem, remedy)


def _found(manuscript: Manuscript) -> Iterator[tuple[Block, int, int]]:
    """Words of the trade in reading order, without those the glossary or the title has."""
    glossary = manuscript.facts.register.glossary
    for block in manuscript.blocks:
        spans = [*_terms(block.typed), *_abbreviations(block.typed)]
        if not spans:
            continue
        known = [(use.start, use.end) for use in glossary.uses(block.typed)]
        outside = _outside_words(block.typed)
        for start, end in sorted(spans):
            if not any(a < end and start < b for a, b in [*known, *outside]):
                yield block, start, end


_OUTSIDE = re.compile(
    r"\[@[^\[\]\n]{0,100}\]|\]\([^()\n]{0,500}\)|<[^<>\s]{1,500}>|`[^`\n]{0,500}`"
)


def _outside_words(typed: str) -> list[tuple[int, int]]:
    """Citations, addresses and code: nobody reads them as words."""
    return [match.span() for match in _OUTSIDE.finditer(typed)]


def _terms(typed: str) -> Iterator[tuple[int, int]]:
    for match in _TERM.finditer(typed):
        if _plain(match[0]) not in _EVERYDAY and match[0].casefold() not in _EVERYDAY:
            yield match.span()


def _abbreviations(typed: str) -> Iterator[tuple[int, int]]:
    """Words in capitals, each alone: two side by side are somebody raising their voice."""
    found = [m for m in _CAPITALS.finditer(typed) if m[0].removesuffix("s") not in _KNOWN]
    for number, match in enumerate(found):
        beside = [*found[max(0, number - 1) : number], *found[number + 1 : number + 2]]
        if not any(_touch(typed, match, other) for other in beside):
            yield match.span()


def _touch(typed: str, one: re.Match[str], other: re.Match[str]) -> bool:
    first, last = sorted((one.span(), other.span()))
    return typed[first[1] : last[0]].isspace()


def _is_explained(typed: str, start: int, end: int) -> bool:
    before = typed[max(0, start - 40) : start]
    return bool(_EXPLAINED_AFTER.match(typed, end) or _EXPLAINED_BEFORE.search(before))


def _plain(word: str) -> str:
    if word[:-1].isupper() or word.isupper():
        return word.removesuffix("s")
    lowered = word.casefold()
    return lowered if lowered.endswith(("itis", "osis")) else lowered.removesuffix("s")

"""What the text rests on: sources that were retracted, never checked or undated; bare claims.

A fault that many sources share is one finding at the first of them: the register is where all of
them are mended.
"""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from articles.checks.blocks import Sentence
from articles.checks.manuscript import Manuscript, at
from articles.markdown import ClaimEntry, Finding

MOST_NAMED = 6
"""Keys named in one finding; of more, the number is told."""

Cited = tuple[Sentence, str]


def retracted_sources(manuscript: Manuscript) -> Iterator[Finding]:
    told: set[str] = set()
    for place, key in _sources(manuscript):
        if key in manuscript.facts.retracted and key not in told:
            told.add(key)
            why = manuscript.facts.retracted[key]
            problem = _("The source “%(key)s” was retracted: %(why)s") % {"key": key, "why": why}
            remedy = _("Take the citation out, or rest the sentence on another source.")
            yield at(place, "retracted-source", problem, remedy, blocks=True)


def claims_without_source(manuscript: Manuscript) -> Iterator[Finding]:
    told: set[str] = set()
    for place, claim in _claims(manuscript):
        if not claim.sources and not claim.policy and claim.key not in told:
            told.add(claim.key)
            problem = _("The claim “%(key)s” has no source in the register.") % {"key": claim.key}
            remedy = _("Give the claim a source, mark it as our policy, or cite another.")
            yield at(place, "claim-without-source", problem, remedy, blocks=True)


def undated_sources(manuscript: Manuscript) -> Iterator[Finding]:
    def is_undated(key: str) -> bool:
        return manuscript.facts.register.sources[key].year is None

    problem = _("Without a year in the register: %(keys)s.")
    remedy = _("Add the year there, if the source tells one.")
    yield from _gathered(_sources(manuscript), is_undated, "undated-source", problem, remedy)


def unchecked_sources(manuscript: Manuscript) -> Iterator[Finding]:
    unchecked = manuscript.facts.unchecked
    problem = _("Without a date of checking in the register: %(keys)s.")
    remedy = _("Open the source, compare it with what we say, and enter the day.")
    yield from _gathered(
        _sources(manuscript), unchecked.__contains__, "unchecked-source", problem, remedy
    )


def partly_checked_claims(manuscript: Manuscript) -> Iterator[Finding]:
    partly = manuscript.facts.partly_checked
    cited = ((place, claim.key) for place, claim in _claims(manuscript))
    problem = _("Only partly checked against their sources: %(keys)s.")
    remedy = _("Say no more than the register's wording, or check the rest of the claim.")
    yield from _gathered(cited, partly.__contains__, "partly-checked", problem, remedy)


def unreachable_sources(manuscript: Manuscript) -> Iterator[Finding]:
    failed = manuscript.facts.failed_links
    sources = manuscript.facts.register.sources
    problem = _("The address in the register no longer opens: %(keys)s.")
    remedy = _("Find where the source is now, and change its address there.")
    cited = ((place, key) for place, key in _sources(manuscript) if not sources[key].doi)
    yield from _gathered(
        cited, lambda key: sources[key].url in failed, "unreachable-source", problem, remedy
    )


def _gathered(
    cited: Iterable[Cited],
    is_at_fault: Callable[[str], bool],
    check: str,
    problem: str,
    remedy: str,
) -> Iterator[Finding]:
    """One finding at the first place, naming the keys; nothing if none is at fault."""
    places: dict[str, Sentence] = {}
    for place, key in cited:
        if is_at_fault(key):
            places.setdefault(key, place)
    if places:
        first = next(iter(places.values()))
        yield at(first, check, problem % {"keys": _listed(list(places))}, remedy)


def _listed(keys: list[str]) -> str:
    named = ", ".join(keys[:MOST_NAMED])
    more = len(keys) - MOST_NAMED
    return named + (_(" and %(more)s more") % {"more": more} if more > 0 else "")


def _keys(manuscript: Manuscript) -> Iterator[Cited]:
    """Every citation in reading order."""
    for block in manuscript.blocks:
        for index, token in block.citations:
            yield block.part(index, index + len(token.markup)), token.content


def _claims(manuscript: Manuscript) -> Iterator[tuple[Sentence, ClaimEntry]]:
    for place, key in _keys(manuscript):
        claim = manuscript.facts.register.claims.get(key)
        if claim is not None:
            yield place, claim


def _sources(manuscript: Manuscript) -> Iterator[Cited]:
    """Every source cited, itself or through a claim, that a reader would be shown."""
    register = manuscript.facts.register
    for place, key in _keys(manuscript):
        claim = register.claims.get(key)
        for source in claim.sources if claim else (key,):
            entry = register.sources.get(source)
            if entry is not None and not entry.policy:
                yield place, source

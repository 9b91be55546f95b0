"""How a release does on its vignettes: where it asks for too little, and where for too much."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import signposts
from triage.engine.proofs.vignettes import OWN_CASES
from triage.engine.urgency import Urgency
from triage.releases import PublishedCheck
from triage.urgency_words import LEVEL_WORDS

GROUP_WORDS: dict[str, Promise | str] = {
    "child": gettext_lazy("Children and teenagers"),
    "pregnancy": gettext_lazy("In pregnancy and after birth"),
    "older": gettext_lazy("Older people"),
    "blood-thinner": gettext_lazy("On a blood thinner"),
    "after-massage": gettext_lazy("After a massage"),
}


@dataclass(frozen=True)
class Case:
    """One vignette as it was published: what it should get, and what it got."""

    story: str
    lowest: Urgency
    highest: Urgency
    result: Urgency
    source: str
    groups: tuple[str, ...]

    @property
    def is_under(self) -> bool:
        return self.result < self.lowest

    @property
    def is_over(self) -> bool:
        return self.result > self.highest


@dataclass(frozen=True)
class Tally:
    """How many cases there are of one kind, and how many of them got too little or too much."""

    name: str
    cases: int
    under: int
    over: int

    @property
    def exact(self) -> int:
        return self.cases - self.under - self.over


def cases_of(published: PublishedCheck) -> tuple[Case, ...]:
    """Its vignettes; none for a release made before there was a scorecard."""
    return tuple(_case(row) for row in published.vignettes)


def by_level(cases: Iterable[Case]) -> dict[Urgency, tuple[Case, ...]]:
    """The cases under the least urgency each should get, the most urgent first; within one, those
    with a source before our own."""
    every = sorted(cases, key=lambda case: case.source == OWN_CASES)
    found = {level: tuple(c for c in every if c.lowest is level) for level in LEVEL_WORDS}
    return {level: members for level, members in found.items() if members}


def tally(name: str, cases: Iterable[Case]) -> Tally:
    every = tuple(cases)
    under, over = sum(case.is_under for case in every), sum(case.is_over for case in every)
    return Tally(name, len(every), under, over)


def scorecard_page(published: PublishedCheck) -> dict[str, Any]:
    """The public page: the count, then every case. One query."""
    cases = cases_of(published)
    levels = by_level(cases)
    known = signposts.sources(case.source for case in cases)
    emergencies = levels.get(Urgency.EMERGENCY, ())
    return {
        "check": published,
        "whole": tally(_("All cases"), cases),
        "levels": [tally(str(LEVEL_WORDS[level]), members) for level, members in levels.items()],
        "groups": [
            tally(str(words), [case for case in cases if group in case.groups])
            for group, words in GROUP_WORDS.items()
        ],
        "emergency_count": len(emergencies),
        "caught_count": sum(not case.is_under for case in emergencies),
        "own_count": sum(case.source == OWN_CASES for case in cases),
        "sections": [
            {"title": LEVEL_WORDS[level], "cases": [_words(case, known) for case in members]}
            for level, members in levels.items()
        ],
    }


def _case(row: Mapping[str, Any]) -> Case:
    lowest, highest, result = (Urgency.from_key(row[n]) for n in ("lowest", "highest", "result"))
    return Case(row["story"], lowest, highest, result, row["source"], tuple(row["groups"]))


def _words(case: Case, known: Mapping[str, signposts.SourceRecord]) -> dict[str, Any]:
    lowest, highest, result = (
        str(LEVEL_WORDS[level]).lower() for level in (case.lowest, case.highest, case.result)
    )
    spread = _("%(lowest)s to %(highest)s") % {"lowest": lowest, "highest": highest}
    return {
        "story": case.story,
        "should": lowest if lowest == highest else spread,
        "result": result,
        "miss": _miss(case),
        "is_own": case.source == OWN_CASES,
        "key": case.source,
        "source": known.get(case.source),
    }


def _miss(case: Case) -> str:
    if case.is_under:
        return _("too low")
    return _("too high") if case.is_over else ""

"""What can be compared on the desk: a check's draft and its releases, each with its cases."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from triage import releases
from triage.desk.building import Built
from triage.desk.differences import WrittenDifference, written
from triage.desk.sentences import in_words
from triage.engine.comparison import Comparison, compare
from triage.engine.proofs import TooLarge, Vignette
from triage.engine.proofs.vignettes import between
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import content_hash, to_data
from triage.engine.urgency import Urgency
from triage.releases import PublishedCheck

DIFFERENCES_KEPT = 8


@dataclass(frozen=True)
class Side:
    """One of the two. `mark`: a fingerprint, by which alone sides are told apart."""

    title: str
    mark: str
    questionnaire: Questionnaire = field(compare=False)
    vignettes: tuple[Vignette, ...] = field(compare=False)


@dataclass(frozen=True)
class Difference:
    """`words`: nothing where it is too large to compare, and then `problem` says why."""

    before: str
    after: str
    words: WrittenDifference | None
    problem: str = ""


def of_draft(built: Built) -> Side | None:
    """The draft with the wording of the red flags; nothing while it does not hold together."""
    if built.questionnaire is None:
        return None
    whole = releases.with_register_wording(built.questionnaire)
    return _side(_("Draft"), whole, built.vignettes)


def of_release(published: PublishedCheck) -> Side:
    cases = tuple(
        Vignette(
            id=case["id"],
            answers={name: frozenset(chosen) for name, chosen in case["answers"].items()},
            allowed=between(Urgency.from_key(case["lowest"]), Urgency.from_key(case["highest"])),
            story=case["story"],
        )
        for case in published.vignettes
    )
    return _side(published.edition, published.questionnaire, cases)


def _side(title: str, whole: Questionnaire, cases: tuple[Vignette, ...]) -> Side:
    listed = [(case.id, sorted((k, sorted(v)) for k, v in case.answers.items())) for case in cases]
    mark = content_hash({"questionnaire": to_data(whole), "vignettes": listed})
    return Side(title, mark, whole, cases)


def difference(before: Side, after: Side) -> Difference:
    """In the language that is spoken."""
    found = compared(before, after)
    if isinstance(found, TooLarge):
        said = _("Too large to compare over all answers. %(error)s Compare the files instead.")
        problem = said % {"error": in_words(str(found))}
        return Difference(before.title, after.title, None, problem)
    words = written(found, before.questionnaire, after.questionnaire)
    return Difference(before.title, after.title, words)


@lru_cache(maxsize=DIFFERENCES_KEPT)
def compared(before: Side, after: Side) -> Comparison | TooLarge:
    """Comparing takes seconds; the same two again take none."""
    try:
        return compare(before.questionnaire, after.questionnaire, before.vignettes, after.vignettes)
    except TooLarge as error:
        return error

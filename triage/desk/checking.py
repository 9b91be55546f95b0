"""What Check says of a draft: whether it holds together, what is proved, where its links lead."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from triage import releases
from triage.desk.building import Built
from triage.desk.dead_links import dead_links, unknown_sources
from triage.desk.findings import Found, Property, UrlOf, advising, properties, refuting
from triage.desk.sentences import in_words, place_words
from triage.engine.comparison import goes_down
from triage.engine.parts import MULTI
from triage.engine.proofs import (
    BadPromise,
    Disagreement,
    Promise,
    Report,
    TooLarge,
    Vignette,
    prove,
)
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import content_hash, to_data

Unproved = TooLarge | BadPromise | Disagreement

REPORTS_KEPT = 8
# A number of sets of answers longer than this says more by its length.
MOST_DIGITS = 9


@dataclass(frozen=True)
class CheckReport:
    """Everything there is to say of a draft before it is published.

    `mark`: the fingerprint of what was checked, empty while it cannot be built. `refusals` stand
    in the way of publishing, `advice` does not. `proof`: nothing where it could not be proved.
    `ways`: how many sets of answers there are.
    """

    mark: str
    refusals: tuple[Found, ...]
    advice: tuple[Found, ...] = ()
    proof: Report | None = None
    ways: int = 0

    @property
    def is_publishable(self) -> bool:
        return self.proof is not None and not self.refusals

    @property
    def claims(self) -> str:
        """How many single claims were proved or refuted, as a person reads it."""
        return grouped(sum(proof.cases for proof in self.proof.proofs) if self.proof else 0)

    @property
    def said_ways(self) -> str:
        digits = len(str(self.ways))
        if digits <= MOST_DIGITS:
            return grouped(self.ways)
        return _("a number of %(digits)s digits") % {"digits": digits}

    @property
    def properties(self) -> tuple[Property, ...]:
        """Every property that was proved, refuted or is worth a look, in words."""
        return properties(self.proof) if self.proof else ()


@dataclass(frozen=True)
class _Task:
    """What is proved, told apart by its fingerprint alone."""

    mark: str
    questionnaire: Questionnaire = field(compare=False)
    vignettes: tuple[Vignette, ...] = field(compare=False)
    promises: tuple[Promise, ...] = field(compare=False)


def checked(built: Built, url_of: UrlOf) -> CheckReport:
    """The report of a draft. Proving takes seconds; the same content again takes none."""
    structure = tuple(
        Found("structure", place_words(each.place), each.reason, each.repair, each.url)
        for each in built.findings
    )
    if built.questionnaire is None:
        return CheckReport("", structure)
    whole = releases.with_register_wording(built.questionnaire)
    task = _Task(mark_of(built), whole, built.vignettes, built.promises)
    proof, failure = _proved(task)
    unproved = (_unproved(failure),) if failure else ()
    links = dead_links(whole, built.signposts, url_of)
    sources = unknown_sources(whole, built.vignettes, url_of)
    refuted = refuting(whole, proof, url_of) if proof else unproved
    return CheckReport(
        mark=task.mark,
        refusals=(*structure, *refuted, *links, *sources),
        advice=advising(proof, url_of) if proof else (),
        proof=proof,
        ways=ways_to_answer(whole),
    )


def mark_of(built: Built) -> str:
    """The fingerprint of all that publishing would freeze and be proved against.

    With the wording of the red flags, so that a change of the register counts as an edit.
    """
    if built.questionnaire is None:
        return ""
    whole = releases.with_register_wording(built.questionnaire)
    return content_hash(
        {
            "questionnaire": to_data(whole),
            "signposts": {topic: list(refs) for topic, refs in built.signposts.items()},
            "vignettes": [_case(vignette) for vignette in built.vignettes],
            "promises": [repr(promise) for promise in built.promises],
        }
    )


def calms(before: Questionnaire, after: Questionnaire) -> bool:
    """Whether anybody would be told something calmer; taken for granted if it is too large."""
    try:
        return goes_down(before, after)
    except TooLarge:
        return True


def ways_to_answer(questionnaire: Questionnaire) -> int:
    """How many different sets of answers there are; numbers that nothing tells apart are one."""
    ways = 1
    for question in questionnaire.questions:
        plain = sum(not option.is_exclusive for option in question.options)
        ways *= 2**plain if question.kind == MULTI else len(questionnaire.choices[question.id])
    return ways


def _case(vignette: Vignette) -> dict[str, Any]:
    answers = {name: sorted(chosen) for name, chosen in sorted(vignette.answers.items())}
    return {**vars(vignette), "answers": answers, "allowed": sorted(vignette.allowed)}


@lru_cache(maxsize=REPORTS_KEPT)
def _proved(task: _Task) -> tuple[Report | None, Unproved | None]:
    """The proof, or why there is none."""
    try:
        return prove(task.questionnaire, task.vignettes, task.promises), None
    except (TooLarge, BadPromise, Disagreement) as error:
        return None, error


def _unproved(error: Unproved) -> Found:
    """Not kept with the proof, which is for every language."""
    reason = in_words(str(error))
    match error:
        case TooLarge():
            reason = _("It is too large to prove, so nothing is proved. %(error)s") % {
                "error": reason
            }
            repair = _("Take out questions or options, or make two checks of it.")
        case BadPromise():
            repair = _("Mend the promise, or take it out.")
        case Disagreement():
            said = _("The proof contradicts the check itself, so nothing is proved. %(error)s")
            reason = said % {"error": reason}
            repair = _("Tell a developer: the fault is ours, not yours.")
    return Found("proof", "", reason, repair)


def grouped(number: int) -> str:
    """As a person reads it: “12,345”, or as the language that is spoken writes it."""
    return str(number_format(number, force_grouping=True))

"""What Check finds, in words an editor can act on: the place, the reason, the repair."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from triage import answer_words
from triage.desk.sentences import in_words, place_words
from triage.engine.proofs import CounterExample, Proof, Report
from triage.engine.proofs.report import Answers
from triage.engine.questionnaire import Questionnaire
from triage.engine.wording import VOICES, spoken

VOICE = VOICES[0]
# Where an editor mends a place such as “rule u-clot”.
UrlOf = Callable[[str], str]

# What an editor can do about a refuted property, or one there is advice on.
REPAIRS: Mapping[str, Promise | str] = {
    "ends": gettext_lazy(
        "Write a rule that holds on these answers, if only for looking after it at home."
    ),
    "reachable": gettext_lazy("Change the conditions that lead there, or take it out."),
    "decisive": gettext_lazy("Take it out, or keep it for the reason it gives."),
    "alternatives": gettext_lazy("Change that part of the condition, or take it out."),
    "emergency stops": gettext_lazy("Write an emergency rule that holds on this answer alone."),
    "ratchet": gettext_lazy(
        "Find the rule that the further warning switches off, and let it hold on both."
    ),
    "flags are floors": gettext_lazy(
        "Write a rule of that urgency that holds on this answer alone, or change "
        "the answer's red flag."
    ),
    "not sure is a floor": gettext_lazy(
        "Write a rule of that urgency that holds on “not sure” alone, or change "
        "the question's least urgency of “not sure”."
    ),
    "complete results": gettext_lazy("Fill in what is missing."),
    "leaving out": gettext_lazy("Tell a developer: a question is left out that matters."),
    "promises": gettext_lazy("Mend the rules so that the promise holds, or change the promise."),
    "vignettes": gettext_lazy("Mend the rules, or the case if it is wrong."),
}


@dataclass(frozen=True)
class Told:
    """One question of a counter-example, and what was answered, in words."""

    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """Answers that show a finding. `telling`: those that are not harmless.

    `answers`: as the engine takes them, to try.
    """

    heading: str
    rows: tuple[Told, ...]
    telling: tuple[Told, ...]
    answers: Answers

    @property
    def sent(self) -> str:
        """The answers as a form sends them."""
        return json.dumps({name: sorted(chosen) for name, chosen in self.answers.items()})


@dataclass(frozen=True)
class Found:
    """One finding. `about`: the property it belongs to; `holds`: what that says, in a sentence."""

    about: str
    place: str
    reason: str
    repair: str
    url: str = ""
    shown: tuple[Shown, ...] = ()
    holds: str = ""


@dataclass(frozen=True)
class Property:
    """One property and what became of it. `verdict`: the engine's word for it."""

    statement: str
    verdict: str
    cases: int
    seconds: float


def properties(report: Report) -> tuple[Property, ...]:
    return tuple(
        Property(in_words(proof.statement), proof.verdict.value, proof.cases, proof.seconds)
        for proof in report.proofs
    )


def refuting(whole: Questionnaire, report: Report, url_of: UrlOf) -> tuple[Found, ...]:
    """Every counter-example of a proof."""
    return tuple(
        _refuted(whole, proof, example, url_of)
        for proof in report.proofs
        for example in proof.counter_examples
    )


def advising(report: Report, url_of: UrlOf) -> tuple[Found, ...]:
    """What a proof noticed that refutes nothing."""
    return tuple(
        Found(
            proof.name,
            place_words(each.place),
            in_words(each.reason),
            str(REPAIRS[proof.name]),
            url_of(_row(each.place)),
        )
        for proof in report.proofs
        for each in proof.findings
    )


def _refuted(whole: Questionnaire, proof: Proof, example: CounterExample, url_of: UrlOf) -> Found:
    pairs = (
        (_("With these answers"), example.answers),
        (_("But with these"), example.changed),
    )
    return Found(
        about=proof.name,
        place=place_words(example.place),
        reason=in_words(example.reason),
        repair=str(REPAIRS[proof.name]),
        url=url_of(_row(example.place)),
        shown=tuple(_shown(whole, heading, each) for heading, each in pairs if each is not None),
        holds=in_words(proof.statement),
    )


def _row(place: str) -> str:
    """The part that has a page of its own: an option is mended with its question."""
    return place.partition(", option ")[0]


def _shown(whole: Questionnaire, heading: str, answers: Answers) -> Shown:
    known = {name: chosen for name, chosen in answers.items() if name in whole.question_ids}
    telling = {
        name: chosen
        for name, chosen in known.items()
        if chosen != frozenset({whole.question(name).harmless})
    }
    return Shown(heading, _told(whole, known), _told(whole, telling), known)


def _told(whole: Questionnaire, answers: Answers) -> tuple[Told, ...]:
    return tuple(
        Told(
            spoken(whole.question(name).text, VOICE),
            answer_words.labels(whole.question(name), chosen, VOICE),
        )
        for name, chosen in answers.items()
    )

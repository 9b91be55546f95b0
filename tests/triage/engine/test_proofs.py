"""The machinery of proofs: it agrees with trying every set of answers, and knows its limits."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from itertools import combinations, count

import pytest

from tests.drill import times
from tests.triage.engine.brute_force import BruteForce, Fault, ruled
from tests.triage.engine.factory import (
    both,
    given,
    includes,
    multi,
    named,
    option,
    questionnaire,
    rule,
    single,
)
from tests.triage.engine.provable import small_questionnaire, some_promises
from triage.engine.assessment import assess
from triage.engine.proofs import (
    AtLeast,
    BadPromise,
    CanBe,
    CounterExample,
    Disagreement,
    Limits,
    NeverCalmer,
    Report,
    ShowsNote,
    TooLarge,
    Verdict,
    Vignette,
    prove,
)
from triage.engine.proofs.circuit import Circuit
from triage.engine.proofs.promises import Promise
from triage.engine.proofs.solver import Search
from triage.engine.proofs.walks import Sheet, Walk
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import content_hash, to_data
from triage.engine.urgency import Urgency

MADE_UP = times(160, 400)
FEWEST = times(3, 10)
PROMISED = ("floor", "note", "chance", "order")
SORE = includes("problem", "soreness")


def faults(report: Report) -> set[Fault]:
    return {(proof.name, each.place) for proof in report.proofs for each in proof.counter_examples}


def findings(report: Report) -> set[Fault]:
    return {(proof.name, each.place) for proof in report.proofs for each in proof.findings}


# The second way


@dataclass(frozen=True)
class MadeUp:
    """A questionnaire made up by chance, and what the machinery says of it."""

    whole: Questionnaire
    promises: tuple[Promise, ...]
    report: Report


@pytest.fixture(scope="module")
def made_up() -> list[MadeUp]:
    wholes = [small_questionnaire(seed) for seed in range(MADE_UP)]
    promises = [some_promises(seed, whole) for seed, whole in enumerate(wholes)]
    return [MadeUp(w, p, prove(w, promises=p)) for w, p in zip(wholes, promises, strict=True)]


def test_proofs_agree_with_trying_every_set_of_answers(made_up: list[MadeUp]) -> None:
    for seed, each in enumerate(made_up):
        tried = BruteForce(each.whole, each.promises)

        assert faults(each.report) == tried.faults(), f"seed {seed}"
        assert findings(each.report) == tried.findings(), f"seed {seed}"


def test_the_made_up_questionnaires_keep_and_break_every_property(made_up: list[MadeUp]) -> None:
    """Else the agreement above would say nothing about some of them."""
    proofs = [proof for each in made_up for proof in each.report.proofs]
    kept = Counter(p.name for p in proofs if p.cases and p.verdict is Verdict.PROVED)
    broken = Counter(proof.name for proof in proofs if proof.verdict is not Verdict.PROVED)

    names = {proof.name for proof in proofs} - {"vignettes", "leaving out"}
    assert {name for name in names if kept[name] < FEWEST or broken[name] < FEWEST} == set()
    assert sum(bool(each.whole.pages) for each in made_up) >= FEWEST
    promised = Counter(fault for each in made_up for fault in faults(each.report))
    assert all(promised["promises", f"promise {name}"] >= FEWEST for name in PROMISED)


def test_every_counter_example_can_be_walked_to_the_end(made_up: list[MadeUp]) -> None:
    for each in made_up:
        for proof in each.report.proofs:
            for example in proof.counter_examples:
                walks = [example.answers, example.changed]
                seen = [assess(each.whole, answers) for answers in walks if answers is not None]
                assert all(one.is_complete for one in seen)
                assert [one.journey.counted for one in seen] == walks[: len(seen)]
                if len(seen) == 2:
                    assert ruled(seen[1]) < ruled(seen[0])


# What a report says


def test_a_sound_questionnaire_is_proved() -> None:
    report = prove(questionnaire())

    assert faults(report) == set()
    assert report.is_proved
    assert [proof.name for proof in report.proofs] == [
        "ends",
        "reachable",
        "decisive",
        "alternatives",
        "emergency stops",
        "ratchet",
        "flags are floors",
        "not sure is a floor",
        "complete results",
        "leaving out",
        "promises",
        "vignettes",
    ]


def test_a_counter_example_is_harmless_but_for_what_it_shows() -> None:
    unseen = replace(questionnaire(), rules=questionnaire().rules[:1])

    (example,) = prove(unseen).proof("ends").counter_examples

    assert example == CounterExample(
        "the rules",
        "No rule holds, so the result has no reason.",
        given(alarm="none", problem="other", trend="better"),
    )


def test_a_counter_example_is_as_harmless_as_it_can_be_at_every_question() -> None:
    """The solver itself would choose the last option everywhere."""
    names = ("first", "second", "third", "fourth")
    whole = questionnaire(
        questions=tuple(single(name, "well", "hurt", "broken") for name in names),
        definitions=(),
        rules=(rule("well", Urgency.SOON, includes("first", "well", "hurt")),),
    )

    (example,) = prove(whole).proof("ends").counter_examples

    assert example.answers == given(first="broken", second="well", third="well", fourth="well")


def test_a_report_is_plain_data_and_the_same_each_time() -> None:
    whole = questionnaire()

    first, second = (prove(whole, clock=count(0, step).__next__) for step in (1, 7))

    assert first.to_data() == second.to_data() == json.loads(json.dumps(first.to_data()))
    assert first.to_data()["content_hash"] == content_hash(to_data(whole))
    assert (first.seconds, second.seconds) == (12, 84)


def test_a_rule_that_never_decides_is_advice_and_refutes_nothing() -> None:
    again = rule("again", Urgency.SOON, includes("signs", "swollen"))
    whole = questionnaire(rules=(*questionnaire().rules, again))

    report = prove(whole)

    assert findings(report) == {("decisive", "rule again")}
    assert report.proof("decisive").verdict is Verdict.ADVICE
    assert report.is_proved


def test_a_level_nobody_gets_is_a_finding() -> None:
    calm = [each for each in questionnaire().rules if each.urgency is not Urgency.SOON]

    report = prove(questionnaire(rules=tuple(calm)))

    assert ("reachable", "outcome soon") in findings(report)
    assert report.proof("reachable").verdict is Verdict.PROVED


def test_a_promise_about_nobody_is_a_finding() -> None:
    nobody = both(includes("problem", "other"), includes("signs", "swollen"))

    report = prove(questionnaire(), promises=[AtLeast("empty", nobody, Urgency.EMERGENCY)])

    assert findings(report) == {("promises", "promise empty")}
    assert report.is_proved


# Limits


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(variables=20), "more than 20 variables"),
        (Limits(clauses=30), "more than 30 clauses"),
        (Limits(conflicts=0), "more than 0 dead ends"),
    ],
)
def test_a_questionnaire_beyond_the_limits_is_refused_with_the_reason(
    limits: Limits, said: str
) -> None:
    with pytest.raises(TooLarge, match=said):
        prove(questionnaire(), limits=limits)


def test_a_search_that_takes_too_long_is_given_up_by_its_effort() -> None:
    """More pigeons than holes is easy to say and hard to search: the budget must end it."""
    circuit = Circuit(1_000, 10_000)
    homes = [[circuit.free() for _ in range(8)] for _ in range(9)]
    for home in homes:
        circuit.require(*home)
    for hole in zip(*homes, strict=True):
        for one, other in combinations(hole, 2):
            circuit.require(-one, -other)

    with Search(circuit, 500) as search:
        with pytest.raises(TooLarge, match="more than 500 dead ends"):
            search.find()

        assert 500 <= search.conflicts <= 510


@pytest.mark.parametrize(
    "promise",
    [
        AtLeast("p", includes("mood", "low"), Urgency.SOON),
        AtLeast("p", includes("trend", "sideways"), Urgency.SOON),
        CanBe("p", named("nothing"), Urgency.SOON),
        ShowsNote("p", SORE, "nowhere"),
        NeverCalmer("p", "trend", ("worse",), ("sideways",)),
        NeverCalmer("p", "mood", ("worse",), ("better",)),
    ],
)
def test_a_promise_about_what_is_not_there_is_refused(promise: Promise) -> None:
    with pytest.raises(BadPromise, match="promise p: the questionnaire has no"):
        prove(questionnaire(), promises=[promise])


def test_two_promises_of_one_name_are_refused() -> None:
    promise = CanBe("p", SORE, Urgency.SELF_CARE)

    with pytest.raises(BadPromise, match="share the id p"):
        prove(questionnaire(), promises=[promise, promise])


def test_formulas_that_disagree_with_a_replay_stop_the_proof(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Formulas that forget an emergency's stop walk on where a replay ends."""

    def heedless(self: Walk, whole: Questionnaire, sheet: Sheet) -> None:
        honest(self, replace(whole, rules=()), sheet)

    honest = Walk._go
    monkeypatch.setattr(Walk, "_go", heedless)

    blue = option("blue", flag=Urgency.EMERGENCY)
    alarm = multi("alarm", options=(blue, option("none", is_exclusive=True)))
    with pytest.raises(Disagreement):
        prove(questionnaire(questions=(alarm, *questionnaire().questions[1:])))


def test_a_vignette_may_allow_several_urgencies() -> None:
    case = Vignette("v", given(signs=["throb"]), (Urgency.SOON, Urgency.URGENT))

    assert prove(questionnaire(), [case]).is_proved

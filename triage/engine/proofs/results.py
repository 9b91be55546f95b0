"""Properties of what readers are told: each result comes with advice and a way back."""

from collections.abc import Iterator

from triage.engine.assessment import Assessment
from triage.engine.parts import Rule
from triage.engine.proofs.circuit import Literal
from triage.engine.proofs.prover import Prover, fires, is_told
from triage.engine.proofs.report import CounterExample, Proof
from triage.engine.urgency import PROBLEM, Urgency


def complete_results(prover: Prover) -> Proof:
    """Texts are counted as given when they are not blank; that they are right, people must say."""
    whole = prover.questionnaire
    found = [*_without_a_way(prover), *(_untold(prover, rule) for rule in whole.rules)]
    found.append(_without_self_care(prover))
    return Proof(
        name="complete results",
        statement="Every result has advice and a safety net, every rule that holds its own advice, "
        "and every self-care result how to look after the problem.",
        cases=len(found),
        counter_examples=tuple(example for example in found if example),
    )


def _without_a_way(prover: Prover) -> Iterator[CounterExample | None]:
    """Results that do not say what to do; at home, the self-care text does."""
    for outcome in prover.questionnaire.outcomes:
        level = outcome.urgency
        says_what = level is Urgency.SELF_CARE or _has_text(outcome.do)
        if says_what and _has_text(outcome.safety_net):
            yield None
            continue
        yield prover.refute(
            f"outcome {level.key}",
            [prover.walk.told(level)],
            confirmed=is_told(level),
            reason="It does not say what to do and when to come back.",
        )


def _untold(prover: Prover, rule: Rule) -> CounterExample | None:
    """A rule that holds and has no advice of its own and none from its pattern."""
    if (rule.tell or prover.questionnaire.pattern(rule.pattern).tell).strip():
        return None
    return prover.refute(
        f"rule {rule.id}",
        [prover.walk.rules[rule.id]],
        confirmed=lambda seen: fires(seen, rule.id),
        reason=f"Neither it nor its pattern {rule.pattern} has advice.",
    )


def _without_self_care(prover: Prover) -> CounterExample | None:
    covered: list[Literal] = [
        prover.walk.counted[PROBLEM, block.problem]
        for block in prover.questionnaire.selfcare
        if (PROBLEM, block.problem) in prover.walk.counted
    ]
    return prover.refute(
        "the self-care texts",
        [prover.walk.told(Urgency.SELF_CARE), *(-literal for literal in covered)],
        confirmed=_lacks_self_care,
        reason="The result is self-care, and no text says how for this problem.",
    )


def _lacks_self_care(seen: Assessment) -> bool:
    return seen.urgency is Urgency.SELF_CARE and seen.selfcare is None


def _has_text(texts: tuple[str, ...]) -> bool:
    return any(text.strip() for text in texts)

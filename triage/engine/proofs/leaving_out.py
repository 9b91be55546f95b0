"""That leaving questions out changes nothing a reader is told, and what the shortest walks ask."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from triage.engine.assessment import Assessment
from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.outlooks import Outlook
from triage.engine.proofs.prover import Prover
from triage.engine.proofs.report import Proof
from triage.engine.proofs.walks import Walk
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import PROBLEM, SELF_CARE_LEVELS, Urgency

Aspect = Callable[[Assessment], object]


class Sparing:
    """Answers what is still needed, and of the rest what `extra` says.

    `needed`, by question: what a replay would ask at its step.
    """

    def __init__(
        self, circuit: Circuit, questionnaire: Questionnaire, extra: Mapping[str, Literal]
    ) -> None:
        self._circuit = circuit
        self._questionnaire = questionnaire
        self._extra = extra
        self.needed: dict[str, Literal] = {}
        self.answered: dict[str, Literal] = {}

    def __call__(self, walk: Walk, place: int) -> Mapping[str, Literal]:
        outlook = Outlook(self._circuit, self._questionnaire, walk, place)
        for name in self._questionnaire.steps[place].questions:
            needed = outlook.needed[name]
            extra = [self._extra[name]] if name in self._extra else []
            self.needed[name] = self._circuit.both([walk.asked[name], needed])
            self.answered[name] = self._circuit.either([needed, *extra])
        return self.answered


def changes_nothing(prover: Prover) -> Proof:
    """Any of the questions a replay would not ask may be answered or not, in any mixture."""
    extra = {name: prover.circuit.free() for name in prover.questionnaire.question_ids}
    sparing = Sparing(prover.circuit, prover.questionnaire, extra)
    short = Walk(prover.circuit, prover.questionnaire, prover.sheet, answers=sparing)
    found = [
        prover.refute_shorter(
            place, sparing.answered, _differ(prover, short, said), differs=_differs(aspect)
        )
        for place, said, aspect in _aspects(prover)
    ]
    return Proof(
        name="leaving out",
        statement="A question that is left out could not have changed the urgency, the advice, the "
        "notes or the self-care text, whatever the answer.",
        cases=len(found),
        counter_examples=tuple(example for example in found if example),
    )


def shortest(prover: Prover) -> Sparing:
    """What is asked when nothing needless is."""
    sparing = Sparing(prover.circuit, prover.questionnaire, {})
    Walk(prover.circuit, prover.questionnaire, prover.sheet, answers=sparing)
    return sparing


Said = Callable[[Walk], Iterable[Literal]]


def _aspects(prover: Prover) -> Iterator[tuple[str, Said, Aspect]]:
    """What a reader is told: as formulas of a walk, and as values of an assessment."""
    whole, both = prover.questionnaire, prover.circuit.both

    def urgency(walk: Walk) -> Iterator[Literal]:
        yield from map(walk.told, Urgency)

    def advice(walk: Walk) -> Iterator[Literal]:
        for level in Urgency:
            for tell in sorted({whole.tell(rule) for rule in whole.rules}):
                yield both([walk.told(level), _told_by(prover, walk, level, tell)])

    def notes(walk: Walk) -> Iterator[Literal]:
        for note in whole.notes:
            at_its_levels = prover.circuit.either(map(walk.told, note.levels))
            shown = [walk.holds(note.show_when)] if note.show_when else []
            yield both([at_its_levels, *shown])

    def selfcare(walk: Walk) -> Iterator[Literal]:
        at_home = prover.circuit.either(map(walk.told, SELF_CARE_LEVELS))
        for block in whole.selfcare:
            if (PROBLEM, block.problem) in walk.counted:
                yield both([at_home, walk.counted[PROBLEM, block.problem]])

    yield "the urgency", urgency, lambda seen: seen.urgency
    yield "the advice", advice, lambda seen: frozenset(seen.tells)
    yield "the notes", notes, lambda seen: seen.notes
    yield "the self-care text", selfcare, lambda seen: seen.selfcare


def _told_by(prover: Prover, walk: Walk, level: Urgency, tell: str) -> Literal:
    """A rule of this level with this advice holds."""
    whole = prover.questionnaire
    return prover.circuit.either(
        walk.rules[rule.id]
        for rule in whole.rules
        if rule.urgency is level and whole.tell(rule) == tell
    )


def _differ(prover: Prover, short: Walk, said: Said) -> Literal:
    circuit = prover.circuit
    pairs = zip(said(prover.walk), said(short), strict=True)
    return circuit.either(
        circuit.either([circuit.both([one, -other]), circuit.both([-one, other])])
        for one, other in pairs
    )


def _differs(aspect: Aspect) -> Callable[[Assessment, Assessment], bool]:
    return lambda full, short: aspect(full) != aspect(short)

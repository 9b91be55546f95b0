"""Asks the solver about walks, and believes no example that a replay does not confirm."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from triage.engine.assessment import Assessment, assess
from triage.engine.conditions import Condition
from triage.engine.parts import MULTI, Question
from triage.engine.proofs.circuit import Circuit, Literal
from triage.engine.proofs.report import CounterExample
from triage.engine.proofs.solver import Model, Search
from triage.engine.proofs.walks import Answers, Sheet, Walk
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency


class Disagreement(RuntimeError):
    """The formulas and the engine say different things: the proof is worth nothing."""


class Prover:
    """A questionnaire, all its walks, and a search over them."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        circuit: Circuit,
        search: Search,
        conditions: Iterable[Condition] = (),
    ) -> None:
        """`conditions`: what will be asked of walks beside the questionnaire's own."""
        self.questionnaire = questionnaire
        self.circuit = circuit
        self._search = search
        choices = questionnaire.choices_with(conditions)
        self.sheet = Sheet(circuit, choices, questionnaire.questions)
        self.walk = self.walk_on(self.sheet)

    def walk_on(self, sheet: Sheet, without: str = "") -> Walk:
        return Walk(self.circuit, self.questionnaire, sheet, without)

    def example(
        self, wanted: Sequence[Literal], confirmed: Callable[[Assessment], bool]
    ) -> Answers | None:
        """Answers to every question on which all of these are true; None when there are none."""
        model = self._search.find(*wanted)
        if model is None:
            return None
        answers = self.sheet.read(model)
        if not confirmed(assess(self.questionnaire, answers)):
            raise Disagreement(f"A walk found by the solver is another in a replay: {answers}.")
        return answers

    def refute(
        self,
        place: str,
        wrong: Sequence[Literal],
        *,
        confirmed: Callable[[Assessment], bool],
        reason: str,
    ) -> CounterExample | None:
        """Answers on which all of these are true at once, as harmless otherwise as can be.

        {urgency} in the reason becomes that of the most urgent rule that holds on them.
        """
        model = self._gentlest(wrong)
        if model is None:
            return None
        found = self._assessed(model, self.sheet)
        if not confirmed(found):
            raise Disagreement(f"{place}: the counter-example is none in a replay.")
        said = reason.replace("{urgency}", ruled(found).key)
        return CounterExample(place, said, found.journey.counted)

    def refute_pair(
        self, place: str, other: Sheet, calmer: Sequence[Literal]
    ) -> CounterExample | None:
        """Answers that are told to be calmer on the other sheet than on this one."""
        model = self._gentlest(calmer)
        if model is None:
            return None
        before, after = (self._assessed(model, sheet) for sheet in (self.sheet, other))
        if not ruled(after) < ruled(before):
            raise Disagreement(f"{place}: the counter-example is none in a replay.")
        reason = f"The urgency falls from {ruled(before).key} to {ruled(after).key}."
        return CounterExample(place, reason, before.journey.counted, after.journey.counted)

    def refute_shorter(
        self,
        place: str,
        answered: Mapping[str, Literal],
        wrong: Literal,
        *,
        differs: Callable[[Assessment, Assessment], bool],
    ) -> CounterExample | None:
        """Answers of which those to some questions, left out as needless, change the result."""
        model = self._gentlest([wrong])
        if model is None:
            return None
        given = self.sheet.read(model)
        left = {name: chosen for name, chosen in given.items() if answered[name] in model}
        full, short = (assess(self.questionnaire, each) for each in (given, left))
        if not (short.is_complete and differs(full, short)):
            raise Disagreement(f"{place}: the counter-example is none in a replay.")
        reason = f"Left-out answers would change {place}."
        return CounterExample(place, reason, short.journey.counted, full.journey.counted)

    def calmer(self, before: Walk, after: Walk) -> Literal:
        """The second walk's most urgent rule is less urgent than the first's."""
        return self.circuit.either(
            self.circuit.both([before.at_least(level), -after.at_least(level)])
            for level in Urgency
            if level is not Urgency.SELF_CARE
        )

    def _assessed(self, model: Model, sheet: Sheet) -> Assessment:
        return assess(self.questionnaire, sheet.read(model))

    def _gentlest(self, wanted: Sequence[Literal]) -> Model | None:
        """A model with the harmless option wherever another is not needed, question by question,
        and where several are chosen none that is not needed."""
        best = self._search.find(*wanted)
        if best is None:
            return None
        kept = list(wanted)
        for calm in self._calm():
            model = best if calm in best else self._search.find(*kept, calm)
            if model is not None:
                best = model
                kept.append(calm)
        return best

    def _calm(self) -> Iterator[Literal]:
        """What makes answers more harmless, or fewer, in the order it is tried."""
        questions = self.questionnaire.questions
        yield from (self.sheet.chosen[asked.id, asked.harmless] for asked in questions)
        for asked in questions:
            if asked.kind == MULTI:
                yield from (-self.sheet.chosen[asked.id, name] for name in asked.option_ids)


def ruled(assessment: Assessment) -> Urgency:
    """The most urgent rule that holds, without the caution where none does."""
    levels = [reason.urgency for reason in assessment.reasons]
    return max(levels, default=Urgency.SELF_CARE)


def has_at_least(assessment: Assessment, level: Urgency) -> bool:
    """A rule at this urgency or above holds."""
    return any(reason.urgency >= level for reason in assessment.reasons)


def has_chosen(assessment: Assessment, question: Question, option: str) -> bool:
    return option in assessment.journey.counted.get(question.id, frozenset())


def fires(assessment: Assessment, rule_id: str) -> bool:
    return rule_id in [reason.rule.id for reason in assessment.reasons]


def is_told(level: Urgency) -> Callable[[Assessment], bool]:
    """Whether this is the result."""
    return lambda seen: seen.is_complete and seen.urgency is level

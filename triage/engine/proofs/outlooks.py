"""Which questions a walk still needs, as formulas.

The same as `engine.relevance`, for all answers at once.
"""

from collections.abc import Iterable, Iterator

from triage.engine.conditions import (
    AllOf,
    AnyOf,
    Compares,
    Condition,
    Includes,
    Named,
    questions_of,
)
from triage.engine.parts import Rule
from triage.engine.proofs.circuit import TRUE, Circuit, Literal
from triage.engine.proofs.walks import Walk
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import PROBLEM, SELF_CARE_LEVELS, Urgency
from triage.engine.wording import VOICE_QUESTION


class Outlook:
    """What is settled on a walk before one of its steps, and what may still come.

    `needed`, by question from this step on: it could still change the result.
    """

    def __init__(
        self, circuit: Circuit, questionnaire: Questionnaire, walk: Walk, place: int
    ) -> None:
        self._circuit = circuit
        self._whole = questionnaire
        self._walk = walk
        # By question from this step on: it may still be asked.
        self._ahead: dict[str, Literal] = {}
        for question in questionnaire.questions:
            if questionnaire.places[question.id] >= place:
                asked = question.ask_when
                self._ahead[question.id] = self._possible(asked) if asked else TRUE
        self._holding = {rule.id: walk.holds(rule.when) for rule in questionnaire.rules}
        self.needed = self._needed()

    def _possible(self, condition: Condition) -> Literal:
        """It is true, or may become so."""
        match condition:
            case Includes(question) | Compares(question):
                ahead = self._ahead.get(question)
                return self._walk.holds(condition) if ahead is None else ahead
            case Named(name):
                return self._possible(self._whole.meanings[name])
            case AllOf(parts):
                return self._circuit.both([self._possible(part) for part in parts])
            case AnyOf(parts):
                return self._circuit.either([self._possible(part) for part in parts])

    def _open(self, condition: Condition) -> Literal:
        return self._circuit.both([self._possible(condition), -self._walk.holds(condition)])

    def _needed(self) -> dict[str, Literal]:
        reasons: dict[str, list[Literal]] = {name: [] for name in self._ahead}
        for names, literal in self._wants():
            for name in names:
                if name in reasons:
                    reasons[name].append(literal)
        needed: dict[str, Literal] = {}
        for question in reversed(self._whole.questions):
            if question.id not in reasons:
                continue
            wanted = self._circuit.either(reasons[question.id])
            needed[question.id] = self._circuit.both([wanted, self._ahead[question.id]])
            if question.ask_when:
                through = self._circuit.both([wanted, self._open(question.ask_when)])
                for name in questions_of(question.ask_when, self._whole.meanings):
                    if name in reasons:
                        reasons[name].append(through)
        return needed

    def _wants(self) -> Iterator[tuple[Iterable[str], Literal]]:
        """Questions, and when something still waits for them."""
        yield [VOICE_QUESTION], TRUE
        yield [PROBLEM], -self._above(max(SELF_CARE_LEVELS))
        for rule in self._whole.rules:
            waits = self._circuit.both([self._could_tell(rule), self._open(rule.when)])
            yield self._whole.looked_at[rule.id], waits
        for note in self._whole.notes:
            if note.show_when and note.levels:
                could_show = -self._above(max(note.levels))
                names = questions_of(note.show_when, self._whole.meanings)
                yield names, self._circuit.both([could_show, self._open(note.show_when)])

    def _could_tell(self, rule: Rule) -> Literal:
        told = self._any(
            other
            for other in self._whole.rules
            if other.urgency is rule.urgency and self._whole.tell(other) == self._whole.tell(rule)
        )
        return self._circuit.both([-self._above(rule.urgency), -told])

    def _above(self, level: Urgency) -> Literal:
        """A rule more urgent than this holds already."""
        return self._any(rule for rule in self._whole.rules if rule.urgency > level)

    def _any(self, rules: Iterable[Rule]) -> Literal:
        return self._circuit.either(self._holding[rule.id] for rule in rules)

"""Every complete walk through a questionnaire at once, as formulas.

This says the same as `engine.journey.replay`, for all answers instead of one set of them; each
example found is replayed there before anybody hears of it.
"""

from collections.abc import Callable, Iterable, Mapping

from triage.engine.conditions import AllOf, AnyOf, Condition, Includes, Named
from triage.engine.parts import SINGLE, Question, Rule
from triage.engine.proofs.circuit import FALSE, TRUE, Circuit, Literal
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

Answers = dict[str, frozenset[str]]
Choice = tuple[str, str]


class Sheet:
    """A valid answer to every question, whether it is asked or not: one variable an option."""

    def __init__(
        self, circuit: Circuit, questions: Iterable[Question], shared: "Sheet | None" = None
    ) -> None:
        self._circuit = circuit
        self.chosen: dict[Choice, Literal] = dict(shared.chosen) if shared else {}
        for question in questions:
            self._offer(question)

    def with_other(self, question: Question) -> "Sheet":
        """A second sheet with the same answers but for this question's."""
        return Sheet(self._circuit, [question], shared=self)

    def read(self, model: frozenset[Literal]) -> Answers:
        """The answers in a model."""
        answers: Answers = {}
        for (question, option), literal in self.chosen.items():
            if literal in model:
                answers[question] = answers.get(question, frozenset()) | {option}
        return answers

    def _offer(self, question: Question) -> None:
        """`engine.journey.check_answer`: one answer, or several without the exclusive one."""
        mine = {option.id: self._circuit.free() for option in question.options}
        self.chosen |= {(question.id, name): literal for name, literal in mine.items()}
        self._circuit.require(*mine.values())
        for place, one in enumerate(question.options):
            for other in question.options[place + 1 :]:
                if question.kind == SINGLE or one.is_exclusive or other.is_exclusive:
                    self._circuit.require(-mine[one.id], -mine[other.id])


class Walk:
    """What happens on a sheet of answers.

    `asked` and `stopped`, by question: it is asked; an emergency ended the walk with its page or
    before. `counted`: the option was chosen and its question answered. `rules`, by id: the rule
    holds at the end.
    """

    def __init__(
        self,
        circuit: Circuit,
        questionnaire: Questionnaire,
        sheet: Sheet,
        without: str = "",
        answers: "Answering | None" = None,
    ) -> None:
        """`without`: the id of a rule to walk without. `answers`: whether what is asked is
        answered too; by default it is."""
        self._circuit = circuit
        self._meanings = questionnaire.meanings
        self._without = without
        self._answers = answers or _always
        self.asked: dict[str, Literal] = {}
        self.stopped: dict[str, Literal] = {}
        self.counted: dict[Choice, Literal] = {}
        self._go(questionnaire, sheet)
        self._levels = {rule.id: rule.urgency for rule in self._kept(questionnaire.rules)}
        self.rules: Mapping[str, Literal] = {
            rule.id: self.holds(rule.when) for rule in self._kept(questionnaire.rules)
        }

    def holds(self, condition: Condition) -> Literal:
        """The condition is true, on the answers counted so far."""
        match condition:
            case Includes(question, options):
                chosen = [self.counted.get((question, option), FALSE) for option in options]
                return self._circuit.either(chosen)
            case Named(name):
                return self.holds(self._meanings[name])
            case AllOf(parts):
                return self._circuit.both([self.holds(part) for part in parts])
            case AnyOf(parts):
                return self._circuit.either([self.holds(part) for part in parts])

    def at_least(self, level: Urgency, besides: str = "") -> Literal:
        """A rule at this urgency or above holds; `besides`: another than this one."""
        return self._any_rule(lambda urgency: urgency >= level, besides)

    def told(self, level: Urgency) -> Literal:
        """This is the result: `engine.assessment`, whose caution makes no rule at all urgent."""
        exactly = [self._any_rule(lambda urgency: urgency is level)]
        exactly += [-self._any_rule(lambda urgency: urgency > level)]
        by_rule = self._circuit.both(exactly)
        if level is not Urgency.URGENT:
            return by_rule
        return self._circuit.either([by_rule, -self.at_least(Urgency.SELF_CARE)])

    def _kept(self, rules: Iterable[Rule]) -> list[Rule]:
        return [rule for rule in rules if rule.id != self._without]

    def _any_rule(self, wanted: Callable[[Urgency], bool], besides: str = "") -> Literal:
        return self._circuit.either(
            literal
            for name, literal in self.rules.items()
            if name != besides and wanted(self._levels[name])
        )

    def _go(self, questionnaire: Questionnaire, sheet: Sheet) -> None:
        """Page by page: nothing on the same page or later counts yet, as in a replay."""
        stopped = FALSE
        for place, page in enumerate(questionnaire.steps):
            answered = self._answered(questionnaire, place, -stopped)
            for name, literal in answered.items():
                for option in questionnaire.question(name).option_ids:
                    chosen = sheet.chosen[name, option]
                    self.counted[name, option] = self._circuit.both([literal, chosen])
            alarms = [
                rule for name in page.questions for rule in questionnaire.alarms.get(name, ())
            ]
            rings = [self.holds(rule.when) for rule in self._kept(alarms)]
            stopped = self._circuit.either([stopped, *rings])
            self.stopped |= dict.fromkeys(page.questions, stopped)

    def _answered(
        self, questionnaire: Questionnaire, place: int, goes_on: Literal
    ) -> dict[str, Literal]:
        """By question of this page, whether it is asked and answered."""
        names = questionnaire.steps[place].questions
        for name in names:
            asked = questionnaire.question(name).ask_when
            due = TRUE if asked is None else self.holds(asked)
            self.asked[name] = self._circuit.both([goes_on, due])
        is_answered = self._answers(self, place)
        return {name: self._circuit.both([self.asked[name], is_answered[name]]) for name in names}


Answering = Callable[[Walk, int], Mapping[str, Literal]]


def _always(walk: Walk, _place: int) -> Mapping[str, Literal]:
    return dict.fromkeys(walk.asked, TRUE)

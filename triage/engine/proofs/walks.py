"""Every complete walk through a questionnaire at once, as formulas.

This says the same as `engine.journey.replay`, for all answers instead of one set of them; each
example found is replayed there before anybody hears of it.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations

from triage.engine.conditions import AllOf, AnyOf, Compares, Condition, Includes, Named
from triage.engine.parts import MULTI, Question, Rule
from triage.engine.proofs.circuit import FALSE, TRUE, Circuit, Literal
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

Answers = dict[str, frozenset[str]]
Choice = tuple[str, str]
Choices = Mapping[str, tuple[str, ...]]


class Sheet:
    """A valid answer to every question, whether it is asked or not: one variable a choice."""

    def __init__(
        self,
        circuit: Circuit,
        choices: Choices,
        questions: Iterable[Question],
        shared: "Sheet | None" = None,
    ) -> None:
        """`choices`: see `Questionnaire`. `shared`: a sheet with the same other answers."""
        self._circuit = circuit
        self.choices = choices
        self.chosen: dict[Choice, Literal] = dict(shared.chosen) if shared else {}
        for question in questions:
            self._offer(question)

    def with_other(self, question: Question) -> "Sheet":
        """A second sheet with the same answers but for this question's."""
        return Sheet(self._circuit, self.choices, [question], shared=self)

    def read(self, model: frozenset[Literal]) -> Answers:
        """The answers in a model."""
        answers: Answers = {}
        for (question, option), literal in self.chosen.items():
            if literal in model:
                answers[question] = answers.get(question, frozenset()) | {option}
        return answers

    def _offer(self, question: Question) -> None:
        """`engine.journey.check_answer`: one answer, or several without the exclusive one."""
        mine = {name: self._circuit.free() for name in self.choices[question.id]}
        self.chosen |= {(question.id, name): literal for name, literal in mine.items()}
        self._circuit.require(*mine.values())
        alone = {option.id for option in question.options if option.is_exclusive}
        for one, other in combinations(mine, 2):
            if question.kind != MULTI or alone & {one, other}:
                self._circuit.require(-mine[one], -mine[other])


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
        self._choices = sheet.choices
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
            case Compares(question):
                met = condition.met_by(self._choices.get(question, ()))
                return self._circuit.either(
                    self.counted.get((question, number), FALSE) for number in met
                )
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
                for choice in sheet.choices[name]:
                    chosen = sheet.chosen[name, choice]
                    self.counted[name, choice] = self._circuit.both([literal, chosen])
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

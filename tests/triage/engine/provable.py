"""Small questionnaires made up by chance, with every kind of fault a proof must find.

By seed and not by hypothesis: each is made within a millisecond, so that hundreds can be tried.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any

from tests.triage.engine.factory import (
    multi,
    note,
    number,
    option,
    outcome,
    pattern,
    questionnaire,
    rule,
    selfcare,
    single,
)
from triage.engine.conditions import (
    AllOf,
    AnyOf,
    Compares,
    Condition,
    Includes,
    Named,
    questions_of,
)
from triage.engine.numbers import Measure, Relation, is_met_by_none, written
from triage.engine.parts import NUMBER, Option, Page, Question
from triage.engine.proofs import AtLeast, CanBe, NeverCalmer, Promise, ShowsNote
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import PROBLEM, Urgency

MOST_QUESTIONS = 3
LEVELS = list(Urgency)


@dataclass(frozen=True)
class Chance:
    """Makes the parts of one questionnaire."""

    random: Random

    def is_so(self, share: float = 0.5) -> bool:
        return self.random.random() < share

    def level(self) -> Urgency:
        return self.random.choice(LEVELS)

    def some(self, names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.random.sample(names, self.random.randint(1, len(names))))

    def condition(
        self, asked: tuple[Question, ...], named: tuple[str, ...] = (), depth: int = 2
    ) -> Condition:
        if depth == 0 or self.is_so(0.4):
            if named and self.is_so(0.2):
                return Named(self.random.choice(named))
            question = self.random.choice(asked)
            if question.kind == NUMBER and (not question.options or self.is_so(0.8)):
                return self.comparison(question)
            return Includes(question.id, self.some(question.option_ids))
        parts = tuple(
            self.condition(asked, named, depth - 1) for _ in range(self.random.randint(2, 3))
        )
        return AllOf(parts) if self.is_so() else AnyOf(parts)

    def comparison(self, question: Question) -> Compares:
        """One that some number meets."""
        measure, relation = question.measure, self.random.choice(list(Relation))
        while True:
            number = measure.at(self.random.choice(steps_of(measure)))
            if not is_met_by_none(measure, relation, number):
                return Compares(question.id, relation, number)

    def number(self, name: str, earlier: tuple[Question, ...]) -> Question:
        """A few numbers, so that every one can be tried."""
        decimals, first = self.random.randint(0, 1), self.random.randint(0, 12)
        last = first + self.random.randint(1, 5)
        harmless = self.random.randint(first, last)
        least, most, calm = (
            written(Decimal(step).scaleb(-decimals)) for step in (first, last, harmless)
        )
        doubt = (
            option("unsure", is_not_sure=True, flag=self.level() if self.is_so(0.3) else None),
        )
        return number(
            name,
            least,
            most,
            harmless=calm,
            decimals=decimals,
            options=doubt if self.is_so() else (),
            is_red_flag=self.is_so(),
            not_sure_floor=self.random.choice(LEVELS[1:]),
            is_ordered=self.is_so(0.7),
            ask_when=self.condition(earlier) if earlier and self.is_so() else None,
        )

    def options(self, count: int) -> tuple[Option, ...]:
        """The first is harmless; the last may be “not sure”; others may be flagged; all ranked."""
        ranks = self.random.sample(range(count), count)
        last = count - 1
        return tuple(
            option(
                f"o{n}",
                rank=ranks[n],
                flag=self.level() if n and self.is_so() else None,
                is_not_sure=n == last and self.is_so(),
            )
            for n in range(count)
        )

    def question(self, name: str, earlier: tuple[Question, ...]) -> Question:
        is_multi = self.is_so()
        offered = self.options(2 if is_multi else self.random.randint(2, 3))
        changes: dict[str, Any] = {
            "options": offered,
            "harmless": "o0",
            "is_red_flag": self.is_so(),
            "not_sure_floor": self.random.choice(LEVELS[1:]),
        }
        if earlier and self.is_so():
            changes["ask_when"] = self.condition(earlier)
        if is_multi:
            none = option("none", is_exclusive=True)
            return multi(name, **{**changes, "options": (*offered, none), "harmless": "none"})
        return single(name, **changes, is_ordered=self.is_so())

    def pages(self, asked: tuple[Question, ...]) -> tuple[Page, ...]:
        """Sometimes two questions in a row on one page, where they may stand together."""
        for first, second in pairwise(asked):
            may_join = first.harmless == second.harmless == "none"
            leans = second.ask_when and first.id in questions_of(second.ask_when, {})
            if may_join and not leans and self.is_so(0.7):
                return (Page("joint", "Both?", (first.id, second.id)),)
        return ()

    def text(self) -> str:
        return "Do this." if self.is_so(0.8) else ""


def steps_of(measure: Measure) -> range:
    return range(measure.step(measure.least), measure.step(measure.most) + 1)


def small_questionnaire(seed: int, share_of_numbers: float = 0.0) -> Questionnaire:
    """`share_of_numbers`: how many of its questions ask for a number, the first apart."""
    chance = Chance(Random(seed))
    asked: tuple[Question, ...] = ()
    for place in range(chance.random.randint(1, MOST_QUESTIONS)):
        name = PROBLEM if place == 0 and chance.is_so(0.7) else f"q{place}"
        is_number = asked and share_of_numbers and chance.is_so(share_of_numbers)
        made = chance.number if is_number else chance.question
        asked = (*asked, made(name, asked))
    rules = [
        rule(f"r{n}", chance.level(), chance.condition(asked, ("first",)), tell=chance.text())
        for n in range(chance.random.randint(0, 5))
    ]
    due = chance.condition(asked) if chance.is_so() else None
    return questionnaire(
        questions=asked,
        definitions=(("first", chance.condition(asked)),),
        patterns=(pattern("plain", tell=chance.text()),),
        rules=tuple(rules),
        outcomes=tuple(outcome(level, do=(chance.text(),)) for level in Urgency),
        notes=(note("n", *chance.random.sample(LEVELS, 4), show_when=due),),
        selfcare=(selfcare("o0"), selfcare("o1")) if chance.is_so() else (selfcare("o0"),),
        pages=chance.pages(asked),
    )


def some_promises(seed: int, whole: Questionnaire) -> tuple[Promise, ...]:
    """One of each kind."""
    chance = Chance(Random(seed))
    when = [chance.condition(whole.questions, ("first",)) for _ in range(4)]
    question = chance.random.choice([each for each in whole.questions if each.kind != NUMBER])
    these, those = (chance.some(question.option_ids) for _ in range(2))
    return (
        AtLeast("floor", when[0], chance.level()),
        ShowsNote("note", when[1], "n"),
        CanBe("chance", when[2], chance.level()),
        NeverCalmer("order", question.id, these, those, when[3] if chance.is_so() else None),
    )

"""Small questionnaires and answers made up by hypothesis."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tests.triage.engine.factory import (
    Answers,
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
from triage.engine.parts import MULTI, NUMBER, Page
from triage.engine.questionnaire import Question, Questionnaire
from triage.engine.urgency import Urgency

levels = st.sampled_from(list(Urgency))
words = st.text("abc éß“”😀", min_size=1, max_size=6).filter(str.strip)
wordings = words | st.sampled_from(["{you|they}", "{a|b|c}"])


def conditions(
    offered: Mapping[str, tuple[str, ...]],
    named: tuple[str, ...] = (),
    numbers: Mapping[str, Measure | None] | None = None,
) -> st.SearchStrategy[Condition]:
    """Conditions on these questions (options by id) and these definitions, nested a little.

    `numbers`: by question that asks for one, those it takes.
    """
    leaves = [includes(question, options) for question, options in offered.items() if options]
    leaves += [compared(name, each) for name, each in (numbers or {}).items() if each]
    if named:
        leaves.append(st.sampled_from(named).map(Named))
    return st.recursive(st.one_of(leaves), joined, max_leaves=6)


def includes(question: str, options: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    chosen = st.lists(st.sampled_from(options), min_size=1, unique=True)
    return chosen.map(lambda names: Includes(question, tuple(names)))


def compared(question: str, measure: Measure) -> st.SearchStrategy[Condition]:
    steps = st.integers(measure.step(measure.least), measure.step(measure.most))
    pairs = st.tuples(st.sampled_from(Relation), steps.map(measure.at))
    met = pairs.filter(lambda pair: not is_met_by_none(measure, *pair))
    return met.map(lambda pair: Compares(question, *pair))


def conditions_on(
    asked: tuple[Question, ...], named: tuple[str, ...] = ()
) -> st.SearchStrategy[Condition]:
    """Conditions on these questions and definitions."""
    return conditions(
        {question.id: question.option_ids for question in asked},
        named,
        {question.id: question.measure for question in asked if question.kind == NUMBER},
    )


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    some = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return some.map(AllOf) | some.map(AnyOf)


@st.composite
def questions(draw: st.DrawFn, place: int, earlier: tuple[Question, ...]) -> Question:
    if draw(st.integers(0, 3)) == 0:
        return draw(number_questions(place, earlier))
    is_multi = draw(st.booleans())
    count = draw(st.integers(2, 4))
    options = tuple(
        option(f"o{n}", label=draw(wordings), flag=draw(st.none() | levels) if n else None, rank=n)
        for n in range(count)
    )
    changes: dict[str, Any] = {"options": options, "harmless": "o0", "text": draw(wordings)}
    if is_multi:
        changes["options"] = (*options, option("none", is_exclusive=True))
        changes["harmless"] = draw(st.sampled_from(["o0", "none", "none"]))
    is_conditional = draw(st.booleans())
    if earlier and is_conditional:
        changes["ask_when"] = draw(conditions_on(earlier))
    changes["not_sure_floor"] = draw(st.none() | levels)
    return multi(f"q{place}", **changes) if is_multi else single(f"q{place}", **changes)


@st.composite
def number_questions(draw: st.DrawFn, place: int, earlier: tuple[Question, ...]) -> Question:
    decimals = draw(st.integers(0, 2))
    least = draw(st.integers(0, 300))
    steps = [least, least + draw(st.integers(1, 40)), least + draw(st.integers(0, 1))]
    first, last, harmless = (written(Decimal(step).scaleb(-decimals)) for step in steps)
    doubt = (option("not_sure", is_not_sure=True),) if draw(st.booleans()) else ()
    return number(
        f"q{place}",
        first,
        last,
        harmless=harmless,
        decimals=decimals,
        options=doubt,
        unit=draw(st.sampled_from(["", "days", "°C"])),
        not_sure_floor=draw(st.none() | levels),
        ask_when=draw(st.none() | conditions_on(earlier)) if earlier else None,
    )


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    asked: tuple[Question, ...] = ()
    for place in range(draw(st.integers(1, 4))):
        asked = (*asked, draw(questions(place, asked)))
    first = draw(conditions_on(asked))
    whens = draw(st.lists(conditions_on(asked, ("first",)), max_size=4))
    return questionnaire(
        questions=asked,
        definitions=(("first", first), ("second", draw(conditions_on(asked, ("first",))))),
        patterns=(pattern("plain", tell=draw(wordings), sources=("a", "b")),),
        rules=tuple(rule(f"r{n}", draw(levels), when) for n, when in enumerate(whens)),
        outcomes=tuple(outcome(level, lead=draw(wordings)) for level in Urgency),
        notes=(note("n", draw(levels), show_when=draw(st.none() | conditions_on(asked))),),
        selfcare=(selfcare("o0"),),
        pages=draw(joined_pages(asked)),
    )


@st.composite
def joined_pages(draw: st.DrawFn, asked: tuple[Question, ...]) -> tuple[Page, ...]:
    """Sometimes two questions in a row on one page, where they may stand together."""
    for first, second in pairwise(asked):
        may_join = all(each.harmless == "none" for each in (first, second))
        leans = second.ask_when and first.id in questions_of(second.ask_when, {})
        if may_join and not leans and draw(st.booleans()):
            return (Page("joint", draw(wordings), (first.id, second.id)),)
    return ()


@st.composite
def answers_to(draw: st.DrawFn, asked: Questionnaire) -> Answers:
    """A valid answer to some of the questions."""
    answers: Answers = {}
    for question in asked.questions:
        if question.kind == NUMBER:
            said = draw(number_answers(question))
            answers |= {question.id: said} if said else {}
            continue
        plain = [choice.id for choice in question.options if not choice.is_exclusive]
        most = len(plain) if question.kind == MULTI else 1
        chosen = draw(st.lists(st.sampled_from(plain), max_size=most, unique=True))
        if chosen or (question.kind == MULTI and draw(st.booleans())):
            answers[question.id] = frozenset(chosen or ["none"])
    return answers


def number_answers(question: Question) -> st.SearchStrategy[frozenset[str]]:
    """A number, doubt where it is offered, or nothing."""
    measure = question.measure
    steps = st.integers(measure.step(measure.least), measure.step(measure.most))
    said = steps.map(measure.at)
    if question.options:
        said |= st.sampled_from(question.option_ids)
    return st.just(frozenset[str]()) | said.map(lambda answer: frozenset({answer}))

"""Small questionnaires and answers made up by hypothesis."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from tests.triage.engine.factory import (
    Answers,
    multi,
    note,
    option,
    outcome,
    pattern,
    questionnaire,
    rule,
    selfcare,
    single,
)
from triage.engine.conditions import AllOf, AnyOf, Condition, Includes, Named, questions_of
from triage.engine.parts import MULTI, Page
from triage.engine.questionnaire import Question, Questionnaire
from triage.engine.urgency import Urgency

levels = st.sampled_from(list(Urgency))
words = st.text("abc éß“”😀", min_size=1, max_size=6).filter(str.strip)
wordings = words | st.sampled_from(["{you|they}", "{a|b|c}"])


def conditions(
    offered: Mapping[str, tuple[str, ...]], named: tuple[str, ...] = ()
) -> st.SearchStrategy[Condition]:
    """Conditions on these questions (options by id) and these definitions, nested a little."""
    leaves = [includes(question, options) for question, options in offered.items()]
    if named:
        leaves.append(st.sampled_from(named).map(Named))
    return st.recursive(st.one_of(leaves), joined, max_leaves=6)


def includes(question: str, options: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    chosen = st.lists(st.sampled_from(options), min_size=1, unique=True)
    return chosen.map(lambda names: Includes(question, tuple(names)))


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    some = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return some.map(AllOf) | some.map(AnyOf)


@st.composite
def questions(draw: st.DrawFn, place: int, earlier: tuple[Question, ...]) -> Question:
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
    offered = {question.id: question.option_ids for question in earlier}
    is_conditional = draw(st.booleans())
    if earlier and is_conditional:
        changes["ask_when"] = draw(conditions(offered))
    changes["not_sure_floor"] = draw(st.none() | levels)
    return multi(f"q{place}", **changes) if is_multi else single(f"q{place}", **changes)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    asked: tuple[Question, ...] = ()
    for place in range(draw(st.integers(1, 4))):
        asked = (*asked, draw(questions(place, asked)))
    offered = {question.id: question.option_ids for question in asked}
    first = draw(conditions(offered))
    whens = draw(st.lists(conditions(offered, ("first",)), max_size=4))
    return questionnaire(
        questions=asked,
        definitions=(("first", first), ("second", draw(conditions(offered, ("first",))))),
        patterns=(pattern("plain", tell=draw(wordings), sources=("a", "b")),),
        rules=tuple(rule(f"r{n}", draw(levels), when) for n, when in enumerate(whens)),
        outcomes=tuple(outcome(level, lead=draw(wordings)) for level in Urgency),
        notes=(note("n", draw(levels), show_when=draw(st.none() | conditions(offered))),),
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
        plain = [choice.id for choice in question.options if not choice.is_exclusive]
        most = len(plain) if question.kind == MULTI else 1
        chosen = draw(st.lists(st.sampled_from(plain), max_size=most, unique=True))
        if chosen or (question.kind == MULTI and draw(st.booleans())):
            answers[question.id] = frozenset(chosen or ["none"])
    return answers

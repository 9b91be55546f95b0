"""Pairs of small questionnaires: one made up by chance, and the same with an edit by chance."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.triage.engine.factory import multi, option, rule, single
from tests.triage.engine.provable import Chance, small_questionnaire
from triage.engine.conditions import Includes, leaves
from triage.engine.parts import MULTI, NUMBER, SINGLE, Question, Rule
from triage.engine.questionnaire import BadQuestionnaire, Questionnaire

Edit = Callable[[Chance, Questionnaire], Questionnaire]


def changed(seed: int) -> tuple[Questionnaire, Questionnaire]:
    """The second has one to three edits; every fifth pair are two strangers.

    Every third pair asks for numbers.
    """
    share = 0.6 if seed % 3 == 0 else 0.0
    before = small_questionnaire(seed, share)
    if seed % 5 == 0:
        return before, small_questionnaire(seed + 10_000, share)
    chance = Chance(Random(seed))
    after = before
    for _ in range(chance.random.randint(1, 3)):
        after = _tried(chance.random.choice(EDITS), chance, after)
    return before, after


def _tried(edit: Edit, chance: Chance, whole: Questionnaire) -> Questionnaire:
    """The edit, where it leaves a questionnaire that can be built."""
    try:
        return edit(chance, whole)
    except BadQuestionnaire:
        return whole


def _level(chance: Chance, whole: Questionnaire) -> Questionnaire:
    return _with_rule(chance, whole, lambda each: replace(each, urgency=chance.level()))


def _condition(chance: Chance, whole: Questionnaire) -> Questionnaire:
    when = chance.condition(whole.questions, ("first",))
    return _with_rule(chance, whole, lambda each: replace(each, when=when))


def _with_rule(
    chance: Chance, whole: Questionnaire, change: Callable[[Rule], Rule]
) -> Questionnaire:
    if not whole.rules:
        return whole
    place = chance.random.randrange(len(whole.rules))
    rules = [*whole.rules]
    rules[place] = change(rules[place])
    return replace(whole, rules=tuple(rules))


def _without_rule(chance: Chance, whole: Questionnaire) -> Questionnaire:
    return replace(whole, rules=tuple(each for each in whole.rules if chance.is_so(0.7)))


def _new_rule(chance: Chance, whole: Questionnaire) -> Questionnaire:
    name = f"new{len(whole.rules)}"
    new = rule(name, chance.level(), chance.condition(whole.questions, ("first",)))
    return replace(whole, rules=(*whole.rules, new))


def _definition(chance: Chance, whole: Questionnaire) -> Questionnaire:
    return replace(whole, definitions=(("first", chance.condition(whole.questions)),))


def _ask_when(chance: Chance, whole: Questionnaire) -> Questionnaire:
    place = chance.random.randrange(len(whole.questions))
    earlier = whole.questions[:place]
    asked = chance.condition(earlier) if earlier and chance.is_so() else None
    return _with_question(whole, replace(whole.questions[place], ask_when=asked))


def _new_option(chance: Chance, whole: Questionnaire) -> Questionnaire:
    question = _asking(chance, whole, SINGLE, MULTI)
    new = option("new", rank=9)
    richer = replace(question, options=(*question.options, new))
    more = rule("with-new", chance.level(), Includes(question.id, ("new",)))
    return replace(_with_question(whole, richer), rules=(*whole.rules, more))


def _less_option(chance: Chance, whole: Questionnaire) -> Questionnaire:
    """One that is neither harmless nor exclusive; conditions on it alone go, too."""
    question = _asking(chance, whole, SINGLE, MULTI)
    plain = [o.id for o in question.options if o.id != question.harmless and not o.is_exclusive]
    gone = chance.random.choice(plain)
    kept = tuple(each for each in question.options if each.id != gone)
    rules = tuple(
        each
        for each in whole.rules
        if not any(
            leaf.question == question.id and gone in getattr(leaf, "options", ())
            for leaf in leaves(each.when, whole.meanings)
        )
    )
    return replace(_with_question(whole, replace(question, options=kept), rules), rules=rules)


def _other_kind(chance: Chance, whole: Questionnaire) -> Questionnaire:
    """One answer instead of many, with “none of these” as one of them, or many instead of one."""
    question = _asking(chance, whole, SINGLE, MULTI)
    plain = tuple(replace(each, is_exclusive=False) for each in question.options)
    if any(each.is_exclusive for each in question.options):
        other = single(question.id, options=plain, harmless="none", ask_when=question.ask_when)
    else:
        options = (*plain, option("none", is_exclusive=True))
        other = multi(question.id, options=options, harmless="none", ask_when=question.ask_when)
    return _with_question(whole, other)


def _limits(chance: Chance, whole: Questionnaire) -> Questionnaire:
    """A number with other limits, decimals or harmless number."""
    question = _asking(chance, whole, NUMBER)
    other = chance.number(question.id, ())
    return _with_question(
        whole,
        replace(
            question,
            least=chance.random.choice([question.least, other.least]),
            most=chance.random.choice([question.most, other.most]),
            decimals=chance.random.choice([question.decimals, other.decimals]),
            harmless=chance.random.choice([question.harmless, other.harmless]),
        ),
    )


def _asking(chance: Chance, whole: Questionnaire, *kinds: str) -> Question:
    some = [question for question in whole.questions if question.kind in kinds]
    if not some:
        raise BadQuestionnaire("There is none of this kind.")
    return chance.random.choice(some)


def _new_question(chance: Chance, whole: Questionnaire) -> Questionnaire:
    made = chance.number if chance.is_so(0.2) else chance.question
    new = made("extra", whole.questions)
    place = chance.random.randrange(len(whole.questions) + 1)
    asked = (*whole.questions[:place], new, *whole.questions[place:])
    more = rule("of-extra", chance.level(), chance.condition((new,)))
    return replace(whole, questions=asked, rules=(*whole.rules, more))


def _order(chance: Chance, whole: Questionnaire) -> Questionnaire:
    asked = chance.random.sample(whole.questions, len(whole.questions))
    return replace(whole, questions=tuple(asked))


def _with_question(
    whole: Questionnaire,
    question: Question,
    rules: tuple[Rule, ...] = (),
) -> Questionnaire:
    asked = tuple(question if each.id == question.id else each for each in whole.questions)
    return replace(whole, questions=asked, rules=rules or whole.rules)


EDITS: tuple[Edit, ...] = (
    _level,
    _condition,
    _without_rule,
    _new_rule,
    _definition,
    _ask_when,
    _new_option,
    _less_option,
    _other_kind,
    _limits,
    _limits,
    _new_question,
    _order,
)

"""The properties of docs/proofs.md tried on every set of answers, with no solver.

For small questionnaires only. It shares nothing with `triage.engine.proofs` but the values that
go in: what it finds must be what is proved.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain, combinations, product

from tests.triage.engine.factory import Answers
from triage.engine.assessment import Assessment, assess
from triage.engine.conditions import AllOf, AnyOf, Condition, Includes, Truth, evaluate
from triage.engine.parts import MULTI, NUMBER, Option, Question
from triage.engine.proofs import AtLeast, CanBe, NeverCalmer, Promise, ShowsNote
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency

Fault = tuple[str, str]
Key = tuple[frozenset[str], ...]


def answers_possible(question: Question) -> list[frozenset[str]]:
    """Every valid answer to a question; of a number, every number there is."""
    if question.kind == NUMBER:
        measure = question.measure
        steps = range(measure.step(measure.least), measure.step(measure.most) + 1)
        said = [*map(measure.at, steps), *question.option_ids]
        return [frozenset({each}) for each in said]
    if question.kind != MULTI:
        return [frozenset({name}) for name in question.option_ids]
    plain = [option.id for option in question.options if not option.is_exclusive]
    alone = [frozenset({option.id}) for option in question.options if option.is_exclusive]
    sizes = range(1, len(plain) + 1)
    chosen = chain.from_iterable(combinations(plain, size) for size in sizes)
    return [*map(frozenset, chosen), *alone]


def ruled(seen: Assessment) -> Urgency:
    return max((reason.urgency for reason in seen.reasons), default=Urgency.SELF_CARE)


def ways_of_meeting(condition: Condition, is_alone: bool = True) -> list[tuple[Condition, ...]]:
    """For each alternative within a condition, what must hold together if it is the one met.

    `is_alone`: no “and” puts anything beside it.
    """
    match condition:
        case AnyOf(parts):
            inner = [way for part in parts for way in ways_of_meeting(part, is_alone)]
            return [*((part,) for part in parts), *inner]
        case AllOf(parts):
            return [
                (*way, *parts[:place], *parts[place + 1 :])
                for place, part in enumerate(parts)
                for way in ways_of_meeting(part, is_alone=False)
            ]
        case Includes(question, options) if len(options) > 1 and not is_alone:
            return [(Includes(question, (option,)),) for option in options]
        case _:
            return []


class BruteForce:
    """Every sheet of answers to a questionnaire, and what it leads to."""

    def __init__(self, questionnaire: Questionnaire, promises: Iterable[Promise] = ()) -> None:
        self.whole = questionnaire
        self.promises = tuple(promises)

    @cached_property
    def seen(self) -> dict[Key, Assessment]:
        return self._assessed(self.whole)

    @cached_property
    def shortest(self) -> dict[Key, Assessment]:
        """What readers come to who answer, page by page, what they are asked and no more."""
        return {key: self._walked(self._answers(key)) for key in self.seen}

    def _walked(self, answers: Answers) -> Assessment:
        given: Answers = {}
        while not (seen := assess(self.whole, given)).is_complete:
            given |= {name: answers[name] for name in seen.journey.opened[-1].questions}
        return seen

    def _assessed(self, whole: Questionnaire) -> dict[Key, Assessment]:
        keys = product(*map(answers_possible, whole.questions))
        return {key: assess(whole, self._answers(key)) for key in keys}

    def _answers(self, key: Key) -> Answers:
        return dict(zip(self.whole.question_ids, key, strict=True))

    def any(self, wanted: Callable[[Assessment], bool]) -> bool:
        return any(map(wanted, self.seen.values()))

    def holds(self, condition: Condition | None, seen: Assessment) -> bool:
        if condition is None:
            return False
        return evaluate(condition, seen.journey.counted, self.whole.meanings) is Truth.TRUE

    # What is refuted: (property, place)

    def faults(self) -> set[Fault]:
        return {
            *self._ends(),
            *self._reachable(),
            *self._emergencies(),
            *self._floors(),
            *self._ratchet(),
            *self._results(),
            *self._left_out(),
            *((("promises", f"promise {p.id}")) for p in self.promises if self._is_broken(p)),
        }

    def _ends(self) -> Iterator[Fault]:
        if self.any(lambda seen: not seen.reasons):
            yield "ends", "the rules"

    def _reachable(self) -> Iterator[Fault]:
        counted = [seen.journey.counted for seen in self.seen.values()]
        visited = {name for seen in self.shortest.values() for name in seen.path}
        for question in self.whole.questions:
            if question.id not in visited:
                yield "reachable", f"question {question.id}"
            chosen = set().union(*(each.get(question.id, frozenset()) for each in counted))
            for name in {*question.option_ids} - chosen:
                yield "reachable", f"question {question.id}, option {name}"
        fired = {reason.rule.id for seen in self.seen.values() for reason in seen.reasons}
        for rule in self.whole.rules:
            if rule.id not in fired:
                yield "reachable", f"rule {rule.id}"

    def _choosing(self, question: Question, option: Option) -> Iterator[Assessment]:
        for seen in self.seen.values():
            if option.id in seen.journey.counted.get(question.id, ()):
                yield seen

    def _options(self) -> Iterator[tuple[str, Question, Option]]:
        for question in self.whole.questions:
            for option in question.options:
                yield f"question {question.id}, option {option.id}", question, option

    def _emergencies(self) -> Iterator[Fault]:
        for place, question, option in self._options():
            if option.flag is Urgency.EMERGENCY and not all(
                question.id in seen.journey.opened[-1].page.questions
                and seen.journey.stopped_by_emergency
                for seen in self._choosing(question, option)
            ):
                yield "emergency stops", place

    def _floors(self) -> Iterator[Fault]:
        for place, question, option in self._options():
            doubt = question.not_sure_floor if option.is_not_sure else None
            floors = {"flags are floors": option.flag, "not sure is a floor": doubt}
            for name, floor in floors.items():
                for seen in self._choosing(question, option):
                    levels = [reason.urgency for reason in seen.reasons]
                    if floor is not None and max(levels, default=-1) < floor:
                        yield name, place

    def _ratchet(self) -> Iterator[Fault]:
        for place, question in enumerate(self.whole.questions):
            if any(
                ruled(self.seen[(*key[:place], more, *key[place + 1 :])]) < ruled(seen)
                for key, seen in self.seen.items()
                for more in answers_possible(question)
                if self._is_more(question, key[place], more)
            ):
                yield "ratchet", f"question {question.id}"

    def _is_more(self, question: Question, before: frozenset[str], after: frozenset[str]) -> bool:
        if question.kind == MULTI:
            exclusive = {option.id for option in question.options if option.is_exclusive}
            return before - exclusive <= after
        if question.kind == NUMBER:
            numbers = [float(min(each)) for each in (before, after) if min(each)[0].isdigit()]
            is_larger = len(numbers) == 2 and numbers == sorted(numbers)
            return question.is_ordered and is_larger
        ranks = [question.option(*answer).rank for answer in (before, after)]
        return question.is_ordered and ranks == sorted(rank or 0 for rank in ranks)

    def _results(self) -> Iterator[Fault]:
        for level in {seen.urgency for seen in self.seen.values()}:
            outcome = self.whole.outcome(level)
            if level is not Urgency.SELF_CARE and not "".join(outcome.do).strip():
                yield "complete results", f"outcome {level.key}"
        if self.any(lambda seen: seen.urgency is Urgency.SELF_CARE and not seen.selfcare):
            yield "complete results", "the self-care texts"
        for rule in {reason.rule for seen in self.seen.values() for reason in seen.reasons}:
            if not (rule.tell or self.whole.pattern(rule.pattern).tell).strip():
                yield "complete results", f"rule {rule.id}"

    def _left_out(self) -> Iterator[Fault]:
        """What a reader is told who answers only what is asked, against answering everything."""
        for key, full in self.seen.items():
            short = self.shortest[key]
            told = {
                "the urgency": (full.urgency, short.urgency),
                "the advice": ({*full.tells}, {*short.tells}),
                "the notes": (full.notes, short.notes),
                "the self-care text": (full.selfcare, short.selfcare),
            }
            for aspect, (one, other) in told.items():
                if one != other:
                    yield "leaving out", aspect

    def _is_broken(self, promise: Promise) -> bool:
        match promise:
            case AtLeast(_, when, level):
                return self.any(
                    lambda seen: (
                        self.holds(when, seen)
                        and max((r.urgency for r in seen.reasons), default=-1) < level
                    )
                )
            case ShowsNote(_, when, note):
                return self.any(
                    lambda seen: (
                        self.holds(when, seen)
                        and seen.urgency is not Urgency.EMERGENCY
                        and note not in {shown.key for shown in seen.notes}
                    )
                )
            case CanBe(_, when, level):
                return not self.any(lambda s: self.holds(when, s) and s.urgency is level)
            case NeverCalmer():
                return self._is_calmer(promise)

    def _is_calmer(self, promise: NeverCalmer) -> bool:
        place = self.whole.question_ids.index(promise.question)
        return any(
            ruled(other) < ruled(seen)
            for key, seen in self.seen.items()
            if key[place] & {*promise.those} and not self.holds(promise.unless, seen)
            for answer in answers_possible(self.whole.questions[place])
            if answer & {*promise.these}
            for other in [self.seen[(*key[:place], answer, *key[place + 1 :])]]
            if not self.holds(promise.unless, other)
        )

    # What is found: (property, place)

    def findings(self) -> set[Fault]:
        levels = {seen.urgency for seen in self.seen.values()}
        notes = {note for seen in self.seen.values() for note in seen.notes}
        return {
            *(("reachable", f"outcome {level.key}") for level in Urgency if level not in levels),
            *(("reachable", f"note {n.key}") for n in self.whole.notes if n not in notes),
            *(("decisive", f"rule {name}") for name in self._idle()),
            *(("alternatives", place) for place in self._with_a_dead_alternative()),
            *(("promises", f"promise {p.id}") for p in self.promises if self._is_empty(p)),
        }

    def _idle(self) -> Iterator[str]:
        for rule in self.whole.rules:
            others = tuple(other for other in self.whole.rules if other != rule)
            rest = self._assessed(replace(self.whole, rules=others))
            if not any(
                seen.reasons and (not rest[key].reasons or ruled(rest[key]) < ruled(seen))
                for key, seen in self.seen.items()
            ):
                yield rule.id

    def _with_a_dead_alternative(self) -> Iterator[str]:
        """Conditions in which one way of meeting them is open to nobody."""
        whole = self.whole
        asked = {f"question {q.id}": q.ask_when for q in whole.questions}
        other = {
            **{f"definition {name}": condition for name, condition in whole.definitions},
            **{f"rule {rule.id}": rule.when for rule in whole.rules},
            **{f"note {note.key}": note.show_when for note in whole.notes},
        }
        for place, condition in {**asked, **other}.items():
            name = place.removeprefix("question ") if place in asked else ""
            walks = [s for s in self.seen.values() if not name or name in s.path]
            ways = ways_of_meeting(condition) if condition else []
            if not all(any(all(self.holds(c, s) for c in way) for s in walks) for way in ways):
                yield place

    def _is_empty(self, promise: Promise) -> bool:
        match promise:
            case AtLeast(_, when, _) | ShowsNote(_, when, _):
                return not self.any(lambda seen: self.holds(when, seen))
            case CanBe():
                return False
            case NeverCalmer(_, question, these, those, _):
                counted = [seen.journey.counted.get(question, ()) for seen in self.seen.values()]
                return not all(
                    any({*group} & {*each} for each in counted) for group in (these, those)
                )

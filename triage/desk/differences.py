"""The difference between two questionnaires in finished words, for a page or a terminal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.answer_words import labels
from triage.desk.part_differences import WrittenPart, written_part
from triage.engine.comparison import (
    Clause,
    Comparison,
    Direction,
    Kind,
    Move,
    MovedVignette,
    Shift,
    Where,
)
from triage.engine.conditions import write
from triage.engine.parts import Question
from triage.engine.questionnaire import Questionnaire
from triage.engine.urgency import Urgency
from triage.engine.wording import VOICES, spoken

VOICE = VOICES[0]
NOT_ASKED = "not asked"
WHERE = {Where.BEFORE: "before", Where.AFTER: "after"}


@dataclass(frozen=True)
class ExampleAnswer:
    """A question and what the reader answers, in the old and in the new questionnaire."""

    question: str
    before: str
    after: str

    @property
    def is_the_same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True)
class WrittenMove:
    """“from urgent to soon”, and the telling answers of one reader; all others are harmless."""

    urgencies: str
    before: Urgency
    after: Urgency
    example: tuple[ExampleAnswer, ...]


@dataclass(frozen=True)
class WrittenShift:
    """Whose urgency changes: the same conditions for editors and in the words of the pages."""

    conditions: tuple[str, ...]
    words: tuple[str, ...]
    unless: str
    moves: tuple[WrittenMove, ...]


@dataclass(frozen=True)
class WrittenDirection:
    """`said`: what holds of all of them together."""

    said: str
    shifts: tuple[WrittenShift, ...]


@dataclass(frozen=True)
class WrittenVignette:
    id: str
    story: str
    urgencies: str
    is_down: bool


@dataclass(frozen=True)
class WrittenDifference:
    """`meanings`: parts that ask or decide otherwise; `wordings`: those that only read so."""

    summary: tuple[str, ...]
    goes_down: bool
    down: WrittenDirection
    up: WrittenDirection
    vignettes: tuple[WrittenVignette, ...]
    meanings: tuple[WrittenPart, ...]
    wordings: tuple[WrittenPart, ...]


def written(
    comparison: Comparison, before: Questionnaire, after: Questionnaire
) -> WrittenDifference:
    """Both questionnaires must be those that were compared."""
    writer = _Writer(before, after)
    return WrittenDifference(
        summary=tuple(_summary(comparison)),
        goes_down=comparison.goes_down,
        down=writer.direction(comparison.down, "down"),
        up=writer.direction(comparison.up, "up"),
        vignettes=tuple(map(_vignette, comparison.vignettes)),
        meanings=tuple(written_part(each) for each in comparison.parts if not each.is_only_words),
        wordings=tuple(written_part(each) for each in comparison.parts if each.is_only_words),
    )


def condition_of(clause: Clause) -> str:
    """As an editor would write it, “without” apart, which the language does not have."""
    where = f" ({WHERE[clause.where]})" if clause.where in WHERE else ""
    if clause.condition is None:
        return f"{clause.question} is not asked{where}"
    without = "without " if clause.kind is Kind.WITHOUT else ""
    return f"{without}{write(clause.condition)}{where}"


@dataclass(frozen=True)
class _Writer:
    """Knows the words of both questionnaires."""

    before: Questionnaire
    after: Questionnaire

    def direction(self, direction: Direction, way: str) -> WrittenDirection:
        shifts = tuple(map(self.shift, direction.shifts))
        if direction.is_empty:
            said = f"No answers lead {way}. This is proved over all answers."
        elif direction.is_complete:
            said = f"These are all the answers that lead {way}, proved over all answers."
        else:
            said = f"These are some of the answers that lead {way}. There are more."
        return WrittenDirection(said, shifts)

    def shift(self, shift: Shift) -> WrittenShift:
        unless = ""
        if shift.unless_other_rules:
            level = _at_least(shift.level)
            unless = f"unless another rule, the same before and after, makes it {level}"
        return WrittenShift(
            conditions=tuple(map(condition_of, shift.clauses)) or ("whatever is answered",),
            words=tuple(map(self.words, shift.clauses)) or ("Whatever is answered.",),
            unless=unless,
            moves=tuple(map(self.move, shift.moves)),
        )

    def words(self, clause: Clause) -> str:
        whole = self.before if clause.where is Where.BEFORE else self.after
        question = whole.question(clause.question)
        numbers = [span.words(question.measure) for span in clause.spans]
        answers = [*numbers, *labels(question, clause.options, VOICE)]
        options = " or ".join(f"“{answer}”" for answer in answers)
        said = {
            Kind.INCLUDES: f"is answered with {options}",
            Kind.WITHOUT: f"is not answered with {options}",
            Kind.NOT_ASKED: "is not asked",
        }[clause.kind]
        where = f", {WHERE[clause.where]} the change" if clause.where in WHERE else ""
        return f"“{spoken(question.text, VOICE)}” {said}{where}."

    def move(self, move: Move) -> WrittenMove:
        names = dict.fromkeys([*move.answers_after, *move.answers_before])
        return WrittenMove(
            urgencies=_from_to(move.before, move.after),
            before=move.before,
            after=move.after,
            example=tuple(self.answer(name, move) for name in names if self.is_telling(name, move)),
        )

    def is_telling(self, name: str, move: Move) -> bool:
        """Not harmless, or another answer before than after, where both ask."""
        given = [
            (whole.question(name).harmless, answers[name])
            for whole, answers in self.sides(move)
            if name in answers
        ]
        is_harmless = all(chosen == {harmless} for harmless, chosen in given)
        return not is_harmless or len({chosen for _, chosen in given}) > 1

    def answer(self, name: str, move: Move) -> ExampleAnswer:
        asked = self.after if name in self.after.question_ids else self.before
        before, after = (
            _answered(whole.question(name), answers[name]) if name in answers else NOT_ASKED
            for whole, answers in self.sides(move)
        )
        return ExampleAnswer(spoken(asked.question(name).text, VOICE), before, after)

    def sides(self, move: Move) -> list[tuple[Questionnaire, Mapping[str, frozenset[str]]]]:
        return [(self.before, move.answers_before), (self.after, move.answers_after)]


def _answered(question: Question, chosen: frozenset[str]) -> str:
    return "; ".join(labels(question, chosen, VOICE))


def _at_least(level: Urgency) -> str:
    return "an emergency" if level is Urgency.EMERGENCY else f"at least {level.key}"


def _from_to(before: Urgency, after: Urgency) -> str:
    return f"from {before.key} to {after.key}"


def _summary(comparison: Comparison) -> Iterator[str]:
    if not comparison.parts:
        yield "Nothing is changed."
        return
    counts = comparison.counts()
    states = ("added", "removed", "changed", "moved", "renamed")
    told = [f"{counts[state]} {state}" for state in states if counts[state]]
    yield f"Parts: {', '.join(told)}; {counts['only_words'] or 'none'} in words alone."
    if comparison.goes_down:
        yield "For some answers the urgency goes down, so a second person must agree."
    else:
        yield "For no answers does the urgency go down."
    if comparison.up.is_empty:
        yield "For no answers does it go up."
    else:
        yield "For some answers it goes up."


def _vignette(moved: MovedVignette) -> WrittenVignette:
    return WrittenVignette(
        moved.id, moved.story, _from_to(moved.before, moved.after), moved.is_down
    )

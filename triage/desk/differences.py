"""The difference between two questionnaires in finished words, for a page or a terminal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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
from triage.urgency_words import level_word

VOICE = VOICES[0]
# What holds of everybody whose urgency goes one way: nobody, all that there are, some of them.
NOBODY = {
    "down": gettext_lazy("No answers lead down. This is proved over all answers."),
    "up": gettext_lazy("No answers lead up. This is proved over all answers."),
}
ALL = {
    "down": gettext_lazy("These are all the answers that lead down, proved over all answers."),
    "up": gettext_lazy("These are all the answers that lead up, proved over all answers."),
}
SOME = {
    "down": gettext_lazy("These are some of the answers that lead down. There are more."),
    "up": gettext_lazy("These are some of the answers that lead up. There are more."),
}


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
    if clause.condition is None:
        said = _("%(question)s is not asked") % {"question": clause.question}
    elif clause.kind is Kind.WITHOUT:
        said = _("without %(condition)s") % {"condition": write(clause.condition)}
    else:
        said = write(clause.condition)
    match clause.where:
        case Where.BEFORE:
            return _("%(condition)s (before)") % {"condition": said}
        case Where.AFTER:
            return _("%(condition)s (after)") % {"condition": said}
    return said


@dataclass(frozen=True)
class _Writer:
    """Knows the words of both questionnaires."""

    before: Questionnaire
    after: Questionnaire

    def direction(self, direction: Direction, way: str) -> WrittenDirection:
        shifts = tuple(map(self.shift, direction.shifts))
        if direction.is_empty:
            said = NOBODY[way]
        elif direction.is_complete:
            said = ALL[way]
        else:
            said = SOME[way]
        return WrittenDirection(str(said), shifts)

    def shift(self, shift: Shift) -> WrittenShift:
        return WrittenShift(
            conditions=tuple(map(condition_of, shift.clauses)) or (_("whatever is answered"),),
            words=tuple(map(self.words, shift.clauses)) or (_("Whatever is answered."),),
            unless=_unless(shift.level) if shift.unless_other_rules else "",
            moves=tuple(map(self.move, shift.moves)),
        )

    def words(self, clause: Clause) -> str:
        whole = self.before if clause.where is Where.BEFORE else self.after
        question = whole.question(clause.question)
        numbers = [span.words(question.measure) for span in clause.spans]
        answers = [*numbers, *labels(question, clause.options, VOICE)]
        options = _(" or ").join(_("“%(answer)s”") % {"answer": answer} for answer in answers)
        said = {
            Kind.INCLUDES: _("“%(question)s” is answered with %(options)s"),
            Kind.WITHOUT: _("“%(question)s” is not answered with %(options)s"),
            Kind.NOT_ASKED: _("“%(question)s” is not asked"),
        }[clause.kind] % {"question": spoken(question.text, VOICE), "options": options}
        match clause.where:
            case Where.BEFORE:
                return _("%(said)s, before the change.") % {"said": said}
            case Where.AFTER:
                return _("%(said)s, after the change.") % {"said": said}
        return f"{said}."

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
            _answered(whole.question(name), answers[name]) if name in answers else _("not asked")
            for whole, answers in self.sides(move)
        )
        return ExampleAnswer(spoken(asked.question(name).text, VOICE), before, after)

    def sides(self, move: Move) -> list[tuple[Questionnaire, Mapping[str, frozenset[str]]]]:
        return [(self.before, move.answers_before), (self.after, move.answers_after)]


def _answered(question: Question, chosen: frozenset[str]) -> str:
    return "; ".join(labels(question, chosen, VOICE))


def _unless(level: Urgency) -> str:
    if level is Urgency.EMERGENCY:
        return _("unless another rule, the same before and after, makes it an emergency")
    said = _("unless another rule, the same before and after, makes it at least %(level)s")
    return said % {"level": level_word(level.key).lower()}


def _from_to(before: Urgency, after: Urgency) -> str:
    words = {"before": level_word(before.key).lower(), "after": level_word(after.key).lower()}
    return _("from %(before)s to %(after)s") % words


def _summary(comparison: Comparison) -> Iterator[str]:
    if not comparison.parts:
        yield _("Nothing is changed.")
        return
    counts = comparison.counts()
    told = ", ".join(words for state, words in _counted(counts) if counts[state])
    if counts["only_words"]:
        said = _("Parts: %(told)s; %(count)s in words alone.")
        yield said % {"told": told, "count": counts["only_words"]}
    else:
        yield _("Parts: %(told)s; none in words alone.") % {"told": told}
    if comparison.goes_down:
        yield _("For some answers the urgency goes down, so a second person must agree.")
    else:
        yield _("For no answers does the urgency go down.")
    if comparison.up.is_empty:
        yield _("For no answers does it go up.")
    else:
        yield _("For some answers it goes up.")


def _counted(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """How many parts were added, removed and so on, each in words."""
    said = {
        "added": ngettext("%(count)s added", "%(count)s added", counts["added"]),
        "removed": ngettext("%(count)s removed", "%(count)s removed", counts["removed"]),
        "changed": ngettext("%(count)s changed", "%(count)s changed", counts["changed"]),
        "moved": ngettext("%(count)s moved", "%(count)s moved", counts["moved"]),
        "renamed": ngettext("%(count)s renamed", "%(count)s renamed", counts["renamed"]),
    }
    yield from ((state, words % {"count": counts[state]}) for state, words in said.items())


def _vignette(moved: MovedVignette) -> WrittenVignette:
    return WrittenVignette(
        moved.id, moved.story, _from_to(moved.before, moved.after), moved.is_down
    )

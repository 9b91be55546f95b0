"""Conditions as editors read and write them, to and from the engine's values.

    leg_change is swollen and (vte_risk is any of (travel, surgery) or pregnant_or_maybe)
    temperature is at least 38.5

`is` on a many-choice question means "includes". A bare name is a definition. There is no "not".
The words are described with examples in docs/conditions.md.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedInput
from lark.exceptions import VisitError

from triage.engine.conditions import (
    AllOf,
    AnyOf,
    BadCondition,
    Compares,
    Condition,
    Includes,
    Named,
)
from triage.engine.numbers import BadNumber, Measure, Relation, canonical, is_met_by_none
from triage.engine.parts import LANGUAGE, NUMBER
from triage.engine.questionnaire import Questionnaire

MOST_CHARACTERS = 2_000
MOST_PARENTHESES = 40
MOST_SHOWN = 40

# How numbers are compared, in the order in which they are offered to whoever tries another way.
RELATIONS = {relation.words: relation for relation in Relation}
COMPARE = "Write “is at least”, “is at most”, “is more than” or “is less than”, then a number."

_GRAMMAR = rf"""
?start: either
?either: both (_OR both)*
?both: part (_AND part)*
?part: "(" either ")"
     | NAME _IS _ANY _OF "(" NAME ("," NAME)* ")"   -> includes_any
     | NAME _IS relation NUMBER                     -> compares
     | NAME _IS NAME                                -> includes
     | NAME                                         -> named
relation: AT LEAST | AT MOST | MORE THAN | LESS THAN
_OR: /or\b/i
_AND: /and\b/i
_IS: /is\b/i
_ANY: /any\b/i
_OF: /of\b/i
AT: /at\b/i
LEAST: /least\b/i
MOST: /most\b/i
MORE: /more\b/i
LESS: /less\b/i
THAN: /than\b/i
NAME: /(?!(?:{"|".join(sorted(LANGUAGE))})\b)[A-Za-z_][A-Za-z0-9_]*/i
NUMBER: /[0-9]+([.,][0-9]+)?(?![\w.])/
%ignore /\s+/
"""
# The one or two words after “is”, up to where a condition stopped making sense.
_COMPARED = re.compile(r"\bis\s+(?P<words>[^\W\d]\w*(?:\s+[^\W\d]\w*)?)(?:\s+[0-9.,]+)?\s*\Z", re.I)
_PARSER = Lark(_GRAMMAR, parser="lalr", propagate_positions=True)


class ConditionError(ValueError):
    """A condition we cannot read. `line` and `column` count from 1; `word` is what is wrong."""

    def __init__(self, line: int, column: int, word: str, message: str) -> None:
        super().__init__(f"Line {line}, column {column}: {message}")
        self.line = line
        self.column = column
        self.word = word


@dataclass(frozen=True)
class Vocabulary:
    """The words a condition may use: option ids by question, and definitions.

    `numbers`: by question that asks for one, the numbers it takes; None where that is not known
    because its limits make no sense.
    """

    questions: Mapping[str, tuple[str, ...]]
    definitions: frozenset[str]
    numbers: Mapping[str, Measure | None] = field(default_factory=dict)

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Vocabulary":
        asked = questionnaire.questions
        return cls(
            {question.id: question.option_ids for question in asked},
            frozenset(questionnaire.meanings),
            {question.id: question.measure for question in asked if question.kind == NUMBER},
        )


def parse(text: str, vocabulary: Vocabulary) -> Condition:
    """The condition a text says. Raises `ConditionError`."""
    _refuse_oversize(text)
    try:
        return _Builder(vocabulary).transform(_PARSER.parse(text))  # type: ignore[no-any-return]  # lark's transformers are untyped
    except UnexpectedInput as error:
        raise _unexpected(text, error) from error
    except VisitError as error:
        if isinstance(error.orig_exc, ConditionError):
            raise error.orig_exc from error
        raise ConditionError(1, 1, "", str(error.orig_exc)) from error


class _Builder(Transformer[Token, Any]):
    """Lark's tree to engine values, with every word looked up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def either(self, parts: list[Condition]) -> Condition:
        return AnyOf(tuple(parts))

    def both(self, parts: list[Condition]) -> Condition:
        return AllOf(tuple(parts))

    def includes(self, words: list[Token]) -> Condition:
        return self.includes_any(words)

    def includes_any(self, words: list[Token]) -> Condition:
        question, *options = words
        self._refuse_unknown_question(question)
        offered = self.vocabulary.questions[str(question)]
        for option in options:
            if str(option) not in offered:
                self._refuse_option_for_number(question, option, offered)
                raise _unknown(option, f"an answer to {question}", offered)
        try:
            return Includes(str(question), tuple(map(str, options)))
        except BadCondition as error:
            raise _error_at(question, str(error)) from error

    def relation(self, words: list[Token]) -> Relation:
        return RELATIONS[" ".join(words).lower()]

    def compares(self, words: list[Any]) -> Condition:
        question, relation, number = words
        self._refuse_unknown_question(question)
        if str(question) not in self.vocabulary.numbers:
            said = f"“{question}” asks for no number; say what it is{self._example(question)}."
            raise _error_at(question, said)
        if "," in number:
            raise _error_at(number, f"Write “{number.replace(',', '.')}”, with a point.")
        measure = self.vocabulary.numbers[str(question)]
        try:
            kept = canonical(number)
        except BadNumber:
            raise _error_at(
                number, f"“{number[:MOST_SHOWN]}” is a number nobody answers."
            ) from None
        complaint = measure.complaint(kept) if measure else ""
        if complaint:
            raise _error_at(number, f"{question}: {complaint}")
        if measure and is_met_by_none(measure, relation, kept):
            said = (
                f"No number of {question} is {relation.words} {kept}; name one within its limits."
            )
            raise _error_at(number, said)
        return Compares(str(question), relation, kept)

    def named(self, words: list[Token]) -> Condition:
        (word,) = words
        if str(word) in self.vocabulary.questions:
            raise _error_at(word, f"“{word}” is a question; say what it is{self._example(word)}.")
        if str(word) not in self.vocabulary.definitions:
            raise _unknown(word, "a definition", self.vocabulary.definitions)
        return Named(str(word))

    def _example(self, question: Token) -> str:
        """How a condition on a question is written."""
        options = self.vocabulary.questions[str(question)]
        measure = self.vocabulary.numbers.get(str(question))
        if measure:
            return f", such as “{question} is at least {measure.most}”"
        return f", such as “{question} is {options[0]}”" if options else ""

    def _refuse_option_for_number(
        self, question: Token, option: Token, offered: tuple[str, ...]
    ) -> None:
        if str(question) in self.vocabulary.numbers and not get_close_matches(option, offered):
            said = f"“{question}” asks for a number; compare it{self._example(question)}."
            raise _error_at(option, said)

    def _refuse_unknown_question(self, word: Token) -> None:
        if str(word) in self.vocabulary.definitions:
            raise _error_at(word, f"“{word}” is a definition; it stands alone, without “is”.")
        if str(word) not in self.vocabulary.questions:
            raise _unknown(word, "a question", self.vocabulary.questions)


def _refuse_oversize(text: str) -> None:
    if not text.strip():
        raise ConditionError(1, 1, "", "The condition is empty. Say when it holds.")
    if len(text) > MOST_CHARACTERS:
        said = f"The condition is longer than {MOST_CHARACTERS} characters. Use definitions."
        raise ConditionError(1, 1, "", said)
    depth = 0
    for place, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth > MOST_PARENTHESES:
            said = "Too many parentheses inside each other. Use definitions."
            raise ConditionError(*_line_and_column(text, place), "(", said)


def _line_and_column(text: str, place: int) -> tuple[int, int]:
    before = text[:place]
    return before.count("\n") + 1, len(before.rsplit("\n", 1)[-1]) + 1


def _unexpected(text: str, error: UnexpectedInput) -> ConditionError:
    token = getattr(error, "token", None)
    if token is not None and token.type == "$END":
        said = "The condition stops too early. Finish it."
        return ConditionError(*_line_and_column(text, len(text)), "", said)
    place = error.pos_in_stream or 0
    word = str(token) if token is not None else _word_at(text, place)
    said = _said_of(word)
    if getattr(error, "accepts", None) == {"NUMBER"}:
        said = f"“{word[:MOST_SHOWN]}” cannot stand here. {COMPARE}"
    return _misspelt(text, place) or ConditionError(error.line, error.column, word, said)


def _misspelt(text: str, place: int) -> ConditionError | None:
    """A word meant to compare numbers: the one that cannot stand here, or the one before it."""
    compared = _COMPARED.search(text[:place] + _word_at(text, place))
    if not compared:
        return None
    said = compared.group("words")
    meant = get_close_matches(said.lower(), RELATIONS, 1, cutoff=0.7)
    if not meant or said.lower() in meant:
        return None
    spoken, words = said.split(), meant[0].split()
    wrong = next((word for word in spoken if word.lower() not in words), spoken[0])
    right = words[spoken.index(wrong)] if len(spoken) == len(words) else meant[0]
    where = _line_and_column(text, compared.start("words") + said.index(wrong))
    return ConditionError(*where, wrong, f"I don't know “{wrong}” here. Did you mean “{right}”?")


def _word_at(text: str, place: int) -> str:
    """The whole word that begins here, or the one character."""
    word = re.match(r"\w+", text[place:])
    return word.group() if word else text[place]


def _said_of(word: str) -> str:
    if word[0] in "<>≤≥" or word[0].isdecimal():
        return f"“{word[:MOST_SHOWN]}” cannot stand here. {COMPARE}"
    if word.lower() == "not":
        return "There is no “not”: answers may only add to the urgency. Name those that count."
    shown = word[:MOST_SHOWN] if word.isprintable() else f"U+{ord(word[0]):04X}"
    return f"“{shown}” cannot stand here. Join conditions with and, or, and parentheses."


def _unknown(word: Token, what: str, known: Iterable[str]) -> ConditionError:
    close = get_close_matches(str(word), list(known), 1, cutoff=0.5)
    hint = f" Did you mean “{close[0]}”?" if close else ""
    return _error_at(word, f"I don't know “{word[:MOST_SHOWN]}” as {what}.{hint}")


def _error_at(word: Token, message: str) -> ConditionError:
    return ConditionError(word.line or 1, word.column or 1, str(word), message)

"""What is wrong with a word or condition an editor has just typed, in the engine's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from triage.desk.building import lined
from triage.desk.sentences import in_words
from triage.engine.parts import NUMBER, BadQuestionnaire, check_name
from triage.engine.wording import VOICES, BadWording, check_wording, spoken
from triage.files.grammar import ConditionError, parse
from triage.files.reader import vocabulary_of


def condition_problem(text: str, document: Mapping[str, Any]) -> str:
    """What stops a condition from being read, with the near miss; nothing if it can be.

    `document`: the `questions` and `definitions` of a questionnaire file.
    """
    try:
        parse(text, vocabulary_of(lined(document)))
    except ConditionError as error:
        return in_words(str(error))
    return ""


def wording_problem(text: str) -> str:
    """What is wrong with the braces in a text; nothing if they read well."""
    try:
        check_wording("\n".join(text.splitlines()))
    except BadWording as error:
        return in_words(str(error))
    return ""


def name_problem(name: str) -> str:
    """Why conditions could not use a name; nothing if they can."""
    try:
        check_name("", name)
    except BadQuestionnaire as error:
        return in_words(str(error).removeprefix(": "))
    return ""


def plainly(text: str) -> str:
    """The text as said to readers who ask for themselves; as it stands if its braces are off."""
    return text if wording_problem(text) else spoken(text, VOICES[0])


def words_of(document: Mapping[str, Any]) -> list[tuple[str, str, list[str]]]:
    """What conditions may name: each question's word, its text, and its options' words or range.

    `document`: the `questions` of a questionnaire file, as far as they are written.
    """
    return [
        (row.get("id", ""), plainly(row.get("text", "")), _answers_of(row))
        for row in document["questions"]
    ]


def _answers_of(row: Mapping[str, Any]) -> list[str]:
    if row.get("kind") == NUMBER:
        limits = {"least": row.get("least", "?"), "most": row.get("most", "?")}
        return [_("a number from %(least)s to %(most)s") % limits]
    return [option.get("id", "") for option in row.get("options", [])]

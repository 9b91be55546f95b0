"""Every sentence of the engine and the files that editors may read is said in Spanish."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from tests.languages.pages import sounds_english
from triage.desk.engine_words import PLACES, SENTENCES, VERDICTS
from triage.desk.sentences import in_words, place_words, verdict_words
from triage.engine.proofs import Verdict

FILES = ("reader.py", "grammar.py", "proofs.py", "questionnaire.py", "whole.py")
SAYING = [
    *sorted((settings.HOUSE / "triage" / "engine").rglob("*.py")),
    *(settings.HOUSE / "triage" / "files" / name for name in FILES),
    settings.HOUSE / "site" / "groundwork" / "shapes.py",
    settings.HOUSE / "site" / "groundwork" / "yaml_lines.py",
]
# Words of the conditions' language stay as they are.
_QUOTED = re.compile(r"[«“][^»”]*[»”]")
# What carries a sentence to an editor: an exception or value, a function, an argument, a name.
CARRIERS = {
    *("AnswerError", "BadCondition", "BadMeasure", "BadPromise", "BadQuestionnaire", "BadWording"),
    *("ConditionError", "CounterExample", "Disagreement", "Finding", "Problem", "PartProblem"),
    *("TooLarge", "YamlProblem", "_error_at", "note_problem", "_refuse_missing"),
}
ARGUMENTS = {"reason", "statement"}
NAMES = {"said", "remedy", "message", "REMEDY", "COMPARE", "MEND_CONDITION"}
# Put together from pieces, or with a value that has a shape: their whole is in `WHOLE`.
IN_PIECES = {
    *("no pattern", "no question", "no section", "outcome soon", "x has no option"),
    "I don't know “x” as x.x",
    "More than 7 definitions lean on each other in a row",
    "Two x share the id x.",
    "Write “x”, with a point.",
    "a number has 0 to 7 decimals, not x.",
    "the x number x has more decimals than answers may.",
    "the x number “x” is none. Write one such as 38.5.",
    "x Ask it on a page of its own.",
    "x Split it.",
    "x Write a number such as 38.5.",
    "x takes a number x, with x.",
    "x, as far as x. Say it more directly.",
    "x: a question with many choices needs exactly one “none of these” (exclusive); it has x.",
    "x: more than 7 comparisons, definitions opened.",
    "x: no x “soon”.x",
    "x: x has no “none of these” that is harmless.",
    "“x” asks for a number; compare itx.",
    "“x” asks for no number; say what it isx.",
    "“x” cannot stand here. 7",
    "“x” is a question; say what it isx.",
    "“x” must be x.",
}
WHOLE = (
    "rule x: no pattern “y”. Did you mean “z”?",
    "page x: no question “y”.",
    "question x: no section “y”. Did you mean “z”?",
    "rule x: y has no option “z”.",
    "Line 1, column 2: I don't know “x” as an answer to y. Did you mean “z”?",
    "Line 1, column 2: I don't know “x” as a definition.",
    "More than 20 definitions lean on each other in a row, as far as x. Say it more directly.",
    "Two rules share the id x, y.",
    "Two self-care blocks share the id x.",
    "Line 1, column 2: Write “38.5”, with a point.",
    "x: a number has 0 to 2 decimals, not 5.",
    "x: the least number 1.55 has more decimals than answers may.",
    "x: the largest number “ten” is none. Write one such as 38.5.",
    "page x: y has no “none of these” that is harmless. Ask it on a page of its own.",
    "rule x: more than 500 comparisons, definitions opened. Split it.",
    "A condition on x compares with “y”. Write a number such as 38.5.",
    "x takes a number from 34 to 43.5 °C, with one decimal at most.",
    "x: a question with many choices needs exactly one “none of these” (exclusive); it has 2.",
    "Line 1, column 2: “x” asks for a number; compare it, such as “x is at least 5”.",
    "Line 1, column 2: “x” asks for no number; say what it is, such as “x is y”.",
    "Line 1, column 2: “x” is a question; say what it is.",
    "Line 1, column 2: “x” cannot stand here. Write “is at least”, “is at most”, “is more than” or "
    "“is less than”, then a number.",
    "“x” must be a whole number.",
    "“x” must be fields with names.",
)
# Of a release that was tampered with: nobody reads it at the desk.
NOT_FOR_EDITORS = {"Schema x is not known; this reads 7.", "This is no condition: 7"}


def sentences() -> Iterator[str]:
    """Each with something in the place of its values."""
    for path in SAYING:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for text in _texts(node):
                if " " in text and len(re.findall(r"[A-Za-z]{2,}", text)) > 1:
                    yield text


def _texts(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args, keywords=more):
            if name in CARRIERS:
                yield from (text for each in args for text in _said(each))
            for each in more:
                if each.arg in ARGUMENTS:
                    yield from _said(each.value)
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in NAMES:
            yield from _said(value)


def _said(value: ast.expr) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=pieces):
            yield "".join(map(_piece, pieces)).replace("{urgency}", "soon")


def _piece(piece: ast.expr) -> str:
    if isinstance(piece, ast.Constant):
        return str(piece.value)
    assert isinstance(piece, ast.FormattedValue)
    written = ast.unparse(piece.value)
    if written.endswith((".key", "wanted")) and "note" not in written:
        return "soon"
    return "7" if piece.format_spec or written.isupper() else "x"


def test_no_sentence_of_the_engine_or_a_file_is_left_in_english() -> None:
    with translation.override("es"):
        left = [text for text in sentences() if in_words(text) == text]

    assert set(left) == NOT_FOR_EDITORS | IN_PIECES


@pytest.mark.parametrize("english", WHOLE)
def test_a_sentence_that_is_put_together_is_said_whole(english: str) -> None:
    with translation.override("es"):
        said = in_words(english)

    assert said != english
    assert not sounds_english(_QUOTED.sub("", said))


def test_there_are_many_sentences_to_look_at() -> None:
    assert len(set(sentences())) > 90


def test_in_english_nothing_is_touched() -> None:
    said = "rule x: there is no question “y”. Whatever. Use: a, b."

    assert in_words(said) is said
    assert place_words("rule x") == "rule x"


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("No rule makes it urgent; the most urgent is self-care.",
         "Ninguna regla lo hace urgente; la más urgente es autocuidado."),
        ("It gets soon and should get urgent or emergency.",
         "Recibe pronto y debería recibir urgente o emergencia."),
        ("rule u-clot: there is no question “sings”.",
         "regla u-clot: no existe la pregunta «sings»."),
        ("Line 2, column 5: I don't know “sings” as a question. Did you mean “signs”?",
         "Línea 2, columna 5: No conozco «sings» como pregunta. ¿Quería decir «signs»?"),
        ("“100%” cannot stand here. Write one.", "«100%» no puede estar aquí. Escriba uno."),
        ("Something nobody listed.", "Something nobody listed."),
    ],
)  # fmt: skip
def test_a_sentence_is_told_by_its_shape(english: str, spanish: str) -> None:
    with translation.override("es"):
        assert in_words(english) == spanish


def test_places_and_verdicts_have_words() -> None:
    with translation.override("es"):
        assert place_words("rule u-clot") == "regla u-clot"
        assert place_words("question signs, option blue") == "pregunta signs, opción blue"
        assert place_words("outcome self-care") == "resultado autocuidado"
        assert verdict_words(Verdict.PROVED.value) == "demostrado"

    assert {each.value for each in Verdict} == set(VERDICTS)


def test_no_sentence_is_listed_twice() -> None:
    listed = [*SENTENCES, *PLACES]

    assert sorted({each for each in listed if listed.count(each) > 1}) == []


def test_the_files_looked_at_are_there() -> None:
    assert [path for path in SAYING if not Path(path).is_file()] == []

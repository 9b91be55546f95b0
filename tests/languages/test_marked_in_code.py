"""In code, too, what the desk says is marked for translation, in the places where it is said."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

from legwise.script_words import SCRIPT_WORDS, spoken_by_scripts

HOUSE = Path(__file__).resolve().parents[2]
ROOMS = ("articles", "triage", "site/groundwork", "site/legwise")
# Commands and files speak to whoever runs the site; samples show an English one.
LEFT_OUT = ("management", "migrations", "intake", "outgoing", "samples", "languages")
NAMED = {
    "label",
    "help_text",
    "verbose_name",
    "verbose_name_plural",
    "short_description",
    "empty_label",
    "index_title",
    "site_header",
    "site_title",
}
# Call -> which of its arguments people read.
SAID = {
    "ValidationError": 0,
    "Refused": 0,
    "add_error": 1,
    "message_user": 1,
    "success": 1,
    "warning": 1,
    "error": 1,
    "info": 1,
}


def unmarked(source: str) -> list[str]:
    """The texts of a module that no translator would ever see."""
    return [text for node in ast.walk(ast.parse(source)) for text in _of(node)]


def _of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Assign):
        names = {each.id for each in node.targets if isinstance(each, ast.Name)}
        if names & NAMED:
            yield from _bare(node.value)
    if not isinstance(node, ast.Call):
        return
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    wanted = NAMED | ({"description"} if name in ("display", "action") else set())
    for keyword in node.keywords:
        if keyword.arg in wanted:
            yield from _bare(keyword.value)
        elif keyword.arg == "error_messages" and isinstance(keyword.value, ast.Dict):
            for value in keyword.value.values:
                yield from _bare(value)
    place = SAID.get(name)
    if place is not None and len(node.args) > place and not _is_of_a_log(node.func):
        yield from _bare(node.args[place])


def _is_of_a_log(function: ast.expr) -> bool:
    whose = getattr(function, "value", None)
    return isinstance(whose, ast.Name) and "logger" in whose.id


def _bare(value: ast.expr) -> Iterator[str]:
    """A text as it stands, alone, composed or chosen."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        if any(letter.isalpha() for letter in value.value):
            yield value.value
    elif isinstance(value, ast.JoinedStr):
        for part in value.values:
            yield from _bare(part)
    elif isinstance(value, ast.IfExp):
        yield from _bare(value.body)
        yield from _bare(value.orelse)
    elif isinstance(value, ast.BinOp):
        yield from _bare(value.left)


def modules() -> list[str]:
    found = (path.relative_to(HOUSE) for room in ROOMS for path in (HOUSE / room).rglob("*.py"))
    return sorted(str(path) for path in found if not set(LEFT_OUT) & set(path.parts))


@pytest.mark.parametrize("name", modules())
def test_what_the_desk_says_is_marked(name: str) -> None:
    assert unmarked((HOUSE / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('f(help_text="Say it")', ["Say it"]),
        ('f(help_text=_("Say it"))', []),
        ('verbose_name = "thing"', ["thing"]),
        ('@admin.display(description="State")\ndef f(): ...', ["State"]),
        ('row(description="free")', []),
        ('raise ValidationError("No")', ["No"]),
        ('raise ValidationError(_("No %(x)s") % {"x": x})', []),
        ('messages.success(request, f"{count} done")', [" done"]),
        ('self.message_user(request, "a" if b else _("c"))', ["a"]),
        ("form.add_error(None, str(refusal))", []),
        ('f(error_messages={"required": "Choose"})', ["Choose"]),
        ('logger.warning("%s said %s", who, what)', []),
    ],
)
def test_bare_texts_are_told_from_marked_ones(source: str, expected: list[str]) -> None:
    assert unmarked(source) == expected


SPOKEN = re.compile(r'spoken\(\s*"([^"]*)"')
# A text that a script would put into a page as it stands.
BARE = re.compile(r'(?:textContent[:=]|label:|hint:|"aria-label",|\bsay\()\s*["`][A-Z]')


def scripts() -> list[str]:
    return sorted(path.name for path in (HOUSE / "static" / "js").glob("*.js"))


def test_the_words_of_scripts_are_those_the_page_brings_along() -> None:
    folder = HOUSE / "static" / "js"
    said = {
        text
        for name in scripts()
        if name != "words.js"
        for text in SPOKEN.findall((folder / name).read_text(encoding="utf-8"))
    }

    assert said == set(SCRIPT_WORDS)


@pytest.mark.parametrize("name", scripts())
def test_no_script_says_a_text_as_it_stands(name: str) -> None:
    source = (HOUSE / "static" / "js" / name).read_text(encoding="utf-8")

    assert BARE.findall(source) == []


def test_scripts_speak_the_language_of_the_page() -> None:
    with override("es"):
        spanish = json.loads(spoken_by_scripts())

    assert spanish["Undo"] == "Deshacer"
    assert spoken_by_scripts() == ""

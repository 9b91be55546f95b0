"""Which texts people see: everything marked for translation in templates and in code.

What commands say to whoever runs the site is left out.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils.translation.template import templatize

from legwise.languages.names import names_at_the_desk

TEMPLATES = settings.HOUSE / "templates"
ROOMS = ("articles", "triage", "site/groundwork", "site/legwise")
# Folders and files for whoever runs the site, and what the gallery shows: an English site.
NOT_TRANSLATED = (
    "articles/management/",
    "articles/migrations/",
    "triage/migrations/",
    "site/legwise/gallery/samples/",
)
# Function -> which of its arguments are texts: one, or one and many.
MARKS = {
    "_": (0,),
    "gettext": (0,),
    "gettext_lazy": (0,),
    "gettext_noop": (0,),
    "ngettext": (0, 1),
    "ngettext_lazy": (0, 1),
    "pgettext": (1,),
    "pgettext_lazy": (1,),
    "npgettext": (1, 2),
}
_MARK_IN_TEMPLATE = re.compile(r"\b(?:_|u?n?p?gettext)\(")


@dataclass(order=True)
class Text:
    """One marked text. `many` is what is said of several; empty where nothing is counted."""

    one: str
    many: str = ""
    context: str = ""
    places: list[str] = field(default_factory=list, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        return (self.context, self.one)


def gathered() -> dict[tuple[str, str], Text]:
    """Every text people may see, by context and text, in the order of places."""
    found: dict[tuple[str, str], Text] = {}
    for path, name in _files():
        for text in texts_of(path.read_text(encoding="utf-8"), is_template=path.suffix != ".py"):
            known = found.setdefault(text.key, text)
            known.many = known.many or text.many
            if name not in known.places:
                known.places.append(name)
    for name, place in names_at_the_desk():
        known = found.setdefault(("", name), Text(name))
        if place not in known.places:
            known.places.append(place)
    return found


def texts_of(source: str, *, is_template: bool) -> list[Text]:
    """The marked texts of one file."""
    return list(_in_template(source) if is_template else _calls(ast.parse(source)))


def _files() -> Iterator[tuple[Path, str]]:
    templates = ((path, str(path.relative_to(TEMPLATES))) for path in TEMPLATES.rglob("*.*"))
    modules = (
        (path, str(path.relative_to(settings.HOUSE)))
        for room in ROOMS
        for path in (settings.HOUSE / room).rglob("*.py")
    )
    for path, name in sorted([*templates, *modules]):
        if path.suffix in {".py", ".html", ".txt", ".xml"} and not name.startswith(NOT_TRANSLATED):
            yield path, name


def _in_template(source: str) -> Iterator[Text]:
    """Django turns a template into calls as in code, among padding."""
    code = templatize(source)
    for match in _MARK_IN_TEMPLATE.finditer(code):
        call = _whole_call(code, match.start(), match.end())
        if call is not None:
            yield from _calls(call)


def _whole_call(code: str, start: int, begins: int) -> ast.AST | None:
    """The call that starts here: a text may hold closing brackets itself."""
    end = begins
    while (end := code.find(")", end) + 1) > 0:
        try:
            return ast.parse(code[start:end].strip(), mode="eval")
        except SyntaxError:
            continue
    return None


def _calls(tree: ast.AST) -> Iterator[Text]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            places = MARKS.get(node.func.id)
            if places and len(node.args) > places[-1]:
                said = [_plain(node.args[place]) for place in places]
                context = _plain(node.args[0]) if places[0] else ""
                if said[0]:
                    yield Text(said[0], said[1] if len(said) > 1 else "", context)


def _plain(argument: ast.expr) -> str:
    """A text written out; nothing for one that is only known when the code runs."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return ""


def placeholders(text: str) -> list[str]:
    """What a translation must hold as well: named values and tags, each as often."""
    return sorted(re.findall(r"%\(\w+\)[sd]|\{\w+\}|%%|</?\w+[^>]*>", text))


def by_place(texts: Iterable[Text]) -> list[Text]:
    """In the order a translator reads: file by file."""
    return sorted(texts, key=lambda text: (text.places[:1], text.one))

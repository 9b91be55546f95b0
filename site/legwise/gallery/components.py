"""What the gallery shows: a component, its states, and the HTML each state comes to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from pprint import pformat
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.markdown import render_markdown

FOLDER = settings.HOUSE / "templates" / "components"
_OPENING_COMMENT = re.compile(
    r"\A\s*(?:{%\s*comment\s*%}(.*?){%\s*endcomment\s*%}|{#(.*?)#})", re.DOTALL
)
_BLANK_LINES = re.compile(r"\n\s*\n+")


@dataclass(frozen=True)
class Specimen:
    """One state. `frame` is the HTML around it, with `{}` where it stands.

    `markdown` is for what has no template: the renderer makes it from an editor's text.
    """

    label: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    frame: str = "{}"
    markdown: str = ""


@dataclass(frozen=True)
class Component:
    """`name` is its file in templates/components, or of a pattern that has none."""

    name: str
    title: str
    specimens: tuple[Specimen, ...]
    about: str = ""

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.html"

    @property
    def file(self) -> str:
        """Its template, from the house's root."""
        return str(self.path.relative_to(settings.HOUSE))

    @property
    def has_file(self) -> bool:
        return self.path.exists()

    @property
    def comment(self) -> str:
        """What its template says of itself and its inputs; a pattern says it in `about`."""
        if not self.has_file:
            return self.about
        found = _OPENING_COMMENT.match(self.path.read_text(encoding="utf-8"))
        return " ".join((found[1] or found[2]).split()) if found else ""


@dataclass(frozen=True)
class Shown:
    """A finished specimen."""

    label: str
    html: SafeString
    inputs: str


def shown(component: Component) -> list[Shown]:
    return [
        Shown(specimen.label, html_of(component, specimen), _inputs(specimen))
        for specimen in component.specimens
    ]


def html_of(component: Component, specimen: Specimen) -> SafeString:
    """The state as readers would get it, without the blank lines that tags leave."""
    inner = mark_safe(_BLANK_LINES.sub("\n", _rendered(component, specimen)).strip())  # noqa: S308
    return format_html(specimen.frame, inner)


def _rendered(component: Component, specimen: Specimen) -> str:
    if specimen.markdown:
        return render_markdown(specimen.markdown)
    if not component.has_file:
        return ""
    return render_to_string(f"components/{component.name}.html", dict(specimen.inputs))


def _inputs(specimen: Specimen) -> str:
    if specimen.markdown:
        return specimen.markdown
    return pformat(dict(specimen.inputs), sort_dicts=False, width=90) if specimen.inputs else ""

"""What no template may hold: inline style, inline script, event attributes, other sites."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", re.IGNORECASE
    ),
    "a file from another site": re.compile(
        r"""<(?:script|link|img|iframe)\b[^>]*(?:src|href)=["']?https?://""", re.IGNORECASE
    ),
    "text marked as safe": re.compile(r"\|\s*safeseq\b|autoescape off"),
}

# Mail programs read no stylesheet; mail is no page of ours, and our policy does not reach it.
ALLOWED_IN_MAIL = {"an inline style", "a style element"}


def template_names() -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", template_names())
def test_a_template_holds_nothing_forbidden(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8")

    allowed = ALLOWED_IN_MAIL if name.startswith("mail/") else set()
    found = {what for what, pattern in FORBIDDEN.items() if pattern.search(text)}
    assert found - allowed == set()


@pytest.mark.parametrize(
    "name", [name for name in template_names() if name.startswith("components/")]
)
def test_a_component_lists_its_inputs(name: str) -> None:
    text = (TEMPLATES / name).read_text(encoding="utf-8").lstrip()

    assert re.match(r"\{(#|% comment)", text), "open with a comment that lists the inputs"


def test_every_static_file_a_template_names_is_there() -> None:
    from django.contrib.staticfiles import finders

    pattern = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
    named = {
        name
        for template in template_names()
        for name in pattern.findall((TEMPLATES / template).read_text(encoding="utf-8"))
    }

    assert named
    assert [name for name in sorted(named) if finders.find(name) is None] == []

"""What our few scripts never do: make markup of words, run words, or listen to other pages."""

import re
from pathlib import Path

import pytest

SCRIPTS = sorted((Path(__file__).resolve().parents[1] / "static" / "js").glob("*.js"))
NEVER = {
    "words run as a script": re.compile(r"\beval\(|new Function|setTimeout\(\s*[\"'`]"),
    "words made into markup": re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write"),
    "messages of other pages": re.compile(r"[\"']message[\"']|onmessage|postMessage"),
    "names that change every object": re.compile(r"__proto__|\.prototype\b|setPrototypeOf"),
}
# The preview is markup by nature; the server cleaned it as it cleans readers' pages.
PREVIEW = "      page.innerHTML = answer.html;"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_does_none_of_these(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    if script.name == "editor.js":
        lines.remove(PREVIEW)

    found = {what: line for line in lines for what, never in NEVER.items() if never.search(line)}
    assert found == {}


def test_there_are_scripts_to_look_at() -> None:
    assert len(SCRIPTS) >= 5

"""Readers' pages in a language of long words, written from right to left: nothing is cut off, and
no interface text is left in English.
"""

import re
from pathlib import Path

import pytest
from django.utils.translation import trans_real
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from legwise.screens import pseudo
from legwise.urgent_help import REGISTER_FILE
from tests.journeys import measuring
from tests.journeys.kinds import CHECK, LISTS, READING
from tests.journeys.modes import NARROWEST, WIDE, Mode, looked_at
from tests.journeys.steps import START, follow

LEGS_FILE = Path("triage/content/legs.yaml")
# Words that code, not a template, puts on a page; each is to be marked for translation there.
FROM_CODE = frozenset({"leg map", "written for"})
# Text between tags, and what is only read out.
_TEXTS = """() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    // What stands in a script is for machines.
    if (!walker.currentNode.parentElement.closest("script")) texts.push(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll("[aria-label]")) {
    texts.push(element.getAttribute("aria-label"));
  }
  return texts;
}"""
_MARKED = re.compile(f"{pseudo.OPENING}[^{pseudo.CLOSING}]*{pseudo.CLOSING}?|{pseudo.CLOSING}")
_WORD = re.compile(r"\b[a-z]{2,}\b")


@pytest.fixture(autouse=True)
def _speaking(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before content is loaded: saved pages are in the language too."""
    for name, value in pseudo.SETTINGS.items():
        setattr(settings, name, value)
    monkeypatch.setattr(trans_real, "translation", pseudo.catalogue)


@pytest.mark.parametrize("pages", [READING, LISTS, CHECK], ids=["reading", "lists", "check"])
def test_long_words_from_right_to_left_are_not_cut_off(reader: Page, pages: dict[str, str]) -> None:
    found: list[str] = []

    for name, path in pages.items():
        reader.goto(path)
        assert reader.locator("html").get_attribute("dir") == "rtl"
        found += _cut_off(reader, name)

    assert not found, "\n".join(found)


def test_a_question_with_an_error_is_not_cut_off(reader: Page) -> None:
    reader.goto(START)
    follow(reader, reader.locator(".button--start"))
    follow(reader, reader.locator("form.step button"))

    found = _cut_off(reader, "question")

    assert reader.locator(".error-summary").count() == 1
    assert not found, "\n".join(found)


def _cut_off(page: Page, name: str) -> list[str]:
    found = []
    for viewport in (NARROWEST, WIDE):
        with looked_at(page, Mode(viewport=viewport)):
            faults = measuring.faults_of_layout(page)
        found += [f"{name}, {viewport['width']} px: {fault}" for fault in faults]
    return found


def test_every_interface_text_is_translated(reader: Page, content_folder: Path) -> None:
    files = [*content_folder.rglob("*.*"), REGISTER_FILE, LEGS_FILE]
    content = _plain(" ".join(path.read_text(encoding="utf-8") for path in files))
    found: list[str] = []

    for name, path in {**READING, **LISTS}.items():
        reader.goto(path)
        found += [f"{name}: {words}" for words in _in_english(reader, content)]

    assert not found, "\n".join(found)


def _in_english(page: Page, content: str) -> list[str]:
    """What stands outside the brackets and comes from no editor."""
    bare = (_plain(_MARKED.sub(" ", text)) for text in page.evaluate(_TEXTS))
    return [
        words
        for words in bare
        if _WORD.search(words) and words not in content and words not in FROM_CODE
    ]


def _plain(text: str) -> str:
    """Without white space and signs that Markdown and YAML use, for comparing."""
    return " ".join(re.sub(r"[*_`|0-9'’“”\"\[\]().,:-]", " ", text).split()).casefold()


def test_named_values_and_tags_are_left_alone() -> None:
    message = 'Call <a href="tel:%(number)s">%(number)s</a> now'

    spoken = pseudo.said(message)

    assert spoken == '⟦Çááll <a href="tel:%(number)s">%(number)s</a> ñööw⟧'


def test_words_grow_by_a_third_at_least() -> None:
    words = "Emergency numbers by country, and what to do until help comes"

    assert len(pseudo.said(words)) >= 1.3 * len(words)

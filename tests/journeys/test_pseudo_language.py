"""Readers' pages in a language of long words, written from right to left: nothing is cut off, and
no interface text is left in English.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import pytest
from django.utils.translation import trans_real
from playwright.sync_api import Page
from pytest_django.fixtures import Settings

from legwise.screens import pseudo
from legwise.screens.kinds import begin, see_an_emergency, send_nothing
from legwise.urgent_help import REGISTER_FILE
from tests.articles.comments.writing import TEXT
from tests.articles.updates.readers import ANN
from tests.journeys import measuring
from tests.journeys.kinds import (
    CHECK,
    IN_ERROR,
    LISTS,
    READING,
    WRITING,
    by_letter,
    furnish,
)
from tests.journeys.modes import NARROWEST, WIDE, Mode, looked_at
from tests.journeys.steps import MOST_STEPS, START, follow, option, step
from triage.engine.questionnaire import Questionnaire
from triage.engine.storage import to_data

# Words that code, not a template, puts on a page; each is to be marked for translation there. The
# last is what the language calls itself.
FROM_CODE = frozenset({"leg map", "written for", "pseudo"})
# Text between tags, and what is only read out.
_TEXTS = """() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    // What stands in a script is for machines; what was found is an article's, in pieces.
    const isOurs = !walker.currentNode.parentElement.closest("script, .hit > :not(.hit__kind)");
    if (isOurs) texts.push(walker.currentNode.data);
  }
  for (const element of document.querySelectorAll("[aria-label]")) {
    texts.push(element.getAttribute("aria-label"));
  }
  return texts;
}"""
_OUTSIDE = f"[^{pseudo.OPENING}{pseudo.CLOSING}]*"
_MARKED = re.compile(f"{pseudo.OPENING}{_OUTSIDE}{pseudo.CLOSING}")
# A text with an element in it comes in pieces.
_HALF_MARKED = re.compile(f"^{_OUTSIDE}{pseudo.CLOSING}|{pseudo.OPENING}{_OUTSIDE}$")
_PHRASES = re.compile("[.;:?]")
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"\b[a-z]{2,}\b")


@pytest.fixture(autouse=True)
def _speaking(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before content is loaded: saved pages are in the language too."""
    for name, value in pseudo.SETTINGS.items():
        setattr(settings, name, value)
    monkeypatch.setattr(trans_real, "translation", pseudo.catalogue)


@pytest.fixture
def content(content_folder: Path, legs: Questionnaire) -> str:
    """All that editors wrote, and readers of these tests, in one line."""
    files = [*content_folder.rglob("*.*"), REGISTER_FILE, *Path("tests/journeys").glob("kinds.py")]
    texts = [path.read_text(encoding="utf-8") for path in files]
    asked = " / ".join(_texts_of(to_data(legs)))
    return _plain(" ".join([*texts, TEXT, ANN, *(_worded(asked, whom) for whom in range(3))]))


def _texts_of(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from chain.from_iterable(map(_texts_of, data.values()))
    elif isinstance(data, Sequence):
        yield from chain.from_iterable(map(_texts_of, data))


def _worded(text: str, whom: int) -> str:
    """As it is said to a reader (0), for somebody else (1), for a child (2)."""
    return re.sub(r"\{([^{}]*)\}", lambda choice: (choice[1].split("|") * 3)[whom], text)


@pytest.mark.parametrize(
    "pages", [READING, LISTS, WRITING, CHECK], ids=["reading", "lists", "writing", "check"]
)
def test_long_words_from_right_to_left_are_neither_cut_off_nor_english(
    reader: Page, content: str, pages: dict[str, str]
) -> None:
    furnish()
    found: list[str] = []

    for name, path in pages.items():
        reader.goto(path)
        found += _faults(reader, name, content)

    assert not found, "\n".join(found)


def test_forms_with_errors_and_pages_by_letter_are_neither_cut_off_nor_english(
    reader: Page, content: str
) -> None:
    found: list[str] = []

    for name, path in {**IN_ERROR, **by_letter()}.items():
        reader.goto(path)
        if name in IN_ERROR:
            send_nothing(reader)
        found += _faults(reader, name, content)

    assert not found, "\n".join(found)


def test_the_check_is_neither_cut_off_nor_english_all_the_way_through(
    reader: Page, content: str, harmless: dict[str, str]
) -> None:
    found: list[str] = []

    for name in _through_the_check(reader, harmless):
        found += _faults(reader, name, content)

    assert not found, "\n".join(found)


def _through_the_check(page: Page, harmless: dict[str, str]) -> Iterator[str]:
    """Stops on the way, by name. The controls are found without their words."""
    page.goto(START)
    begin(page)
    send_nothing(page)
    assert page.locator(".error-summary").count() == 1
    yield "question with an error"
    for _ in range(MOST_STEPS):
        here = step(page)
        if here == "where":
            yield "question with the leg"
        if here == "answers":
            break
        page.locator(option(harmless.get(here, "none"))).first.check()
        send_nothing(page)
    yield "answers"
    follow(page, page.locator("main .button[href$='/result/']"))
    yield "result: self-care"
    follow(page, page.locator("main .button[href$='/summary/']"))
    yield "summary"
    page.goto(START)
    see_an_emergency(page)
    yield "result: emergency"


def _faults(page: Page, name: str, content: str) -> list[str]:
    assert page.locator("html").get_attribute("dir") == "rtl"
    english = [f"{name}, in English: {words}" for words in _in_english(page, content)]
    return [*_cut_off(page, name), *english]


def _cut_off(page: Page, name: str) -> list[str]:
    found = []
    for viewport in (NARROWEST, WIDE):
        with looked_at(page, Mode(viewport=viewport)):
            faults = measuring.faults_of_layout(page)
        found += [f"{name}, {viewport['width']} px: {fault}" for fault in faults]
    return found


def _in_english(page: Page, content: str) -> list[str]:
    """What stands outside the brackets and comes from no editor."""
    return [
        words
        for text in page.evaluate(_TEXTS)
        for words in map(_plain, _PHRASES.split(_bare(text)))
        if _WORD.search(words) and words not in content and words not in FROM_CODE
    ]


def _bare(text: str) -> str:
    """Without what is marked. A marked text may have another in it."""
    text, is_nested = _MARKED.subn(" ", _ADDRESS.sub(" ", text))
    return _bare(text) if is_nested else _HALF_MARKED.sub(" ", text)


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

"""Every finding selects the very words, wherever in Markdown they stand."""

from dataclasses import replace

import pytest

from articles.checks.blocks import read_blocks
from articles.markdown import QuestionText
from tests.articles.checks.manuscripts import CLEAN, report, selected

HOMES = [
    "{}",
    "One.\n\nTwo.\n\n{}",
    "A line\nand another {} and more.",
    "> A quotation\n> of two lines {}",
    "- one\n- two\n  goes on {}\n- three",
    "1. one\n   - inner {}",
    "| {} | b |\n|---|---|\n| c | d |",
    "| a | b |\n|---|---|\n| {} | {} |",
    "Term\n: meaning {}",
    ":::drawing calf-stretch\nWords\nand {}\n:::",
    "Text.[^1]\n\n[^1]: A note {}.",
    "😀 Smile 👩‍⚕️ {}",
    "\tA tab\n\n{}",
    "**Strong {} words**",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("home", HOMES)
def test_the_words_at_fault_are_selected(home: str, end: str) -> None:
    body = home.replace("{}", "[it](/nowhere/)").replace("\n", end)

    found = [one for one in report(body=body).findings if one.check == "dead-link"]

    text = replace(CLEAN, body=body)
    assert [selected(one, text) for one in found] == ["/nowhere/"] * home.count("{}")
    assert len({one.start for one in found}) == len(found)
    lines = body.replace("\r\n", "\n").split("\n")
    assert all("/nowhere/" in lines[one.line - 1] for one in found)


def test_a_finding_in_an_answer_is_placed_in_that_answer() -> None:
    answers = (QuestionText("One?", "Yes."), QuestionText("Two?", "No.\n\n[it](/nowhere/)"))

    found = [one for one in report(questions=answers).findings if one.check == "dead-link"]

    assert [(one.field, one.line) for one in found] == [("question 2", 3)]
    assert selected(found[0], replace(CLEAN, questions=answers)) == "/nowhere/"


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        ("One. Two? Three.", ["One.", "Two?", "Three."]),
        ("One. [@a][@b] Two.", ["One. [@a][@b]", "Two."]),
        ("About 7.8 a week. Dr. Who, e.g. him.", ["About 7.8 a week.", "Dr. Who, e.g. him."]),
        ('**One.** "Two."', ["**One.**", '"Two."']),
        ("No. Never rub it.", ["No.", "Never rub it."]),
        ("One\nline. Two", ["One\nline.", "Two"]),
        ("...", ["..."]),
    ],
)
def test_sentences_keep_their_citations(typed: str, sentences: list[str]) -> None:
    (block,) = read_blocks(typed, "body")

    assert [sentence.typed for sentence in block.sentences] == sentences
    assert [typed[s.start : s.end] for s in block.sentences] == sentences


@pytest.mark.parametrize(
    "link", ["[a](<{}>)", '[a]({} "title")', "[a][b]\n\n[b]: {}", "[b]\n\n[b]: {}"]
)
def test_a_link_written_in_any_way_is_followed(link: str) -> None:
    body = link.replace("{}", "/nowhere/")

    assert [one.check for one in report(body=body).blocking] == ["dead-link"]


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/now/", "/articles/", "/articles/?topic=cramps", "/glossary/", "/glossary/#t-dvt"),
        *("/articles/leg-cramps/", "/articles/leg-cramps/#s-what-to-do", "/about/#s-who-we-are"),
        *("/articles/night-cramps/#s-what-may-help", "#s-what-may-help", "#get-help", "#sources"),
        *(
            "#source-trial-2020",
            "/self-check/legs/",
            "/topics/cramps/",
            "/articles/leg-cramps/#main",
        ),
        *("https://alive.example/", "mailto:us@legwise.example"),
    ],
)
def test_a_link_that_leads_somewhere_raises_nothing(address: str) -> None:
    found = report(body=f"{CLEAN.body}\nSee [it]({address}).").findings

    assert [one for one in found if "link" in one.check or "section" in one.check] == []


def test_a_dead_section_is_told_the_nearest_one() -> None:
    found = report(body=f"{CLEAN.body}\n[it](/articles/leg-cramps/#s-what-to-doo)").blocking

    assert found[0].remedy == "Did you mean #s-what-to-do?"

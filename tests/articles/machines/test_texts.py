"""An article in plain words, in sections, with whole addresses."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.machines import texts
from tests.articles.content import edit
from tests.articles.loaded import load_content
from tests.articles.standing import edition_of


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One.</p>\n<p>Two\nlines.</p>", "One.\nTwo lines."),
        ("<ul><li>A</li><li>B <em>b</em></li></ul>", "A\nB b"),
        ("<p>A &amp; B &lt;script&gt;</p>", "A & B <script>"),
        ('<p>So. <a class="citation" href="#s1-1">[1]</a> Yes.</p>', "So. Yes."),
        ('<p>So <a class="evidence evidence--strong">strong</a>, no.</p>', "So, no."),
        ('<span class="care-card__icon"></span> <b>Call</b>', "Call"),
        ("<table><tr><th>A</th><td>B</td></tr><tr><td>C</td></tr></table>", "A B\nC"),
        ('<p><img alt="A calf"> and<br>rest</p>', "A calf and\nrest"),
        ("<p>a\x00b\x1bc</p>", "abc"),
        ("", ""),
    ],
)
def test_plain_words_are_what_a_reader_would_hear(html: str, words: str) -> None:
    assert texts.plain(html) == words


def test_addresses_become_whole_and_others_stay() -> None:
    html = '<a href="/a/">a</a><img src="/m.webp"><a href="#s1-1">1</a><a href="//x">x</a>'

    assert texts.absolute(html, "https://e.example/p/") == (
        f'<a href="{settings.SITE_URL}/a/">a</a><img src="{settings.SITE_URL}/m.webp">'
        '<a href="https://e.example/p/#s1-1">1</a><a href="//x">x</a>'
    )


@pytest.mark.django_db
@pytest.mark.parametrize("placed", [False, True])
def test_questions_are_found_after_the_text_and_in_it(content: Path, placed: bool) -> None:
    path = content / "articles" / "night-cramps.md"
    if placed:
        edit(path, "## What may help\n", ":::questions\n:::\n\n## What may help\n")
    edit(path, "Stretch before bed. [@stretch-01]", "Stretch.\n\n## Then\n\n### What\n\nRest.")
    load_content(content)

    edition = edition_of("night-cramps")

    assert [found.question for found in texts.questions(edition)] == ["Is it a clot?"]
    assert [(one.title, texts.plain(one.html)) for one in texts.sections(edition)] == [
        ("What may help", "Stretch."),
        ("Then", "What\nRest."),
    ]

"""Words of ours in stored HTML, on a page in another language: said again and marked."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.utils.translation import override

from articles.markdown import EMPTY_REGISTER, ArticleText, QuestionText, render_article
from articles.names import shipped_names
from articles.stored_words import evidence_words, in_our_language, source_kinds
from tests.articles.markdown.registers import claim, source

CONTENT = settings.HOUSE / "articles" / "content"
TEXT = """Rest helps.[@rest] So we say.[@ours] A note.[^1]

| Sign | Act |
| --- | --- |
| Pain | Rest |

[^1]: The note.
"""


def rendered() -> str:
    entries = replace(
        EMPTY_REGISTER,
        claims={"rest": claim("rest", "s", "gone"), "ours": claim("ours", policy=True)},
        sources={"s": source("s"), "gone": source("gone", is_retracted=True)},
    )
    text = ArticleText("", "", TEXT, questions=(QuestionText("Why?", "So."),))
    made = render_article(text, entries)
    return made.body_html + made.questions_html + made.sources_html


def test_evidence_marks_notes_questions_and_sources_speak_the_readers_language() -> None:
    with override("es"):
        html = in_our_language(rendered())

    said = re.findall(r' lang="es"[^>]*>([^<]*)', html)
    named = re.findall(r' lang="es" aria-label="([^"]*)"', html)
    assert {"pruebas limitadas", "criterio nuestro", "Preguntas frecuentes", "Notas"} <= {*said}
    assert {"Volver al texto", "Retirado.", "Ensayo aleatorizado"} <= {*said}
    assert {"Fuente 1", "Fuente 2", "Nota a", "Volver al texto de la nota a"} == {*named}
    assert 'aria-label="Sign, Act"' in html
    for english in ("evidence<", "Common", "Notes<", "Back to", "Retracted", "Source ", "policy<"):
        assert english not in html


def test_nothing_changes_where_the_site_speaks_its_own_language() -> None:
    html = rendered()

    assert in_our_language(html) == html


def test_words_that_only_look_like_ours_stay_the_editors() -> None:
    text = '`<a class="evidence evidence--strong">strong evidence</a>` **Retracted.**'

    html = render_article(ArticleText("", "", text), EMPTY_REGISTER).body_html

    with override("es"):
        assert in_our_language(html) == html


@pytest.mark.parametrize("name", ["topics", "body_parts", "audiences"])
def test_every_name_we_ship_has_a_translation(name: str) -> None:
    rows = yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))[name]
    with override(settings.LANGUAGE_CODE):
        known = shipped_names()

    assert [row for row in rows if row.get("title", row.get("name")) not in known] == []


def test_every_page_about_the_site_has_its_name_translated() -> None:
    with override(settings.LANGUAGE_CODE):
        known = shipped_names()

    for path in sorted(Path(CONTENT / "pages").glob("*.md")):
        title = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])["title"]
        assert title in known, title


def test_every_strength_and_kind_has_spanish_words() -> None:
    strengths = ("strong", "moderate", "limited", "expert-opinion", "policy")
    own = [*map(evidence_words, strengths), *source_kinds().values()]
    with override("es"):
        spanish = [*map(evidence_words, strengths), *source_kinds().values()]

    assert set(own).isdisjoint(spanish)

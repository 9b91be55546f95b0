"""A small register, and short ways to render a text against it."""

from typing import Any

from articles.markdown import (
    ArticleText,
    ClaimEntry,
    QuestionText,
    RedFlagEntry,
    Register,
    RenderedArticle,
    SourceEntry,
    render_article,
)


def source(key: str, **changes: Any) -> SourceEntry:
    values = {
        "authors": "A Group",
        "title": "A trial of stretching",
        "publisher": "A Journal 1:1",
        "year": 2020,
        "url": f"https://journal.example/{key}",
        "doi": "",
        "kind": "rct",
        **changes,
    }
    return SourceEntry(key=key, **values)


def claim(key: str, *sources: str, **changes: Any) -> ClaimEntry:
    values = {"wording": "It helps.", "stance": "helps", "strength": "limited", "policy": False}
    return ClaimEntry(key=key, sources=sources, **{**values, **changes})


def red_flag(key: str, urgency: str, **changes: Any) -> RedFlagEntry:
    values = {"wording": f"Signs of {key}", "what_to_do": "Sit down.", "sources": (), **changes}
    return RedFlagEntry(key=key, urgency=urgency, **values)


def register(*entries: SourceEntry | ClaimEntry | RedFlagEntry, number: str = "112") -> Register:
    return Register(
        sources={entry.key: entry for entry in entries if isinstance(entry, SourceEntry)},
        claims={entry.key: entry for entry in entries if isinstance(entry, ClaimEntry)},
        red_flags={entry.key: entry for entry in entries if isinstance(entry, RedFlagEntry)},
        emergency_number=number,
    )


REGISTER = register(
    source("trial-2020"),
    source("guide-2021", kind="guideline"),
    source("our-choice", policy=True),
    claim("stretch-01", "trial-2020", "guide-2021", strength="strong"),
    claim("rest-02", "guide-2021", strength="expert-opinion"),
    claim("wait-03", policy=True, strength=""),
    claim("lost-04", "gone-1999", strength="moderate"),
    red_flag("clot-lung", "emergency", wording="Short of breath or chest pain"),
    red_flag("leg-clot", "urgent", wording="One leg swollen, warm or a new colour"),
    red_flag("deep-graze", "urgent", wording="A wound that gapes"),
    red_flag("night-pain", "soon", wording="Pain that wakes you every night"),
)


def render(body: str = "", **changes: Any) -> RenderedArticle:
    """An article with nothing in it but what the test is about."""
    values: dict[str, Any] = {"title": "Why do my legs hurt?", "short_answer": "", **changes}
    return render_article(ArticleText(body=body, **values), REGISTER)


def ask(*answers: str) -> tuple[QuestionText, ...]:
    """Common questions, asked as "Question 1?", "Question 2?" …"""
    return tuple(
        QuestionText(f"Question {number}?", answer) for number, answer in enumerate(answers, 1)
    )


def whole(rendered: RenderedArticle) -> str:
    """All of an article's HTML in the order of the page."""
    return "\n".join(
        [
            rendered.short_answer_html,
            rendered.help_html,
            rendered.body_html,
            rendered.questions_html,
            rendered.sources_html,
        ]
    )

"""A site whose every row holds a hostile text: what somebody with a password could do at worst.

Rows are made in bulk and past the checks before publishing: what gets by those is what we test.
Row number n holds the n-th payload in each of its fields.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from articles import register, rendering
from articles.markdown import EMPTY_REGISTER, Register, render_prose
from articles.models import (
    Article,
    ArticleVersion,
    Audience,
    BodyPart,
    Claim,
    Comment,
    Edition,
    EmergencyNumber,
    HeldComment,
    Page,
    Person,
    RedFlag,
    Source,
    Term,
    Topic,
)
from articles.models.red_flag import MOST_TELLING
from articles.search import indexing
from tests.drill import times
from tests.hostile import payloads
from tests.restoring import restored

# No database field takes a NUL, and no form of Django's lets one through.
TEXTS = tuple(text.replace("\x00", "") for text in payloads.ALL[:: times(5, 1)])
TOGETHER = 50
"""Payloads in one article's text."""

FULL = range(len(TEXTS) // TOGETHER + 1)
"""The articles that between them hold all payloads in their texts."""
EACH = range(0, len(TEXTS), times(9, 1))
OPENED = {*FULL, *EACH}
"""Rows whose own pages are opened; pages that show all of them at once always are."""

Row = TypeVar("Row", bound=Model)


def html_of(text: str) -> str:
    """As introductions and pages are rendered when they are saved."""
    return render_prose(text, EMPTY_REGISTER).html


def make() -> None:
    """Every row; remembered, so that several tests may ask."""
    restored("a hostile site", _fill)


def _fill() -> None:
    _made(Topic, [_topic(number, text) for number, text in enumerate(TEXTS)])
    for model in (BodyPart, Audience):
        _made(model, [model(slug=f"n{n}", name=text[:80]) for n, text in enumerate(TEXTS[:60])])
    _made(Source, [_source(number, text) for number, text in enumerate(TEXTS)])
    _made(Claim, [_claim(number, text) for number, text in enumerate(TEXTS)])
    _made(RedFlag, [_red_flag(number, text) for number, text in enumerate(TEXTS)])
    _made(Term, [_term(number, text) for number, text in enumerate(TEXTS)])
    _made(Person, [_person(number, text) for number, text in enumerate(TEXTS)])
    _made(Page, [_page(number, text) for number, text in enumerate(TEXTS)])
    _made(EmergencyNumber, [_country(number, text) for number, text in enumerate(TEXTS[:90])])
    pairs = zip(Claim.objects.order_by("pk"), Source.objects.order_by("pk"), strict=True)
    through = Claim.sources.through
    through._default_manager.bulk_create(
        through(claim_id=claim.pk, source_id=source.pk) for claim, source in pairs
    )
    Articles(register.current()).make()
    _comments(Article.objects.get(slug="n0"))
    indexing.rebuild()


def _made(model: type[Row], rows: list[Row]) -> None:
    model._default_manager.bulk_create(rows)


@dataclass
class Articles:
    """An article for each payload; the first ones hold many more in their texts."""

    entries: Register
    topics: list[Topic] = field(default_factory=lambda: list(Topic.objects.order_by("pk")))

    def make(self) -> None:
        articles = [self._article(number, text) for number, text in enumerate(TEXTS)]
        Article.objects.bulk_create(articles)
        versions = [self._version(number, row) for number, row in enumerate(articles)]
        ArticleVersion.objects.bulk_create(versions)
        for article, version in zip(articles, versions, strict=True):
            article.head = version
        Article.objects.bulk_update(articles, ["head"])
        numbered = enumerate(versions)
        Edition.objects.bulk_create(self._edition(number, each) for number, each in numbered)

    def _edition(self, number: int, version: ArticleVersion) -> Edition:
        """Laid out as at publishing if its page is opened; else what lists show of it."""
        began = timezone.now() - timedelta(hours=2, seconds=number)
        edition = Edition(article=version.article, version=version, starts_at=began)
        if number in OPENED:
            rendering.lay_out(edition, self.entries)
        else:
            edition.title, edition.topic = version.content["title"], version.article.topic
            edition.description = version.content["description"]
            edition.keywords = version.content["keywords"]
            edition.short_answer_html = html_of(version.content["short_answer"])
        edition.note = TEXTS[number][:300]
        return edition

    def _article(self, number: int, text: str) -> Article:
        return Article(
            slug=f"n{number}",
            title=f"{text} {number}"[:120],
            topic=self.topics[number],
            short_answer=text,
            description=text[:160],
            body=body(number),
            keywords=text[:300],
        )

    def _version(self, number: int, article: Article) -> ArticleVersion:
        many = _some(number)
        content: dict[str, Any] = {
            "title": article.title,
            "short_answer": article.short_answer,
            "description": article.description,
            "body": article.body,
            "keywords": article.keywords,
            "problem": "",
            "order": 50,
            "topic": article.topic.slug,
            "get_help": [f"n{each}" for each, _ in many[:3]],
            "body_parts": [],
            "audiences": [],
            "questions": [[text[:200] or "x", text] for _, text in many[:20]],
            "related": [],
        }
        return ArticleVersion(article=article, number=1, content=content, note=TEXTS[number][:300])


def body(number: int) -> str:
    """Payloads as paragraphs and headings, each with a claim and a card whose words are hostile."""
    parts = []
    for each, text in _some(number):
        line = " ".join(text.split())
        parts += [f"## {line}", text, f"Word. [@n{each}]", f":::{LEVELS[each % 3]} n{each}\n:::"]
    return "\n\n".join(parts)


LEVELS = ("emergency", "urgent", "soon")


def _some(number: int) -> list[tuple[int, str]]:
    """The payloads in one article's text: all of them in the first articles, then its own."""
    numbered = list(enumerate(TEXTS))
    part = numbered[number * TOGETHER : (number + 1) * TOGETHER]
    return part or [numbered[number]]


def _topic(number: int, text: str) -> Topic:
    return Topic(
        slug=f"n{number}",
        title=text[:120],
        introduction=text,
        introduction_html=html_of(text),
    )


def _source(number: int, text: str) -> Source:
    return Source(
        key=f"n{number}",
        authors=text[:200],
        title=text[:200],
        publisher=text[:200],
        year=2020,
        url=f"javascript:alert({number})",
        kind="rct",
        note=text,
    )


def _claim(number: int, text: str) -> Claim:
    return Claim(
        key=f"n{number}", wording=text, stance="helps", strength="strong", why=text, checked="yes"
    )


def _red_flag(number: int, text: str) -> RedFlag:
    key = MOST_TELLING[number] if number < len(MOST_TELLING) else f"n{number}"
    level = LEVELS[number % 3]
    return RedFlag(
        key=key, name=text[:200], wording=text[:300], urgency=level, what_to_do=text, why=text
    )


def _term(number: int, text: str) -> Term:
    return Term(slug=f"n{number}", term=f"{number} {text}"[:60], meaning=text[:300] or "x")


def _person(number: int, text: str) -> Person:
    words = text[:120] or "x"
    return Person(slug=f"n{number}", name=words, role=words, credentials=words, interests=text)


def _page(number: int, text: str) -> Page:
    html = html_of(text)
    slug = "about" if number == 0 else f"n{number}"
    return Page(slug=slug, title=text[:120], description=text[:160], body=text, body_html=html)


def _country(number: int, text: str) -> EmergencyNumber:
    return EmergencyNumber(
        code=f"{chr(97 + number // 26)}{chr(97 + number % 26)}",
        country=text[:80],
        numbers=[{"number": text[:20], "for": text[:40]}],
        source_title=text[:200],
        source_url="javascript:alert(1)",
        checked_on=timezone.localdate(),
    )


def _comments(article: Article) -> None:
    held = [
        HeldComment(
            article=article,
            name=text[:60],
            text=text,
            form_token=str(number),
            text_mark=str(number),
            shown_name=text[:60],
            shown_text=text,
            reply=text,
            decision="approved",
            decided_at=timezone.now(),
        )
        for number, text in enumerate(TEXTS)
    ]
    HeldComment.objects.bulk_create(held)
    shown = [
        Comment(
            article=article,
            held=row,
            kind=("comment", "story")[number % 2],
            name=row.shown_name,
            text=row.shown_text,
            reply=row.reply,
            sent_at=timezone.now(),
        )
        for number, row in enumerate(held)
    ]
    Comment.objects.bulk_create(shown)

"""One row each, as the interface tells it. Editors' notes are left out; addresses are whole."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from articles.machines import texts
from articles.machines.structured import AUTHORS, first_published, whole_address
from articles.markdown.sources import href
from articles.models import Claim, Edition, RedFlag, Review, Source, Term
from articles.register import source_entry

Told = dict[str, Any]


def api_address(name: str, *args: str) -> str:
    return whole_address(reverse(f"machines:api:{name}", args=args))


def article_line(edition: Edition) -> Told:
    """An article in a list."""
    return {
        "slug": edition.slug,
        "title": edition.title,
        "description": edition.description,
        "topic": {"slug": edition.topic.slug, "title": edition.topic.title},
        "page": whole_address(edition.get_absolute_url()),
        "address": api_address("article", edition.slug),
        "first_published": first_published(edition),
        "updated": moment(edition.starts_at),
        "words": edition.word_count,
        "review": review(edition),
    }


def article(edition: Edition, editions: Iterable[Edition]) -> Told:
    """The whole article. Costs a query each for parts, readers, claims (two), sources, flags."""
    page = whole_address(edition.get_absolute_url())
    return {
        **article_line(edition),
        "author": AUTHORS,
        "body_parts": _named(edition.body_parts.values_list("slug", "name")),
        "audiences": _named(edition.audiences.values_list("slug", "name")),
        "short_answer": _text(edition.short_answer_html, page),
        "get_help": _text(edition.help_html, page),
        "sections": [
            {"id": section.id, "title": section.title, **_text(section.html, page)}
            for section in texts.sections(edition)
        ],
        "questions": [
            {"id": asked.id, "question": asked.question, **_text(asked.answer_html, page)}
            for asked in texts.questions(edition)
        ],
        "red_flags": [red_flag_line(flag) for flag in edition.shows_red_flags.all()],
        "claims": [claim(one) for one in edition.cites_claims.prefetch_related("sources")],
        "sources": [source(one) for one in edition.cites_sources.all()],
        "editions": [edition_line(one) for one in editions],
    }


def edition_line(edition: Edition) -> Told:
    """One edition of an article's history: since when, until when, what changed."""
    return {
        "from": moment(edition.starts_at),
        "until": moment(edition.ends_at) if edition.ends_at else None,
        "note": edition.note,
        "reviewed": _signature(edition.review),
    }


def review(edition: Edition) -> Told:
    """`signed`: by someone in public, and in time. `overdue`: its time is over. `none`."""
    if signed := edition.signed_review:
        return {"state": "signed", **(_signature(signed) or {})}
    if overdue := edition.overdue_review:
        return {"state": "overdue", **(_signature(overdue) or {})}
    return {"state": "none"}


def claim(row: Claim) -> Told:
    return {
        "key": row.key,
        "wording": row.wording,
        "stance": row.stance,
        "strength": row.strength,
        "is_policy": row.is_policy,
        "sources": [one.key for one in row.sources.all()],
        "address": api_address("claim", row.key),
    }


def source(row: Source) -> Told:
    return {
        "key": row.key,
        "authors": row.authors,
        "title": row.title,
        "publisher": row.publisher,
        "year": row.year,
        "kind": row.kind,
        "doi": row.doi,
        "link": href(source_entry(row)),
        "retracted": row.retracted_on.isoformat() if row.retracted_on else None,
        "address": api_address("source", row.key),
    }


def red_flag_line(row: RedFlag) -> Told:
    return {
        "key": row.key,
        "wording": row.wording,
        "urgency": row.urgency,
        "what_to_do": row.what_to_do,
        "address": api_address("red-flag", row.key),
    }


def red_flag(row: RedFlag) -> Told:
    sources = [one.key for one in row.sources.all()]
    return {**red_flag_line(row), "is_policy": row.is_policy, "sources": sources}


def term(row: Term) -> Told:
    return {
        "slug": row.slug,
        "term": row.term,
        "other_names": list(row.names[1:]),
        "meaning": row.meaning,
        "sources": [one.key for one in row.sources.all()],
        "page": whole_address(row.get_absolute_url()),
        "address": api_address("term", row.slug),
    }


def moment(at: datetime) -> str:
    """RFC 3339, to the second."""
    return at.replace(microsecond=0).isoformat()


def _text(html: str, page: str) -> Told:
    return {"html": texts.absolute(html, page), "text": texts.plain(html)}


def _named(rows: Iterable[tuple[str, str]]) -> list[Told]:
    return [{"slug": slug, "name": name} for slug, name in rows]


def _signature(signed: Review | None) -> Told | None:
    """Who signed and when; nothing if nobody did in public."""
    if signed is None or signed.person is None or signed.decided_at is None:
        return None
    return {
        "by": signed.person.name,
        "role": signed.person.role,
        "on": signed.decided_at.date().isoformat(),
        "due": signed.review_due.isoformat() if signed.review_due else None,
        "page": whole_address(signed.person.get_absolute_url()),
    }

"""The registers as one value, for the Markdown pipeline, which knows no database."""

from django.conf import settings

from articles.markdown import (
    ClaimEntry,
    Glossary,
    RedFlagEntry,
    Register,
    SourceEntry,
    TermEntry,
)
from articles.models import Claim, RedFlag, Source, Term


def current() -> Register:
    """Every source, claim, red flag and term an article may name. Costs six queries."""
    return Register(
        sources={source.key: source_entry(source) for source in Source.objects.all()},
        claims={claim.key: claim_entry(claim) for claim in _claims()},
        red_flags={flag.key: red_flag_entry(flag) for flag in _red_flags()},
        emergency_number=settings.EMERGENCY_NUMBER,
        glossary=Glossary(term_entry(term) for term in Term.objects.order_by("slug")),
    )


def source_entry(source: Source) -> SourceEntry:
    return SourceEntry(
        key=source.key,
        authors=source.authors,
        title=source.title,
        publisher=source.publisher,
        year=source.year,
        url=source.url,
        doi=source.doi,
        kind=source.kind,
    )


def claim_entry(claim: Claim) -> ClaimEntry:
    return ClaimEntry(
        key=claim.key,
        wording=claim.wording,
        stance=claim.stance,
        strength=claim.strength,
        sources=tuple(source.key for source in claim.sources.all()),
        policy=claim.is_policy,
    )


def red_flag_entry(flag: RedFlag) -> RedFlagEntry:
    return RedFlagEntry(
        key=flag.key,
        wording=flag.wording,
        urgency=flag.urgency,
        what_to_do=flag.what_to_do,
        sources=tuple(source.key for source in flag.sources.all()),
    )


def term_entry(term: Term) -> TermEntry:
    return TermEntry(slug=term.slug, names=term.names)


def _claims() -> list[Claim]:
    return list(Claim.objects.prefetch_related("sources"))


def _red_flags() -> list[RedFlag]:
    return list(RedFlag.objects.prefetch_related("sources"))

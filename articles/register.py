"""The registers as one value, for the Markdown pipeline, which knows no database."""

from dataclasses import replace

from django.conf import settings

from articles.markdown import (
    EMPTY_REGISTER,
    ClaimEntry,
    Glossary,
    PictureEntry,
    RedFlagEntry,
    Register,
    SourceEntry,
    TermEntry,
)
from articles.models import Claim, Picture, RedFlag, Source, Term


def current() -> Register:
    """Every source, claim, red flag, term and picture an article may name: seven queries."""
    return Register(
        sources={source.key: source_entry(source) for source in Source.objects.all()},
        claims={claim.key: claim_entry(claim) for claim in _claims()},
        red_flags={flag.key: red_flag_entry(flag) for flag in _red_flags()},
        emergency_number=settings.EMERGENCY_NUMBER,
        glossary=Glossary(term_entry(term) for term in Term.objects.order_by("slug")),
        pictures=pictures(),
    )


def pictures() -> dict[str, PictureEntry]:
    """Every picture a text may show, by its file's name. Costs one query."""
    return {picture.name: picture_entry(picture) for picture in Picture.objects.all()}


def prose() -> Register:
    """What a page or an introduction may show: pictures, and nothing else. Costs one query."""
    return replace(EMPTY_REGISTER, pictures=pictures())


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
        is_retracted=source.retracted_on is not None,
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


def picture_entry(picture: Picture) -> PictureEntry:
    return PictureEntry(
        name=picture.name,
        width=picture.width,
        height=picture.height,
        widths=tuple(picture.widths),
        alternative_text=picture.alternative_text,
        credit=picture.credit,
        caption=picture.caption,
    )


def term_entry(term: Term) -> TermEntry:
    return TermEntry(slug=term.slug, names=term.names)


def _claims() -> list[Claim]:
    return list(Claim.objects.prefetch_related("sources"))


def _red_flags() -> list[RedFlag]:
    return list(RedFlag.objects.prefetch_related("sources"))

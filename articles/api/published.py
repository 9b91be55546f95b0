"""What of the registers is published: what readers can see on a page of ours now."""

from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet

from articles.models import Claim, Edition, RedFlag, Source, Term
from articles.models.red_flag import MOST_TELLING


def articles() -> QuerySet[Edition]:
    """The editions readers have, each with its topic, review and first day."""
    return Edition.objects.public().for_reading().since_when()


def article_lines() -> QuerySet[Edition]:
    """The same without the long texts, in an order that new articles don't upset."""
    of_review = ("decided_at", "review_due", "person__name", "person__role", "person__slug")
    own = ("title", "description", "word_count", "starts_at", "article__slug")
    shown = (*own, "topic__slug", "topic__title", *(f"review__{name}" for name in of_review))
    return articles().only(*shown).order_by("article_id")


def claims() -> QuerySet[Claim]:
    """What a public article says, with the sources it rests on. Two queries."""
    return Claim.objects.filter(_noted_in(Edition.cites_claims.through, "claim")).prefetch_related(
        Prefetch("sources", Source.objects.order_by("key"))
    )


def red_flags() -> QuerySet[RedFlag]:
    """What a public article or the start page shows, with its sources. Two queries."""
    shown = _noted_in(Edition.shows_red_flags.through, "redflag") | Q(key__in=MOST_TELLING)
    return RedFlag.objects.filter(shown).prefetch_related("sources")


def sources() -> QuerySet[Source]:
    """What a public article cites, or what a public red flag or a word rests on."""
    of_flags = RedFlag.sources.through.objects.filter(
        source=OuterRef("pk"), redflag__in=red_flags().order_by().values("pk")
    )
    of_terms = Term.sources.through.objects.filter(source=OuterRef("pk"))
    cited = _noted_in(Edition.cites_sources.through, "source")
    return Source.objects.filter(cited | Q(Exists(of_flags)) | Q(Exists(of_terms)))


def terms() -> QuerySet[Term]:
    """The whole glossary, with its sources. Two queries."""
    return Term.objects.prefetch_related("sources")


def _noted_in(through: type[Model], name: str) -> Q:
    """That a public edition noted the row when it was made."""
    public = Edition.objects.public().order_by().values("pk")
    rows = through._default_manager.filter(**{name: OuterRef("pk"), "edition__in": public})
    return Q(Exists(rows))

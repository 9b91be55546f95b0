"""Puts articles before their editors again when a register entry they lean on changes.

Wording alone is not enough for that: it reaches readers at once. What changes the meaning is: a
claim's stance or strength, a red flag's urgency or advice, a source that was retracted.
"""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format

from articles import checking, publishing, rendering
from articles.models import Article, Claim, Edition, Recheck, RedFlag, Source
from groundwork import audit
from groundwork.languages import in_own_language

# What an editor must look at again when it changes, and what it is called.
TELLING: dict[type[Model], dict[str, str]] = {
    Claim: {"stance": "stance", "strength": "strength of evidence"},
    RedFlag: {"urgency": "urgency", "what_to_do": "what to do"},
    Source: {"retracted_on": "retraction"},
}
KINDS: dict[type[Model], Recheck.Kind] = {
    Claim: Recheck.Kind.CLAIM,
    RedFlag: Recheck.Kind.RED_FLAG,
    Source: Recheck.Kind.SOURCE,
}


@in_own_language
def what_changed(entry: Claim | RedFlag | Source, before: Claim | RedFlag | Source) -> str:
    """The change of meaning in words, such as “strength of evidence: limited → strong”; or ""."""
    changes = (
        f"{words}: {_shown(before, name)} → {_shown(entry, name)}"
        for name, words in TELLING[type(entry)].items()
        if getattr(before, name) != getattr(entry, name)
    )
    return "; ".join(changes)


@in_own_language
@transaction.atomic
def ask(entry: Claim | RedFlag | Source, *, change: str, by: User | None) -> list[Article]:
    """Put every article that leans on the entry on the desk. Returns them, by title.

    One that waits for this entry already waits on, with the newest reason.
    """
    kind = KINDS[type(entry)]
    leaning = list(rendering.articles_leaning_on(entry).order_by("title"))
    reason = f"{kind.label} {entry.key} changed. {change}"[:230]
    for article in leaning:
        held = " Taken off the schedule: it would be refused now." if _hold(article, by) else ""
        Recheck.objects.waiting().update_or_create(
            article=article,
            kind=kind,
            key=entry.key,
            defaults={
                "reason": f"{reason}{held}",
                "asked_by": by,
                "asked_at": timezone.now(),
            },
        )
    return leaning


def still_harms(article: Article) -> bool:
    """Whether what readers have would be refused if it were published now."""
    public = Edition.objects.public().filter(article=article).select_related("version__article")
    return any(checking.blocking(each.version) for each in public)


def _hold(article: Article, by: User | None) -> bool:
    """Take a coming edition off the schedule if it would be refused now."""
    coming = Edition.objects.to_come().filter(article=article).select_related("version__article")
    if not any(checking.blocking(each.version) for each in coming):
        return False
    return bool(publishing.unschedule(article, by=by))


@transaction.atomic
def settle(recheck: Recheck, *, by: User) -> bool:
    """Somebody looked at it. Whether it still waited."""
    waiting = Recheck.objects.waiting().filter(pk=recheck.pk)
    settled = bool(waiting.update(settled_by=by, settled_at=timezone.now()))
    if settled:
        audit.record("looked at again", recheck.article, by=by, after={"because": recheck.reason})
    return settled


def _shown(entry: Model, name: str) -> str:
    display = getattr(entry, f"get_{name}_display", None)
    value = display() if display else getattr(entry, name)
    return date_format(value, "j F Y") if isinstance(value, date) else str(value or "none")

"""What of the self-checks leans on an article, a source or a red flag: releases and drafts."""

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.signposts import Lean, Ours
from triage import releases
from triage.desk.sentences import place_words
from triage.models import (
    DraftPattern,
    DraftSelfCare,
    DraftTopic,
    DraftVignette,
    Part,
    Release,
)
from triage.releases import PublishedCheck


def what_leans_on(kind: Ours, key: str) -> Iterator[Lean]:
    """Each place by name: in what readers have, then in drafts. A few queries for each check."""
    for check in releases.checks():
        url = _release_url(check)
        for place in _places(check, kind, key):
            said = _("Self-check %(check)s, release %(number)s: %(place)s")
            words = {"check": check.check, "number": check.number, "place": place_words(place)}
            yield Lean(said % words, url)
    for row in _draft_rows(kind, key):
        said = _("Draft of self-check %(check)s: %(row)s")
        words = {"check": row.draft.check_slug, "row": row}
        yield Lean(said % words, _url(row), is_public=False)


def _places(check: PublishedCheck, kind: Ours, key: str) -> Iterator[str]:
    match kind:
        case Ours.ARTICLE:
            yield from (f"topic “{topic}”" for topic, refs in _topics(check) if key in refs)
        case Ours.SOURCE:
            yield from _citing(check, key)
        case Ours.RED_FLAG:
            rules = [rule.id for rule in check.questionnaire.rules if rule.pattern == key]
            yield from (f"rule {rule}" for rule in rules)


def _topics(check: PublishedCheck) -> Iterable[tuple[str, set[str]]]:
    """Each topic with the slugs it leads to."""
    for topic, references in check.signposts.items():
        yield topic, _slugs(references)


def _citing(check: PublishedCheck, key: str) -> Iterator[str]:
    whole = check.questionnaire
    yield from (f"pattern {each.key}" for each in whole.patterns if key in each.sources)
    yield from (f"self-care for {each.problem}" for each in whole.selfcare if key in each.sources)
    yield from (f"vignette {case['id']}" for case in check.vignettes if case["source"] == key)


def _draft_rows(kind: Ours, key: str) -> Iterator[Part]:
    """Rows of drafts whose lists name the key. The database narrows, whole lines decide."""
    match kind:
        case Ours.ARTICLE:
            topics = DraftTopic.objects.filter(references__contains=key).select_related("draft")
            yield from (row for row in topics if key in _slugs(_lines(row.references)))
        case Ours.SOURCE:
            for model in (DraftPattern, DraftSelfCare):
                rows = model.objects.filter(sources__contains=key).select_related("draft")
                yield from (row for row in rows if key in _lines(row.sources))
            yield from DraftVignette.objects.filter(source=key).select_related("draft")
        case Ours.RED_FLAG:
            yield from DraftPattern.objects.filter(key=key).select_related("draft")


def _slugs(references: Iterable[str]) -> set[str]:
    return {reference.partition("#")[0] for reference in references}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _release_url(check: PublishedCheck) -> str:
    row = Release.objects.filter(check_slug=check.check, number=check.number).only("pk").first()
    return reverse("admin:triage_release_change", args=[row.pk]) if row else ""


def _url(row: Part) -> str:
    return reverse(f"admin:triage_{row._meta.model_name}_change", args=[row.pk])

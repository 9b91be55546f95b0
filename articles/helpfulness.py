"""How sure we may be, from few answers, how many readers an article helps. For editors alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from django.db.models import QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import ArticleVersion, Edition, FeedbackCount

# 95 in 100 such intervals hold the true share. Wilson, J Am Stat Assoc 1927;22:209-212.
STANDARD_ERRORS = 1.959964
# An article is put on the desk once we may be sure that it helps fewer than half of its readers…
UNHELPFUL_BELOW = 0.5
# …and enough of them answered for the interval to mean something.
FEWEST_ANSWERS = 10


@dataclass(frozen=True)
class Rate:
    """Of `total` readers who answered, so many found it helpful."""

    helpful: int
    total: int

    @property
    def interval(self) -> tuple[float, float]:
        """The lowest and the highest share that these answers fit, from 0 to 1 (Wilson, 95 %)."""
        if self.total == 0:
            return 0.0, 1.0
        square = STANDARD_ERRORS**2
        share = self.helpful / self.total
        middle = share + square / (2 * self.total)
        reach = STANDARD_ERRORS * sqrt(
            share * (1 - share) / self.total + square / (4 * self.total**2)
        )
        whole = 1 + square / self.total
        return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)

    @property
    def is_low(self) -> bool:
        """Whether even the kindest reading is that most readers were not helped."""
        return self.total >= FEWEST_ANSWERS and self.interval[1] < UNHELPFUL_BELOW

    def __str__(self) -> str:
        low, high = (round(100 * end) for end in self.interval)
        return _("helped %(helpful)s of %(total)s (likely %(low)s to %(high)s %%)") % {
            "helpful": self.helpful,
            "total": self.total,
            "low": low,
            "high": high,
        }


class Unhelpful(NamedTuple):
    article: int
    title: str
    rate: Rate


def in_words(article: int, numbers: Iterable[int]) -> dict[int, str]:
    """What readers said of each of these versions, and of the version before it. One query."""
    wanted = set(numbers)
    rates = _rates(FeedbackCount.objects.filter(version__article=article))
    said: dict[int, str] = {}
    before: Rate | None = None
    for number in sorted(rates):
        if number in wanted:
            said[number] = (_("Readers: %(what)s") % {"what": rates[number]}) + (
                (_("; before: %(before)s") % {"before": before}) if before else ""
            )
        before = rates[number]
    return said


def _rates(counts: QuerySet[FeedbackCount]) -> dict[int, Rate]:
    """By the number of the version."""
    rows = counts.order_by().values_list("version__number", "is_helpful").annotate(Sum("count"))
    sums: dict[int, dict[bool, int]] = {}
    for number, is_helpful, count in rows:
        sums.setdefault(number, {})[is_helpful] = count
    return {number: Rate(found.get(True, 0), sum(found.values())) for number, found in sums.items()}


@dataclass(frozen=True)
class About:
    """What readers said of one part of a version, and why it did not help, most frequent first."""

    part: str
    rate: Rate
    reasons: tuple[str, ...]


def by_part(version: ArticleVersion, titles: Mapping[str, str]) -> list[About]:
    """`titles` of the sections by id. Parts nobody said anything of are left out. One query."""
    rows = FeedbackCount.objects.filter(version=version).order_by()
    told = rows.values_list("section", "is_helpful", "reason").annotate(Sum("count"))
    sums: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for section, is_helpful, reason, count in told:
        sums[section][is_helpful, reason] += count
    order = ["", *titles, *sorted(sums.keys() - titles.keys() - {""})]
    return [_about(titles.get(part, part), sums[part]) for part in order if part in sums]


def _about(part: str, counts: Counter[tuple[bool, str]]) -> About:
    labels = dict(FeedbackCount.Reason.choices)
    reasons = (
        f"{labels.get(reason, reason)}: {count}"
        for (is_helpful, reason), count in counts.most_common()
        if reason and not is_helpful
    )
    rate = Rate(counts[True, ""], counts.total())
    return About(part or _("All of it"), rate, tuple(reasons))


def unhelpful() -> list[Unhelpful]:
    """What readers have now and were mostly not helped by, the worst first. One query."""
    rows = (
        Edition.objects.public(timezone.now())
        .filter(version__feedback__isnull=False)
        .order_by()
        .values_list("article_id", "title", "version__feedback__is_helpful")
        .annotate(Sum("version__feedback__count"))
    )
    sums: dict[tuple[int, str], dict[bool, int]] = {}
    for article, title, is_helpful, count in rows:
        sums.setdefault((article, title), {})[bool(is_helpful)] = count
    found = (
        Unhelpful(article, title, Rate(each.get(True, 0), sum(each.values())))
        for (article, title), each in sums.items()
    )
    return sorted((each for each in found if each.rate.is_low), key=lambda each: each.rate.interval)

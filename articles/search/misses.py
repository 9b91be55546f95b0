"""Counts what people looked for and did not find, without keeping who they were.

Words are kept as a keyed hash until they came on several days, then in clear: what one person
typed once is never legible. What looks like personal data is not counted at all. The rows stand in
a table that no public page reads.
"""

import hashlib
import hmac
import re
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles.models.search import LONGEST_PHRASE, SearchMiss
from articles.search.words import fold

DAYS_UNTIL_CLEAR = 3
MOST_KEPT = 5000
FORGOTTEN_AFTER = timedelta(days=90)
MOST_WORDS = 8

# An address, a name online, a number of six digits or more however it is cut up, a web address.
_PERSONAL = re.compile(r"@|\d(?:[ ().+/-]?\d){5,}|https?:|www\.|\.(?:com|org|net|co)\b")
_LETTER = re.compile(r"[^\W\d_]")


@transaction.atomic
def count(typed: str) -> bool:
    """Count one search that found nothing; False if it is not kept. A few queries."""
    words = kept_form(typed)
    if not words:
        return False
    today = timezone.localdate()
    known = SearchMiss.objects.select_for_update().filter(mark=mark_of(words)).first()
    if known is None:
        _make_room()
        first = {"count": 1, "days": 1, "last_day": today}
        SearchMiss.objects.get_or_create(mark=mark_of(words), defaults=first)
        return True
    known.count += 1
    known.days += known.last_day < today
    known.last_day = today
    known.words = words if known.days >= DAYS_UNTIL_CLEAR else ""
    known.save()
    return True


def worth_a_look() -> QuerySet[SearchMiss]:
    """What came on several days, the most often typed first."""
    return SearchMiss.objects.exclude(words="").order_by("-count", "words")


def settle(words: str) -> int:
    """Somebody saw to these words. Returns how many counts went."""
    return SearchMiss.objects.filter(mark=mark_of(kept_form(words))).delete()[0]


def kept_form(typed: str) -> str:
    """The words as they are compared and kept; empty for what is not to be kept."""
    words = " ".join(fold(typed).split())
    is_too_long = len(words) > LONGEST_PHRASE or len(words.split()) > MOST_WORDS
    if is_too_long or _PERSONAL.search(words) or not _LETTER.search(words) or len(words) < 2:
        return ""
    return words


def mark_of(words: str) -> str:
    """What stands for words until they may be read; of no use without the site's key."""
    key = f"search misses {settings.SECRET_KEY}".encode()
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def forget_old() -> int:
    """Delete what nobody looked for in a long time; how many counts went."""
    over = timezone.localdate() - FORGOTTEN_AFTER
    return SearchMiss.objects.filter(last_day__lt=over).delete()[0]


def _make_room() -> None:
    """Old counts go, and when there are too many, those that came on fewest days."""
    forget_old()
    if SearchMiss.objects.count() >= MOST_KEPT:
        least = SearchMiss.objects.order_by("days", "last_day", "pk").values_list("pk", flat=True)
        SearchMiss.objects.filter(pk__in=[*least[: MOST_KEPT // 10]]).delete()

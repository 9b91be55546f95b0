"""Where an article stands, in sentences: for the panel above its form, and every page beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import editing
from articles.desk.words import at_time, by, on_day
from articles.models import Article, ArticleVersion, Edition, Review

NO_VERSION = gettext_lazy("Not saved yet")
LABELS = Article.State


@dataclass(frozen=True)
class Standing:
    """`remarks`: what a reviewer said of the newest version, until the next."""

    version: ArticleVersion | None
    public: Edition | None
    coming: tuple[Edition, ...]
    waiting: Review | None
    sign_off: Review | None
    remarks: Review | None
    was_archived: bool

    @property
    def state(self) -> Article.State:
        if self.waiting:
            return LABELS.IN_REVIEW
        if any(map(self._is_newest, self.coming)):
            return LABELS.SCHEDULED
        if self.public and self._is_newest(self.public):
            return LABELS.PUBLISHED
        return LABELS.ARCHIVED if self.was_archived else LABELS.DRAFT

    @property
    def said(self) -> str:
        """“Draft, version 7, beside the public text”."""
        if self.version is None:
            return str(NO_VERSION)
        begun = _("%(label)s, version %(number)s") % {
            "label": self.state.label,
            "number": self.version.number,
        }
        if self.public is None:
            return _("%(begun)s. Readers don't have this article.") % {"begun": begun}
        if self._is_newest(self.public):
            return _("%(begun)s. Readers have exactly this.") % {"begun": begun}
        return _("%(begun)s, beside the public text") % {"begun": begun}

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(self._sentences())

    @property
    def is_public(self) -> bool:
        return self.public is not None

    def _is_newest(self, edition: Edition) -> bool:
        newest = self.version
        return newest is not None and edition.version.content_hash == newest.content_hash

    def _sentences(self) -> Iterator[str]:
        if self.version:
            note = f": “{self.version.note}”" if self.version.note else "."
            saved = at_time(self.version.made_at)
            yield (
                _("Saved by %(written_by)s on %(saved)s%(note)s")
                % {"written_by": self.version.written_by, "saved": saved, "note": note}
            )
        if self.public:
            yield (
                _("Readers have version %(number)s %(public)s.")
                % {"number": self.public.version.number, "public": _time_of(self.public)}
            )
        for edition in self.coming:
            yield (
                _("Version %(number)s is scheduled %(edition)s.")
                % {"number": edition.version.number, "edition": _time_of(edition)}
            )
        if self.waiting:
            asked = _("%(asked_by)s asked on %(asked_at)s") % {
                "asked_by": by(self.waiting.asked_by),
                "asked_at": at_time(self.waiting.asked_at),
            }
            yield (
                _("Version %(number)s waits for a review: %(asked)s.")
                % {"number": self.waiting.version.number, "asked": asked}
            )
        if self.version:
            yield sign_off_said(self.sign_off)


def sign_off_said(sign_off: Review | None) -> str:
    """Who signed off exactly this text, in whose name, and until when."""
    if sign_off is None or sign_off.review_due is None:
        return _("Nobody has signed off this text.")
    name = (
        (_(", in the name of %(person)s") % {"person": sign_off.person})
        if sign_off.person
        else _(", in nobody's public name")
    )
    due = on_day(sign_off.review_due)
    if sign_off.is_overdue(timezone.localdate()):
        return _("%(decided_by)s signed it off%(name)s; its review was due on %(due)s.") % {
            "decided_by": by(sign_off.decided_by),
            "name": name,
            "due": due,
        }
    return _("%(decided_by)s signed off this text%(name)s, until %(due)s.") % {
        "decided_by": by(sign_off.decided_by),
        "name": name,
        "due": due,
    }


def standing_of(article: Article) -> Standing:
    """Costs at most six queries; the article's `head` comes with its author."""
    now = timezone.now()
    head = article.head
    editions = Edition.objects.not_over(now).filter(article=article).order_by("starts_at")
    known = list(editions.select_related("version"))
    public = next((each for each in known if each.starts_at <= now), None)
    reviews = Review.objects.filter(article=article).select_related(
        "version", "asked_by", "decided_by", "person"
    )
    return Standing(
        version=head,
        public=public,
        coming=tuple(each for each in known if each.starts_at > now),
        waiting=reviews.waiting().first(),
        sign_off=editing.sign_off_of(head) if head else None,
        remarks=reviews.exclude(remarks="").filter(version=head).order_by("-decided_at").first(),
        was_archived=public is None and _is_over(article),
    )


def _is_over(article: Article) -> bool:
    """Whether readers had the newest version, and have it no more."""
    if article.head is None:
        return False
    over = Edition.objects.filter(article=article, ends_at__lte=timezone.now())
    return over.filter(version__content_hash=article.head.content_hash).exists()


def _time_of(edition: Edition) -> str:
    word = "since" if edition.starts_at <= timezone.now() else "from"
    until = (
        (_(" until %(ends_at)s") % {"ends_at": at_time(edition.ends_at)}) if edition.ends_at else ""
    )
    return f"{word} {at_time(edition.starts_at)}{until}"

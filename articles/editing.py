"""What editors and reviewers do to a text: save a version, restore one, ask for review, decide.

Every save that changes something is a version of its own. A review is of one version's exact
content: any edit overtakes it, and nobody decides on a text they wrote.
"""

from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles import rendering, snapshot
from articles.markdown import Register
from articles.models import Article, ArticleVersion, Edition, Person, Review
from groundwork import audit
from groundwork.languages import in_own_language

SHORTEST_REVIEW_MONTHS = 1
USUAL_REVIEW_MONTHS = 12
LONGEST_REVIEW_MONTHS = 36
DECIDED = {
    Review.Decision.APPROVED: "signed off",
    Review.Decision.RETURNED: "returned with remarks",
    Review.Decision.WITHDRAWN: "took back from review",
}


class Refused(Exception):
    """Not done; the message says why, and what to do."""


@in_own_language
@transaction.atomic
def save_version(
    article: Article, *, by: User | None, note: str = "", entries: Register | None = None
) -> ArticleVersion:
    """The working copy as a version; the newest there is if nothing changed since.

    `by`: None when it came from files. `entries`: the registers, for whoever saves many. A
    review that waits for an older text is overtaken.
    """
    row = Article.objects.select_for_update(of=("self",)).select_related("head")
    content = snapshot.of(article)
    content_hash = snapshot.mark(content)
    head = row.get(pk=article.pk).head
    before = head
    if head is None or head.content_hash != content_hash:
        head = ArticleVersion.objects.create(
            article=article,
            number=head.number + 1 if head else 1,
            content=content,
            content_hash=content_hash,
            author=by,
            note=note,
        )
        Article.objects.filter(pk=article.pk).update(head=head, updated_at=head.made_at)
        _overtake(article)
        if by is not None:
            audit.record("saved", article, by=by, before=_told(before), after=_told(head))
    article.head = head
    rendering.note_working_copy(article, content, entries)
    return head


@in_own_language
@transaction.atomic
def restore(version: ArticleVersion, *, by: User) -> ArticleVersion:
    """Put an earlier version into the working copy, as a new version on top."""
    article = Article.objects.select_for_update().get(pk=version.article_id)
    snapshot.put_back(article, version.content)
    return save_version(article, by=by, note=f"Restored version {version.number}.")


@transaction.atomic
def ask_for_review(version: ArticleVersion, *, by: User, note: str = "") -> Review:
    """Put a version before a second person. Raises `Refused` unless it is the newest."""
    article = _locked(version)
    if article.head_id != version.pk:
        raise Refused(gettext_lazy("The text was changed since. Look at it again, then ask."))
    _overtake(article)
    audit.record("asked for review", article, by=by, after=_told(version))
    return Review.objects.create(article=article, version=version, asked_by=by, note=note)


@transaction.atomic
def approve(
    review: Review, *, by: User, review_due: date, remarks: str = "", person: Person | None = None
) -> Review:
    """Sign a version off until the end of `review_due`; readers see it in `person`'s name.

    Raises `Refused` for somebody's own text, a review that no longer waits, or a wrong date.
    """
    review = _still_waiting(review)
    _refuse_own_text(review, by)
    _refuse_date(review_due)
    if person is not None and person.account_id != by.pk:
        raise Refused(gettext_lazy("You can sign only in your own name."))
    review = _decide(review, Review.Decision.APPROVED, by, remarks, person, review_due)
    editions = Edition.objects.not_over().filter(article=review.article_id)
    editions.filter(version__content_hash=review.version.content_hash).update(review=review)
    return review


@transaction.atomic
def return_with_remarks(review: Review, *, by: User, remarks: str) -> Review:
    """Send a version back to its writers. Raises `Refused`."""
    review = _still_waiting(review)
    if not remarks.strip():
        raise Refused(gettext_lazy("Write what should change, so that the writer can go on."))
    return _decide(review, Review.Decision.RETURNED, by, remarks)


@transaction.atomic
def take_back(review: Review, *, by: User) -> Review:
    """Ask no longer. Raises `Refused` if it was decided meanwhile."""
    return _decide(_still_waiting(review), Review.Decision.WITHDRAWN, by)


def sign_off_of(version: ArticleVersion) -> Review | None:
    """The newest sign-off of exactly this content, under whatever version number."""
    signed = Review.objects.sign_offs().filter(article=version.article_id)
    return signed.filter(version__content_hash=version.content_hash).order_by("-decided_at").first()


def writers_of(version: ArticleVersion) -> set[int]:
    """Keys of the accounts that wrote on this text since it was last signed off."""
    earlier = ArticleVersion.objects.filter(article=version.article_id, number__lte=version.number)
    signed = Review.objects.sign_offs().filter(
        article=version.article_id, version__number__lt=version.number
    )
    last = signed.order_by("-version__number").values_list("version__number", flat=True).first()
    since = earlier.filter(number__gt=last or 0, author__isnull=False)
    return {pk for pk in since.values_list("author", flat=True) if pk is not None}


def _locked(version: ArticleVersion) -> Article:
    return Article.objects.select_for_update().get(pk=version.article_id)


def _still_waiting(review: Review) -> Review:
    Article.objects.select_for_update().get(pk=review.article_id)
    waiting = Review.objects.waiting().select_related("version", "article").filter(pk=review.pk)
    found = waiting.first()
    if found is None:
        raise Refused(
            gettext_lazy("This review no longer waits: the text was changed, or somebody decided.")
        )
    return found


def _refuse_own_text(review: Review, by: User) -> None:
    if by.pk in writers_of(review.version):
        raise Refused(gettext_lazy("You wrote on this text. Somebody else must approve it."))


def _refuse_date(review_due: date) -> None:
    today = timezone.localdate()
    if not today < review_due <= months_after(today, LONGEST_REVIEW_MONTHS):
        raise Refused(
            gettext_lazy(
                "Choose a day after today, at most %(longest_review_months)s months "
                "ahead, for the next review."
            )
            % {"longest_review_months": LONGEST_REVIEW_MONTHS}
        )


def _decide(
    review: Review,
    decision: Review.Decision,
    by: User | None,
    remarks: str = "",
    person: Person | None = None,
    review_due: date | None = None,
) -> Review:
    review.decision = decision
    review.decided_by = by
    review.decided_at = timezone.now()
    review.remarks = remarks
    review.person = person
    review.review_due = review_due
    review.save()
    if by is not None:
        told = {"remarks": remarks, "next review": review_due, "in the name of": person}
        after = {**_told(review.version), **told}
        audit.record(DECIDED[decision], review.article, by=by, after=after)
    return review


def _told(version: ArticleVersion | None) -> dict[str, object]:
    """What the audit trail says of a version: exactly which text."""
    return {"version": version.number, "content hash": version.content_hash} if version else {}


def _overtake(article: Article) -> None:
    for review in Review.objects.waiting().filter(article=article):
        _decide(review, Review.Decision.WITHDRAWN, None)


def months_after(day: date, months: int) -> date:
    """The same day some months on; the 28th where that month is shorter."""
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, min(day.day, 28))

"""What can be done with a comment: hold it, approve or reject it, take either back."""

from dataclasses import dataclass
from enum import Enum

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from articles.comments import consent, washing
from articles.editing import Refused
from articles.models import Article, Comment, HeldComment, RedFlag, RejectionReason
from articles.models.comment import Kind
from groundwork import audit

MOST_WAITING = 1000
"""More than a moderator can read; beyond it a flood fills no disk."""

DECIDED = gettext_lazy("Somebody has decided about this comment meanwhile. Look at it again.")
WAITS = gettext_lazy("This comment waits already.")
NO_REASON = gettext_lazy("Choose a reason.")
NO_TEXT = gettext_lazy("Leave some words, or reject it.")
SENT_AGAIN = gettext_lazy(
    "The same words were sent to this article again meanwhile, and those wait or are public. "
    "Decide about that one."
)


class Held(Enum):
    """What became of what a reader sent."""

    HELD = "held"
    SENT_TWICE = "the same form, sent twice"
    HAD_ALREADY = "the same words wait or are public already"
    FULL = "too many wait"


@dataclass(frozen=True)
class Sent:
    """What a form said, checked."""

    kind: str
    name: str
    text: str
    email: str
    token: str
    red_flags: tuple[RedFlag, ...] = ()


def hold(sent: Sent, *, article: Article) -> Held:
    """Keep it until a moderator decides; nobody else sees it."""
    if HeldComment.objects.waiting().count() >= MOST_WAITING:
        return Held.FULL
    mark = washing.mark_of(sent.text)
    row = HeldComment(
        article=article,
        kind=sent.kind,
        name=sent.name,
        email=sent.email,
        text=sent.text,
        language=get_language() or "",
        red_flags=[flag.key for flag in sent.red_flags],
        form_token=sent.token,
        text_mark=mark,
        shown_name=sent.name,
        shown_text=sent.text,
    )
    if sent.kind == Kind.STORY:
        row.consent, row.consent_version = str(consent.WORDS), consent.VERSION
        row.consented_at = row.sent_at
    if HeldComment.objects.filter(article=article, text_mark=mark, form_token=sent.token).exists():
        return Held.SENT_TWICE
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        same = HeldComment.objects.filter(article=article, text_mark=mark)
        return Held.SENT_TWICE if same.filter(form_token=sent.token).exists() else Held.HAD_ALREADY
    return Held.HELD


@transaction.atomic
def approve(
    held: HeldComment,
    *,
    by: User,
    name: str | None = None,
    text: str | None = None,
    reply: str | None = None,
) -> Comment:
    """Let readers see it, as it came or as the moderator left it. Raises `Refused`."""
    row = _waiting(held)
    _word(row, name, text, reply)
    _decide(row, HeldComment.Decision.APPROVED, by)
    row.save()
    comment = _publish(row)
    audit.record("approved", row, by=by, after={"decision": row.decision})
    return comment


@transaction.atomic
def reword(held: HeldComment, *, by: User, name: str, text: str, reply: str) -> Comment:
    """Change what readers see of an approved one, or our reply to it. Raises `Refused`."""
    row = _locked(held)
    if row.decision != HeldComment.Decision.APPROVED:
        raise Refused(DECIDED)
    _word(row, name, text, reply)
    row.save()
    comment = _publish(row)
    audit.record("reworded", row, by=by)
    return comment


@transaction.atomic
def reject(
    held: HeldComment, *, by: User, reason: RejectionReason | None, note: str = ""
) -> HeldComment:
    """Keep it from readers; its text stays here with the reason. Raises `Refused`."""
    if reason is None:
        raise Refused(NO_REASON)
    row = _waiting(held)
    row.reason, row.note = reason, note.strip()
    _decide(row, HeldComment.Decision.REJECTED, by)
    row.save()
    after = {"decision": row.decision, "reason": str(reason)}
    audit.record("rejected", row, by=by, after=after)
    return row


@transaction.atomic
def undo(held: HeldComment, *, by: User) -> HeldComment:
    """Put a decided one back in the queue, with what was prepared of it. Raises `Refused`."""
    row = _locked(held)
    if row.is_waiting:
        raise Refused(WAITS)
    Comment.objects.filter(held=row).delete()
    before = {"decision": row.decision}
    row.decision, row.decided_by, row.decided_at, row.reason = "", None, None, None
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(SENT_AGAIN) from None
    audit.record("taken back", row, by=by, before=before)
    return row


def _locked(held: HeldComment) -> HeldComment:
    return HeldComment.objects.select_for_update(of=("self",)).get(pk=held.pk)


def _waiting(held: HeldComment) -> HeldComment:
    row = _locked(held)
    if not row.is_waiting:
        raise Refused(DECIDED)
    return row


def _word(row: HeldComment, name: str | None, text: str | None, reply: str | None) -> None:
    """What a moderator left of it; None leaves a field as it is."""
    if name is not None:
        row.shown_name = washing.on_one_line(washing.typed(name))
    if text is not None:
        row.shown_text = washing.paragraphs(washing.typed(text))
    if reply is not None:
        row.reply = washing.paragraphs(washing.typed(reply))
    if not row.shown_text or not row.shown_name:
        raise Refused(NO_TEXT)


def _decide(row: HeldComment, decision: HeldComment.Decision, by: User) -> None:
    row.decision, row.decided_by, row.decided_at = decision, by, timezone.now()
    # It was there to ask before deciding, and for nothing else.
    row.email = ""


def _publish(row: HeldComment) -> Comment:
    shown = {
        "article": row.article,
        "kind": row.kind,
        "name": row.shown_name,
        "text": row.shown_text,
        "language": row.language,
        "is_shortened": row.is_shortened,
        "reply": row.reply,
        "sent_at": row.sent_at,
    }
    comment, _ = Comment.objects.update_or_create(held=row, defaults=shown)
    return comment

"""What readers write: held until a person decided, and apart from that what other readers see.

Two tables, because pages of articles read the second: a flood of held comments must renew none.
"""

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from groundwork.privacy import Kept, Whose, colleague, content

_COMMENT = _("Comments: the name you gave, your words and the time")
_SHOWN_WHY = _("So that a moderator can read them, and then others, if they are shown")
_SHOWN_LONG = _("Shown: until we take it down; not shown: 180 days")
LONGEST_NAME = 60
LONGEST_TEXT = 5000


class Kind(models.TextChoices):
    """A story is one person's experience, and is published only with their consent."""

    COMMENT = "comment", _("A comment on this page")
    STORY = "story", _("My own experience")


class RejectionReason(models.Model):
    """Why a comment may be refused; for moderators and whoever looks after them."""

    kept = (content("label order"),)

    label = models.CharField(
        max_length=80, unique=True, help_text=_("A few words, such as “Dangerous advice”.")
    )
    order = models.PositiveSmallIntegerField(
        default=50, help_text=_("Lower numbers come first: 10 stands before 20.")
    )

    class Meta:
        ordering = ["order", "label"]

    def __str__(self) -> str:
        return self.label


class HeldCommentQuerySet(models.QuerySet["HeldComment"]):
    """Our words for sets of held comments."""

    def waiting(self) -> "HeldCommentQuerySet":
        """Nobody decided yet."""
        return self.filter(decision="")


class HeldComment(models.Model):
    """What a reader sent, word for word, and what a moderator decided about it."""

    kept = (
        content(
            "article kind language red_flags reason note form_token text_mark reply consent_version"
        ),
        Kept(
            "name text shown_name shown_text sent_at decision decided_at",
            Whose.READERS,
            _COMMENT,
            _SHOWN_WHY,
            _SHOWN_LONG,
        ),
        Kept(
            "email",
            Whose.READERS,
            _("The e-mail address you gave with a comment"),
            _("So that a moderator can ask you"),
            _("Until we decide, 30 days at most"),
        ),
        Kept(
            "consent consented_at",
            Whose.READERS,
            _("What you agreed to when you told your own story, and when"),
            _("So that we can show that you agreed"),
            _("As long as the story"),
        ),
        colleague("decided_by"),
    )

    # What the audit trail may tell of it: nothing a reader wrote.
    audited_fields = ("decision",)

    class Decision(models.TextChoices):
        WAITING = "", _("Waiting")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="held_comments")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COMMENT)
    name = models.CharField(max_length=LONGEST_NAME)
    email = models.EmailField(_("e-mail address"), blank=True)
    text = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    red_flags = models.JSONField(
        default=list,
        blank=True,
        help_text=_("Keys of the care cards they saw before they sent it."),
    )
    sent_at = models.DateTimeField(default=timezone.now)

    consent = models.TextField(blank=True, help_text=_("The words a story's writer agreed to."))
    consent_version = models.CharField(max_length=20, blank=True)
    consented_at = models.DateTimeField(null=True)

    form_token = models.CharField(max_length=40, help_text=_("Tells one form sent twice from two."))
    text_mark = models.CharField(
        max_length=64, help_text=_("The same for texts that differ only in case, space and marks.")
    )

    # What other readers see or would see; a moderator may take out what is private.
    shown_name = models.CharField(_("name as readers see it"), max_length=LONGEST_NAME)
    shown_text = models.TextField(_("text as readers see it"))
    reply = models.TextField(blank=True)

    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.ForeignKey(
        RejectionReason, on_delete=models.PROTECT, null=True, blank=True, related_name="held"
    )
    note = models.TextField(blank=True)

    objects = HeldCommentQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "pk"]
        verbose_name = _("comment sent to us")
        verbose_name_plural = _("comments sent to us")
        indexes = [models.Index(fields=["decision", "sent_at"], name="held_comments_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "text_mark"],
                condition=Q(decision__in=["", "approved"]),
                name="same_text_once_while_held_or_approved",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(email="", decided_at__isnull=False),
                name="decided_comment_has_a_time_and_no_email",
            ),
            models.CheckConstraint(
                condition=~Q(decision="rejected") | Q(reason__isnull=False),
                name="rejected_comment_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind="story")
                | (Q(consented_at__isnull=False) & ~Q(consent="") & ~Q(consent_version="")),
                name="story_has_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.sent_at:%d %B %Y}"

    @property
    def is_waiting(self) -> bool:
        return self.decision == self.Decision.WAITING

    @property
    def is_shortened(self) -> bool:
        return (self.shown_name, self.shown_text) != (self.name, self.text)


class Comment(models.Model):
    """What readers see of an approved comment; written by moderators alone."""

    kept = (
        content("article held kind language is_shortened reply approved_at"),
        Kept("name text sent_at", Whose.READERS, _COMMENT, _SHOWN_WHY, _SHOWN_LONG),
    )

    audited_fields = ("kind",)

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="comments")
    held = models.OneToOneField(HeldComment, on_delete=models.PROTECT, related_name="comment")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=LONGEST_NAME)
    text = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    is_shortened = models.BooleanField(default=False)
    reply = models.TextField(blank=True, help_text=_("What we answered, if anything."))
    sent_at = models.DateTimeField()
    approved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        indexes = [models.Index(fields=["article", "-sent_at"], name="comments_of_article")]

    def __str__(self) -> str:
        return f"{self.name}, {self.sent_at:%d %B %Y}"


class ClosedComments(models.Model):
    """Comments are taken on every article but those named here; none at all while one has none."""

    kept = (
        colleague("closed_by"),
        content("article why closed_at"),
    )

    article = models.OneToOneField(
        Article,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="closed_comments",
        help_text=_("Where no comments are taken. Leave it empty to close them on the whole site."),
    )
    why = models.CharField(
        max_length=200,
        blank=True,
        help_text=_("For readers, in a sentence: “We cannot read comments in August.”"),
    )
    closed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    closed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-closed_at"]
        verbose_name = _("switch to close comments")
        verbose_name_plural = _("switches to close comments")

    def __str__(self) -> str:
        return (
            (gettext("Closed on “%(article)s”") % {"article": self.article})
            if self.article
            else gettext("Closed on the whole site")
        )

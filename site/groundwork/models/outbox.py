"""Mail that waits to be sent, and what is kept of mail that was: proof, and no words."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundwork.privacy import Kept, Whose, working

KEEP_UNSENT = timedelta(days=7)
"""How long mail that may not have arrived keeps its words, so that it can be sent again."""
KEEP_PROOF = timedelta(days=90)
"""How long is kept that a mail was sent: purpose, time, Message-ID and hash."""

# What a mail loses when it needs it no longer.
WORDLESS: dict[str, object] = {
    "to": "",
    "subject": "",
    "text": "",
    "html": "",
    "headers": {},
    "about": "",
}


class MessageQuerySet(models.QuerySet["Message"]):
    """Our words for sets of messages."""

    def due(self) -> "MessageQuerySet":
        """What a sender may take now, the longest waiting first."""
        waiting = self.filter(state=Message.State.WAITING, due_at__lte=timezone.now())
        return waiting.order_by("due_at", "pk")

    def held(self) -> "MessageQuerySet":
        """What a sender has taken and not finished."""
        return self.filter(state__in=[Message.State.CLAIMED, Message.State.HANDED_OVER])

    def failed(self) -> "MessageQuerySet":
        """What did not arrive, or may not have."""
        return self.filter(
            state__in=[Message.State.REFUSED, Message.State.GIVEN_UP, Message.State.UNSURE]
        )

    def can_go_again(self) -> "MessageQuerySet":
        """Failed, with its words still kept."""
        wordless = Q(text="") | Q(state=Message.State.REFUSED)
        return self.failed().exclude(wordless)


class Message(models.Model):
    """One e-mail to one address. `about` says whose it is, in the words of the room it is from."""

    kept = (
        Kept(
            "to subject text html headers about",
            Whose.READERS,
            _("Mail to you, until it is sent"),
            _("So that it arrives, and only once"),
            _("Deleted once it was sent; a week if it could not be"),
        ),
        working(
            "purpose message_id fingerprint state attempts written_at due_at ended_at reason "
            "claim claimed_until"
        ),
    )

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        CLAIMED = "claimed", _("Being sent")
        HANDED_OVER = "handed-over", _("Being handed over")
        SENT = "sent", _("Sent")
        REFUSED = "refused", _("Refused by the mail server")
        GIVEN_UP = "given-up", _("Given up after many attempts")
        UNSURE = "unsure", _("Perhaps sent: the sender stopped at the last moment")

    purpose = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True, db_index=True)

    to = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)

    message_id = models.CharField(_("Message-ID"), max_length=255, unique=True)
    fingerprint = models.CharField(
        max_length=64, help_text=_("SHA-256 of address, subject, words and headers.")
    )

    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True, help_text=_("Why it was not sent."))
    claim = models.CharField(max_length=32, blank=True, help_text=_("The sender that has it."))
    claimed_until = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("mail")
        ordering = ["-written_at", "-pk"]
        indexes = [models.Index(fields=["state", "due_at"], name="message_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(to="", subject="", text="", html=""),
                name="sent_mail_keeps_no_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}, {self.get_state_display().lower()}"

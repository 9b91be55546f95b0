"""The links in our mails: a subscriber's key, signed for one purpose. Nobody can make one up."""

from django.core.signing import BadSignature, SignatureExpired, Signer, TimestampSigner
from django.urls import reverse

from articles.models import Subscriber
from articles.models.subscriber import CONFIRM_WITHIN

_CONFIRM = "articles.updates.confirm"
_MANAGE = "articles.updates.manage"


class Forged(Exception):
    """A link we did not write, or that arrived damaged."""


def confirm_path(subscriber: Subscriber) -> str:
    token = TimestampSigner(salt=_CONFIRM).sign(subscriber.key)
    return reverse("articles:updates-confirm", args=[token])


def manage_path(subscriber: Subscriber) -> str:
    return reverse("articles:updates-manage", args=[manage_token(subscriber)])


def unsubscribe_path(subscriber: Subscriber) -> str:
    return reverse("articles:updates-unsubscribe", args=[manage_token(subscriber)])


def manage_token(subscriber: Subscriber) -> str:
    return Signer(salt=_MANAGE).sign(subscriber.key)


def key_to_confirm(token: str) -> tuple[str, bool]:
    """The key, and whether the link is too old to confirm with. Raises `Forged`."""
    signer = TimestampSigner(salt=_CONFIRM)
    try:
        return signer.unsign(token, max_age=CONFIRM_WITHIN), False
    except SignatureExpired:
        return signer.unsign(token), True
    except BadSignature:
        raise Forged from None


def key_to_manage(token: str) -> str:
    """Raises `Forged`. It never grows too old: a reader may leave by any of our mails."""
    try:
        return Signer(salt=_MANAGE).unsign(token)
    except BadSignature:
        raise Forged from None

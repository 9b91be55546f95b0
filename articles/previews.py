"""What is done with preview links: one is made, and taken back.

The token is made from the form's own key and the site's secret, so that the same form sent twice
makes one link and shows the same address; neither key nor token is kept.
"""

import base64
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles.editing import Refused
from articles.models import ArticleVersion, PreviewLink
from articles.models.preview_link import mark_of
from groundwork import audit

DAYS = (1, 7, 30)
USUAL_DAYS = 7
SHORTEST_KEY = 32


def new_key() -> str:
    """For one form; nobody can guess it."""
    return secrets.token_urlsafe(SHORTEST_KEY)


@transaction.atomic
def make_link(version: ArticleVersion, *, by: User, days: int, key: str) -> tuple[PreviewLink, str]:
    """A link and the token in its address, which is never shown again. Raises `Refused`."""
    if days not in DAYS:
        raise Refused(_("Choose how long the link should work."))
    if len(key) < SHORTEST_KEY:
        raise Refused(_("Make the link from the form on this page."))
    token = _token(version, by, key)
    link, is_new = PreviewLink.objects.get_or_create(
        token_hash=mark_of(token),
        defaults={
            "version": version,
            "made_by": by,
            "expires_at": timezone.now() + timedelta(days=days),
        },
    )
    if is_new:
        told = {"version": version.number, "link": link.pk, "until": link.expires_at}
        audit.record("made a preview link", version.article, by=by, after=told)
    return link, token


@transaction.atomic
def revoke(link: PreviewLink, *, by: User) -> bool:
    """The link leads nowhere from now on; False if somebody had revoked it already."""
    rows = PreviewLink.objects.filter(pk=link.pk, revoked_at__isnull=True)
    revoked = bool(rows.update(revoked_at=timezone.now()))
    if revoked:
        told = {"version": link.version.number, "link": link.pk}
        audit.record("revoked a preview link", link.version.article, by=by, before=told)
    return revoked


def _token(version: ArticleVersion, by: User, key: str) -> str:
    digest = salted_hmac(__name__, f"{version.pk}.{by.pk}.{key}", algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")

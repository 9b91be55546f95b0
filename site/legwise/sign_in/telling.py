"""What happens to an account is told to the audit trail, and to its person by letter."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from groundwork import audit
from groundwork.languages import in_own_language
from legwise import letters

Person = AbstractBaseUser | AnonymousUser | None
# What of an account or group says what somebody may do, and how they get in.
TELLING = (
    "username",
    "email",
    "password",
    "is_active",
    "is_staff",
    "is_superuser",
    "groups",
    "user_permissions",
    "permissions",
)


def signed_in(user: User, *, how: str, is_known: bool) -> None:
    """`is_known`: from a browser they signed in from before, so that no letter is due."""
    audit.record("signed in", user, by=user, after={"with": how})
    if not is_known:
        _write(user, _("You signed in from a new browser"), _("signed in from a new browser"))


def changed(
    user: User, act: StrOrPromise, *, by: Person, after: Mapping[str, object] | None = None
) -> None:
    """Something about how they sign in: recorded, and they are written to.

    `act`: in words that wait for their language, since the trail speaks the site's own.
    """
    audit.record(act, user, by=by, after=after)
    _write(user, _("How you sign in was changed"), str(act))


@in_own_language
def rights_changed(row: User | Group, names: Iterable[str]) -> None:
    """After a change in the admin: write to everybody it concerns, if it concerns their rights.

    Which language each of them speaks is not known: these letters are in the site's own.
    """
    if not set(names) & set(TELLING):
        return
    if isinstance(row, User):
        concerned = [row]
        said = _("your account was changed at the desk (what you may do, or how you sign in)")
    else:
        concerned = list(User.objects.filter(groups=row, is_active=True))
        said = _("what the group “%(group)s” may do was changed") % {"group": row.name}
    for person in concerned:
        _write(person, _("Your account was changed"), said)


def _write(person: User, subject: str, said: str) -> None:
    body = _(
        "%(name)s, on %(when)s UTC: %(said)s.\n\n"
        "If you know of it, there is nothing to do. If not, change your password now and tell "
        "whoever runs the site: %(url)s\n\n"
        "We keep no record of where anybody signed in from."
    ) % {
        "name": person.get_username(),
        "when": date_format(timezone.now(), "DATETIME_FORMAT"),
        "said": said,
        "url": f"{settings.DESK_URL}{reverse('admin:password_change')}",
    }
    letters.send(person, f"Legwise: {subject}", body)

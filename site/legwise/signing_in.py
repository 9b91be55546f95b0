"""What somebody typed into the desk, carried over a sign-in: which forms, and what of them.

It travels in the page itself: nothing of it is stored or logged here. Passwords stay behind, and
files cannot travel.
"""

import json
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from groundwork.languages import in_same_language

# The hidden field of the sign-in form that holds all of it.
CARRIED = "typed"
# Which account a form was opened by: another person's words are not saved without a warning.
TYPED_BY = "typed_by"
# Room for the sign-in form's own fields below what Django takes.
MOST_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 100_000
# The site gives each form its own; an old one is worth nothing.
TOKEN = "csrfmiddlewaretoken"  # noqa: S105
SECRET = "password"  # noqa: S105
# The row that script copies when one is added; nobody fills it in.
EMPTY_ROW = "__prefix__"
DOORS = (
    "admin:login",
    "sign-in-code",
    "second-factor-set-up",
    "second-factor-on",
    "second-factor-codes",
    "second-factor-off",
    "confirm",
)
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
# What the admin's pages send along, and nobody typed.
NOT_TYPED = re.compile(r"_|.*(_FORMS|-id)\Z|opened\Z|typed_by\Z|initial-")
IN_A_ROW = re.compile(r"-(\d+)-")
NOT_WORDS = re.compile(r"\d*\Z|on\Z|yes\Z")


@dataclass(frozen=True)
class Typed:
    """A form that was sent and not taken: where to, each field in order, names of files."""

    address: str
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not is_of_the_desk(self.address):
            raise ValueError("Only a form of the desk can be carried.")

    @property
    def packed(self) -> str:
        """All of it in one field, since Django counts fields and a long form has many."""
        return json.dumps([self.address, self.fields, self.files], ensure_ascii=False)

    @property
    def is_too_long(self) -> bool:
        return len(self.packed.encode(errors="replace")) > MOST_BYTES

    @property
    def typed_by(self) -> str:
        """The key of the account that opened the form; empty where the form does not say."""
        return dict(self.fields).get(TYPED_BY, "")

    @property
    def names(self) -> list[str]:
        """What was filled in, as an editor would call it."""
        return list(
            dict.fromkeys(said_of(name) for name, value in self.fields if _is_told(name, value))
        )

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Names and words, without what was only chosen: a chosen row is a number to the form."""
        return [
            (said_of(name), value)
            for name, value in self.fields
            if not NOT_TYPED.match(name) and not NOT_WORDS.match(value)
        ]


def said_of(name: str) -> str:
    """`questions-0-answer` -> `Questions 1: answer`."""
    said = IN_A_ROW.sub(lambda found: f" {int(found[1]) + 1}: ", name)
    return said.replace("_", " ").capitalize()


def typed_in(request: HttpRequest) -> Typed | None:
    """What this request would lose if it were only refused; None if nothing can be carried.

    Costs no query. The sign-in form brings along what it carries already.
    """
    if request.method != "POST" or not _is_a_form(request):
        return None
    if request.path in _doors():
        return unpacked(request.POST.get(CARRIED, ""))
    if not is_of_the_desk(request.get_full_path()):
        return None
    files = (file.name or "" for _, sent in request.FILES.lists() for file in sent)
    fields = (
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name != TOKEN and SECRET not in name and EMPTY_ROW not in name
    )
    return Typed(request.get_full_path(), tuple(fields), tuple(filter(None, files)))


def unpacked(text: str) -> Typed | None:
    """`Typed.packed` again; None for anything else."""
    try:
        address, fields, files = json.loads(text)
        pairs = tuple((str(name), str(value)) for name, value in fields)
        return Typed(str(address), pairs, tuple(map(str, files)))
    except (ValueError, TypeError, RecursionError):
        return None


def is_of_the_desk(address: str) -> bool:
    """An address of ours below the admin that a form may be sent to once somebody signed in."""
    path = unquote(urlsplit(address).path)
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=None) or ".." in path:
        return False
    own = in_same_language(reverse("admin:index"), path)
    apart = _doors() | {reverse(f"admin:{name}") for name in ("logout", "password_change")}
    return own.startswith(reverse("admin:index")) and own not in apart


def _doors() -> set[str]:
    """Pages of signing in, which carry what was typed elsewhere and are never carried."""
    return {reverse(name) for name in DOORS}


def comes_from_us(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this site sent the form.

    Asked where the form's own proof of origin failed: without it another site could put words
    into the page that asks "Save what you typed?". Browsers name the origin with every POST.
    """
    ours = f"{request.scheme}://{request.get_host()}"
    if origin := request.headers.get("Origin"):
        return origin == ours
    referrer = urlsplit(request.headers.get("Referer", ""))
    return f"{referrer.scheme}://{referrer.netloc}" == ours


def _is_told(name: str, value: str) -> bool:
    """Whether an editor would know the field; a number in a row is most often the row's key."""
    is_key = bool(IN_A_ROW.search(name)) and value.isdecimal()
    return bool(value) and not is_key and not NOT_TYPED.match(name)


def _is_a_form(request: HttpRequest) -> bool:
    """Sent by a page, not by a script, which has its text still and expects a short answer."""
    return request.content_type in FORM_TYPES and settings.CSRF_HEADER_NAME not in request.META

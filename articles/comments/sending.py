"""What becomes of a form that was sent: red flags first of all, then errors, then it is held."""

from collections.abc import Mapping
from http import HTTPStatus

from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.comments import acts, stamp
from articles.comments.forms import CommentForm, typed_in
from articles.comments.page import Written
from articles.comments.standing import Standing
from articles.emergencies import red_flags_in
from groundwork import throttle

MOST_AN_HOUR = 5
"""Comments of one sender. A household or a clinic may share an address."""
LONGEST_LOOKED_AT = 20_000
"""Characters looked through for red flags; a text of more is refused, but answered first."""
LONGEST_SEEN = 2000


def written_in(sent: Mapping[str, str]) -> Written:
    """A form as it came. How old it is matters only once nothing else is to be put right."""
    typed = typed_in(sent)
    seal = stamp.read(sent.get("seal", ""))
    seen = frozenset(sent.get("seen", "")[:LONGEST_SEEN].split())
    written = Written(CommentForm(typed), typed, seal.sealed, seal.token, seen=seen)
    if not written.form.is_valid():
        return written
    if seal.age is stamp.Age.TOO_YOUNG:
        written.form.add_error(None, _("Wait a few seconds, then press the button again."))
    elif seal.age is stamp.Age.TOO_OLD:
        said = _("This page was open for a long time. Look at what you wrote, and send it again.")
        written.form.add_error(None, said)
    return written


def send(written: Written, *, request: HttpRequest, standing: Standing) -> HTTPStatus:
    """Hold it, and SEE_OTHER; or nothing is kept, and `written` holds what to show."""
    found = red_flags_in(_all_of(written))
    if not {flag.key for flag in found} <= written.seen:
        written.flags = found
        return HTTPStatus.OK
    if not written.form.is_valid():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    sender = throttle.sender_of(request)
    if not throttle.is_allowed("comment", sender, limit=MOST_AN_HOUR):
        said = _("Many comments came from where you are. Send this one again in an hour.")
        written.form.add_error(None, said)
        return HTTPStatus.TOO_MANY_REQUESTS
    given = written.form.cleaned_data
    sent = acts.Sent(
        kind=given["kind"],
        name=given["name"],
        text=given["text"],
        email=given["email"],
        token=written.token,
        red_flags=tuple(found),
    )
    return _answer(written, acts.hold(sent, article=standing.article.article))


def say_origin_is_missing(written: Written) -> None:
    """The browser sent no cookie of ours, or an old one."""
    said = _(
        "Nothing was sent yet. Press the button again. If you read this a second time, your "
        "browser refuses the cookie that this form needs."
    )
    written.form.add_error(None, said)


def _answer(written: Written, held: acts.Held) -> HTTPStatus:
    if held is acts.Held.HAD_ALREADY:
        said = _("We have these words for this page already. There is nothing more to do.")
        written.form.add_error("text", said)
        return HTTPStatus.CONFLICT
    if held is acts.Held.FULL:
        said = _("More comments wait than we can read. Keep a copy, and send it next week.")
        written.form.add_error(None, said)
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.SEE_OTHER


def _all_of(written: Written) -> str:
    said = (written.typed.get("text", ""), written.typed.get("name", ""))
    return "\n".join(said)[:LONGEST_LOOKED_AT]

"""What the form's page shows: each field with what was typed in it, and what is to be put right."""

from dataclasses import dataclass, field
from typing import Any

from articles.comments import consent, stamp
from articles.comments.forms import TRAP, CommentForm
from articles.models import RedFlag
from articles.models.comment import Kind
from articles.red_flag_words import by_urgency

SEND = "send"
"""The id of the button: where an error leads that belongs to no field."""
ORDER = ("kind", "consent", "name", "email", "text", TRAP)


@dataclass
class Written:
    """A form somebody filled in, and what we have to say to it.

    `seal` goes back into the page; `flags` are the red flags whose cards are to be shown first,
    `seen` are those whose cards stood over the form when it was sent.
    """

    form: CommentForm
    typed: dict[str, str]
    seal: str
    token: str = ""
    flags: list[RedFlag] = field(default_factory=list)
    seen: frozenset[str] = frozenset()

    @classmethod
    def nothing(cls) -> "Written":
        return cls(CommentForm(), {}, stamp.fresh())


def form_page(written: Written) -> dict[str, Any]:
    """The page in finished words."""
    told = {} if written.flags else _told(written.form)
    return {
        "cards": _cards(written.flags),
        "errors": [{"text": text, "href": f"#{place}"} for place, text in told.items()],
        "error": told,
        "typed": {**written.typed, TRAP: ""},
        "kinds": [
            {"value": kind.value, "label": kind.label, "is_chosen": kind == _kind_in(written)}
            for kind in Kind
        ],
        "is_agreed": bool(written.typed.get("consent")),
        "consent": consent.WORDS,
        "seal": written.seal,
        "seen": " ".join(sorted(written.seen | {flag.key for flag in written.flags})),
    }


def _told(form: CommentForm) -> dict[str, str]:
    """Field, or the button -> the first thing wrong with it, in the page's order."""
    errors = form.errors if form.is_bound else {}
    places = {name: str(errors[name][0]) for name in ORDER if name in errors}
    general = {SEND: str(errors["__all__"][0])} if "__all__" in errors else {}
    return {**places, **general}


def _kind_in(written: Written) -> str:
    return written.typed.get("kind", Kind.COMMENT.value if not written.form.is_bound else "")


def _cards(flags: list[RedFlag]) -> list[dict[str, Any]]:
    """One card for each urgency, the most urgent first."""
    return [
        {"level": level, "flags": said, "id": f"card-{level}"} for level, said in by_urgency(flags)
    ]

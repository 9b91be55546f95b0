"""The ways to look at a specimen: which mode, which direction, how large, how wide."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Switch -> its choices, the usual one first, each with its words.
SWITCHES: dict[str, dict[str, Promise | str]] = {
    "mode": {"light": _("Light"), "dark": _("Dark"), "print": _("Print")},
    "dir": {"ltr": _("Left to right"), "rtl": _("Right to left")},
    "text": {"100": "100 %", "200": "200 %"},
    "width": {"full": _("Full"), "phone": "320 px"},
}
HEADINGS = {"mode": _("Mode"), "dir": _("Direction"), "text": _("Text"), "width": _("Width")}


@dataclass(frozen=True)
class Choice:
    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Switch:
    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Look:
    """One choice of each switch."""

    mode: str = "light"
    dir: str = "ltr"
    text: str = "100"
    width: str = "full"

    @property
    def query(self) -> str:
        """Only what differs from the usual look."""
        query = QueryDict(mutable=True)
        usual = vars(Look())
        query.update({name: value for name, value in vars(self).items() if value != usual[name]})
        return f"?{query.urlencode()}" if query else ""


def look(query: QueryDict) -> Look:
    """What an address asks for; a choice we do not know is the usual one."""
    asked = {name: str(query.get(name, "")) for name in SWITCHES}
    return Look(**{name: value for name, value in asked.items() if value in SWITCHES[name]})


def switches(now: Look, path: str) -> list[Switch]:
    """Plain links, each of which changes one thing."""
    return [
        Switch(
            str(HEADINGS[name]),
            tuple(
                Choice(
                    str(words),
                    path + replace(now, **{name: value}).query,
                    vars(now)[name] == value,
                )
                for value, words in choices.items()
            ),
        )
        for name, choices in SWITCHES.items()
    ]

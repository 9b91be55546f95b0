"""What the checks found, and how it is said to an editor."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.markdown import Finding
from articles.readability import AIM_GRADE, Reading

_FIELDS = ("title", "description", "short_answer", "get_help", "body")


@dataclass(frozen=True)
class Report:
    """Findings in the order of the page; `hardest` are sentences as typed, hardest first."""

    findings: tuple[Finding, ...] = ()
    reading: Reading = field(default_factory=lambda: Reading((), 0, 0))
    hardest: tuple[str, ...] = ()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What stops publishing."""
        return tuple(finding for finding in self.findings if finding.blocks)

    @property
    def advice(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.blocks)

    @property
    def numbers(self) -> str:
        """The reading grade, words per sentence and words, in one line."""
        said = _(
            "Reading grade %(grade)s (aim for %(aim)s); words: %(words)s, %(pace)s to a sentence."
        )
        return said % {
            "grade": self.reading.grade,
            "aim": f"{AIM_GRADE:g}",
            "pace": round(self.reading.words_per_sentence, 1),
            "words": f"{self.reading.words:,}",
        }


def in_place_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=_order))


def _order(finding: Finding) -> tuple[int, int, int, int, str]:
    name = finding.field
    first = _FIELDS.index(name) if name in _FIELDS else len(_FIELDS)
    number = name.rpartition(" ")[2]
    row = int(number) if number.isdecimal() else 0
    return first, row, finding.line, finding.start, finding.check


def place_of(finding: Finding) -> str:
    """Where it is, as the form names it: “Body, line 3”."""
    name = _name(finding.field)
    if not finding.line:
        return name
    return _("%(field)s, line %(line)s") % {"field": name, "line": finding.line}


def _name(field_name: str) -> str:
    if field_name.startswith("question "):
        return _("Answer %(number)s") % {"number": field_name.split()[1]}
    names = {
        "title": _("Title"),
        "description": _("Description"),
        "short_answer": _("Short answer"),
        "get_help": _("Get help"),
        "body": _("Body"),
    }
    return names.get(field_name) or _("Text")


def said_of(finding: Finding) -> str:
    """A finding for a message beside its field: the line, the reason, the repair."""
    said = f"{finding.problem} {finding.remedy}"
    if not finding.line:
        return said
    return _("Line %(line)s: %(said)s") % {"line": finding.line, "said": said}

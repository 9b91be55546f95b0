"""What the page could not show: everything the renderer found, at its very words. It blocks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.checks.manuscript import Manuscript
from articles.markdown import Finding, findings_of

_NAMED = re.compile("“([^”]+)”")
_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)?")


def broken_parts(manuscript: Manuscript) -> Iterator[Finding]:
    """Unknown keys, broken cards and links, pictures without alternative text."""
    rendered = manuscript.rendered
    spoken = findings_of(manuscript.text, manuscript.facts.register, rendered)
    for finding, said in zip(rendered.findings, spoken, strict=True):
        place = placed(finding, manuscript.fields.get(finding.field, ""))
        yield replace(place, problem=said.problem, remedy=said.remedy)


def placed(finding: Finding, typed: str) -> Finding:
    """The finding with where its words stand: those it names, or else its whole line."""
    lines = typed.split("\n")
    if not 0 < finding.line <= len(lines):
        return finding
    line = lines[finding.line - 1]
    before = sum(map(len, lines[: finding.line - 1])) + finding.line - 1
    first, last = _words(finding, line)
    return replace(finding, start=before + first, end=before + last)


def _words(finding: Finding, line: str) -> tuple[int, int]:
    if "picture" in finding.problem and (picture := _PICTURE.search(line)):
        return picture.span()
    for name in _NAMED.findall(finding.problem):
        for wanted in (f"[@{name}]", name):
            if (found := line.find(wanted)) >= 0:
                return found, found + len(wanted)
    return len(line) - len(line.lstrip()), len(line.rstrip())

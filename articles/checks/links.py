"""Where links lead: a page of ours and a place on it, or another site that still answers.

Pages made of rows are looked up by address; for all others the site's own address list decides.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import gettext as _

from articles.checks.blocks import Block, Sentence
from articles.checks.manuscript import Manuscript, at
from articles.markdown import Finding
from groundwork.languages import in_own_language, is_of_the_desk

BEGINNING = 12
"""Characters a mistyped address shares with the right one: “/articles/le”."""

MOST_COMPARED = 200

# Places that every article page has, whatever its text.
_ON_EVERY_ARTICLE = frozenset({"main", "get-help", "sources", "related"})
_MADE_OF_ROWS = {"articles:detail", "articles:topic", "about", "about-page", "emergency-number"}
_ADDRESS = re.compile(
    r"\]\(\s{0,3}<?([^\s<>()]{1,2000})|<(\S{1,2000}?)>|^ {0,3}\[[^\]]+\]:\s*(\S+)"
)
_OF_OURS = re.compile(r"[/#](?!/)")


def dead_internal_links(manuscript: Manuscript) -> Iterator[Finding]:
    for place, href in _links(manuscript):
        if _OF_OURS.match(href) and (fault := _Fault.of(manuscript, href)):
            yield at(place, fault.check, fault.problem, fault.remedy, blocks=fault.blocks)


def dead_external_links(manuscript: Manuscript) -> Iterator[Finding]:
    failed = manuscript.facts.failed_links
    for place, href in _links(manuscript):
        reason = failed.get(href) or failed.get(unquote(href))
        if reason and not _OF_OURS.match(href):
            words = {"href": href, "reason": reason}
            problem = _("“%(href)s” did not open when links were last checked: %(reason)s") % words
            remedy = _("Open it yourself. If it is gone, link to another page.")
            yield at(place, "dead-external-link", problem, remedy)


class _Fault:
    """Why one address of ours leads nowhere, or not straight to its place."""

    def __init__(self, check: str, problem: str, remedy: str, blocks: bool = True) -> None:
        self.check, self.problem, self.remedy, self.blocks = check, problem, remedy, blocks

    @classmethod
    def of(cls, manuscript: Manuscript, href: str) -> "_Fault | None":
        parts = urlsplit(href)
        path, place = unquote(parts.path), unquote(parts.fragment)
        own = _path_of("articles:detail", manuscript.slug) if manuscript.slug else ""
        if path in {"", own}:
            ids = {heading.id for heading in manuscript.rendered.headings} | _sources(manuscript)
            return cls._of_place(href, place, frozenset(ids) | _ON_EVERY_ARTICLE)
        if path in manuscript.facts.addresses:
            ids_there = _places(manuscript, path)
            return None if ids_there is None else cls._of_place(href, place, ids_there)
        return cls._of_path(manuscript, href, path)

    @classmethod
    def _of_place(cls, href: str, place: str, ids: frozenset[str]) -> "_Fault | None":
        if not place or place in ids:
            return None
        problem = _("“%(href)s” leads to a section that is not there.") % {"href": href}
        return cls("dead-section", problem, _nearest(place, ids, "#"))

    @classmethod
    def _of_path(cls, manuscript: Manuscript, href: str, path: str) -> "_Fault | None":
        facts = manuscript.facts
        if path in facts.renamed:
            problem = _("“%(href)s” has moved; readers get there by a detour.") % {"href": href}
            remedy = _("Write %(path)s instead.") % {"path": facts.renamed[path]}
            return cls("renamed-link", problem, remedy, blocks=False)
        if path in facts.hidden:
            problem = _("“%(href)s” leads to an article that is not published.") % {"href": href}
            remedy = _("Publish that one first, or take the link out for now.")
            return cls("dead-link", problem, remedy)
        match = _match(path)
        if match is None and _match(f"{path}/"):
            problem = _("“%(href)s” lacks its last stroke.") % {"href": href}
            remedy = _("Write %(path)s/ instead: readers get there by a detour.") % {"path": path}
            return cls("renamed-link", problem, remedy, blocks=False)
        is_for_readers = not is_of_the_desk(path)
        if match and is_for_readers and match.view_name not in _MADE_OF_ROWS:
            return None
        problem = _("“%(href)s” leads nowhere a reader can go.") % {"href": href}
        return cls("dead-link", problem, _nearest(path, frozenset(facts.addresses), ""))


def _places(manuscript: Manuscript, path: str) -> frozenset[str] | None:
    ids = manuscript.facts.addresses[path]
    if ids is None:
        return None
    match = _match(path)
    is_article = match is not None and match.view_name == "articles:detail"
    return ids | _ON_EVERY_ARTICLE if is_article else ids | {"main"}


def _sources(manuscript: Manuscript) -> set[str]:
    return {f"source-{key}" for key in manuscript.rendered.cited_sources}


@in_own_language
def _path_of(name: str, *args: str) -> str:
    return reverse(name, args=args)


@in_own_language
def _match(path: str) -> ResolverMatch | None:
    try:
        return resolve(path)
    except Resolver404:
        return None


def _nearest(wanted: str, known: frozenset[str], mark: str) -> str:
    """Advice on an address; of many only those that begin like it are compared."""
    if len(known) > MOST_COMPARED:
        known = frozenset(one for one in known if one[:BEGINNING] == wanted[:BEGINNING])
    close = get_close_matches(wanted, sorted(known)[:MOST_COMPARED], n=1, cutoff=0.6)
    if close:
        return _("Did you mean %(place)s?") % {"place": f"{mark}{close[0]}"}
    return _("Open the page you mean, and copy its address from there.")


def _links(manuscript: Manuscript) -> Iterator[tuple[Sentence, str]]:
    """Every link with where its address, or else its block, stands."""
    for block in manuscript.blocks:
        hrefs = [str(t.attrGet("href")) for t in block.children if t.type == "link_open"]
        spans = list(_ADDRESS.finditer(block.typed)) if hrefs else []
        for href in hrefs:
            yield _place(block, href, spans), href


def _place(block: Block, href: str, spans: list[re.Match[str]]) -> Sentence:
    """The first address as typed that is this one; it is taken out of `spans`."""
    for number, span in enumerate(spans):
        group = 1 if span[1] else 2 if span[2] else 3
        if unquote(span[group]) == unquote(href):
            del spans[number]
            return block.part(*span.span(group))
    return block.part(0, len(block.typed))

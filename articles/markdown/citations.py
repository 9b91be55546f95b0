"""Citations: `[@key]` after a sentence, with one key of a source or of a claim.

A source keeps one number wherever it is cited. A claim brings its sources and its evidence mark.
"""

import re

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from articles.markdown.entries import ClaimEntry, SourceEntry
from articles.markdown.findings import broken, nearest
from articles.markdown.rendering import Rendering
from articles.stored_words import POLICY, evidence_words

_CITATION = re.compile(r"\[@([^\[\]\n]{0,100})(\]?)")
_LINK = re.compile(r'(<a class="citation") href="#s(\d+)"')
_SEVERAL = re.compile(r"[\s,;@]")


def citations_plugin(md: MarkdownIt) -> None:
    """Read `[@key]` as a `citation` token: `content` is the key, `meta["at"]` where it stands."""
    md.inline.ruler.before("link", "citation", _citation)


def _citation(state: StateInline, silent: bool) -> bool:
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match[1].strip()
        token.markup = match[0]
        token.meta = {"at": state.pos, "closed": bool(match[2])}
    state.pos = match.end()
    return True


def cite(rendering: Rendering, key: str) -> str:
    """What readers see for a citation. An unknown key is shown, and reported, as broken."""
    if key not in rendering.cited:
        claim = rendering.register.claims.get(key)
        source = rendering.register.sources.get(key)
        if claim is not None:
            rendering.cited[key] = _cite_claim(rendering, claim)
        elif source is not None:
            rendering.cited[key] = _cite_source(rendering, source)
        else:
            return _unknown(rendering, key)
    return rendering.cited[key]


def _unknown(rendering: Rendering, key: str) -> str:
    problem = _("No source or claim has the key “%(key)s”.") % {"key": key}
    rendering.report(problem, _advice(rendering, key))
    return broken(_("[@%(key)s]: no such source or claim") % {"key": key})


def unfinished(rendering: Rendering, typed: str) -> str:
    """A citation without its closing bracket."""
    rendering.report(
        _("The citation “%(typed)s” is not closed.") % {"typed": typed},
        _("End it with a square bracket: [@key]"),
    )
    return broken(typed)


def _advice(rendering: Rendering, key: str) -> str:
    if not key or _SEVERAL.search(key):
        return _("Put one key in each pair of brackets: [@first-key][@second-key]")
    register = rendering.register
    return nearest(key, [*register.claims, *register.sources])


def _cite_claim(rendering: Rendering, claim: ClaimEntry) -> str:
    rendering.claims.append(claim.key)
    if claim.policy:
        return _mark(POLICY)
    cited = "".join(_cite_source_of(rendering, claim, key) for key in claim.sources)
    return f"{cited} {_mark(claim.strength)}".strip()


def _cite_source_of(rendering: Rendering, claim: ClaimEntry, key: str) -> str:
    source = rendering.register.sources.get(key)
    if source is not None:
        return "" if source.policy else _cite_source(rendering, source)
    rendering.report(
        _("The claim “%(claim)s” rests on the source “%(key)s”, which is not in the register.")
        % {"claim": claim.key, "key": key},
        _("Add the source, or take its key out of the claim."),
    )
    return broken(_("%(key)s: no such source") % {"key": key})


def _cite_source(rendering: Rendering, source: SourceEntry) -> str:
    if source.policy:
        return _mark(POLICY)
    number = rendering.number(source.key)
    context = {"number": number}
    return render_to_string("components/citation.html", context).strip()


def _mark(strength: str) -> str:
    context = {"strength": strength, "words": evidence_words(strength)}
    return render_to_string("components/evidence_mark.html", context).strip()


def with_ways_back(rendering: Rendering, html: str) -> str:
    """The HTML with an address for every citation, so that its source can lead back to it.

    Parts of a page must come in reading order: the second citation of source 3 is `c3-2`.
    """

    def addressed(link: re.Match[str]) -> str:
        place = rendering.place_of_citation(int(link[2]))
        return f'{link[1]} id="c{place}" href="#s{place}"'

    return _LINK.sub(addressed, html)

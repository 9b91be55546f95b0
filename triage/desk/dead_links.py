"""What a questionnaire leads to that is not there: sections of articles, and sources."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from articles import signposts
from triage import releases
from triage.desk.findings import Found, UrlOf
from triage.desk.sentences import in_words, place_words
from triage.engine.proofs import Vignette
from triage.engine.questionnaire import Questionnaire

Table = Mapping[str, tuple[str, ...]]


def dead_links(whole: Questionnaire, table: Table, url_of: UrlOf) -> Iterator[Found]:
    """Sections that are not published, topics without any, parts that lead to nothing. One query.

    `table`: topic -> sections of articles.
    """
    dead = set(signposts.missing(reference for row in table.values() for reference in row))
    for topic, row in table.items():
        for reference in row:
            if reference in dead:
                place = f"topic {topic}"
                reason = _("It leads to “%(section)s”, which is not published.")
                repair = _("Publish the article, or lead to another section.")
                said = reason % {"section": reference}
                yield Found("links", place_words(place), said, repair, url_of(place))
    for place, topics in _topics(whole):
        yield from _leads_nowhere(place, topics, table, dead, url_of(place))


def unknown_sources(
    whole: Questionnaire, cases: Iterable[Vignette], url_of: UrlOf
) -> Iterator[Found]:
    """Sources that the register does not have. Two queries."""
    rows = [(f"pattern {each.key}", each.sources) for each in whole.patterns]
    rows += [(f"self-care for {each.problem}", each.sources) for each in whole.selfcare]
    known = signposts.sources(key for _, keys in rows for key in keys)
    missing = [
        (place, _("The register has no source “%(source)s”.") % {"source": key})
        for place, keys in rows
        for key in keys
        if key not in known
    ]
    missing += [(each.place, in_words(each.reason)) for each in releases.unsourced(cases)]
    repair = _("Enter it in the register of sources, or cite another.")
    for place, reason in missing:
        yield Found("sources", place_words(place), reason, repair, url_of(place))


def _topics(whole: Questionnaire) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((f"pattern {each.key}", each.topics) for each in whole.patterns)
    yield from ((f"outcome {each.urgency.key}", each.topics) for each in whole.outcomes)
    yield from ((f"self-care for {each.problem}", each.topics) for each in whole.selfcare)


def _leads_nowhere(
    place: str, topics: tuple[str, ...], table: Table, dead: set[str], url: str
) -> Iterator[Found]:
    for topic in topics:
        if not table.get(topic):
            reason = _("Its topic “%(topic)s” leads to no section of an article.")
            repair = _("Say where “%(topic)s” leads, in the topics.")
            words = {"topic": topic}
            yield Found("links", place_words(place), reason % words, repair % words, url)
    if not any(reference not in dead for topic in topics for reference in table.get(topic, ())):
        reason = _("Readers get nothing to read there.")
        repair = _("Give it a topic that leads on.")
        yield Found("links", place_words(place), reason, repair, url)

"""What readers have, as files say it: the same words go out, and are known when they come in."""

from collections.abc import Container, Mapping

from articles.intake.article_kind import ARTICLE
from articles.intake.filing import as_filed
from articles.intake.kinds import State
from articles.models import Article, Edition


def articles_given() -> dict[str, State]:
    """Each public edition as a state, by slug: the words of its version, and where it stands."""
    slugs = dict(Article.objects.values_list("pk", "slug"))
    public = Edition.objects.public().select_related("version", "topic")
    editions = list(public.prefetch_related("body_parts", "audiences"))
    given = {edition.article_id: slugs[edition.article_id] for edition in editions}
    return {given[edition.article_id]: _state_of(edition, given) for edition in editions}


def terms_given(states: Mapping[str, State], articles: Container[str]) -> dict[str, State]:
    """Terms without what readers don't see: a way to an article that they don't have."""
    return {
        key: {**state, "article": state["article"] if state["article"] in articles else ""}
        for key, state in states.items()
    }


def _state_of(edition: Edition, given: Mapping[int, str]) -> State:
    """Related articles that readers don't have are left out, as they are for readers."""
    content = edition.version.content
    state = {
        **content,
        "slug": given[edition.article_id],
        "topic": edition.topic.slug,  # may have been renamed since, as may these two
        "body_parts": sorted(part.slug for part in edition.body_parts.all()),
        "audiences": sorted(audience.slug for audience in edition.audiences.all()),
        "keywords": [word.strip() for word in content["keywords"].split(",") if word.strip()],
        "related": [given[pk] for pk in content["related"] if pk in given],
    }
    return as_filed(ARTICLE, state)

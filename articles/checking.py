"""What stands in the way of giving a version to readers."""

from collections.abc import Collection

from articles import checks, snapshot
from articles.checks.gathering import facts_about
from articles.markdown import Finding, Register
from articles.models import ArticleVersion


def blocking(
    version: ArticleVersion, entries: Register | None = None, together: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Faults that would harm a reader, in reading order; none if it may be published.

    `entries`: the registers, for whoever publishes many. `together`: slugs of articles that go out
    with this one, so that they may link to each other.
    """
    text = snapshot.text_of(version.content)
    return checks.blocking(
        text,
        facts_about(text, entries, together),
        description=version.content["description"],
        slug=version.article.slug,
    )

"""An article as it is checked: its fields, what they hold, and what the page made of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.checks.blocks import Block, Sentence, newlines, read_blocks
from articles.checks.facts import CheckFacts
from articles.markdown import ArticleText, Finding, RenderedArticle, render_article


@dataclass(frozen=True)
class Manuscript:
    """What every check is given. `description` is None where nobody asked for one.

    `slug` is empty before the article has an address; `made` is its page, if it is at hand.
    """

    text: ArticleText
    facts: CheckFacts
    description: str | None = None
    slug: str = ""
    made: RenderedArticle | None = None

    @cached_property
    def rendered(self) -> RenderedArticle:
        """The page, made now unless it was at hand."""
        return self.made or render_article(self.text, self.facts.register)

    @cached_property
    def fields(self) -> dict[str, str]:
        """The fields that hold Markdown, in the order in which they are read."""
        answers = {f"question {n}": q.answer for n, q in enumerate(self.text.questions, start=1)}
        typed = {"short_answer": self.text.short_answer, "body": self.text.body, **answers}
        return {name: newlines(words) for name, words in typed.items()}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(
            block for name, typed in self.fields.items() for block in read_blocks(typed, name)
        )

    def sentences(self) -> Iterator[Sentence]:
        """What readers read as text: no headings, and no cells of tables."""
        for block in self.blocks:
            if block.kind in {"paragraph", "item", "caption"}:
                yield from block.sentences


def at(place: Sentence, check: str, problem: str, remedy: str, *, blocks: bool = False) -> Finding:
    """A finding about these very words."""
    return Finding(place.field, place.line, problem, remedy, place.start, place.end, check, blocks)


def about(field: str, check: str, problem: str, remedy: str, *, blocks: bool = False) -> Finding:
    """A finding about a field as a whole."""
    return Finding(field, 0, problem, remedy, check=check, blocks=blocks)

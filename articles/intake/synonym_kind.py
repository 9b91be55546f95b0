"""Synonyms of the search as records."""

from articles.intake.kinds import Kind
from articles.models import Synonym
from articles.search import indexing
from groundwork.shapes import Shape

SYNONYM = Kind(
    "synonym",
    "synonyms.yaml",
    "synonyms",
    Synonym,
    "words",
    Shape({"words": str, "means": str}),
    after=indexing.put_synonym,
)

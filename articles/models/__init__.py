"""The rows of the articles room."""

from articles.models.article import Article, ArticleQuerySet, CommonQuestion, RelatedArticle
from articles.models.evidence import Claim, Source, Stance, Strength
from articles.models.glossary import Term
from articles.models.loaded import LoadedRecord
from articles.models.pages import EmergencyNumber, Page
from articles.models.red_flag import RedFlag, Urgency
from articles.models.subjects import Audience, BodyPart, Topic

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Audience",
    "BodyPart",
    "Claim",
    "CommonQuestion",
    "EmergencyNumber",
    "LoadedRecord",
    "Page",
    "RedFlag",
    "RelatedArticle",
    "Source",
    "Stance",
    "Strength",
    "Term",
    "Topic",
    "Urgency",
]

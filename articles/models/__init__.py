"""The rows of the articles room."""

from articles.models.address import FormerAddress
from articles.models.article import Article, ArticleQuerySet, CommonQuestion, RelatedArticle
from articles.models.comment import ClosedComments, Comment, HeldComment, RejectionReason
from articles.models.edition import Edition, EditionQuerySet
from articles.models.evidence import Claim, Source, Stance, Strength
from articles.models.feedback import FeedbackCount
from articles.models.glossary import Term
from articles.models.links import ExternalLink
from articles.models.loaded import LoadedRecord
from articles.models.pages import EmergencyNumber, Page
from articles.models.picture import Picture
from articles.models.preview_link import PreviewLink
from articles.models.recheck import Recheck
from articles.models.red_flag import RedFlag, Urgency
from articles.models.red_flag_words import RedFlagWords
from articles.models.reminder import Reminder
from articles.models.review import Person, Review
from articles.models.search import SearchDocument, SearchMiss, SearchPhrase, SearchWord, Synonym
from articles.models.subjects import Audience, BodyPart, Topic
from articles.models.subscriber import Subscriber
from articles.models.version import ArticleVersion

__all__ = [
    "Article",
    "ArticleQuerySet",
    "ArticleVersion",
    "Audience",
    "BodyPart",
    "Claim",
    "ClosedComments",
    "Comment",
    "CommonQuestion",
    "Edition",
    "EditionQuerySet",
    "EmergencyNumber",
    "ExternalLink",
    "FeedbackCount",
    "FormerAddress",
    "HeldComment",
    "LoadedRecord",
    "Page",
    "Person",
    "Picture",
    "PreviewLink",
    "Recheck",
    "RedFlag",
    "RedFlagWords",
    "RejectionReason",
    "RelatedArticle",
    "Reminder",
    "Review",
    "SearchDocument",
    "SearchMiss",
    "SearchPhrase",
    "SearchWord",
    "Source",
    "Stance",
    "Strength",
    "Subscriber",
    "Synonym",
    "Term",
    "Topic",
    "Urgency",
]

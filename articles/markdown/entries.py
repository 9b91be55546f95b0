"""What goes in: one article's text, and the registers it may lean on, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from articles.markdown.terms import NO_TERMS, Glossary

LEVELS = ("emergency", "urgent", "soon")
"""The urgencies a care card can have, most urgent first."""

STRENGTHS = ("strong", "moderate", "limited", "expert-opinion")


@dataclass(frozen=True)
class SourceEntry:
    """A published work. `year` is None where the page carries no date.

    `is_retracted`: its publisher took it back, so it no longer stands behind anything.
    """

    key: str
    authors: str
    title: str
    publisher: str
    year: int | None
    url: str
    doi: str
    kind: str
    policy: bool = False
    is_retracted: bool = False


@dataclass(frozen=True)
class ClaimEntry:
    """Something we say, how sure anyone can be of it, and the keys of the sources it rests on."""

    key: str
    wording: str
    stance: str
    strength: str
    sources: tuple[str, ...]
    policy: bool

    def __post_init__(self) -> None:
        if not self.policy and self.strength not in STRENGTHS:
            raise ValueError(f"claim {self.key!r}: strength {self.strength!r} is not known")


@dataclass(frozen=True)
class RedFlagEntry:
    """Signs that call for help: their words, usual urgency, and what to do about them."""

    key: str
    wording: str
    urgency: str
    what_to_do: str
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.urgency not in LEVELS:
            raise ValueError(f"red flag {self.key!r}: urgency {self.urgency!r} is not known")


@dataclass(frozen=True)
class PictureEntry:
    """An uploaded picture by its file's name. `widths` are the sizes there are, in pixels."""

    name: str
    width: int
    height: int
    widths: tuple[int, ...]
    alternative_text: str
    credit: str
    caption: str = ""


@dataclass(frozen=True)
class Register:
    """The three registers by key, our emergency number, the glossary, and pictures by name."""

    sources: Mapping[str, SourceEntry]
    claims: Mapping[str, ClaimEntry]
    red_flags: Mapping[str, RedFlagEntry]
    emergency_number: str
    glossary: Glossary = NO_TERMS
    pictures: Mapping[str, PictureEntry] = field(default_factory=dict)


EMPTY_REGISTER = Register(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}), "112")


@dataclass(frozen=True)
class QuestionText:
    """A common question in plain words, and its answer in Markdown."""

    question: str
    answer: str


@dataclass(frozen=True)
class ArticleText:
    """What an editor typed: two fields of Markdown, questions, and keys of red flags to show."""

    title: str
    short_answer: str
    body: str
    questions: tuple[QuestionText, ...] = field(default=())
    get_help: tuple[str, ...] = field(default=())

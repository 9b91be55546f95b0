"""The rows of the self-check: drafts, published releases, and nothing a reader ever answered."""

from triage.models.asked import (
    DraftDefinition,
    DraftOption,
    DraftPage,
    DraftQuestion,
    DraftSection,
)
from triage.models.draft import Draft, Level, Part
from triage.models.held_to import DraftPromise, DraftVignette
from triage.models.publish_request import PublishRequest
from triage.models.release import Release, ReleaseQuerySet
from triage.models.told import (
    DraftNote,
    DraftOutcome,
    DraftPattern,
    DraftRule,
    DraftSelfCare,
    DraftTopic,
)

__all__ = [
    "Draft",
    "DraftDefinition",
    "DraftNote",
    "DraftOption",
    "DraftOutcome",
    "DraftPage",
    "DraftPattern",
    "DraftPromise",
    "DraftQuestion",
    "DraftRule",
    "DraftSection",
    "DraftSelfCare",
    "DraftTopic",
    "DraftVignette",
    "Level",
    "Part",
    "PublishRequest",
    "Release",
    "ReleaseQuerySet",
]

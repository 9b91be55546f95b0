"""Who may do what at the desk: four groups with the least rights their work needs.

docs/roles.md shows the same as a table, and a test tries each act as each role.
"""

from typing import Any

EDITOR = "Editor"
REVIEWER = "Reviewer"
MODERATOR = "Moderator"
PUBLISHER = "Publisher"

Rights = dict[str, tuple[str, ...]]
"""Model, as “room.model” -> what may be done with it: view, add, change, delete, or a name."""

SEES: Rights = {
    "articles.article": ("view",),
    "articles.articleversion": ("view",),
    "articles.audience": ("view",),
    "articles.bodypart": ("view",),
    "articles.claim": ("view",),
    "articles.commonquestion": ("view",),
    "articles.emergencynumber": ("view",),
    "articles.externallink": ("view",),
    "articles.page": ("view",),
    "articles.person": ("view",),
    "articles.picture": ("view",),
    "articles.redflag": ("view",),
    "articles.redflagwords": ("view",),
    "articles.relatedarticle": ("view",),
    "articles.review": ("view",),
    "articles.searchmiss": ("view",),
    "articles.source": ("view",),
    "articles.synonym": ("view",),
    "articles.term": ("view",),
    "articles.topic": ("view",),
    "triage.draft": ("view",),
    "triage.release": ("view",),
}
WRITES: Rights = {
    "articles.article": ("add", "change", "delete"),
    "articles.claim": ("add", "change"),
    "articles.commonquestion": ("add", "change", "delete"),
    "articles.picture": ("add", "change"),
    "articles.relatedarticle": ("add", "change", "delete"),
    "articles.searchmiss": ("delete",),
    "articles.source": ("add", "change"),
    "articles.synonym": ("add", "change", "delete"),
    "articles.term": ("add", "change"),
    "triage.draft": ("add", "change"),
}
PUBLISHES: Rights = {
    "groundwork.auditentry": ("view",),
    "articles.article": ("publish_article",),
    "articles.audience": ("add", "change"),
    "articles.bodypart": ("add", "change"),
    "articles.claim": ("delete",),
    "articles.emergencynumber": ("add", "change"),
    "articles.page": ("add", "change"),
    "articles.person": ("add", "change"),
    "articles.picture": ("delete",),
    "articles.redflag": ("add", "change", "delete"),
    "articles.redflagwords": ("add", "change", "delete"),
    "articles.source": ("delete",),
    "articles.term": ("delete",),
    "articles.topic": ("add", "change"),
    "triage.draft": ("delete",),
    "triage.publishrequest": ("view", "publish_draft"),
}
REVIEWS: Rights = {"articles.article": ("review_article",)}
# Comments are the moderators' own; of the rest they see what readers comment on.
MODERATES: Rights = {
    "articles.article": ("view",),
    "articles.heldcomment": ("view", "change"),
    "articles.rejectionreason": ("view", "add", "change", "delete"),
}
CLOSES_COMMENTS: Rights = {"articles.closedcomments": ("view", "add", "change", "delete")}

ROLES: dict[str, tuple[Rights, ...]] = {
    EDITOR: (SEES, WRITES),
    REVIEWER: (SEES, REVIEWS),
    MODERATOR: (MODERATES, CLOSES_COMMENTS),
    PUBLISHER: (SEES, WRITES, PUBLISHES, CLOSES_COMMENTS),
}


def rights_of(role: str) -> set[tuple[str, str, str]]:
    """Every right of a role, as (room, model, codename of the permission)."""
    return {
        (*_split(model), act if "_" in act else f"{act}_{_split(model)[1]}")
        for rights in ROLES[role]
        for model, acts in rights.items()
        for act in acts
    }


def make_groups(groups: Any, permissions: Any) -> None:
    """Give each group exactly the rights of its role; groups of other names stay as they are.

    Takes the managers, so that a migration can hand in those of its time.
    """
    known = {
        (each.content_type.app_label, each.content_type.model, each.codename): each
        for each in permissions.select_related("content_type")
    }
    for role in ROLES:
        group, _ = groups.get_or_create(name=role)
        group.permissions.set(known[right] for right in sorted(rights_of(role)))


def _split(model: str) -> tuple[str, str]:
    room, _, name = model.partition(".")
    return room, name

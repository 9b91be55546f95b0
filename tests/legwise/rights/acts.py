"""Every act at the desk, who may do it, and how it is tried: the table of docs/roles.md."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group

from articles import editing
from articles.models import (
    Article,
    Claim,
    EmergencyNumber,
    Page,
    RedFlag,
    RejectionReason,
    Review,
    SearchMiss,
    Source,
    Synonym,
    Topic,
)
from legwise.roles import EDITOR, MODERATOR, PUBLISHER, REVIEWER
from tests.articles.pictures.making import picture_file
from tests.legwise.rights.fields import filled
from tests.legwise.rights.world import NO_GROUP, SUPERUSER, World
from tests.triage.desk.pressing import seal_on
from tests.triage.desk.small import calm, change_rule
from triage.desk import publishing
from triage.models import Draft, DraftRule

Address = str | Callable[[World], str]
Fields = Callable[[World], dict[str, Any]]

NOBODY: frozenset[str] = frozenset()
BOSS = frozenset({SUPERUSER})
STAFF = frozenset({NO_GROUP, EDITOR, REVIEWER, MODERATOR, PUBLISHER, SUPERUSER})
SEES = frozenset({EDITOR, REVIEWER, PUBLISHER, SUPERUSER})
WRITES = frozenset({EDITOR, PUBLISHER, SUPERUSER})
REVIEWS = frozenset({REVIEWER, SUPERUSER})
PUBLISHES = frozenset({PUBLISHER, SUPERUSER})
MODERATES = frozenset({MODERATOR, SUPERUSER})
CLOSES = frozenset({MODERATOR, PUBLISHER, SUPERUSER})

SMALL = "/admin/self-check/small/"


@dataclass(frozen=True)
class Act:
    """Tried by sending `fields` to `address`, or by looking at it where there are none.

    `fields` also arranges what the act is done to; anew for each person where it `is_about_me`.
    `writes`: False for what only shows, which must write nothing.
    """

    name: str
    who: frozenset[str]
    address: Address
    fields: Fields | None = None
    writes: bool = True
    is_about_me: bool = False

    def address_in(self, world: World) -> str:
        return self.address if isinstance(self.address, str) else self.address(world)


def _seen(name: str, who: frozenset[str], address: Address) -> Act:
    return Act(name, who, address, writes=False)


def _sent(
    name: str, who: frozenset[str], address: Address, fields: Fields | dict[str, Any], **more: bool
) -> Act:
    known = fields if callable(fields) else lambda _: fields
    return Act(name, who, address, known, **more)


def _changed(name: str, who: frozenset[str], row: Callable[[World], Any], **changes: Any) -> Act:
    """A form of the admin, filled in as it stands but for `changes`."""

    def fields(world: World) -> dict[str, Any]:
        return filled(world.boss.get(_page_of(row(world), "change")), **changes)

    return Act(name, who, lambda world: _page_of(row(world), "change"), fields)


def _deleted(name: str, who: frozenset[str], row: Callable[[World], Any]) -> Act:
    return _sent(name, who, lambda world: _page_of(row(world), "delete"), {"post": "yes"})


def _added(name: str, who: frozenset[str], model: str, **fields: Any) -> Act:
    address = f"/admin/{model}/add/"
    return _sent(name, who, address, lambda w: filled(w.boss.get(address), **fields))


def _page_of(row: Any, page: str) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/{page}/"


def _of_article(page: str) -> Callable[[World], str]:
    return lambda world: world.url(page)


def _sealed(page: str, **fields: Any) -> Callable[[World], dict[str, Any]]:
    """The seal is that of a page somebody looked at; it opens nothing for others."""
    return lambda world: {"seal": seal_on(world.boss.get(world.url(page))), **fields}


def _replaced(world: World) -> dict[str, Any]:
    """The article that leads here leads to itself then."""
    other = Article.objects.get(slug="calf-stretch")
    return {**_sealed("archive/")(world), "when": "now", "replacement": other.pk}


def _asked(world: World) -> dict[str, Any]:
    review = editing.ask_for_review(world.version, by=world.colleague)
    return {"review": review.pk, "decision": Review.Decision.APPROVED, "due": "12"}


def _asked_of_my_own(world: World) -> dict[str, Any]:
    type(world.version).objects.filter(pk=world.version.pk).update(author=world.me)
    return _asked(world)


def _as_is(world: World) -> dict[str, Any]:
    return {"seal": seal_on(world.boss.get(f"{SMALL}publish/")), "note": "Again"}


def _more_urgent(world: World) -> dict[str, Any]:
    change_rule(Draft.objects.get(), "r-other", urgency="soon")
    return _as_is(world)


def _calmer(world: World, by: Any) -> dict[str, Any]:
    """Somebody asked to publish a draft that calms; whoever else may must approve it."""
    draft = Draft.objects.get()
    calm(draft)
    proposal = publishing.of_draft(Draft.objects.get())
    publishing.publish(proposal, seal=proposal.seal, by=by or world.colleague, note="Calmer")
    return {"seal": seal_on(world.boss.get(f"{SMALL}publish/"))}


def _of_comment(act: str, **fields: Callable[[], Any]) -> Act:
    def known(world: World) -> dict[str, Any]:
        row = world.comment
        words = {"name": row.shown_name, "text": row.shown_text, "reply": "", "act": act}
        return {**words, **{name: value() for name, value in fields.items()}}

    return Act(
        f"{act.capitalize()} a comment", MODERATES, lambda w: _page_of(w.comment, "change"), known
    )


def _my_account(world: World) -> str:
    return _page_of(world.me or world.colleague, "change")


def _rights_for_oneself(world: World) -> dict[str, Any]:
    """A Publisher's group, by the very form a superuser uses."""
    group = Group.objects.get(name=PUBLISHER)
    return filled(world.boss.get(_my_account(world)), groups=[str(group.pk)])


def _picture(_world: World) -> dict[str, Any]:
    words = {"alternative_text": "A calf", "credit": "Own", "caption": ""}
    return {"image": picture_file(), **words}


ACTS: tuple[Act, ...] = (
    _seen("Open the desk", STAFF, "/admin/"),
    _seen("Look at the components", STAFF, "/admin/components/"),
    _seen("See articles", SEES | {MODERATOR}, "/admin/articles/article/"),
    _seen("See an article's versions", SEES | {MODERATOR}, _of_article("history/")),
    _seen("See claims", SEES, "/admin/articles/claim/"),
    _seen("See pictures", SEES, "/admin/articles/picture/"),
    _seen("See what was searched for", SEES, "/admin/articles/searchmiss/"),
    _seen("See questionnaire drafts", SEES, "/admin/triage/draft/"),
    _seen("Check a draft", SEES, f"{SMALL}check/"),
    _seen("Take a draft away", SEES, lambda world: f"/admin/triage/draft/{world.draft.pk}/file/"),
    _seen("See releases", SEES, "/admin/triage/release/"),
    _seen("Take a release away", SEES, f"{SMALL}releases/1/file/yaml/"),
    _seen("See who asks to publish", PUBLISHES, "/admin/triage/publishrequest/"),
    _seen("See comments", MODERATES, "/admin/articles/heldcomment/"),
    _seen(
        "Open a comment",
        MODERATES,
        lambda world: f"/admin/articles/heldcomment/{world.comment.pk}/change/",
    ),
    _seen("Read the audit trail", PUBLISHES, "/admin/groundwork/auditentry/"),
    _seen("See what became of mail", BOSS, "/admin/groundwork/message/"),
    _seen("See accounts", BOSS, "/admin/auth/user/"),
    _seen("See groups", BOSS, "/admin/auth/group/"),
    _seen("See subscribers", NOBODY, "/admin/articles/subscriber/"),
    _seen("See secrets of second steps", NOBODY, "/admin/otp_totp/totpdevice/"),
    _sent(
        "Preview Markdown", WRITES, "/admin/markdown/preview/", {"content": "## One"}, writes=False
    ),
    _sent("Upload a picture", WRITES, "/admin/markdown/upload/", _picture),
    _changed("Write on a colleague's article", WRITES, lambda w: w.article, title="Other"),
    _deleted("Delete an article readers never had", WRITES, lambda w: w.never_had),
    _deleted("Delete an article readers had", NOBODY, lambda w: w.article),
    _sent(
        "Send to review",
        WRITES,
        _of_article("review/ask/"),
        lambda w: {"version": w.version.number},
    ),
    _sent("Take back from review", WRITES, _of_article("review/take-back/"), _asked),
    _sent(
        "Put an earlier version back",
        WRITES,
        _of_article("versions/1/restore/"),
        lambda world: filled(world.boss.get(world.url("versions/1/"))),
    ),
    _sent(
        "Make a preview link",
        WRITES,
        _of_article("previews/"),
        {"number": 2, "days": 7, "key": "two" * 12},
    ),
    _sent("Revoke a preview link", WRITES, lambda w: w.url(f"previews/{w.link.pk}/revoke/"), {}),
    _sent("Approve a colleague's text", REVIEWS, _of_article("review/decide/"), _asked),
    _sent(
        "Approve one's own text",
        NOBODY,
        _of_article("review/decide/"),
        _asked_of_my_own,
        is_about_me=True,
    ),
    _sent(
        "Return a colleague's text",
        REVIEWS,
        _of_article("review/decide/"),
        lambda w: {**_asked(w), "decision": "returned", "remarks": "Say more."},
    ),
    _sent("Publish", PUBLISHES, _of_article("publish/"), _sealed("publish/", when="now")),
    _sent("Publish unseen", NOBODY, _of_article("publish/"), {"when": "now", "seal": ""}),
    _sent("Archive", PUBLISHES, _of_article("archive/"), _replaced),
    _sent("Give another address", PUBLISHES, _of_article("rename/"), {"slug": "cramps-at-night"}),
    _changed("Change a claim", WRITES, lambda _: Claim.objects.get(), why="Two small trials."),
    _changed(
        "Change a source", WRITES, lambda _: Source.objects.get(key="guide-2021"), title="Another"
    ),
    _deleted("Delete a source nothing leans on", PUBLISHES, lambda w: w.source),
    _added("Add a synonym", WRITES, "articles/synonym", words="shin, lower leg", means="calf"),
    _deleted("Delete a synonym", WRITES, lambda _: Synonym.objects.get()),
    _deleted("Put away what was searched for", WRITES, lambda _: SearchMiss.objects.get()),
    _changed("Change a red flag", PUBLISHES, lambda _: RedFlag.objects.get(), wording="Swollen"),
    _changed("Change a topic", PUBLISHES, lambda _: Topic.objects.get(), title="Others"),
    _changed("Change a page", PUBLISHES, lambda _: Page.objects.get(), title="Others"),
    _changed("Change emergency numbers", PUBLISHES, lambda _: _a_number(), country="Elsewhere"),
    _changed("Change a person readers see", PUBLISHES, lambda w: w.person, role="Another"),
    _deleted("Delete a picture nothing shows", PUBLISHES, lambda w: w.picture),
    _changed(
        "Write on a colleague's draft", WRITES, lambda _: DraftRule.objects.first(), reason="So."
    ),
    _sent("Publish a questionnaire", PUBLISHES, f"{SMALL}publish/", _more_urgent),
    _sent(
        "Publish a questionnaire unseen",
        NOBODY,
        f"{SMALL}publish/",
        lambda w: {**_more_urgent(w), "seal": ""},
    ),
    _sent(
        "Approve a calmer questionnaire a colleague asks for",
        PUBLISHES,
        f"{SMALL}approve/",
        lambda w: _calmer(w, w.colleague),
    ),
    _sent(
        "Approve a calmer questionnaire one asked for",
        NOBODY,
        f"{SMALL}approve/",
        lambda w: _calmer(w, w.me),
        is_about_me=True,
    ),
    _sent(
        "Withdraw a release",
        PUBLISHES,
        "/admin/triage/release/",
        lambda w: {"action": "withdraw", "_selected_action": [w.release.pk]},
    ),
    _sent(
        "Change a release",
        NOBODY,
        lambda w: f"/admin/triage/release/{w.release.pk}/change/",
        {"signed_by": "Somebody", "note": "Other"},
    ),
    _deleted("Delete a release", NOBODY, lambda w: w.release),
    _of_comment("approve"),
    _of_comment("reject", reason=lambda: RejectionReason.objects.latest("pk").pk),
    _deleted("Delete a comment", NOBODY, lambda w: w.comment),
    _added("Add a reason to reject", MODERATES, "articles/rejectionreason", label="Own", order="9"),
    _added("Close comments", CLOSES, "articles/closedcomments", why="Too many"),
    _sent(
        "Change the audit trail",
        NOBODY,
        lambda w: f"/admin/groundwork/auditentry/{w.entry.pk}/change/",
        {"act": "other"},
    ),
    _deleted("Delete from the audit trail", NOBODY, lambda w: w.entry),
    _deleted("Delete mail", NOBODY, lambda w: w.message),
    _sent("Give oneself rights", BOSS, _my_account, _rights_for_oneself, is_about_me=True),
    _changed("Change a colleague's account", BOSS, lambda w: w.colleague, is_superuser="on"),
    _sent(
        "Set a colleague's password",
        BOSS,
        lambda w: f"/admin/auth/user/{w.colleague.pk}/password/",
        {"password1": "quite another word", "password2": "quite another word"},
    ),
    _deleted("Delete an account", BOSS, lambda w: w.leaver),
    _changed("Change what a group may do", BOSS, lambda _: _a_group(), permissions=[]),
)


def _a_number() -> EmergencyNumber:
    return EmergencyNumber.objects.get()


def _a_group() -> Group:
    return Group.objects.get(name=EDITOR)


def _a_rule() -> DraftRule:
    return DraftRule.objects.get(key="r-other")

"""Who may give readers what: a draft that was checked, or an earlier release once more.

Where anybody would be told something calmer than before, one person asks and another approves
exactly the same. Nothing is published on the strength of a page somebody looked at earlier: the
draft, and what readers have now, must still be what that page showed.
"""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import signposts
from groundwork import audit
from triage import releases
from triage.desk import checking, drafts
from triage.desk.building import Built
from triage.desk.checking import CheckReport
from triage.desk.sentences import in_words
from triage.models import Draft, PublishRequest, Release, ReleaseQuerySet
from triage.releases import PublishedCheck


class Refused(Exception):
    """Not published; the message says why, and what to do."""


@dataclass(frozen=True)
class Proposal:
    """What readers would get, and what they have.

    `mark`: the fingerprint of the draft or release. `base`: the release they have or, if none
    stands, had last. `is_calmer`: somebody would be told something calmer than by the base.
    """

    subject: Draft | Release
    mark: str
    base: PublishedCheck | None
    is_calmer: bool
    built: Built | None = None
    report: CheckReport | None = None

    @property
    def check(self) -> str:
        return self.subject.check_slug

    @property
    def base_number(self) -> int:
        return self.base.number if self.base else 0

    @property
    def seal(self) -> str:
        """Of the page that shows this: what is published must still be it, against the same."""
        return f"{self.mark}.{self.base_number}"

    @property
    def is_publishable(self) -> bool:
        """A release was proved when it was published."""
        return self.report is None or self.report.is_publishable


def of_draft(draft: Draft) -> Proposal:
    """The draft as it is now, checked."""
    built = drafts.build(draft)
    report = checking.checked(built, drafts.places(draft))
    base = releases.newest(draft.check_slug)
    whole = built.questionnaire
    is_calmer = bool(base and whole and checking.calms(base.questionnaire, whole))
    return Proposal(draft, report.mark, base, is_calmer, built, report)


def of_release(release: Release) -> Proposal:
    """An earlier release, to be given to readers once more."""
    base = releases.newest(release.check_slug)
    earlier = releases.numbered(release.check_slug, release.number)
    if base is None or earlier is None:
        raise Release.DoesNotExist
    is_calmer = checking.calms(base.questionnaire, earlier.questionnaire)
    return Proposal(release, release.content_hash, base, is_calmer)


def of_request(asked: PublishRequest) -> Proposal:
    """What was asked for, as it is now."""
    subject = asked.subject
    return of_release(subject) if isinstance(subject, Release) else of_draft(subject)


def request_for(proposal: Proposal) -> PublishRequest | None:
    """What was asked for this very content; an edit since makes a request void."""
    asked = PublishRequest.objects.filter(check_slug=proposal.check).select_related("asked_by")
    return asked.filter(**_subject(proposal), content_hash=proposal.mark).first()


def publish(proposal: Proposal, *, seal: str, by: User, note: str) -> Release | PublishRequest:
    """Give readers the proposal, or ask a second person if it calms. Raises `Refused`.

    `seal`: of the page on which they decided.
    """
    _refuse_unseen(proposal, seal)
    if proposal.is_calmer:
        return _ask(proposal, by=by, note=note)
    return _release(proposal, by=by, note=note)


def approve(proposal: Proposal, *, seal: str, by: User) -> Release:
    """The second person's word for what was asked. Raises `Refused`."""
    _refuse_unseen(proposal, seal)
    asked = request_for(proposal)
    if asked is None:
        raise Refused(
            _("Nobody asks for this any more, or it was changed since. Look at it afresh.")
        )
    if asked.asked_by_id == by.pk:
        raise Refused(_("You asked for this yourself. Somebody else must approve it."))
    return _release(proposal, by=asked.asked_by, note=asked.note, approved_by=by)


@transaction.atomic
def take_back(asked: PublishRequest, *, by: User) -> None:
    """Ask no longer."""
    told = {"content hash": asked.content_hash, "asked by": asked.asked_by}
    audit.record("took back a request", asked.subject, by=by, before=told)
    asked.delete()


@transaction.atomic
def withdraw(standing: ReleaseQuerySet, *, by: User) -> int:
    """Take releases back: nobody gets a result from them any more. How many were."""
    taken = list(standing.standing().select_for_update(of=("self",)))
    for release in taken:
        audit.record("withdrew", release, by=by)
    return Release.objects.filter(pk__in=[each.pk for each in taken]).withdraw()


@transaction.atomic
def put_back(release: Release, *, by: User) -> None:
    """Let readers use a withdrawn release again, unless that calms. Raises `Refused`.

    Older than what readers have, it changes nothing for them but that runs on it may go on.
    """
    base = releases.current(release.check_slug)
    mine = releases.numbered(release.check_slug, release.number)
    is_newest = base is None or base.number < release.number
    if base and mine and is_newest and checking.calms(base.questionnaire, mine.questionnaire):
        said = _(
            "%(release)s is calmer for some readers than release %(number)s, which they have now. "
            "Open it, and ask a second person there."
        )
        raise Refused(said % {"release": release, "number": base.number})
    if Release.objects.filter(pk=release.pk).put_back():
        audit.record("put back", release, by=by)
    Release.objects.filter(pk=release.pk).put_back()
    signposts.found_pages_changed()


def _refuse_unseen(proposal: Proposal, seal: str) -> None:
    if seal != proposal.seal:
        raise Refused(_("It was changed since you looked. This page shows it as it is now."))
    if not proposal.is_publishable:
        raise Refused(_("Mend what stands in the way first; the report names it."))


@transaction.atomic
def _ask(proposal: Proposal, *, by: User, note: str) -> PublishRequest:
    _lock_unchanged(proposal)
    PublishRequest.objects.filter(check_slug=proposal.check).delete()
    told = {"content hash": proposal.mark, "note": note}
    audit.record("asked to publish", proposal.subject, by=by, after=told)
    return PublishRequest.objects.create(
        check_slug=proposal.check,
        **_subject(proposal),
        content_hash=proposal.mark,
        note=note,
        asked_by=by,
        asked_at=timezone.now(),
    )


@transaction.atomic
def _release(
    proposal: Proposal, *, by: User, note: str, approved_by: User | None = None
) -> Release:
    built = _lock_unchanged(proposal)
    PublishRequest.objects.filter(check_slug=proposal.check).delete()
    if isinstance(proposal.subject, Release):
        again, _is_new = releases.publish_again(
            release=proposal.subject, note=note, published_by=by, approved_by=approved_by
        )
        return again
    return _release_draft(proposal, built, by=by, note=note, approved_by=approved_by)


def _release_draft(
    proposal: Proposal, built: Built | None, *, by: User, note: str, approved_by: User | None
) -> Release:
    report = proposal.report
    if built is None or built.questionnaire is None or report is None or report.proof is None:
        raise Refused(_("It cannot be built. Look at the report."))
    try:
        release, _is_new = releases.publish(
            check=proposal.check,
            questionnaire=built.questionnaire,
            report=report.proof,
            signpost_table=built.signposts,
            vignettes=built.vignettes,
            note=note,
            published_by=by,
            approved_by=approved_by,
        )
    except (releases.NotProved, releases.SignpostsMissing, releases.SourcesMissing) as error:
        said = _("%(error)s Look at the report afresh.")
        raise Refused(said % {"error": in_words(str(error))}) from error
    return release


def _lock_unchanged(proposal: Proposal) -> Built | None:
    """The draft as it is under the lock; nobody else publishes until the transaction is over."""
    list(Release.objects.select_for_update().filter(check_slug=proposal.check).values_list("pk"))
    base = releases.newest(proposal.check)
    if (base.number if base else 0) != proposal.base_number:
        raise Refused(_("A release was published meanwhile. Look at the difference afresh."))
    if isinstance(proposal.subject, Release):
        return None
    draft = Draft.objects.select_for_update().get(pk=proposal.subject.pk)
    built = drafts.build(draft)
    if checking.mark_of(built) != proposal.mark:
        raise Refused(_("The draft was changed meanwhile. Look at the report afresh."))
    return built


def _subject(proposal: Proposal) -> dict[str, Draft | Release]:
    name = "release" if isinstance(proposal.subject, Release) else "draft"
    return {name: proposal.subject}

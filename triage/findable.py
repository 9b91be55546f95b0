"""What the search finds of the self-checks: each outcome, as anyone may read it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.signposts import Findable, Section
from triage import releases
from triage.engine.questionnaire import Outcome
from triage.engine.wording import VOICES, spoken
from triage.releases import PublishedCheck


def outcomes() -> Iterator[Findable]:
    """Every outcome of the checks that readers have now, and the checks' own start. One query."""
    for published in releases.checks():
        yield _start(published)
        for outcome in published.questionnaire.outcomes:
            yield _found(published, outcome)


def _start(published: PublishedCheck) -> Findable:
    title = published.questionnaire.title
    return Findable(
        key=published.check,
        title=title,
        about=_("Questions, one at a time, and then how soon to get help."),
        url=reverse("triage:start", args=[published.check]),
        phrases=(_("self-check"), _("symptom checker"), _("check my symptoms")),
    )


def _found(published: PublishedCheck, outcome: Outcome) -> Findable:
    voice = VOICES[0]
    told = [*outcome.do, *outcome.do_not, *outcome.safety_net]
    texts = [spoken(text, voice) for text in (outcome.lead, outcome.when, *told)]
    check = published.questionnaire.title
    return Findable(
        key=f"{published.check}/{outcome.urgency.key}",
        title=f"{spoken(outcome.title, voice)} ({check})",
        about=spoken(outcome.lead, voice) or spoken(outcome.when, voice),
        url=reverse("triage:outcome", args=[published.check, outcome.urgency.key]),
        phrases=(check,),
        sections=(Section("", "", " ".join(text for text in texts if text)),),
    )

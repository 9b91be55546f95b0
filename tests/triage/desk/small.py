"""A small draft that could be published, and ways to spoil it."""

from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client

from triage.desk import drafts
from triage.engine.urgency import Urgency
from triage.files.questionnaire import document_of
from triage.models import Draft, DraftRule

TEXT = """\
name: small
title: A small check
scope: For tests.
sections:
- {id: s1, title: One}
questions:
- id: alarm
  section: s1
  kind: multi
  text: Is your leg blue?
  red_flag: true
  harmless: none
  options:
  - {id: blue, label: Blue and cold, flag: emergency}
  - {id: none, label: None of these, exclusive: true}
- id: problem
  section: s1
  kind: single
  text: What hurts?
  harmless: soreness
  options:
  - {id: soreness, label: Sore muscles}
  - {id: other, label: Something else}
- id: signs
  section: s1
  kind: multi
  text: Any of these?
  ask_when: problem is soreness
  red_flag: true
  harmless: none
  options:
  - {id: swollen, label: Swollen on one side, flag: urgent}
  - {id: throb, label: Throbbing, flag: soon}
  - {id: none, label: None of these, exclusive: true}
patterns:
  plain:
    name: Plain
    tell: Rest it.
    topics: [cramps]
    policy: true
rules:
- {id: e-blue, urgency: emergency, pattern: plain, when: alarm is blue, reason: It is blue.}
- {id: u-swollen, urgency: urgent, pattern: plain, when: signs is swollen, reason: It is swollen.}
- {id: s-throb, urgency: soon, pattern: plain, when: signs is throb, reason: It throbs.}
- {id: r-other, urgency: routine, pattern: plain, when: problem is other, reason: It is other.}
- {id: h-sore, urgency: self-care, pattern: plain, when: problem is soreness, reason: It is sore.}
notes: {}
selfcare:
  soreness:
    title: Sore muscles
    expect: It passes.
    do: [Rest.]
    come_back: [It stays.]
    topics: [cramps]
signposts:
  cramps: [night-cramps#s-what-may-help]
promises:
- {id: other-is-seen, when: problem is other, at_least: routine}
vignettes:
- id: v1
  story: Somebody with a swollen leg.
  answers: {signs: [swollen]}
  lowest: urgent
  highest: urgent
  source: own-cases
- id: v2
  story: Somebody whose leg throbs.
  answers: {signs: [throb]}
  lowest: self-care
  highest: urgent
  source: own-cases
outcomes:
"""
OUTCOME = """\
  {key}:
    title: What to do at {key}
    lead: This is why.
    when: Then
    do: [Do this.]
    safety_net: [Come back.]
    topics: [cramps]
"""
TEXT += "".join(OUTCOME.format(key=level.key) for level in Urgency)


def small_draft(text: str = TEXT) -> Draft:
    draft = drafts.begin("small", None)
    drafts.fill(draft, document_of(text, "small.yaml"))
    return draft


def spoil(draft: Draft, old: str, new: str) -> None:
    """Fill the draft anew with one piece of its text replaced."""
    assert old in TEXT
    drafts.fill(draft, document_of(TEXT.replace(old, new, 1), "small.yaml"))


def change_rule(draft: Draft, key: str, **changes: Any) -> None:
    """As a colleague would, in another tab."""
    with drafts.changed(draft, by=None):
        DraftRule.objects.filter(draft=draft, key=key).update(**changes)


def calm(draft: Draft) -> None:
    """Nobody whose leg throbs is asked to get help soon any more."""
    spoil(draft, "{id: throb, label: Throbbing, flag: soon}", "{id: throb, label: Throbbing}")
    change_rule(draft, "s-throb", urgency="routine")


def person(name: str, *permissions: str, is_staff: bool = True) -> User:
    user = User.objects.create_user(name, is_staff=is_staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client

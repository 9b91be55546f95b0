"""A questionnaire with a hostile text in every field: its pages, its diagram and its files."""

import json
import re
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.test import Client

from tests.drill import times
from tests.hostile import payloads
from tests.hostile.pages import faults
from tests.triage.engine.factory import questionnaire
from tests.triage.walker import Walker
from triage.desk.diagram import diagram
from triage.engine.proofs import prove
from triage.engine.questionnaire import Questionnaire
from triage.engine.wording import BadWording
from triage.releases import publish, with_register_wording

WORDS = {
    *(
        "title",
        "scope",
        "not_for",
        "text",
        "hint",
        "label",
        "reason",
        "tell",
        "name",
        "lead",
        "when",
    ),
    *("do", "do_not", "safety_net", "come_back", "expect", "detail", "help"),
}
# Braces choose between voices: the engine refuses all others.
TEXTS = tuple(text.replace("\x00", "") for text in payloads.ALL if "{" not in text)


def spoilt(thing: Any, text: str) -> Any:
    """The same value with this text for all words that people read."""
    if isinstance(thing, tuple):
        return tuple(spoilt(each, text) for each in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    changes: dict[str, Any] = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.name in WORDS and isinstance(value, str) and value:
            changes[field.name] = text
        elif field.name in WORDS and isinstance(value, tuple) and all(map(is_text, value)):
            changes[field.name] = tuple(f"{text} {n}" for n, _ in enumerate(value))
        elif isinstance(value, tuple):
            changes[field.name] = spoilt(value, text)
    return replace(thing, **changes)


def is_text(value: object) -> bool:
    return isinstance(value, str)


def hostile(text: str) -> Questionnaire:
    small = questionnaire()
    spoilt_one: Questionnaire = spoilt(small, text or "x")
    return replace(spoilt_one, name=small.name)


def test_the_diagram_draws_them_as_words() -> None:
    drawn = 0
    for text in TEXTS[:: times(3, 1)]:
        try:
            asked = hostile(text)
        except BadWording:
            continue
        drawn += 1
        page = render_to_string("admin/triage/_diagram.html", {"diagram": diagram(asked)})

        assert faults(f"<!doctype html>{page}") == [], text
    assert drawn > times(100, 300)


@pytest.mark.django_db
@pytest.mark.parametrize("place", range(3, len(TEXTS), times(70, 1)))
def test_its_pages_and_files_are_harmless(place: int) -> None:
    whole = with_register_wording(hostile(TEXTS[place]))
    publish(check="legs", questionnaire=whole, report=prove(whole), signpost_table={}, note="")
    walker = Walker()
    pages = []
    walker.start()
    while walker.step not in ("answers", "result"):
        pages.append(walker.page)
        first = re.findall(r'name="answer" value="([^"]*)"', walker.page)[0]
        walker.answer(
            first if walker.step == "problem" else "none" if "none" in walker.page else first
        )
    for step in ("answers", "result", "summary"):
        pages.append(walker.get(f"{walker.run_url}{step}/").page)
    for step in ("", "paper/", "scorecard/", "outcomes/emergency/", "outcomes/self-care/"):
        pages.append(walker.get(f"/self-check/legs/{step}").page)

    assert [faults(page) for page in pages] == [[]] * len(pages)
    plain = Client().get(f"{walker.run_url}summary.txt")
    assert plain.get("Content-Type", "").startswith(("text/plain", "text/html"))


@pytest.mark.django_db
def test_its_files_are_taken_away_as_files() -> None:
    whole = with_register_wording(hostile('"><script>alert(1)</script>'))
    release, _ = publish(
        check="legs", questionnaire=whole, report=prove(whole), signpost_table={}, note="<b>"
    )
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    desk = f"/admin/self-check/legs/releases/{release.number}"
    listed = f"/admin/triage/release/{release.pk}/change/"

    shown = [
        client.get(f"{desk}/diagram/"),
        client.get(listed),
        client.get("/admin/triage/release/"),
    ]

    for response in shown:
        assert (response.status_code, faults(response.content.decode(), has_scripts=True)) == (
            200,
            [],
        )
    for kind in ("json", "yaml", "fhir"):
        file = client.get(f"{desk}/file/{kind}/")
        if file.status_code == 200:
            assert file["Content-Disposition"].startswith("attachment")
            assert file["X-Content-Type-Options"] == "nosniff"
            assert "html" not in file["Content-Type"]
            assert "json" not in file["Content-Type"] or json.loads(file.content)

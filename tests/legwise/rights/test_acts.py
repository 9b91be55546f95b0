"""Each act of the desk is tried as each role, over HTTP: what may not be done changes nothing."""

import copy
import io
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from tests.legwise.rights.acts import ACTS, Act
from tests.legwise.rights.table import table
from tests.legwise.rights.world import TOKEN, WHO, World, come, make

pytestmark = pytest.mark.django_db

DOC = Path(__file__).resolve().parents[3] / "docs" / "roles.md"
WRITTEN = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"(\w+)"', re.IGNORECASE)
# Written by trying alone: who is here, how often they tried, and what tells of it.
BESIDE = {
    "django_session",
    "django_admin_log",
    "groundwork_attempt",
    "groundwork_daysalt",
    "groundwork_auditentry",
    "groundwork_message",
}
DID, REFUSED = "did it", "was refused"


class Undone(Exception):
    """Ends a try, so that the next one finds the desk as it was."""


@pytest.fixture
def world(db: None, tmp_path: Path) -> Iterator[World]:
    """Time stands still: on a slow machine nobody is asked for their password again."""
    made = make(tmp_path)
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        yield made


def sent(client: Client, address: str, fields: dict[str, Any] | None) -> tuple[Any, bool]:
    """The answer, and whether anything was written; a form brings the proof that it is ours."""
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := WRITTEN.match(sql):
            written.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        if fields is None:
            return client.get(address), bool(written - BESIDE)
        anew = {
            name: io.BytesIO(value) if isinstance(value, bytes) else value
            for name, value in fields.items()
        }
        answer = client.post(address, {**anew, "csrfmiddlewaretoken": TOKEN})
        return answer, bool(written - BESIDE)


def tried(
    act: Act, world: World, client: Client, me: User | None, fields: dict[str, Any] | None
) -> str:
    """What came of it; nothing of it stays."""
    said, cookies = "", copy.deepcopy(client.cookies)
    world.me = me
    try:
        with transaction.atomic():
            if act.is_about_me and act.fields:
                fields = act.fields(world)
            answer, has_written = sent(client, act.address_in(world), fields)
            said = judged(act, answer, has_written=has_written)
            raise Undone
    except Undone:
        client.cookies = cookies
        return said


def judged(act: Act, answer: Any, *, has_written: bool) -> str:
    code, leads_to = answer.status_code, answer.headers.get("Location", "")
    is_away = code in {403, 404, 405} or leads_to.startswith("/admin/login/")
    if act.writes and has_written:
        return DID
    if has_written:
        return "wrote, which it should not"
    if act.writes or is_away:
        return REFUSED if code < 500 else f"broke with {code}"
    return DID if code == 200 else f"was answered with {code}"


def test_each_role_does_what_it_may_and_nothing_else(world: World) -> None:
    people = {who: come(who) for who in WHO}
    found = {}

    for act in ACTS:
        try:
            with transaction.atomic():
                is_known = act.fields and not act.is_about_me
                fields = act.fields(world) if act.fields and is_known else None
                for who, (client, me) in people.items():
                    found[who, act.name] = tried(act, world, client, me, fields)
                raise Undone
        except Undone:
            continue

    should = {(who, act.name): DID if who in act.who else REFUSED for act in ACTS for who in WHO}
    assert {each: said for each, said in found.items() if said != should[each]} == {}
    assert found.keys() == should.keys()


@pytest.mark.parametrize("token", ["", "b" * 32])
def test_no_act_is_done_by_a_form_from_elsewhere(world: World, token: str) -> None:
    client, world.me = come("superuser")
    writing = [act for act in ACTS if act.writes and act.fields and act.who]
    done = {}

    for act in writing:
        try:
            with transaction.atomic():
                assert act.fields
                fields = {**act.fields(world), "csrfmiddlewaretoken": token}
                done[act.name] = client.post(act.address_in(world), fields).status_code
                raise Undone
        except Undone:
            continue

    assert set(done.values()) == {403}, done


def test_the_document_shows_what_is_tried() -> None:
    assert table() in DOC.read_text(encoding="utf-8")


def test_every_act_has_a_name_of_its_own() -> None:
    assert len({act.name for act in ACTS}) == len(ACTS) > 60

"""A process that answers readers alone does not carry what the desk is made of."""

import json
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

# Of the desk: its admin, the language of rules, the solver, pictures, codes for an app.
HEAVY = {"articles.admin", "triage.admin", "triage.desk.views", "lark", "pysat", "PIL", "segno"}
A_WORKER = """
import json, sys
sys.path[:0] = ["site", "."]
from legwise.wsgi import application, django_application
from django.contrib import admin
from django.test import RequestFactory

def status(path):
    said = []
    told = RequestFactory().get(path, headers={"host": "127.0.0.1"}).environ
    b"".join(django_application(told, lambda status, headers: said.append(status)))
    return int(said[0].split()[0])

def tell():
    return [sorted(sys.modules), sorted(model._meta.label for model in admin.site._registry)]

seen = [status("/livez"), *tell()]
seen += [status("/admin/"), *tell()]
print(json.dumps(seen))
"""


def test_a_worker_loads_the_desk_when_somebody_first_goes_there() -> None:
    done = subprocess.run(
        [sys.executable, "-c", A_WORKER],
        cwd=settings.HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    live, before, nobody, desk, after, registered = json.loads(done.stdout)

    assert (live, desk) == (200, 302)
    assert HEAVY & set(before) == set()
    assert nobody == []
    assert {"articles.admin", "triage.admin"} <= set(after)
    assert set(registered) == {model._meta.label for model in admin.site._registry}


@pytest.mark.parametrize(
    ("name", "args", "path"),
    [
        ("admin:index", [], "/admin/"),
        ("desk:check", ["legs"], "/admin/self-check/legs/check/"),
        ("gallery:index", [], "/admin/components/"),
        ("markdownx_markdownify", [], "/admin/markdown/preview/"),
        ("second-factor", [], "/admin/second-step/"),
    ],
)
def test_the_desk_s_addresses_are_found_by_name(name: str, args: list[str], path: str) -> None:
    assert reverse(name, args=args) == path


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["upload", "preview", "pictures", "pictures/look"])
def test_pages_of_the_editor_are_for_editors(client: Client, name: str) -> None:
    said = client.post(f"/admin/markdown/{name}/", {"content": "x"})

    assert said.status_code in {403, 405}

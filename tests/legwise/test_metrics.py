"""Figures for Prometheus: for whoever has the token, about routes, of all workers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django.fixtures import Settings

TOKEN = "a long token"
# A process of its own: the library decides at its first import whether figures are shared.
ASK = """
import django, os
django.setup()
from django.test import Client
from groundwork import metrics
client = Client()
client.get("/livez?q=my-leg")
client.get("/nowhere-at-all/my-leg/")
metrics.page_counter()()
said = client.get("/metrics", headers={"Authorization": "Bearer a long token"})
print(said.status_code, said.content.decode())
"""


@pytest.mark.parametrize("header", ["", "Bearer wrong", "Bearer ", TOKEN + "x"])
@pytest.mark.django_db
def test_without_the_token_there_is_nothing_here(
    client: Client, settings: Settings, header: str
) -> None:
    settings.METRICS_TOKEN = TOKEN

    assert client.get("/metrics", headers={"Authorization": header}).status_code == 404


@pytest.mark.django_db
def test_without_a_token_set_nobody_gets_any(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = ""

    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_answers_are_counted_by_route_and_status(tmp_path: Path) -> None:
    shared = tmp_path / "metrics"
    shared.mkdir()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "legwise.settings",
        "PYTHONPATH": f"site{os.pathsep}.",
        "DEBUG": "true",
        "VAR_DIR": str(tmp_path),
        "ALLOWED_HOSTS": "testserver",
        "METRICS_TOKEN": TOKEN,
        "PROMETHEUS_MULTIPROC_DIR": str(shared),
    }
    environment.pop("DATABASE_URL", None)
    asked = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment,
        cwd=django_settings.HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )

    assert asked.stdout.startswith("200")
    assert 'legwise_answers_total{method="GET",route="/livez",status="200"} 1.0' in asked.stdout
    assert 'route="none",status="404"' in asked.stdout
    assert "legwise_kept_pages_total 1.0" in asked.stdout
    assert "my-leg" not in asked.stdout

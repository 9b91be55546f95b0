"""No secret is in the repository, a log, an error page, or what `check` prints."""

import io
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.test_house import tracked_files

pytestmark = pytest.mark.alike

HOUSE = Path(__file__).resolve().parents[1]
SECRETS = {
    "SECRET_KEY": "ourkeyourkeyourkeyourkeyourkeyourkeyourkeyourkeyourkey123",
    "METRICS_TOKEN": "ourtokenourtokenourtoken",
    "EMAIL_URL": "submission://ouruser:ourmailword@mail.example",
}
HIDDEN = ("ourkeyourkey", "ourtokenour", "ourmailword", "ourdatabaseword")
# Keys and tokens of the usual makers, private keys, and a key of Django's own making.
LOOKS_SECRET = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bxox[abp]-[0-9A-Za-z-]{10,}|django-insecure-|\bsk_live_[0-9A-Za-z]{10,}"
)
A_KEY = re.compile(r"SECRET_KEY\s*=\s*[\"'][^\"']{20,}")
TEXTS = (".py", ".md", ".txt", ".in", ".toml", ".html", ".js", ".css", ".yaml", ".yml", ".json")


def test_nothing_in_the_repository_looks_like_a_secret() -> None:
    found = [
        name
        for name in tracked_files()
        if (name.endswith(TEXTS) or "." not in Path(name).name)
        and name != "tests/test_secrets.py"
        and (
            LOOKS_SECRET.search(text := (HOUSE / name).read_text(encoding="utf-8"))
            or (not name.startswith("tests/") and A_KEY.search(text))
        )
    ]

    assert found == []


def test_files_that_hold_secrets_are_never_added() -> None:
    names = set(tracked_files())
    ignored = (HOUSE / ".gitignore").read_text(encoding="utf-8").split()

    assert not [name for name in names if Path(name).name in {".env", "secret-key"}]
    assert {".env", "var/"} <= {line.lstrip("/") for line in ignored}


@pytest.mark.parametrize("database", ["sqlite", "postgres"])
def test_check_prints_none_even_when_the_start_fails(tmp_path: Path, database: str) -> None:
    url = "postgres://ouruser:ourdatabaseword@127.0.0.1:1/nothing"
    told = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--database", "default"],
        cwd=HOUSE,
        env={
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(tmp_path / "var"),
            "BEHIND_TLS": "true",
            **SECRETS,
            **({"DATABASE_URL": url} if database == "postgres" else {}),
        },
        capture_output=True,
        text=True,
        check=False,
    )

    said = told.stdout + told.stderr
    assert said.strip()
    assert not [secret for secret in HIDDEN if secret in said]


@pytest.mark.django_db
def test_an_error_page_and_its_log_tell_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        secret = settings.SECRET_KEY
        raise RuntimeError(f"broken beside {len(secret)} letters")

    monkeypatch.setattr("legwise.views.render", broken)
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    try:
        answer = Client(raise_request_exception=False).get("/now/")
    finally:
        logging.getLogger().removeHandler(handler)

    assert answer.status_code == 500
    assert "RuntimeError" not in answer.content.decode()
    for secret in (settings.SECRET_KEY, str(settings.HOUSE)):
        assert secret not in answer.content.decode()
    assert settings.SECRET_KEY not in written.getvalue()

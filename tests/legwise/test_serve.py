"""The server says what to open, and says so kindly when it cannot start."""

import socket
from typing import Any

import pytest
from django.core.management import CommandError, call_command


def test_it_says_what_to_open_and_how_to_make_an_account(
    settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr("os.execv", lambda _path, arguments: started.append(arguments))
    settings.PORT = _free_port()

    call_command("serve")

    said = capsys.readouterr().out
    assert f"http://127.0.0.1:{settings.PORT}/" in said
    assert "/admin/" in said
    assert "createsuperuser" in said
    assert started[0][-1] == "site/legwise/wsgi.py:application"
    assert started[0][started[0].index("--port") + 1] == str(settings.PORT)


def test_a_taken_port_is_named_with_what_to_do(settings: Any) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings.PORT = other.getsockname()[1]

        with pytest.raises(CommandError, match=r"PORT=8001 make run"):
            call_command("serve")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

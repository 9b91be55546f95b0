"""Quick password hashes, and paper codes that cost little."""

import pytest
from pytest_django.fixtures import Settings

from legwise.sign_in import second_factor


@pytest.fixture(autouse=True)
def _quick(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(second_factor, "SCRYPT_WORK", 2)

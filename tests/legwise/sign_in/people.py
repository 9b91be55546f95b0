"""People who sign in for real, step by step, and the app on their phone."""

import re
import time
from binascii import unhexlify
from html import unescape
from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from legwise.sign_in import second_factor

PASSWORD = "long enough for anyone"
LOGIN, CODE, SET_UP = "/admin/login/", "/admin/login/code/", "/admin/second-step/set-up/"
DESK, CONFIRM = "/admin/", "/admin/confirm/"
INPUT = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def person(role: str = "Publisher", name: str = "anna", **changes: Any) -> User:
    known = {"is_staff": True, "email": f"{name}@example.org", **changes}
    user = User.objects.create_user(name, password=PASSWORD, **known)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


def with_app(user: User) -> User:
    """Connected a while ago, so that the code of this half minute was not used yet."""
    key = second_factor.random_key()
    TOTPDevice.objects.create(user=user, name="app", key=key)
    return user


def code_of(user: User) -> str:
    return code_for(TOTPDevice.objects.get(user=user).key)


def code_for(key: str, steps: int = 0) -> str:
    app = TOTP(unhexlify(key))
    app.time = time.time() + 30 * steps
    return f"{app.token():06d}"


def wrong_code(user: User) -> str:
    """None of the codes the app shows about now."""
    key = TOTPDevice.objects.get(user=user).key
    near = {code_for(key, steps) for steps in range(-2, 3)}
    return next(
        code
        for code in ("000000", "111111", "222222", "333333", "444444", "555555")
        if code not in near
    )


def give_password(client: Client, name: str = "anna", password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"username": name, "password": password, **more})


def give_code(client: Client, code: str, **more: str) -> Any:
    return client.post(CODE, {"code": code, **more})


def is_in(client: Client) -> bool:
    return bool(client.get(DESK).status_code == 200)


def hidden(page: Any) -> dict[str, str]:
    return {name: unescape(value) for name, value in INPUT.findall(page.content.decode())}


def words(page: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode())))

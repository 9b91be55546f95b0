"""The second factor: codes from an app (TOTP), and codes on paper for the day the app is gone.

django-otp keeps them and checks the app's codes. A paper code is kept as a salted scrypt, since
it is short: whoever reads the database cannot sign in with it.
"""

import base64
import binascii
import hashlib
import secrets
import time
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

STAFF = "staff"
PUBLISHING = ("articles.publish_article", "triage.publish_draft")
"""Whoever has one of these can change what readers are told."""
ISSUER = "Legwise desk"
KEY_BYTES = 20
APP_DIGITS, APP_SECONDS, STEPS_OFF = 6, 30, 1
"""Codes of six digits, each for half a minute; a phone's clock may be off by one step."""
CODES, CODE_DIGITS = 10, 10
"""Digits only, so that one keypad serves for both kinds of code."""
SALT_BYTES = 16
SCRYPT_WORK = 2**14
"""About 16 MB and a twentieth of a second for each code tried."""
KEPT_CHARACTERS = 16


def must_have(user: User) -> bool:
    """Whoever can publish, whatever is set; a setting can only widen it. Two queries at most."""
    if user.is_superuser or settings.SECOND_FACTOR_FOR == STAFF:
        return True
    return any(map(user.has_perm, PUBLISHING))


def has(user: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def random_key() -> str:
    """A new secret, in hexadecimal as django-otp keeps it."""
    return secrets.token_hex(KEY_BYTES)


def spelled(key: str) -> str:
    """The secret as people type it into an app: letters and digits in fours."""
    text = base64.b32encode(binascii.unhexlify(key)).decode().rstrip("=")
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def address(user: User, key: str) -> str:
    """The secret as apps read it from a picture."""
    label = quote(f"{ISSUER}:{user.get_username()}")
    told = {"secret": spelled(key).replace(" ", ""), "issuer": ISSUER}
    return f"otpauth://totp/{label}?{urlencode(told, quote_via=quote)}"


@transaction.atomic
def set_up(user: User, key: str, code: str) -> list[str]:
    """Take an app's first code and keep its secret in place of an earlier one.

    Returns new paper codes, to be shown once; none if the code is wrong.
    """
    app = TOTP(binascii.unhexlify(key), step=APP_SECONDS, digits=APP_DIGITS)
    app.time = time.time()
    plain = _plain(code)
    if len(plain) != APP_DIGITS or not app.verify(int(plain), STEPS_OFF):
        return []
    TOTPDevice.objects.filter(user=user).delete()
    TOTPDevice.objects.create(user=user, name="app", key=key, last_t=app.t())
    return new_codes(user)


def remove(user: User) -> None:
    """Sign in by password alone from now on; for whoever may."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


@transaction.atomic
def is_right(user: User, code: str) -> bool:
    """Whether it is the app's code of this half minute or a paper code; neither works twice."""
    User.objects.select_for_update().get(pk=user.pk)
    plain = _plain(code)
    if len(plain) == APP_DIGITS:
        devices = TOTPDevice.objects.filter(user=user, confirmed=True)
        return any(device.verify_token(plain) for device in devices)
    if len(plain) != CODE_DIGITS:
        return False
    papers = StaticDevice.objects.filter(user=user, confirmed=True)
    return any(paper.verify_token(_kept(plain, paper.name)) for paper in papers)


@transaction.atomic
def new_codes(user: User) -> list[str]:
    """Paper codes in place of all earlier ones, as people read them."""
    StaticDevice.objects.filter(user=user).delete()
    return [_add_code(_paper(user)) for _ in range(CODES)]


@transaction.atomic
def one_more_code(user: User) -> str:
    """A paper code beside those there are."""
    found = StaticDevice.objects.filter(user=user).first()
    return _add_code(found or _paper(user))


def codes_left(user: User) -> int:
    return int(StaticToken.objects.filter(device__user=user).count())


def _paper(user: User) -> StaticDevice:
    """What holds paper codes; its name is their salt."""
    made: StaticDevice = StaticDevice.objects.create(
        user=user, name=secrets.token_hex(SALT_BYTES), confirmed=True
    )
    return made


def _add_code(paper: StaticDevice) -> str:
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    StaticToken.objects.create(device=paper, token=_kept(code, paper.name))
    half = CODE_DIGITS // 2
    return f"{code[:half]} {code[half:]}"


def _kept(code: str, salt: str) -> str:
    """What the database keeps of a paper code: 96 bits of its scrypt."""
    mark = hashlib.scrypt(code.encode(), salt=bytes.fromhex(salt), n=SCRYPT_WORK, r=8, p=1)
    return base64.urlsafe_b64encode(mark).decode()[:KEPT_CHARACTERS]


def _plain(code: str) -> str:
    """Digits alone: people type spaces and hyphens, and some keyboards other digits."""
    return "".join(str(int(each)) for each in code if each.isdecimal())

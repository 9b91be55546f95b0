"""Sets up a second step the way a person does: reads the secret off the page, types its code."""

import base64
import time
from typing import TYPE_CHECKING

from django_otp.oath import TOTP

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Written out, so that this works without the site's own settings.
SET_UP = "/admin/second-step/set-up/"


def set_up_if_asked(page: "Page") -> None:
    """After a password: connect an app where the desk asks for it, and go on."""
    page.wait_for_load_state()
    if SET_UP not in page.url:
        return
    spelled = page.locator(".sign-in__secret code").inner_text().replace(" ", "")
    app = TOTP(base64.b32decode(spelled))
    app.time = time.time()
    page.locator("[name='code']").fill(f"{app.token():06d}")
    with page.expect_navigation():
        page.locator("[type='submit']").click()
    with page.expect_navigation():
        page.locator(".sign-in__on a").click()

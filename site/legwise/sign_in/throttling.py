"""How often a password or code may be tried: by account, and by address, which is never kept.

Nobody is kept out for long: counts begin anew every quarter of an hour. A browser that the
account signed in from before has a count of its own, so that a stranger's guesses from elsewhere
do not keep the person out.
"""

from datetime import timedelta

from django.http import HttpRequest

from groundwork import throttle
from legwise.sign_in import known_browsers

BY_ACCOUNT = 10
BY_ADDRESS = 100
"""An office shares one address."""
WINDOW = timedelta(minutes=15)


def may_try(request: HttpRequest, what: str, username: str) -> bool:
    """Count a try of `what` ("password", "code"); False once there were too many.

    The same for accounts that exist and names that do not.
    """
    if not throttle.is_allowed(
        f"{what} by address", throttle.sender_of(request), limit=BY_ADDRESS, window=WINDOW
    ):
        return False
    whence = "known" if known_browsers.knows(request, username) else "elsewhere"
    account = f"{whence} {username.casefold()}"
    return throttle.is_allowed(f"{what} by account", account, limit=BY_ACCOUNT, window=WINDOW)

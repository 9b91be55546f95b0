"""What we take for an e-mail address: one, in ASCII, a domain in other letters written as xn--…"""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

LONGEST = 254
# The older standard Python knows would turn these into another domain.
_LETTERS_OF_ANOTHER_DOMAIN = re.compile("[ßς\u200c\u200d]")


def tidied(typed: str) -> str:
    """The address to write to. Raises ValidationError, in words for the reader."""
    name, _at, domain = typed.strip().rpartition("@")
    try:
        address = f"{name}@{_in_ascii(domain)}"
        validate_email(address)
    except (UnicodeError, ValidationError):
        raise ValidationError(_not_an_address()) from None
    if not name.isascii() or name.startswith('"') or "[" in domain or len(address) > LONGEST:
        raise ValidationError(_not_an_address())
    return address


def _in_ascii(domain: str) -> str:
    if _LETTERS_OF_ANOTHER_DOMAIN.search(domain):
        raise UnicodeError
    return domain.encode("idna").decode("ascii").lower()


def _not_an_address() -> str:
    return _("Enter an e-mail address, like name@example.org")
